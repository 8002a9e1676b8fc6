"""The SQL and a plain reading of the rules in Python say the same of every row."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

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
from tiktok_tui.prepare.lookups import lookups
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.prepare.query import spans

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SET = "7654321098765432109"
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
    "group": nasty.one_of("g1", "g2", "g3", "g4", " g1 ", "", "12"),
    "status": nasty.one_of("paid", "refunded", "", "PAID"),
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


# A file's cost is the planning of its queries, whatever the number of rows: one file of many rows for each case.
@pytest.mark.parametrize("case", CASES)
def test_every_row_of_a_text_file_is_judged_as_the_rules_say(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapping, destination = CASES[case]
    random, place = Random(case), [*CASES].index(case)
    rows = [{name: COLUMNS[name](random) for name in mapping.columns()} for _ in range(45)]
    # Some cases with DuckDB's optimizer, some in several spans, some with phones that SQL decides.
    monkeypatch.setattr(cursors, "FEW", 0 if place % 2 else cursors.FEW)
    monkeypatch.setattr(spans, "SPAN", 18 if place % 3 else spans.SPAN)
    monkeypatch.setattr(lookups, "FEW_PHONES", 0 if place % 4 < 2 else lookups.FEW_PHONES)
    with open_table(str(written(rows, tmp_path)), scratch=tmp_path) as table:
        hold_equal(table, mapping, destination)


def written(rows: Sequence[dict[str, str]], folder: Path) -> Path:
    """Write the rows to a CSV file; its last column is never empty, so that no row is."""
    file = folder / "orders.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*rows[0], "end"])
        writer.writerows([*row.values(), "."] for row in rows)
    return file


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
    """Each odd cell once, in a row that is good but for it; its group is its own, or one with a good row.

    Without groups a few good rows will do.
    """
    mapping, destination = CASES[case]
    used = [name for name in GOOD if name in mapping.columns()]
    changes = [{name: odd} for name in used if name in ODD for odd in (*ODD[name], *nasty.NOTHING)]
    rows = [GOOD | change | {"group": f"g{place}"} for place, change in enumerate(changes)]
    good = range(0, len(changes) if mapping.group_by is not None else 12, 2)
    rows += [GOOD | {"group": f"g{place}", "sku": "S2"} for place in good]
    file = written([{name: row[name] for name in used} for row in rows], tmp_path)
    with open_table(str(file), scratch=tmp_path) as table:
        hold_equal(table, mapping, destination, with_rows=False)


def numbers(random: Random) -> float | None:
    return random.choice((None, random.uniform(-1e16, 1e16), 12.5, 3.0, 1e-5, 0.1, 28.0))


def listed(*texts: str | None) -> Callable[[Random], list[str | None] | None]:
    """Up to three of the texts; one in four rows has no list."""
    return lambda random: random.choice((None, *([random.choices(texts, k=random.randrange(4))] * 3)))


MAILS = listed(*nasty.EMAILS, "", "NULL", None, None)
PHONES = listed(*nasty.PHONES, "")
BROKEN_ITEMS = ("", "[1]", "{}", "x", "[{}", '"[]"', "[null]", "null", "[]")


def items(random: Random) -> str:
    """A list of up to three items as JSON, or, in a few rows, what is none."""
    if not random.randrange(5):
        return random.choice(BROKEN_ITEMS)
    return json.dumps([item(random) for _ in range(random.randrange(4))])


def item(random: Random) -> dict[str, object]:
    """An item with some of its keys."""
    found: dict[str, object] = {
        "sku": random.choice((random.choice(nasty.IDS), random.randrange(10**18), None)),
        "price": random.choice(
            (random.choice(nasty.AMOUNTS), random.randint(-5, 10**6), random.uniform(0, 1e6), None, 12, "3.5")
        ),
        "quantity": random.choice((random.choice(nasty.QUANTITIES), random.randint(-1, 9), 2.0)),
        'odd "key" \\': random.choice(nasty.TEXTS),
    }
    return {name: value for name, value in found.items() if random.randrange(4)}


@pytest.mark.parametrize(
    ("style", "unit", "with_value", "few"),
    [
        (None, None, True, cursors.FEW),
        (NumberStyle.POINT, CENTS, False, 0),
        (NumberStyle.COMMA, None, False, 0),
        (NumberStyle.SPACE, CENTS, True, cursors.FEW),
    ],
)
def test_typed_numbers_and_lists_are_judged_as_the_rules_say(
    style: NumberStyle | None,
    unit: str | None,
    with_value: bool,
    few: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    random = Random(str(style))
    rows = [
        (MAILS(random), PHONES(random), numbers(random), random.choice((None, random.uniform(0, 1e9))), items(random))
        for _ in range(45)
    ]
    file = tmp_path / "orders.parquet"
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
        "contents": column("items", fields={"content_id": "sku", "content_name": 'odd "key" \\'}, unit=unit),
    }
    if with_value:
        fields["value"] = column("total", unit=unit)
    monkeypatch.setattr(cursors, "FEW", few)
    with open_table(str(file), scratch=tmp_path) as table:
        hold_equal(table, Mapping(fields), Destination("d", "D", event_set_id=SET, currency="USD", number_style=style))


def hold_equal(table: Table, mapping: Mapping, destination: Destination, *, with_rows: bool = True) -> None:
    """Compare the whole check with the oracle's; `with_rows` asks for the rows of each event as well."""
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
            heads = [event[0] for event in expected.events]
            sent = [row for rows_of_one in prepared.rows_of(heads).values() for row in rows_of_one]
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
