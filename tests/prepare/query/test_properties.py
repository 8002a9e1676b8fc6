"""Names of events: TikTok's own, those of one's own for the web, and those that only look like one or the other."""

from __future__ import annotations

import pytest

from tests.prepare.conftest import Check
from tiktok_tui.events.destination import EventSource

HEADER = ("event", "timestamp", "email", "page_url")


@pytest.mark.parametrize(
    ("name", "offline", "web"),
    [
        ("Purchase", None, None),
        ("purchase", "event.unknown", "event.unknown"),
        ("PURCHASE", "event.unknown", "event.unknown"),
        ("BoughtTwice", "event.unknown", None),
        ("x" * 50, "event.unknown", None),
        ("x" * 51, "event.unknown", "event.bad_custom_name"),
        ("", "event.missing", "event.missing"),
    ],
)
def test_a_name_is_tiktok_s_or_a_good_custom_one(check: Check, name: str, offline: str | None, web: str | None) -> None:
    for source, rule in ((EventSource.OFFLINE, offline), (EventSource.WEB, web)):
        prepared = check(HEADER, (name, "2026-11-20", "a@b.cd", "https://x.yz/"), event_source=source)
        assert prepared.totals.rejects_by_rule == ({rule: 1} if rule else {})


@pytest.mark.parametrize(("address", "rule"), [("", "page_url.missing"), ("x.yz", "page_url.invalid")])
def test_a_web_event_needs_the_address_of_its_page(check: Check, address: str, rule: str) -> None:
    prepared = check(HEADER, ("Lead", "2026-11-20", "a@b.cd", address), event_source=EventSource.WEB)
    assert prepared.totals.rejects_by_rule == {rule: 1}


@pytest.mark.parametrize(("name", "warned"), [("Purchase", True), ("CompletePayment", True), ("Lead", False)])
def test_a_payment_without_a_value_is_warned_of(check: Check, name: str, warned: bool) -> None:
    prepared = check(HEADER, (name, "2026-11-20", "a@b.cd", ""))
    assert prepared.totals.warnings_by_rule == ({"value.missing": 1} if warned else {})
    assert prepared.totals.sendable == 1


@pytest.mark.parametrize("limited", [True, False])
def test_limited_data_use_is_sent_only_where_it_is_set(check: Check, limited: bool) -> None:
    row = ("Purchase", "2026-11-20", "a@b.cd", "https://x.yz/")
    ((event,),) = check(HEADER, row, event_source=EventSource.WEB, limited_data_use=limited).events()
    assert (b'"limited_data_use":true' in event.body) is limited


@pytest.mark.parametrize("wanted", [True, False])
def test_the_channel_is_sent_only_where_it_is_wanted(check: Check, wanted: bool) -> None:
    row = ("Purchase", "2026-11-20", "a@b.cd", "in_store")
    header = (*HEADER[:3], "event_channel")
    ((event,),) = check(header, row, send_event_channel=wanted).events()
    assert (b"in_store" in event.body) is wanted
