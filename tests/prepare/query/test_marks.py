"""The kind of a mark: an ID of the file, an order, or the clock within a quarter of an hour."""

from __future__ import annotations

from tests.prepare.conftest import Check
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.query.marks import CLOCK_SHIFT, KIND_BITS, ORDERED, OWN_ID

HEADER = ("event", "timestamp", "email", "event_id", "order_id")


def test_the_kind_of_a_mark_is_below_its_hash(check: Check) -> None:
    kinds = {
        ("2026-11-20", "", ""): (0, 0),
        ("2026-11-20 10:05:07", "", ""): (0, (1 + 5 * 60 + 7) << CLOCK_SHIFT),
        ("2026-11-20 10:15:00", "", ""): (0, 1 << CLOCK_SHIFT),
        ("2026-11-20 10:05:07", "", "1"): (0, ORDERED),
        ("2026-11-20 10:15:00", "E-1", ""): (OWN_ID, OWN_ID | 1 << CLOCK_SHIFT),
        ("2026-11-20 10:15:00", "E-2", "1"): (OWN_ID, OWN_ID | ORDERED),
    }
    rows = [("Lead", time, "a@b.cd", *ids) for time, *ids in kinds]
    events = [event for chunk in check(HEADER, *rows).events() for event in chunk]
    marks = [[mark for mark in event.marks if mark is not None] for event in events]
    found = [tuple(mark % (1 << KIND_BITS) for mark in each) for each in marks]
    assert dict(zip(kinds, found, strict=True)) == kinds
    assert all(0 <= mark < 1 << 59 for each in marks for mark in each)


def test_identifiers_make_a_mark_each_and_the_second_ones_of_an_order_are_made_once(check: Check) -> None:
    header = (*HEADER, "phone")
    rows = [("Lead", "2026-11-20", "a@b.cd", "", order, "+12133734253") for order in ("", "A-1")]
    events = [event for chunk in check(header, *rows).events() for event in chunk]
    assert [sum(mark is not None for mark in event.marks) for event in events] == [4, 4]


def test_up_to_four_identifiers_of_several_columns_make_marks(check: Check) -> None:
    fields = {
        "event": FieldSource(value="Lead"),
        "timestamp": FieldSource(value="2026-11-20"),
        "email": FieldSource(columns=("m1", "m2", "m3")),
        "phone": FieldSource(columns=("p1", "p2")),
    }
    row = ("a@b.cd", "c@d.ef", "e@f.gh", "+12133734253", "+12065550100")
    ((event,),) = check(("m1", "m2", "m3", "p1", "p2"), row, mapping=Mapping(fields)).events()
    assert len({*event.marks} - {None}) == len(event.marks) == 8


def test_an_order_number_with_letters_shares_a_mark_with_its_last_number(check: Check) -> None:
    last_numbers = {
        **{"A-1001": "1001", "#A-01001": "1001", "1001-DE": "1001", "2026-17": "17", "W 17.": "17"},
        **dict.fromkeys(("1001", "#1001", "001001", "AB", "A-0", "")),
    }
    orders = [order for each, number in last_numbers.items() for order in (each, number or "2002")]
    rows = [("Purchase", "2026-11-20", "a@b.cd", "", order) for order in orders]
    marks = [event.marks for chunk in check(HEADER, *rows).events() for event in chunk]
    last = dict(zip(last_numbers, (marked[-1] for marked in marks[::2]), strict=True))
    plain = [(mark or 0) | ORDERED for mark, *_ in marks[1::2]]
    numbered = zip(last_numbers.items(), plain, strict=True)
    assert last == {order: mark if number is not None else None for (order, number), mark in numbered}


def test_a_file_without_anything_that_identifies_a_customer_has_no_marks_and_no_events(check: Check) -> None:
    prepared = check(("event", "timestamp", "order_id"), ("Lead", "2026-11-20", "A-1"))
    assert list(prepared.events()) == []
    assert prepared.totals.rejects_by_rule == {"identity.missing": 1}
