"""How well TikTok can match the events, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.setups import SHOP
from tiktok_tui.events.destination import EventSource
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.tui.screens.mapping.coverage import coverage_notes


def totals(sendable: int, email: int, phone: int, both: int) -> Totals:
    return Totals(sendable, 0, 0, 0, sendable, sendable, {}, {}, (0,) * 30, email, phone, both, 0.1)


def mapping(*fields: str) -> Mapping:
    return Mapping({name: FieldSource(columns=(name,)) for name in fields})


def test_shares_are_of_the_events_to_send() -> None:
    web = replace(SHOP, event_source=EventSource.WEB)
    counted = replace(totals(200, 194, 122, 118), rows=900, events=400, with_web_keys={"ip": 50})
    shares, others, *_ = coverage_notes(counted, mapping("email", "phone"), web)
    assert shares == "Of the events to send, 97 % have an e-mail, 61 % a phone number and 59 % both."
    assert others == "Of their other keys: IP address with the browser 25 %."


@pytest.mark.parametrize(
    ("fields", "email", "phone", "words"),
    [
        (("email",), 100, 0, "No column fills phone: with it, TikTok can match more customers."),
        ((), 0, 0, "No column fills e-mail or phone: with it, TikTok can match more customers."),
        (("email", "phone"), 100, 89, "Events without a phone number are matched less often."),
        (("email", "phone"), 89, 100, "Events without an e-mail are matched less often."),
        (("email", "phone"), 97, 61, "Events without a phone number are matched less often."),
        (("email", "phone"), 50, 61, "Events without an e-mail or a phone number are matched less often."),
    ],
)
def test_what_is_missing_is_named(fields: tuple[str, ...], email: int, phone: int, words: str) -> None:
    assert coverage_notes(totals(100, email, phone, 0), mapping(*fields), SHOP)[1:] == (words,)


def test_nothing_is_missed_that_is_there_and_nothing_is_said_of_no_events() -> None:
    assert len(coverage_notes(totals(100, 95, 90, 90), mapping("email", "phone"), SHOP)) == 1
    assert coverage_notes(totals(0, 0, 0, 0), mapping(), SHOP) == ()


def test_web_events_have_more_keys() -> None:
    web = replace(SHOP, event_source=EventSource.WEB)
    _, missing = coverage_notes(totals(100, 100, 100, 100), mapping("email", "phone", "ip"), web)
    assert missing.startswith("No column fills external ID, click ID or cookie ID")


def test_shares_of_further_keys_are_said_and_one_that_few_events_have_is_looked_for() -> None:
    web = replace(SHOP, event_source=EventSource.WEB)
    counted = replace(totals(100, 97, 95, 93), with_web_keys={"external_id": 40, "tiktok_click_id": 99, "ip": 100})
    fields = ("email", "phone", "external_id", "tiktok_click_id", "ip")
    notes = coverage_notes(counted, mapping(*fields), web, ("Customer ID", "ttclid"))
    assert "Of their other keys: external ID 40 %, click ID 99 %, IP address with the browser 100 %." in notes
    assert notes[-1] == "Not used, but may hold such keys: “Customer ID” (external ID). v  lists the columns."


def test_unused_columns_that_may_fill_a_missing_key_are_named() -> None:
    columns = ("email", "phone", "Mobile 2", "Zebra", "Customer ID", "Browser IP")
    few = coverage_notes(totals(100, 97, 61, 60), mapping("email", "phone"), SHOP, columns)
    assert few[-1] == "Not used, but may hold such keys: “Mobile 2” (phone). v  lists the columns."
    enough = coverage_notes(totals(100, 97, 95, 93), mapping("email", "phone"), SHOP, columns)
    assert not any("Not used" in note for note in enough)
    both = Mapping({"email": FieldSource(columns=("email",)), "phone": FieldSource(columns=("phone", "Mobile 2"))})
    used = coverage_notes(totals(100, 97, 61, 60), both, SHOP, columns)
    assert not any("Not used" in note for note in used)
    web = replace(SHOP, event_source=EventSource.WEB)
    *_, last = coverage_notes(totals(100, 97, 95, 93), mapping("email", "phone"), web, columns)
    assert "“Customer ID” (external ID); “Browser IP” (IP address with the browser)" in last
    assert "Mobile 2" not in last
    *_, last = coverage_notes(totals(100, 97, 95, 93), mapping("email", "phone"), web, ("Landing page",))
    assert "“Landing page” (click ID)" in last, "which is likelier than the page's address"
