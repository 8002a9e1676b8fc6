"""Spans hold whole events, wherever the rows of a group lie."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.prepare.conftest import NOW, Check
from tiktok_tui.events.destination import Destination, NumberStyle
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.prepare.prepared import Prepared
from tiktok_tui.prepare.query import spans
from tiktok_tui.prepare.query.macros import load_macros
from tiktok_tui.prepare.query.plan import Plan, plan_for
from tiktok_tui.prepare.query.span import Span

SET = "7654321098765432109"

SHOP = Destination("shop", "Shop", event_set_id=SET, currency="EUR")
HEADER = ("event", "timestamp", "email")


def sent(prepared: Prepared) -> list[Event]:
    return [event for chunk in prepared.events() for event in chunk]


def bodies(prepared: Prepared) -> list[dict[str, Any]]:
    return [json.loads(event.body) for event in sent(prepared)]


@pytest.mark.parametrize(
    ("span", "condition", "held"),
    [
        (Span("t"), "", [1, 2, 3, 4]),
        (Span("t", "row", None, 3), "row < 3", [1, 2]),
        (Span("t", "head", 3), "head >= 3", [3, 4]),
        (Span("t", "row", 2, 4), "row >= 2 AND row < 4", [2, 3]),
        (Span("t", start=2, without="SELECT 3"), "row >= 2 AND row NOT IN (SELECT 3)", [2, 3, 4]),
        (Span("t", only=(3, 1)), "row >= 1 AND row <= 3 AND row IN (3, 1)", [1, 2, 3, 4]),
        (Span("t", only=()), "false", [1, 2, 3, 4]),
    ],
)
def test_a_span_begins_with_its_start_and_ends_before_its_stop(span: Span, condition: str, held: list[int]) -> None:
    assert span.condition == condition
    assert [number for number in (1, 2, 3, 4) if span.holds(number)] == held


def test_groups_are_one_event_wherever_their_rows_are(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    header = ("order", "event", "timestamp", "email", "content_id", "price", "quantity")
    fields = {name: FieldSource(columns=(name,)) for name in header[1:]}
    rows = [
        ("b", "Purchase", "2026-11-20", "", "S1", "1.10", "2"),
        ("a", "Purchase", "2026-11-20", "a@b.cd", "S2", "0.70", "1"),
        ("b", "", "", "b@b.cd", "S3", "2.20", ""),
        ("", "Purchase", "2026-11-20", "c@b.cd", "S4", "1", "1"),
        ("", "Purchase", "2026-11-20", "d@b.cd", "S5", "1", "1"),
        ("b", "", "", "", "", "", ""),
    ]
    found = []
    for span in (spans.SPAN, 2):
        monkeypatch.setattr(spans, "SPAN", span)
        prepared = check(header, *rows, mapping=Mapping(fields, group_by="order"))
        found.append(sent(prepared))
        assert prepared.rows_of([event.row for event in found[-1]]) == {2: (2, 4, 7), 3: (3,), 5: (5,), 6: (6,)}
        assert (prepared.totals.rows, prepared.totals.events, prepared.totals.sendable) == (6, 4, 4)
    assert found[0] == found[1]
    properties = json.loads(found[0][0].body)["properties"]
    assert properties["value"] == 4.4
    assert properties["contents"] == [
        {"content_id": "S1", "price": 1.1, "quantity": 2},
        {"content_id": "S3", "price": 2.2},
    ]


def test_groups_that_lie_together_are_cut_between_groups(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    header = ("order", "event", "timestamp", "email")
    fields = {name: FieldSource(columns=(name,)) for name in header[1:]}
    sizes = [1, 5, 9, 1, 3]
    rows = [
        (f"o{number}", "Purchase", "2026-11-20", "a@b.cd") for number, size in enumerate(sizes) for _ in range(size)
    ]
    mapping = Mapping(fields, group_by="order")
    whole = sent(check(header, *rows, mapping=mapping))
    assert len(whole) == len(sizes)
    for span in (1, 4, 10):
        monkeypatch.setattr(spans, "SPAN", span)
        assert sent(check(header, *rows, mapping=mapping)) == whole


def test_more_than_a_thousand_events_come_in_chunks_and_in_order(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "SPAN", 1100)
    rows: Sequence[tuple[str, str, str]] = [("Lead", "2026-11-20", f"a{number}@b.cd") for number in range(2500)]
    chunks = list(check(HEADER, *rows).events())
    assert max(map(len, chunks)) == 1000
    assert [event.row for chunk in chunks for event in chunk] == list(range(2, 2502))


def test_a_short_rest_at_the_end_is_part_of_the_last_span(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "SPAN", 10)
    path = tmp_path / "orders.csv"
    found = {}
    for rows in (10, 11, 15, 16, 25, 26):
        path.write_text("email,note\n" + "a@b.cd,\n" * rows)
        with open_table(str(path), scratch=tmp_path) as table, table.work() as work:
            staged = table.stage(["email"])
            cut = spans.spans_for(work, Plan(Mapping({}), SHOP, (), defused=False), staged.name, staged.rows, "")
            found[rows] = [(span.start, span.stop) for span in cut]
    assert found == {
        10: [(None, None)],
        11: [(None, None)],
        15: [(None, None)],
        16: [(None, 11), (11, None)],
        25: [(None, 11), (11, None)],
        26: [(None, 11), (11, 21), (21, None)],
    }


@pytest.mark.parametrize(
    ("orders", "column", "bounds"),
    [
        ("abbbbbccccccccccdeee", "row", [None, 8, 18, None]),
        ("aabbccddeeffgghhiijj", "row", [None, 8, 12, 18, None]),
        ("aaaaaaaaaaaaaaaaaaaa", "row", [None, None]),
        ("abcdabcdabcdabcdabcd", "head", [None, 3, 4, 5, None]),
    ],
)
def test_spans_of_orders_begin_with_an_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, orders: str, column: str, bounds: list[int | None]
) -> None:
    monkeypatch.setattr(spans, "SPAN", 5)
    path = tmp_path / "orders.csv"
    path.write_text("email,order\n" + "".join(f"a@b.cd,{order}\n" for order in orders))
    with open_table(str(path), scratch=tmp_path) as table, table.work() as work:
        load_macros(work.cursor)
        plan = plan_for(table, Mapping({"email": FieldSource(columns=("email",))}, group_by="order"), SHOP)
        staged = table.stage(["email", "order"])
        cut = spans.spans_for(work, plan, staged.name, staged.rows, "arranged")
    assert [cut[0].start, *(span.stop for span in cut)] == bounds
    assert {span.column for span in cut if len(cut) > 1} <= {column}


@pytest.mark.parametrize(
    ("field", "group_by", "wide"), [("email", "", True), ("email", "order", False), ("contents", "", False)]
)
def test_a_query_takes_two_spans_unless_rows_or_items_are_gathered(field: str, group_by: str, wide: bool) -> None:
    bounds = [None, 10, 20, 30, 40, None]
    parts = [Span("staged_1", "row", *pair) for pair in pairwise(bounds)]
    plan = Plan(Mapping({field: FieldSource(columns=(field,))}, group_by=group_by or None), SHOP, (), defused=False)
    found = [(span.start, span.stop) for span in spans.wide_spans(plan, parts)]
    assert found == ([(None, 20), (20, 40), (40, None)] if wide else list(pairwise(bounds)))
    assert spans.wide_spans(plan, parts[:1]) == parts[:1]


def test_a_group_of_more_rows_than_are_looked_through_at_once_is_not_cut(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spans, "SPAN", 5000)
    rows = [("a", "")] * 150 + [("b", "")] * 15_000 + [("c", "")] * 3
    fields = {
        "event": FieldSource(value="Lead"),
        "timestamp": FieldSource(value="2026-11-20"),
        "email": FieldSource(value="a@b.cd"),
    }
    prepared = check(("order", "note"), *rows, mapping=Mapping(fields, group_by="order"))
    assert [event.row for event in sent(prepared)] == [2, 152, 15_152]
    assert [len(rows) for rows in prepared.rows_of([200, 2]).values()] == [15_000, 150]


def test_problems_of_rows_in_several_spans_are_explained_by_their_own_events(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spans, "SPAN", 2)
    fields = {name: FieldSource(columns=(name,)) for name in HEADER}
    rows = [(f"o{order}", "Lead", "2026-11-20", f"bob{order}") for order in range(4) for _ in range(2)]
    prepared = check(("order", *HEADER), *rows, mapping=Mapping(fields, group_by="order"))
    assert [(problem.row, problem.value) for problem in prepared.problems()] == [
        (number + 2, f"bob{number // 2}") for number in range(8)
    ]


def test_numbers_and_texts_of_one_column_stay_what_they_are_wherever_the_rows_of_a_group_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = {"event": "Purchase", "timestamp": "2026-11-20", "email": "a@b.cd"}
    rows = [
        {"order": "a", **start, "value": "n/a"},
        {"order": "b", **start, "value": "2,5"},
        {"order": "a", "value": 1.25},
        {"order": "b", "value": 7},
    ]
    (tmp_path / "orders.jsonl").write_text("\n".join(map(json.dumps, rows)))
    mapping = Mapping(
        {name: FieldSource(columns=(name,)) for name in (*HEADER, "value")},
        group_by="order",
    )
    shop = replace(SHOP, number_style=NumberStyle.COMMA)
    for span in (spans.SPAN, 2):
        monkeypatch.setattr(spans, "SPAN", span)
        with (
            open_table(str(tmp_path / "orders.jsonl"), scratch=tmp_path) as table,
            prepare(table, mapping, shop, now=NOW) as prepared,
        ):
            assert [body["properties"]["value"] for body in bodies(prepared)] == [1.25, 2.5]
