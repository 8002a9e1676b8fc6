"""The SQL and a plain reading of the rules in Python say the same of every row."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support import nasty
from tests.support.oracle import Oracle
from tests.support.oracle_values import Typed
from tiktok_tui.events.destination import Destination, EventSource, NumberStyle
from tiktok_tui.events.rules import Severity
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.files.table import Kind
from tiktok_tui.mapping.model import CENTS, FieldSource, Mapping
from tiktok_tui.prepare import cursors
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.prepare.query import spans

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SET = "7654321098765432109"
# An example's cost is the planning of its queries, whatever the number of rows: few examples, of many rows.
AGAIN = settings(
    max_examples=2, deadline=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large,
                           HealthCheck.large_base_example],
)  # fmt: skip
GOOD_TIMES = ("2026-11-20T10:01:00Z", "2026-11-19 08:00:00")
COLUMNS = {
    "kind": nasty.cells(*nasty.NAMES, often=("Purchase", "Lead")),
    "when": nasty.cells(*nasty.TIMES, often=GOOD_TIMES),
    "day": nasty.cells("20/11/2026", "1/11/2026", "11/20/2026", "20/11/26", "31/02/2026", "2026-11-20", "20/11/2026 "),
    "zone": nasty.cells(*nasty.ZONES, "Mars", often=("UTC",)),
    "mail": nasty.cells(*nasty.EMAILS, often=("a@b.cd",)),
    "mail 2": nasty.cells(*nasty.EMAILS),
    "phone": nasty.cells(*nasty.PHONES),
    "phone 2": nasty.cells(*nasty.PHONES),
    "country": nasty.cells(*nasty.COUNTRIES, *nasty.UNKNOWN_COUNTRIES),
    "customer": nasty.cells(*nasty.IDS, nasty.HASH, "a" * 32),
    "total": nasty.cells(*nasty.AMOUNTS, often=("12", "5")),
    "currency": nasty.cells(*nasty.CURRENCIES, often=("USD",)),
    "order": nasty.cells(*nasty.IDS),
    "event id": nasty.cells(*nasty.IDS),
    "sku": nasty.cells(*nasty.IDS, often=("S1",)),
    "item": nasty.cells(*nasty.TEXTS),
    "price": nasty.cells(*nasty.AMOUNTS, often=("3", "0")),
    "qty": nasty.cells(*nasty.QUANTITIES, often=("1", "3")),
    "type": nasty.cells(*nasty.CONTENT_TYPES, often=("product",)),
    "note": nasty.cells(*nasty.TEXTS),
    "channel": nasty.cells(*nasty.CHANNELS),
    "set": nasty.cells(*nasty.SETS, often=(SET,)),
    "page": nasty.cells(*nasty.URLS, often=("https://shop.example/thanks",)),
    "from": nasty.cells(*nasty.URLS),
    "ip": nasty.cells(*nasty.IPS),
    "click": nasty.cells(*nasty.CLICKS),
    "locale": nasty.cells(*nasty.LOCALES),
    "group": st.sampled_from(["g1", "g2", "g3", "g4", " g1 ", "", "12"]),
    "status": st.sampled_from(["paid", "refunded", "", "PAID"]),
}


def column(*names: str, **more: Any) -> FieldSource:
    return FieldSource(columns=names, **more)


COMMON = {
    "event": column("kind", values={"in-store sale": "Purchase", "Sale!": " "}),
    "email": column("mail", "mail 2"),
    "phone": column("phone", "phone 2"),
    "currency": column("currency"),
    "content_type": column("type"),
    "description": column("note"),
    "content_id": column("sku"),
    "content_name": column("item"),
    "price": column("price"),
    "quantity": column("qty"),
}
OFFLINE = Destination("d", "D", event_set_id=SET, phone_country="US", time_zone="America/New_York", currency="usd")
WEB = Destination(
    "d", "D", event_source=EventSource.WEB, event_set_id="C4ABCDEF", time_zone="Europe/Berlin", phone_country="DE",
    limited_data_use=True, fixed_event="Lead",
)  # fmt: skip
CASES = {
    "offline": (
        Mapping(
            COMMON
            | {
                "timestamp": column("when"),
                "value": column("total"),
                "order_id": column("order"),
                "event_channel": column("channel"),
                "event_set_id": column("set"),
                "external_id": column("customer", "order"),
            },
            phone_country="country",
        ),
        Destination(**{name: getattr(OFFLINE, name) for name in OFFLINE.__slots__} | {"send_event_channel": True}),
    ),
    "comma style, sums, zones": (
        Mapping(COMMON | {"timestamp": column("when", zone="zone"), "shop_id": column("order")}),
        Destination("d", "D", event_set_id=SET, number_style=NumberStyle.COMMA, time_zone="Asia/Tokyo"),
    ),
    "web with own IDs": (
        Mapping(
            COMMON
            | {
                "timestamp": column("when"),
                "event_id": column("event id"),
                "value": column("total"),
                "external_id": column("customer", "order"),
                "page_url": column("page"),
                "referrer_url": column("from"),
                "ip": column("ip"),
                "tiktok_click_id": column("click"),
                "locale": column("locale"),
                "agent": column("note"),
                "cookie_id": FieldSource(value="cookie"),
            },
            phone_country="country",
        ),
        WEB,
    ),
    "groups, filtered": (
        Mapping(
            COMMON | {"timestamp": column("when"), "event": FieldSource(value="Purchase"), "value": column("total")},
            group_by="group",
            only={"status": ("paid", "")},
            phone_country="country",
        ),
        OFFLINE,
    ),
    "states left out in any case": (
        Mapping(
            COMMON
            | {
                "timestamp": column("when"),
                "event": FieldSource(value="Purchase"),
                "value": column("total"),
                "order_id": column("order"),
            },
            leave_out={"status": ("Refunded",), "channel": ("",)},
        ),
        OFFLINE,
    ),
    "groups, some rows left out, some no items": (
        Mapping(
            COMMON | {"timestamp": column("when"), "event": FieldSource(value="Purchase")},
            group_by="group",
            leave_out={"status": ("Refunded",), "channel": ("email", "")},
            not_items={"type": ("product_group", "")},
        ),
        OFFLINE,
    ),
    "groups with sums and own IDs": (
        Mapping(
            {
                "timestamp": column("when"),
                "email": column("mail"),
                "event": FieldSource(value="Purchase"),
                "event_id": column("status"),
                "content_id": column("sku"),
                "price": column("price"),
                "quantity": column("qty"),
            },
            group_by="group",
        ),
        Destination("d", "D", event_set_id=SET, currency="EUR", number_style=NumberStyle.SPACE),
    ),
    "filtered rows, format": (
        Mapping(
            {
                "timestamp": column("day", format="%d/%m/%Y"),
                "phone": column("phone"),
                "value": column("total"),
                "event": column("kind"),
                "quantity": column("qty"),
            },
            only={"status": ("paid",), "channel": ("in_store", "email", "")},
        ),
        OFFLINE,
    ),
    "cents": (
        Mapping(
            COMMON
            | {
                "timestamp": column("when"),
                "value": column("total", unit=CENTS),
                "price": column("price", unit=CENTS),
            }
        ),
        OFFLINE,
    ),
    "groups with sums in cents": (
        Mapping(
            COMMON
            | {
                "timestamp": column("when"),
                "event": FieldSource(value="Purchase"),
                "price": column("price", unit=CENTS),
            },
            group_by="group",
        ),
        Destination("d", "D", event_set_id=SET, currency="JPY", number_style=NumberStyle.COMMA),
    ),
}

WITH_AND_WITHOUT_OPTIMIZER = st.sampled_from([0, cursors.FEW])


@pytest.mark.parametrize("case", CASES)
@AGAIN
@given(data=st.data())
def test_every_row_of_a_text_file_is_judged_as_the_rules_say(case: str, data: st.DataObject, tmp_path: Path) -> None:
    mapping, destination = CASES[case]
    used = {name: COLUMNS[name] for name in mapping.columns()}
    rows = data.draw(st.lists(st.fixed_dictionaries(used), min_size=15, max_size=35))
    file = tmp_path / "orders.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*used, "end"])
        writer.writerows([*(row[name] for name in used), "."] for row in rows)
    with pytest.MonkeyPatch.context() as patch, open_table(str(file), scratch=tmp_path) as table:
        patch.setattr(spans, "SPAN", data.draw(st.sampled_from([18, spans.SPAN])))
        patch.setattr(cursors, "FEW", data.draw(WITH_AND_WITHOUT_OPTIMIZER))
        hold_equal(table, mapping, destination)


GOOD = {
    "kind": "Purchase", "when": "2026-11-20T10:01:00Z", "day": "20/11/2026", "zone": "UTC", "mail": "a@b.cd",
    "mail 2": "", "phone": "+12133734253", "phone 2": "", "country": "US", "customer": "c1", "total": "12",
    "currency": "USD", "order": "o1", "event id": "", "sku": "S1", "item": "plain", "price": "3", "qty": "1",
    "type": "product", "note": "plain", "channel": "email", "set": SET, "page": "https://shop.example/thanks", "from": "http://x",
    "ip": "8.8.8.8", "click": "E.C.P.abc", "locale": "en-US", "group": "g1", "status": "paid",
}  # fmt: skip
"""A row without a fault."""
ODD: dict[str, tuple[str, ...]] = {
    "kind": nasty.NAMES, "when": nasty.TIMES,
    "day": ("1/11/2026", "11/20/2026", "20/11/26", "31/02/2026", "2026-11-20"),
    "zone": (*nasty.ZONES, "Mars"), "mail": nasty.EMAILS, "mail 2": nasty.EMAILS, "phone": nasty.PHONES,
    "phone 2": nasty.PHONES, "country": (*nasty.COUNTRIES, *nasty.UNKNOWN_COUNTRIES),
    "customer": (*nasty.IDS, nasty.HASH, "a" * 32), "total": nasty.AMOUNTS, "currency": nasty.CURRENCIES,
    "order": nasty.IDS, "event id": nasty.IDS, "sku": nasty.IDS, "item": nasty.TEXTS, "price": nasty.AMOUNTS,
    "qty": nasty.QUANTITIES, "type": nasty.CONTENT_TYPES, "note": nasty.TEXTS, "channel": nasty.CHANNELS,
    "set": nasty.SETS, "page": nasty.URLS, "from": nasty.URLS, "ip": nasty.IPS, "click": nasty.CLICKS,
    "locale": nasty.LOCALES, "status": ("refunded", "PAID"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_every_odd_cell_is_judged_as_the_rules_say(case: str, tmp_path: Path) -> None:
    """Each odd cell once, in a row that is good but for it; its group is its own, or one with a good row."""
    mapping, destination = CASES[case]
    used = [name for name in GOOD if name in mapping.columns()]
    changes = [{name: odd} for name in used if name in ODD for odd in (*ODD[name], *nasty.NOTHING)]
    rows = [GOOD | change | {"group": f"g{place}"} for place, change in enumerate(changes)]
    rows += [GOOD | {"group": f"g{place}", "sku": "S2"} for place in range(0, len(changes), 2)]
    file = tmp_path / "orders.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*used, "end"])
        writer.writerows([*(row[name] for name in used), "."] for row in rows)
    with open_table(str(file), scratch=tmp_path) as table:
        hold_equal(table, mapping, destination, with_rows=False)


NUMBERS = st.one_of(st.none(), st.floats(-1e16, 1e16), st.sampled_from([12.5, 3.0, 1e-5, 0.1, 28.0]))
LISTS = st.one_of(st.none(), st.lists(st.one_of(st.none(), st.sampled_from([*nasty.EMAILS, "", "NULL"])), max_size=3))
PHONE_LISTS = st.one_of(st.none(), st.lists(st.sampled_from([*nasty.PHONES, ""]), max_size=3))
ITEMS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "sku": st.one_of(st.sampled_from(nasty.IDS), st.integers(0, 10**18), st.none()),
            "price": st.one_of(st.sampled_from(nasty.AMOUNTS), st.integers(-5, 10**6), st.floats(0, 1e6), st.none()),
            "quantity": st.one_of(st.sampled_from(nasty.QUANTITIES), st.integers(-1, 9), st.just(2.0)),
            'odd "key" \\': st.sampled_from(nasty.TEXTS),
        },
    ),
    max_size=3,
).map(json.dumps)
BROKEN_ITEMS = st.sampled_from(["", "[1]", "{}", "x", "[{}", '"[]"', "[null]", "null", "[]"])


@pytest.mark.parametrize("style", [None, *NumberStyle])
@AGAIN
@given(data=st.data())
def test_typed_numbers_and_lists_are_judged_as_the_rules_say(
    style: NumberStyle | None, data: st.DataObject, tmp_path: Path
) -> None:
    rows = data.draw(
        st.lists(
            st.tuples(LISTS, PHONE_LISTS, NUMBERS, st.one_of(st.none(), st.floats(0, 1e9)), ITEMS | BROKEN_ITEMS),
            min_size=15,
            max_size=30,
        )
    )
    file = tmp_path / "orders.parquet"
    file.unlink(missing_ok=True)
    with duckdb.connect() as database:
        database.execute("CREATE TABLE t (mails VARCHAR[], phones VARCHAR[], total DOUBLE, id DOUBLE, items VARCHAR)")
        database.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", [list(row) for row in rows])
        database.execute(f"COPY t TO '{file}' (FORMAT parquet)")
    fields = {
        "timestamp": FieldSource(value="2026-11-20"),
        "event": FieldSource(value="Purchase"),
        "email": column("mails"),
        "phone": column("phones"),
        "order_id": column("id"),
        "contents": column("items", fields={"content_id": "sku", "content_name": 'odd "key" \\'}),
    }
    unit = data.draw(st.sampled_from([None, CENTS]))
    fields["contents"] = replace(fields["contents"], unit=unit)
    if data.draw(st.booleans()):
        fields["value"] = column("total", unit=unit)
    with pytest.MonkeyPatch.context() as patch, open_table(str(file), scratch=tmp_path) as table:
        patch.setattr(cursors, "FEW", data.draw(WITH_AND_WITHOUT_OPTIMIZER))
        hold_equal(table, Mapping(fields), Destination("d", "D", event_set_id=SET, currency="USD", number_style=style))


def hold_equal(table: Table, mapping: Mapping, destination: Destination, *, with_rows: bool = True) -> None:
    """Compare the whole check with the oracle's; `with_rows` asks for the rows of each event, a query for each."""
    oracle = Oracle(
        mapping,
        destination,
        int(NOW.timestamp()),
        nasty.COUNTRIES,
        nasty.ZONES,
        lists=frozenset(found.name for found in table.columns if found.kind is Kind.LIST),
    )
    names = [found.name for found in table.columns]
    columns = [found.kind for found in table.columns]
    rows = {}
    for found in table.sample(10_000):
        numbers = [kind is Kind.NUMBER for kind in found.kinds or columns]
        cells = [Typed(cell) if cell and number else cell for cell, number in zip(found.cells, numbers, strict=True)]
        rows[found.number] = dict(zip(names, cells, strict=True))
    expected = oracle.judge(rows)
    with prepare(table, mapping, destination, now=NOW) as prepared:
        problems = prepared.problems(limit=10_000)
        for severity, judged in ((Severity.REJECT, expected.errors), (Severity.WARNING, expected.warnings)):
            report: dict[int, set[str]] = {}
            for problem in problems:
                if problem.severity is severity:
                    report.setdefault(problem.row, set()).add(problem.rule.name)
            for row in rows:
                assert report.get(row, set()) == judged.get(row, set()), (severity, row, rows[row])
        events = [event for chunk in prepared.events() for event in chunk]
        assert list(map(_decoded, events)) == expected.events
        assert [halves(event.marks) for event in events] == expected.marks
        totals = prepared.totals
        assert (totals.rows, totals.left_out) == (len(rows), len(expected.left_out))
        assert totals.rejected == len(expected.errors)
        if with_rows:
            sent = [row for event in expected.events for row in prepared.rows_of(event[0])]
            assert len(sent) == len(set(sent))
            assert {*sent, *expected.errors, *expected.left_out} == set(rows)
            assert totals.rows == len(sent) + totals.rejected + totals.left_out
        assert totals.sendable == len(expected.events)
        assert totals.warned == len(set(expected.warnings) - set(expected.errors))


def halves(marks: Sequence[int | None]) -> tuple[list[int], list[int]]:
    """The first marks and the second ones, of the identifiers that are there."""
    half = len(marks) // 2
    first, second = ([mark for mark in part if mark is not None] for part in (marks[:half], marks[half:]))
    return first, second


def _decoded(event: Event) -> tuple[int, str, dict[str, Any]]:
    def number(text: str) -> tuple[str, str]:
        return ("#", text)

    return event.row, event.event_set_id, json.loads(event.body, parse_int=number, parse_float=number)
