"""The facts of the review: recipient, types, dates, values and customers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.setups import SHOP
from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.mapping import notes as mapping_notes
from tiktok_tui.mapping.model import Mapping, Note
from tiktok_tui.prepare.breakdown import Share
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tiktok.endpoints import DEFAULT_URL
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.review import facts
from tiktok_tui.tui.screens.review.facts import Facts, already_sent, lines, nothing_new, recipient
from tiktok_tui.tui.wizard.draft import CheckedFile
from tiktok_tui.uploads import already_sent as counting
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
        ("", replace(STORE, advertiser_id="", event_set_id=""), "advertiser, event set Store sales"),
    ],
)
def test_the_recipient_has_its_names_and_ids(advertiser: str, destination: Destination, said: str) -> None:
    assert recipient(destination, replace(NOTHING, advertiser=advertiser)) == said


SUMS = (("JPY", "41000"), ("KRW", "1.5"), ("KWD", "1.25"))


def test_shares_become_sums_and_a_period_in_the_zone_of_the_destination() -> None:
    shares = (
        Share("Purchase", "EUR", 1500, *times("2026-06-02T01:00", "2026-06-02T20:00"), Decimal("1234.5")),
        Share("Purchase", "USD", 1, *times("2026-06-01T23:00", "2026-06-02T10:00"), Decimal("2")),
        Share("Lead", "", 2, *times("2026-06-02T10:00", "2026-06-02T22:30"), None),
        Share("Refund", "EUR", 1, *times("2026-06-02T10:00", "2026-06-02T10:00"), Decimal("0.5")),
        *(
            Share("Lead", code, 0, *times("2026-06-02T10:00", "2026-06-02T10:00"), Decimal(value))
            for code, value in SUMS
        ),
    )
    totals = SimpleNamespace(with_email=3, with_phone=2, with_both=1, sendable=4, with_web_keys={"ip": 1})
    file = cast(CheckedFile, SimpleNamespace(destination=STORE, prepared=SimpleNamespace(totals=totals)))
    found = dict(lines(file, Facts("", "ads.example", shares, ())))
    assert found["Server"] == "not TikTok: ads.example"
    assert found["Events"] == "1,501 Purchase · 2 Lead · 1 Refund"
    assert found["Dates"] == "2026-06-02 01:00 to 2026-06-03 00:30 (2 days, Europe/Berlin)"
    assert found["Value"] == "1,235.00 EUR · 2.00 USD · 41,000 JPY · 1.50 KRW · 1.250 KWD"
    assert found["Customers"] == "e-mail 75 %   phone 50 %   both 25 %   IP address with the browser 25 %"
    assert [label for label, _ in lines(file, NOTHING)] == ["To"]


@pytest.mark.parametrize(
    ("first", "last", "zone", "said"),
    [
        ("2026-06-01T00:00", "2026-06-01T23:59", "UTC", "2026-06-01 00:00 to 2026-06-01 23:59 (1 day, UTC)"),
        ("2026-06-01T23:59", "2026-06-02T00:01", "", "2026-06-01 23:59 to 2026-06-02 00:01 (2 days, UTC)"),
        ("2020-01-01T00:00", "2026-06-02T00:01", "No/Where", "2020-01-01 00:00 to 2026-06-02 00:01 (2,345 days, UTC)"),
    ],
)
def test_a_file_of_one_kind_without_values_is_said_too(first: str, last: str, zone: str, said: str) -> None:
    share = Share("Lead", "", 1, *times(first, last), None)
    totals = SimpleNamespace(with_email=0, with_phone=0, with_both=0, sendable=0, with_web_keys={})
    destination = replace(STORE, time_zone=zone)
    file = cast(CheckedFile, SimpleNamespace(destination=destination, prepared=SimpleNamespace(totals=totals)))
    assert lines(file, Facts("", "", (share,), ())) == [
        ("To", "advertiser 7, event set Store sales (72)"),
        ("Events", "1 Lead"),
        ("Dates", said),
        ("Value", "no event has a value"),
        ("Customers", "e-mail 0 %   phone 0 %   both 0 %"),
    ]


@pytest.mark.parametrize(
    ("api_url", "sandbox", "known", "advertiser", "elsewhere"),
    [
        (DEFAULT_URL, False, True, "Acme", ""),
        ("https://ads.example:8443/open_api", False, True, "Acme", "ads.example:8443"),
        ("https://ads.example:8443/open_api", True, False, "", ""),
    ],
)
def test_the_facts_are_read_from_the_credential_the_check_and_the_mapping(
    api_url: str,
    sandbox: bool,
    known: bool,
    advertiser: str,
    elsewhere: str,
    session: AppSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if known:
        advertisers = (Advertiser("8", "Other"), Advertiser("7", "Acme"))
        credentials.save(session.home, Credential("acme", "0" * 16, "acme", advertisers=advertisers))
    assumed, of_check, asked = Note("phone", "phones"), Note("timestamp", "PST is UTC-08:00."), list[object]()

    def found(*of: object) -> list[Note]:
        asked.append(of[:3])
        return [assumed]

    monkeypatch.setattr(mapping_notes, "notes", found)
    share = Share("Lead", "", 1, *times("2026-06-01T00:00", "2026-06-01T00:00"), None)
    table = SimpleNamespace(columns=[SimpleNamespace(name="Mail"), SimpleNamespace(name="Time")])
    prepared = SimpleNamespace(shares=lambda: [share], notes=lambda: [of_check])
    destination, mapping = replace(STORE, sandbox=sandbox), Mapping()
    what = SimpleNamespace(destination=destination, table=table, prepared=prepared, mapping=mapping)
    read = facts.read_facts(replace(session, api_url=api_url), cast(CheckedFile, what))
    assert read == Facts(advertiser, elsewhere, (share,), (assumed, of_check))
    assert asked == [(mapping, destination, ["Mail", "Time"])]


def test_what_was_sent_is_counted_at_the_same_address_with_the_same_choices(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def count(*of: object, **how: object) -> LeftOut:
        asked.append((of, how))
        return LeftOut(7)

    monkeypatch.setattr(counting, "count_already_sent", count)
    file = cast(CheckedFile, SimpleNamespace(destination=STORE, prepared="the check"))
    assert already_sent(session, file, Options(limit=10, test_event_code="T1")) == LeftOut(7)
    how = {"api_url": session.api_url, "test_event_code": "T1", "limit": 10}
    assert asked == [((session.home, "the check", STORE), how)]


def test_only_assumptions_about_how_cells_are_read_are_part_of_the_question() -> None:
    about = ("timestamp", "rows", "phone", "fields", "value", "group", "currency", "file", "mapping", "event")
    notes = tuple(Note(each, f"about {each}") for each in about)
    assert replace(NOTHING, notes=notes).reading == [
        ("Assumed", f"about {each}") for each in ("timestamp", "phone", "value", "currency")
    ]


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
def test_an_upload_of_which_nothing_is_new_is_known(already: LeftOut, options: Options, nothing: bool) -> None:
    file = cast(CheckedFile, SimpleNamespace(prepared=SimpleNamespace(totals=SimpleNamespace(sendable=30))))
    assert nothing_new(file, options, already) is nothing


def times(first: str, last: str) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(first).replace(tzinfo=UTC), datetime.fromisoformat(last).replace(tzinfo=UTC)
