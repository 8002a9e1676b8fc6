"""Orders that another row of the file takes back are sent with a warning."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnlyDict

import pytest

from tests.prepare.conftest import Check
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.prepared import Prepared

DAY = "2026-11-20"
HEADER = ("event", "timestamp", "email", "order_id", "value", "type")
FIELDS = {name: FieldSource(columns=(name,)) for name in HEADER[:-1]}
NO_REFUNDS = Mapping(FIELDS, leave_out={"type": ("Refund", "Fee", "Failed")})


def warned(prepared: Prepared) -> list[int]:
    """The rows that are sent with the warning of a refund."""
    return [problem.row for problem in prepared.problems("order_id.refunded")]


def sale(order: str, value: str = "50", kind: str = "Sale") -> tuple[str, ...]:
    return ("Purchase", DAY, "a@b.cd", order, value, kind)


def test_an_order_whose_refund_is_left_out_is_sent_with_a_warning(check: Check) -> None:
    rows = (sale("1"), sale("2"), sale("1", "50", "Refund"), sale("3"), sale("4", "2", "Fee"), sale("4"))
    prepared = check(HEADER, *rows, mapping=NO_REFUNDS)
    assert warned(prepared) == [2]
    assert prepared.totals.warnings_by_rule == {"order_id.refunded": 1}
    assert (prepared.totals.sendable, prepared.totals.left_out) == (4, 2)
    assert len([event for chunk in prepared.events() for event in chunk]) == 4
    (problem,) = prepared.problems("order_id.refunded")
    assert problem.reason == "Another row of the file refunds or cancels this order; the order is sent in full."


def test_the_refund_may_stand_before_its_sale_and_be_written_in_other_letters(check: Check) -> None:
    assert warned(check(HEADER, sale(" 7", "5", "REFUND"), sale("7 "), mapping=NO_REFUNDS)) == [3]


@pytest.mark.parametrize(
    "mapping",
    [Mapping(FIELDS, only={"type": (" Sale ",)}), Mapping(FIELDS, leave_out={"type": (" refund ",)})],
    ids=["only", "leave out"],
)
def test_states_are_compared_as_the_filter_compares_them(check: Check, mapping: Mapping) -> None:
    prepared = check(HEADER, sale("1"), sale("1", "50", " Refund "), sale("2", "5", " Sale"), mapping=mapping)
    assert warned(prepared) == [2]
    assert prepared.totals.left_out == 1


def test_an_order_without_an_amount_has_refunds_as_well(check: Check) -> None:
    fields = {name: FIELDS[name] for name in FIELDS if name != "value"}
    mapping = Mapping(fields, leave_out={"type": ("Refund",)})
    assert warned(check(HEADER, sale("1"), sale("1", "", "Refund"), mapping=mapping)) == [2]


def test_an_amount_below_zero_is_a_refund_whatever_its_row_is_called(check: Check) -> None:
    rows = (sale("1"), sale("1", "(20.00)", "Fee"), sale("2"), sale("2", "-0.00", "Fee"), sale("3"))
    assert warned(check(HEADER, *rows, mapping=NO_REFUNDS)) == [2]


BELOW_ZERO = ("-5", "(5.00)", "5-", "5 -", "$ -1,250.5", "-1.250,5 €", "\u2212 1 250,5", "▲5")
NOT_BELOW = ("5", "-0.00", "(0)", "25,-", "25.--", "5-10", "minus", "-", "5 (net)", "")


def test_amounts_below_zero_are_known_in_every_style(check: Check) -> None:
    cells = (*BELOW_ZERO, *NOT_BELOW)
    rows = [row for order, cell in enumerate(cells) for row in (sale(f"{order}"), sale(f"{order}", cell, "Fee"))]
    found = warned(check(HEADER, *rows, mapping=NO_REFUNDS))
    assert [cells[(row - 2) // 2] for row in found] == [*BELOW_ZERO]


def test_a_refund_that_is_rejected_counts_without_any_filter(check: Check) -> None:
    prepared = check(HEADER, sale("1"), sale("1", "-50"), sale("2"), sale("2", "5-"), mapping=Mapping(FIELDS))
    assert warned(prepared) == [2, 4]
    assert prepared.totals.rejects_by_rule == {"value.negative": 2}


def test_a_refund_that_is_rejected_counts_beside_a_filter(check: Check) -> None:
    rows = (sale("1"), sale("1", "-50"), sale("2"), sale("2", "5", "Refund"), sale("3", "5", "Fee"))
    assert warned(check(HEADER, *rows, mapping=NO_REFUNDS)) == [2, 4]


def test_one_of_several_filters_leaves_a_refund_out(check: Check) -> None:
    mapping = Mapping(FIELDS, only={"state": ("paid",)}, leave_out={"type": ("Refund",)})
    rows = ((*sale("1"), "paid"), (*sale("1", "50", "Refund"), "paid"), (*sale("2"), "paid"), (*sale("2"), "refunded"))
    assert warned(check((*HEADER, "state"), *rows, mapping=mapping)) == [2, 4]


@pytest.mark.parametrize("field", ["price", "quantity"])
def test_items_that_come_back_count_as_well(check: Check, field: str) -> None:
    header = (*HEADER[:4], field)
    rows = [("Purchase", DAY, "a@b.cd", "1", "2"), ("Purchase", DAY, "a@b.cd", "1", "-2")]
    fields = {name: FieldSource(columns=(name,)) for name in header}
    assert warned(check(header, *rows, mapping=Mapping(fields))) == [2]


@pytest.mark.parametrize(
    ("fields", "only"),
    [
        ({"event_id": "order_id"}, None),
        ({"event_id": "order_id"}, ("Sale",)),
        ({"order_id": "order_id", "event_id": "email"}, ("Sale",)),
    ],
)
def test_the_order_is_known_by_its_number_or_else_by_its_event_id(
    check: Check, fields: ReadOnlyDict[str, str], only: tuple[str, ...] | None
) -> None:
    own = {name: source for name, source in FIELDS.items() if name != "order_id"}
    own |= {field: FieldSource(columns=(column,)) for field, column in fields.items()}
    mapping = Mapping(own, only={"type": only}) if only else Mapping(own, leave_out={"type": ("Refund",)})
    rows = (sale("1"), ("Purchase", DAY, "c@d.ef", "1", "50", "Refund"), ("Purchase", DAY, "x@y.z", "2", "5", "Sale"))
    assert warned(check(HEADER, *rows, mapping=mapping)) == [2]


@pytest.mark.parametrize(
    "mapping",
    [
        Mapping({name: FIELDS[name] for name in FIELDS if name != "order_id"}, leave_out={"type": ("Refund",)}),
        Mapping(FIELDS | {"order_id": FieldSource(value="1")}, leave_out={"type": ("Refund",)}),
        Mapping(FIELDS, leave_out={"type": ("Fee",)}),
        Mapping(FIELDS, only={"type": ("Sale", " Refund ", "Fee")}),
        Mapping(FIELDS),
    ],
    ids=["no order", "one order for all", "refunds are not left out", "refunds are kept", "no filter"],
)
def test_nothing_is_said_of_rows_that_are_no_refunds_of_an_order(check: Check, mapping: Mapping) -> None:
    rows = (sale("1"), sale("1", "50", "Refund"), sale("", "5"), sale("", "5", "Refund"), sale("2", "5", "Fee"))
    assert warned(check(HEADER, *rows, mapping=mapping)) == []


def test_rows_without_an_order_have_no_refund(check: Check) -> None:
    assert warned(check(HEADER, sale(""), sale("", "-5", "Refund"), sale("1"), mapping=NO_REFUNDS)) == []
    assert warned(check(HEADER, sale("#N/A"), sale("#N/A", "5", "Refund"), mapping=NO_REFUNDS)) == []


def test_what_is_not_sent_is_not_warned_of(check: Check) -> None:
    fields = FIELDS | {"event_id": FieldSource(columns=("order_id",))}
    rows = (sale("1"), sale("1"), sale("1", "x"), sale("1", "1", "Refund"))
    prepared = check(HEADER, *rows, mapping=Mapping(fields, leave_out={"type": ("Refund",)}))
    assert warned(prepared) == [2]
    assert prepared.totals.rejects_by_rule == {"event_id.duplicate": 1, "value.unreadable": 1}
    assert prepared.totals.warnings_by_rule == {"order_id.refunded": 1}


def test_the_rows_of_a_group_are_known_by_its_column(check: Check) -> None:
    header = (*HEADER, "basket")
    mapping = Mapping(FIELDS, group_by="basket", leave_out={"type": ("Refund",)})
    rows = ((*sale("1"), "B1"), (*sale("2"), "B2"), (*sale("", "50", "Refund"), "B2"), (*sale("1"), "B3"))
    assert warned(check(header, *rows, mapping=mapping)) == [3, 4]


def test_all_rows_of_a_group_are_warned_of(check: Check) -> None:
    mapping = Mapping(FIELDS, group_by="order_id", leave_out={"type": ("Refund",)})
    rows = (sale("1"), sale("2"), sale("1", "50", "Refund"), sale("", "5"), sale("", "5", "Refund"))
    assert warned(check(HEADER, *rows, mapping=mapping)) == [2, 4]


def test_a_returned_item_is_no_part_of_the_sum_of_its_order_but_an_item_below_zero_would_be(check: Check) -> None:
    header = ("event", "timestamp", "email", "order_id", "price", "type")
    fields = {name: FieldSource(columns=(name,)) for name in header[:-1]}
    mapping = Mapping(fields, group_by="order_id", leave_out={"type": ("Returned",)})
    rows = (sale("1", "30"), sale("1", "20", "Returned"), sale("2", "30"), sale("2", "-20", "Returned"))
    prepared = check(header, *rows, mapping=mapping)
    assert warned(prepared) == [4, 5]
    assert prepared.totals.sendable == 2


@pytest.mark.parametrize(("states", "expected"), [(999, [2]), (1000, [])])
def test_a_column_of_a_thousand_cells_and_more_holds_no_states(check: Check, states: int, expected: list[int]) -> None:
    rows = [sale(f"X{number}", "5", f"S{number}") for number in range(states)]
    mapping = Mapping(FIELDS, leave_out={"type": ("Refund",)})
    assert warned(check(HEADER, sale("1", "5", "S1"), sale("1", "5", "Refund"), *rows, mapping=mapping)) == expected


@pytest.mark.parametrize(("state", "rows"), [("Refund", [2, 3]), ("Cancelled", [])])
def test_where_rows_are_grouped_a_cancelled_one_is_an_item_of_its_order(
    check: Check, state: str, rows: list[int]
) -> None:
    mapping = Mapping(FIELDS, leave_out={"type": (state,)}, group_by="order_id")
    assert warned(check(HEADER, sale("1"), sale("1", "50", state), sale("2"), mapping=mapping)) == rows
