"""The first pass counts rows, events, problems and ages."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.prepare.conftest import Check
from tiktok_tui.events.destination import EventSource
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.prepared import Prepared

SET = "7654321098765432109"

HEADER = ("event", "timestamp", "email")


def sent(prepared: Prepared) -> list[Event]:
    return [event for chunk in prepared.events() for event in chunk]


def bodies(prepared: Prepared) -> list[dict[str, Any]]:
    return [json.loads(event.body) for event in sent(prepared)]


def test_an_item_that_cannot_be_read_rejects_its_whole_order(check: Check) -> None:
    header = ("order", "event", "timestamp", "email", "price")
    fields = {name: FieldSource(columns=(name,)) for name in header[1:]}
    prepared = check(
        header,
        ("1", "Purchase", "2026-11-20", "a@b.cd", "5"),
        ("1", "", "", "", "free"),
        ("2", "Purchase", "2026-11-20", "a@b.cd", "5"),
        mapping=Mapping(fields, group_by="order"),
    )
    report = {(problem.row, problem.rule.name) for problem in prepared.problems() if problem.severity == "reject"}
    assert report == {(2, "group.item_rejected"), (3, "price.unreadable")}
    assert [event.row for event in sent(prepared)] == [4]


def test_the_filter_leaves_rows_out_and_counts_them(check: Check) -> None:
    mapping = Mapping(
        {name: FieldSource(columns=(name,)) for name in HEADER}, only={"status": ("paid",), "cancelled": ("",)}
    )
    prepared = check(
        (*HEADER, "status", "cancelled"),
        ("Lead", "2026-11-20", "a@b.cd", " paid ", "N/A"),
        ("Lead", "2026-11-20", "a@b.cd", "paid", "yes"),
        ("Lead", "2026-11-20", "a@b.cd", "refunded", ""),
        ("Lead", "never", "a@b.cd", "paid", ""),
        mapping=mapping,
    )
    totals = prepared.totals
    assert (totals.rows, totals.left_out, totals.rejected, totals.sendable) == (4, 2, 1, 1)
    left = prepared.preview(3)
    assert left is not None
    assert left.left_out
    assert left.body is None


def test_states_that_are_left_out_are_compared_in_any_case_and_others_stay(check: Check) -> None:
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in HEADER}, leave_out={"status": ("Refunded",)})
    prepared = check(
        (*HEADER, "status"),
        ("Lead", "2026-11-20", "a@b.cd", " REFUNDED "),
        ("Lead", "2026-11-20", "a@b.cd", "refund"),
        ("Lead", "2026-11-20", "a@b.cd", ""),
        mapping=mapping,
    )
    assert (prepared.totals.left_out, prepared.totals.sendable) == (1, 2)
    left, kept = prepared.preview(2), prepared.preview(3)
    assert left is not None
    assert left.left_out
    assert kept is not None
    assert not kept.left_out


def test_states_are_compared_in_any_case_in_any_script(check: Check) -> None:
    states = ("İade", "İPTAL", "ΑΚΥΡΟΣ", "GRÖẞE", "ВОЗВРАТ")  # noqa: RUF001
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in HEADER}, leave_out={"status": states})
    prepared = check(
        (*HEADER, "status"), *(("Lead", "2026-11-20", "a@b.cd", state) for state in states), mapping=mapping
    )
    assert [states[event.row - 2] for event in sent(prepared)] == []
    assert (prepared.totals.left_out, prepared.totals.sendable) == (5, 0)


ITEM_ROWS = ("order", "state", "line", "sku", "price", "quantity", "value")


def test_an_order_is_left_out_when_all_its_rows_are_and_else_loses_those_items(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in HEADER} | {
        "content_id": FieldSource(columns=("sku",)),
        "price": FieldSource(columns=("price",)),
        "quantity": FieldSource(columns=("quantity",)),
        "currency": FieldSource(value="USD"),
    }
    prepared = check(
        (*HEADER, *ITEM_ROWS),
        ("Purchase", "2026-11-20", "a@b.cd", "1", "paid", "", "A", "2", "1", ""),
        ("Purchase", "2026-11-20", "a@b.cd", "1", "cancelled", "", "B", "5", "1", ""),
        ("Purchase", "2026-11-20", "a@b.cd", "2", "cancelled", "", "A", "2", "1", ""),
        ("Purchase", "2026-11-20", "a@b.cd", "2", "", "", "B", "5", "1", ""),
        mapping=Mapping(fields, group_by="order", leave_out={"state": ("Cancelled",)}),
    )
    assert (prepared.totals.left_out, prepared.totals.sendable) == (2, 1)
    (event,) = (json.loads(each.body) for each in sent(prepared))
    assert event["properties"]["value"] == 2
    assert [item["content_id"] for item in event["properties"]["contents"]] == ["A"]


@pytest.mark.parametrize(("states", "left_out"), [(("",), 2), (("", "Cancelled"), 3), (("Cancelled",), 1)])
def test_an_order_without_any_state_is_left_out_where_blanks_are_named(
    check: Check, states: tuple[str, ...], left_out: int
) -> None:
    mapping = Mapping(
        {name: FieldSource(columns=(name,)) for name in HEADER}, group_by="order", leave_out={"state": states}
    )
    orders = (("1", ""), ("1", "n/a"), ("2", "paid"), ("2", ""), ("3", "cancelled"))
    prepared = check((*HEADER, "order", "state"), *(("Lead", "2026-11-20", "a@b.cd", *each) for each in orders),
                     mapping=mapping)  # fmt: skip
    assert prepared.totals.left_out == left_out


def test_rows_that_are_no_items_give_their_order_its_values_only(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in HEADER} | {
        "content_id": FieldSource(columns=("sku",)),
        "quantity": FieldSource(columns=("quantity",)),
        "value": FieldSource(columns=("value",)),
        "currency": FieldSource(value="USD"),
    }
    prepared = check(
        (*HEADER, *ITEM_ROWS),
        ("Purchase", "2026-11-20", "a@b.cd", "1", "", "Sale", "", "", "two", "22"),
        ("Purchase", "2026-11-20", "", "1", "", "Sale Line", "A", "", "1", "11"),
        ("Purchase", "2026-11-20", "", "1", "", "Sale Line", "B", "", "1", "11"),
        ("Purchase", "2026-11-20", "", "1", "", "", "C", "", "1", "11"),
        mapping=Mapping(fields, group_by="order", not_items={"line": ("sale", "")}),
    )
    assert (prepared.totals.left_out, prepared.totals.sendable) == (0, 1)
    (event,) = (json.loads(each.body) for each in sent(prepared))
    assert event["properties"]["value"] == 22
    assert [item["content_id"] for item in event["properties"]["contents"]] == ["A", "B"]


@pytest.mark.parametrize("first", [True, False])
def test_a_row_that_is_left_out_gives_its_order_only_what_the_others_have_not(check: Check, first: bool) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in HEADER} | {
        "content_id": FieldSource(columns=("sku",)),
        "value": FieldSource(columns=("value",)),
        "currency": FieldSource(value="USD"),
    }
    refund = ("Purchase", "2026-11-21", "a@b.cd", "1", "Refunded", "", "", "", "", "5")
    sale = ("Purchase", "2026-11-20", "", "1", "paid", "", "A", "", "", "20")
    prepared = check(
        (*HEADER, *ITEM_ROWS),
        *([refund, sale] if first else [sale, refund]),
        mapping=Mapping(fields, group_by="order", leave_out={"state": ("refunded",)}),
    )
    (event,) = (json.loads(each.body) for each in sent(prepared))
    assert event["properties"]["value"] == 20
    assert event["event_time"] == int(datetime(2026, 11, 20, tzinfo=UTC).timestamp())
    assert "email" in event["user"]
    assert [item["content_id"] for item in event["properties"]["contents"]] == ["A"]


def test_the_first_event_that_is_sent_is_known(check: Check) -> None:
    mapping = Mapping(
        {name: FieldSource(columns=(name,)) for name in (*HEADER, "event_id")},
        group_by="order",
        only={"status": ("paid",)},
    )
    bad = [
        ("Lead", "2026-11-20", "a@b.cd", "A", "1", "refunded"),
        ("Lead", "never", "a@b.cd", "B", "2", "paid"),
        ("Lead", "2026-11-20", "a@b.cd", "C", "3", "paid"),
    ]
    prepared = check((*HEADER, "event_id", "order", "status"), *bad, ("", "", "", "", "3", "paid"), mapping=mapping)
    assert prepared.first_sent == 4
    assert check((*HEADER, "event_id", "order", "status"), *bad[:2], mapping=mapping).first_sent is None


WEB_COLUMNS = "event timestamp email external_id tiktok_click_id cookie_id ip agent page_url".split()
WEB_ROWS = (
    ("Lead", "2026-11-20", "", "c-1", "E.C.P.a", "", "10.0.0.1", "Firefox", "https://a.example/"),
    (
        "Lead",
        "2026-11-20",
        "",
        "c-2",
        "https://a.example/?ttclid=E.C.P.b",
        "ttp-1",
        "9.9.9.9",
        "",
        "https://a.example/",
    ),
    ("Lead", "2026-11-20", "a@b.cd", "n/a", "E.C.P.c", "", "9.9.9.9", "Firefox", "https://a.example/"),
    ("Lead", "2026-11-20", "", "c-4", "E.C.P.d", "ttp-2", "9.9.9.9", "Firefox", "no address"),
    ("Lead", "2026-11-20", "", "c-5", "https://a.example/?x=1", "", "", "Firefox", "https://a.example/"),
)


def test_the_further_keys_of_web_events_are_counted_where_they_are_mapped(check: Check) -> None:
    web = EventSource.WEB
    found = check(WEB_COLUMNS, *WEB_ROWS, event_source=web).totals
    assert (found.sendable, found.rejects_by_rule) == (4, {"page_url.invalid": 1})
    assert found.with_web_keys == {"external_id": 3, "tiktok_click_id": 3, "cookie_id": 1, "ip": 1}
    columns = tuple(name for name in WEB_COLUMNS if name not in ("cookie_id", "agent"))
    rows = [tuple(cell for name, cell in zip(WEB_COLUMNS, row, strict=True) if name in columns) for row in WEB_ROWS]
    fewer = check(columns, *rows, event_source=web).totals
    assert fewer.with_web_keys == {"external_id": 3, "tiktok_click_id": 3, "ip": 0}
    assert check(WEB_COLUMNS, *WEB_ROWS).totals.with_web_keys == {}


def test_ages_shares_and_rules_are_counted(check: Check) -> None:
    prepared = check(
        ("event", "timestamp", "email", "phone"),
        ("Lead", "2026-11-21T23:00:00Z", "a@b.cd", ""),
        ("Lead", "2026-11-20T00:00:00Z", "a@b.cd", "+12133734253"),
        ("Lead", "2026-10-25T00:00:00Z", "", "+12133734253"),
        ("Lead", "2026-10-24T23:59:59Z", "bob", ""),
        ("Lead", "2026-11-22T00:10:00Z", "a@b.cd", "12"),
        ("Lead", "2026-11-22T00:10:01Z", "a@b.cd", ""),
    )
    totals = prepared.totals
    assert [day for day, count in enumerate(totals.ages) for _ in range(count)] == [0, 0, 2, 27, 28, 29]
    assert (totals.with_email, totals.with_phone, totals.with_both) == (3, 2, 1)
    assert totals.rejects_by_rule == {"timestamp.too_old": 1, "timestamp.in_future": 1, "email.invalid": 1}
    assert totals.warnings_by_rule == {"phone.unparseable": 1}
    assert totals.rules == totals.rejects_by_rule | totals.warnings_by_rule
    assert (totals.rejected, totals.warned, totals.sendable) == (2, 1, 4)
    assert totals.newest == datetime(2026, 11, 22, 0, 10, tzinfo=UTC).timestamp()


def test_broken_rules_are_told_in_the_table_s_order_whatever_breaks_first(check: Check) -> None:
    header = ("event", "timestamp", "email", "phone")
    totals = check(
        header,
        ("Lead", "2026-11-20", "", "12"),
        ("Lead", "2026-11-20", "bob", ""),
        ("Lead", "2026-10-01", "a@b.cd", ""),
        ("Lead", "never", "a@b.cd", ""),
        ("", "2026-11-20", "a@b.cd", ""),
    ).totals
    rules = ["event.missing", "timestamp.unreadable", "timestamp.too_old", "email.invalid", "phone.unparseable"]
    assert [*totals.rejects_by_rule] == [*totals.rules] == rules


def test_a_row_that_is_rejected_and_has_a_warning_is_counted_once_and_the_newest_may_be_too_old(check: Check) -> None:
    totals = check(("event", "timestamp", "email", "phone"), ("Lead", "2026-10-01", "a@b.cd", "12")).totals
    assert (totals.rejected, totals.warned, totals.warnings_by_rule) == (1, 0, {"phone.unparseable": 1})
    assert totals.newest == datetime(2026, 10, 1, tzinfo=UTC).timestamp()


def test_a_limit_checks_the_first_rows_only(check: Check) -> None:
    prepared = check(HEADER, *[("Lead", "2026-11-20", f"a{number}@b.cd") for number in range(9)], limit=4)
    assert prepared.totals.rows == 4
    assert [event.row for event in sent(prepared)] == [2, 3, 4, 5]


def test_values_of_a_filter_are_read_as_cells_are(check: Check) -> None:
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in HEADER}, only={"status": (" paid\u00a0", "n/a")})
    prepared = check(
        (*HEADER, "status"),
        ("Lead", "2026-11-20", "a@b.cd", "paid"),
        ("Lead", "2026-11-20", "a@b.cd", ""),
        ("Lead", "2026-11-20", "a@b.cd", "open"),
        mapping=mapping,
    )
    assert (prepared.totals.sendable, prepared.totals.left_out) == (2, 1)


def test_an_event_id_of_36_characters_is_no_long_one(check: Check) -> None:
    rows = [("Lead", "2026-11-20", "a@b.cd", "x" * length) for length in (36, 37)]
    prepared = check((*HEADER, "event_id"), *rows)
    assert [(problem.row, problem.rule.name) for problem in prepared.problems()] == [(3, "event_id.long")]


def test_an_event_set_of_18_digits_is_unusual(check: Check) -> None:
    rows = [("Lead", "2026-11-20", "a@b.cd", "1" * length) for length in (18, 19, 20)]
    prepared = check((*HEADER, "event_set_id"), *rows)
    assert [problem.row for problem in prepared.problems("event_set_id.unusual")] == [2, 4]


def test_keys_of_a_value_map_are_read_as_cells_are_and_a_blank_one_changes_none(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in HEADER}
    fields["event"] = FieldSource(columns=("event",), values={"": "Purchase", " sale\u00a0": "Lead"})
    prepared = check(HEADER, ("", "2026-11-20", "a@b.cd"), ("sale", "2026-11-20", "a@b.cd"), mapping=Mapping(fields))
    assert prepared.totals.rejects_by_rule == {"event.missing": 1}
    assert prepared.totals.sendable == 1


def test_a_line_that_is_no_row_is_a_rejected_one(check: Check) -> None:
    good = ("Lead", "2026-11-20", "a@b.cd")
    prepared = check(HEADER, good, good[:2], ("Lead", "2026-11-20", "c@d.ef"), ("Lead", "never", "c@d.ef"))
    totals = prepared.totals
    assert (totals.rows, totals.left_out, totals.rejected, totals.events, totals.sendable) == (4, 0, 2, 3, 2)
    assert totals.rejects_by_rule == {"file.broken_line": 1, "timestamp.unreadable": 1}
    problems = {problem.row: problem for problem in prepared.problems()}
    assert list(problems) == [3, 5]
    assert (problems[3].rule.name, problems[3].column) == ("file.broken_line", "")
    assert problems[3].reason == "The line has 2 cells, fewer than the 3 columns of the header."
    first, second = prepared.rejects()
    assert (first.row, first.cells) == (3, ("Lead,2026-11-20", None, None))
    assert (second.row, second.cells) == (5, ("Lead", "never", "c@d.ef"))
    masked = check(HEADER, good, good[:2], restrict_pii=True)
    assert [reject.cells for reject in masked.rejects()] == [("•••", None, None)]


def test_a_line_that_is_no_row_is_rejected_where_rows_are_grouped_and_nothing_else_is_wrong(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in HEADER}
    good = ("Lead", "2026-11-20", "a@b.cd", "1")
    prepared = check((*HEADER, "order"), good, good[:2], mapping=Mapping(fields, group_by="order"))
    assert [(problem.row, problem.rule.name) for problem in prepared.problems()] == [(3, "file.broken_line")]


def test_an_item_of_a_list_warns_at_every_row_of_its_order(check: Check) -> None:
    header = ("event", "timestamp", "email", "order", "items")
    row = ("Purchase", "2026-11-20", "a@b.cd", "O-1", '[{"content_id": "1.2E+18", "price": 2, "quantity": 1}]')
    fields = {name: FieldSource(columns=(name,)) for name in header[:3]}
    fields |= {"order_id": FieldSource(columns=("order",)), "contents": FieldSource(columns=("items",))}
    prepared = check(header, row, row, mapping=Mapping(fields, group_by="order"))
    assert prepared.totals.warnings_by_rule == {"content_id.mangled": 2}
