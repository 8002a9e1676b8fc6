"""Texts that Python decides are decided once, however many there are, and signs of money are found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.prepare.conftest import NOW, Check
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.lookups import lookups
from tiktok_tui.prepare.lookups.known import known_of
from tiktok_tui.prepare.prepare import prepare


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_any_number_of_texts_is_looked_up_each_once(check: Check, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(lookups, "BATCH", 2)
    addresses = [f"2001:4860:4860::{number}" for number in range(count)]
    header = ("event", "timestamp", "email", "page_url", "ip")
    rows = [("Lead", "2026-11-20", "a@b.cd", "https://x.yz/", address) for address in addresses]
    prepared = check(header, *rows, event_source=EventSource.WEB)
    assert [json.loads(event.body)["user"]["ip"] for chunk in prepared.events() for event in chunk] == addresses


def test_texts_that_several_rows_have_are_looked_up_once(check: Check) -> None:
    header = ("event", "timestamp", "email", "page_url", "ip", "phone")
    texts = [("2001:4860:4860::8888", "213-373-4253 ext. 5"), ("2001:4860:4860::8844", "213-373-4254 ext. 5")] * 2
    rows = [("Lead", f"2026-11-{19 + place}", "a@b.cd", "https://x.yz/", *each) for place, each in enumerate(texts, -9)]
    prepared = check(header, *rows, event_source=EventSource.WEB)
    events = [json.loads(event.body) for chunk in prepared.events() for event in chunk]
    assert [event["user"]["ip"] for event in events] == [address for address, _ in texts]
    assert (prepared.totals.events, prepared.totals.with_phone) == (4, 4)


def test_a_zone_that_the_database_does_not_know_is_an_unknown_one(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookups, "knows_zone", lambda work, zone: zone != "Asia/Tokyo")
    fields = {name: FieldSource(columns=(name,)) for name in ("event", "email")}
    fields["timestamp"] = FieldSource(columns=("timestamp",), zone="zone")
    rows = [("Lead", "2026-11-20 10:00", "a@b.cd", zone) for zone in ("Asia/Tokyo", "Europe/Paris")]
    prepared = check(("event", "timestamp", "email", "zone"), *rows, mapping=Mapping(fields))
    assert [(problem.row, problem.rule.name) for problem in prepared.problems()] == [(2, "timestamp.unknown_zone")]


def test_signs_of_money_are_those_of_the_columns_that_are_mapped_now(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("event,timestamp,email,net,gross\nLead,2026-11-20,a@b.cd,5 €,6 zł\n", "utf-8")
    columns = {name: FieldSource(columns=(name,)) for name in ("event", "timestamp", "email")}
    shop = Destination("shop", "Shop", event_set_id="7654321098765432109")
    with open_table(str(tmp_path / "a.csv"), scratch=tmp_path) as table:
        for column, properties in (
            ("net", {"value": 5, "currency": "EUR"}),
            ("gross", {"value": 6, "currency": "PLN"}),
            ("net", {"value": 5, "currency": "EUR"}),
        ):
            mapping = Mapping(columns | {"value": FieldSource(columns=(column,))})
            with prepare(table, mapping, shop, now=NOW) as prepared:
                (events,) = prepared.events()
                assert json.loads(events[0].body)["properties"] == properties
        assert len(known_of(table).signs) == 2


def test_signs_of_money_of_the_first_rows_are_not_taken_for_those_of_all(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "event,timestamp,email,value\nLead,2026-11-20,a@b.cd,5\nLead,2026-11-20,c@d.ef,6 €\n"
    )
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in ("event", "timestamp", "email", "value")})
    shop = Destination("shop", "Shop", event_set_id="7654321098765432109", currency="USD")
    with open_table(str(tmp_path / "a.csv"), scratch=tmp_path) as table:
        sendable = []
        for limit in (1, None):
            with prepare(table, mapping, shop, now=NOW, limit=limit) as prepared:
                sendable.append(prepared.totals.sendable)
    assert sendable == [1, 2]


def test_a_sign_is_found_among_the_marks_of_an_amount_below_zero(tmp_path: Path) -> None:
    amounts = ("-€5", "+£5", "\u2212₩5", "▲¥5", "△฿5", "(₹5)", "'₪5'", "5 zł-")
    rows = "".join(f"Lead,2026-11-20,a@b.cd,{amount}\n" for amount in amounts)
    (tmp_path / "a.csv").write_text(f"event,timestamp,email,value\n{rows}", "utf-8")
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in ("event", "timestamp", "email", "value")})
    shop = Destination("shop", "Shop", event_set_id="7654321098765432109", currency="USD")
    with open_table(str(tmp_path / "a.csv"), scratch=tmp_path) as table:
        prepare(table, mapping, shop, now=NOW).close()
        (signs,) = known_of(table).signs.values()
    found = {code for codes in signs.values() for code in codes}
    assert {"EUR", "GBP", "KRW", "JPY", "THB", "INR", "ILS", "PLN"} <= found
