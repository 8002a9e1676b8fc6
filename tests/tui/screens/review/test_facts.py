"""The facts of the review: recipient, types, dates, values and customers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.setups import SHOP
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.mapping.model import Note
from tiktok_tui.prepare.breakdown import Share
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.review import facts
from tiktok_tui.tui.screens.review.facts import Facts, lines, nothing_new, recipient
from tiktok_tui.tui.wizard.draft import CheckedFile
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import LeftOut

STORE = replace(SHOP, advertiser_id="7", event_set_id="72", event_set_name="Store sales", time_zone="Europe/Berlin")
NOTHING = Facts("", "", (), ())


@pytest.mark.parametrize(
    ("advertiser", "destination", "said"),
    [
        ("Acme", STORE, "Acme (7), event set Store sales (72)"),
        ("", STORE, "advertiser 7, event set Store sales (72)"),
        ("", replace(STORE, event_set_name=""), "advertiser 7, event set 72"),
        ("", replace(STORE, event_set_name="", event_set_id=""), "advertiser 7, event set as each row names it"),
        ("", replace(STORE, event_source=EventSource.WEB), "advertiser 7, pixel Store sales (72)"),
    ],
)
def test_the_recipient_has_its_names_and_ids(advertiser: str, destination: Destination, said: str) -> None:
    assert recipient(destination, replace(NOTHING, advertiser=advertiser)) == said


def test_shares_become_sums_and_a_period_in_the_zone_of_the_destination() -> None:
    shares = (
        Share("Purchase", "EUR", 1500, *times("2026-06-01T23:00", "2026-06-02T20:00"), Decimal("1234.5")),
        Share("Purchase", "USD", 1, *times("2026-06-02T10:00", "2026-06-02T10:00"), Decimal("2")),
        Share("Lead", "", 2, *times("2026-06-02T10:00", "2026-06-02T22:30"), None),
        Share("Refund", "EUR", 1, *times("2026-06-02T10:00", "2026-06-02T10:00"), Decimal("0.5")),
    )
    totals = SimpleNamespace(with_email=3, with_phone=2, with_both=1, sendable=4, with_web_keys={"ip": 1})
    file = cast(CheckedFile, SimpleNamespace(destination=STORE, prepared=SimpleNamespace(totals=totals)))
    found = dict(lines(file, Facts("", "ads.example", shares, ())))
    assert found["Server"] == "not TikTok: ads.example"
    assert found["Events"] == "1,501 Purchase · 2 Lead · 1 Refund"
    assert found["Dates"] == "2026-06-02 01:00 to 2026-06-03 00:30 (2 days, Europe/Berlin)"
    assert found["Value"] == "1,235.00 EUR · 2.00 USD"
    assert found["Customers"] == "e-mail 75 %   phone 50 %   both 25 %   IP address with the browser 25 %"
    assert [label for label, _ in lines(file, NOTHING)] == ["To"]


def test_only_assumptions_about_how_cells_are_read_are_part_of_the_question() -> None:
    notes = (Note("timestamp", "times"), Note("rows", "names"), Note("currency", "money"))
    assert replace(NOTHING, notes=notes).reading == [("Assumed", "times"), ("Assumed", "money")]


@pytest.mark.parametrize(
    ("already", "options", "nothing"),
    [
        (LeftOut(skipped=30), Options(), True),
        (LeftOut(skipped=29), Options(), False),
        (LeftOut(skipped=10), Options(limit=10), True),
        (LeftOut(skipped=10), Options(), False),
        (LeftOut(skipped=30), Options(limit=100), True),
        (LeftOut(skipped=20, similar=10), Options(), True),
        (LeftOut(skipped=20, similar=10), Options(send_similar=True), False),
        (LeftOut(skipped=30), Options(resend=True), False),
    ],
)
def test_an_upload_of_which_nothing_is_new_is_known(
    already: LeftOut, options: Options, nothing: bool, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "already_sent", lambda *_: already)
    file = cast(CheckedFile, SimpleNamespace(prepared=SimpleNamespace(totals=SimpleNamespace(sendable=30))))
    assert nothing_new(session, file, options) is nothing


def times(first: str, last: str) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(first).replace(tzinfo=UTC), datetime.fromisoformat(last).replace(tzinfo=UTC)
