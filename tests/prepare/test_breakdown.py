"""Events by type and currency: the same counts, dates and sums as in the bodies that are sent."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tiktok_tui.events.destination import Destination
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.prepare.query import spans

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
SHOP = Destination("shop", "Shop", event_set_id="7200000000000000001", currency="EUR", fixed_event="Purchase")
FIELDS = {name: FieldSource(columns=(name,)) for name in ("event", "timestamp", "email", "value", "currency")}
ROWS = """\
order,event,timestamp,email,value,currency
1,Purchase,2026-06-20T10:00:00Z,a@x.example,1.10,EUR
2,Purchase,2026-06-21T10:00:00Z,b@x.example,2.25,
3,Purchase,2026-06-22T10:00:00Z,c@x.example,9.99,USD
4,AddToCart,2026-06-19T10:00:00Z,d@x.example,,
5,Purchase,2020-06-22T10:00:00Z,e@x.example,500,USD
6,walk past,2026-06-22T10:00:00Z,f@x.example,500,USD
2,Purchase,2026-06-23T10:00:00Z,b@x.example,0.75,EUR
8,Purchase,2026-06-24T10:00:00Z,h@x.example,,
"""


def test_types_dates_and_sums_are_those_of_the_bodies(tmp_path: Path) -> None:
    for mapping in (Mapping(fields=FIELDS), Mapping(fields=FIELDS, group_by="order")):
        path = tmp_path / "orders.csv"
        path.write_text(ROWS)
        with open_table(str(path), scratch=tmp_path) as table, prepare(table, mapping, SHOP, now=NOW) as prepared:
            bodies = [json.loads(event.body, parse_float=Decimal) for chunk in prepared.events() for event in chunk]
            shares = prepared.shares()
        found = defaultdict(list)
        for body in bodies:
            found[body["event"], body.get("properties", {}).get("currency", "")].append(body)
        assert {(share.event, share.currency) for share in shares} == set(found)
        assert sum(share.events for share in shares) == prepared.totals.sendable == len(bodies)
        for share in shares:
            mine = found[share.event, share.currency]
            times = [body["event_time"] for body in mine]
            values = [body["properties"]["value"] for body in mine if "value" in body.get("properties", {})]
            assert share.events == len(mine)
            assert (share.first.timestamp(), share.last.timestamp()) == (min(times), max(times))
            assert share.value == (sum(values, Decimal()) if values else None)
        assert shares[0].event == "Purchase"


def test_a_file_of_which_nothing_is_sent_has_no_shares(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("".join(ROWS.splitlines(keepends=True)[:1]) + "5,Purchase,2020-06-22T10:00:00Z,e@x.example,5,USD\n")
    with (
        open_table(str(path), scratch=tmp_path) as table,
        prepare(table, Mapping(fields=FIELDS), SHOP, now=NOW) as prepared,
    ):
        assert prepared.shares() == []


def test_of_types_that_are_as_frequent_the_names_decide_before_the_currencies(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(
        "event,timestamp,email,value,currency\n"
        "Purchase,2026-06-20,a@x.example,1,EUR\nAddToCart,2026-06-20,b@x.example,1,USD\n"
    )
    with (
        open_table(str(path), scratch=tmp_path) as table,
        prepare(table, Mapping(fields=FIELDS), SHOP, now=NOW) as prepared,
    ):
        assert [(share.event, share.currency) for share in prepared.shares()] == [
            ("AddToCart", "USD"),
            ("Purchase", "EUR"),
        ]


def test_what_lies_in_several_parts_of_a_file_is_added_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "SPAN", 2)
    path = tmp_path / "orders.csv"
    path.write_text(
        ROWS.replace("2,Purchase,2026-06-23", "9,Purchase,2026-06-23")
        + "7,AddToCart,2026-06-18T10:00:00Z,g@x.example,,\n"
    )
    with (
        open_table(str(path), scratch=tmp_path) as table,
        prepare(table, Mapping(fields=FIELDS, group_by="order"), SHOP, now=NOW) as prepared,
    ):
        shares = prepared.shares()
    assert [(share.event, share.currency, share.events, share.value) for share in shares] == [
        ("Purchase", "EUR", 3, Decimal("4.10")),
        ("AddToCart", "", 2, None),
        ("Purchase", "", 1, None),  # sent with a warning: it has no value
        ("Purchase", "USD", 1, Decimal("9.99")),
    ]
    assert [(share.first.day, share.last.day) for share in shares] == [(20, 23), (18, 19), (24, 24), (22, 22)]
