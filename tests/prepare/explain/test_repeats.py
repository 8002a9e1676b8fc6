"""Events that are another one's likeness are told wherever in the file they stand, with what they share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.prepare.conftest import Check
from tiktok_tui.mapping.model import FieldSource, Mapping, Note

FIELDS = ("event", "timestamp", "email", "order_id", "value")
AT, TOTAL = "2026-11-20 10:00", "77.00"
DISTINCT = [("Purchase", AT, f"c{row}@x.co", f"O-{row}", "5.00") for row in range(1200)]
OF_ORDER = "the order, day and amount of another one, and each is sent: leave them out, or group by the order,"
OF_PERSON = "the time, amount and person of another one, and each is sent: leave them out"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("a@x.co", "O", TOTAL)] * 2, f"1 event has {OF_ORDER}"),
        ([("a@x.co", "O", TOTAL)] * 3, f"2 events have {OF_ORDER}"),
        ([("a@x.co", "O", TOTAL), ("b@x.co", "O", TOTAL)], f"2 events have {OF_ORDER}"),
        ([("a@x.co", "O", TOTAL), ("a@x.co", "O", "78.00")], ""),
        ([("a@x.co", "O", TOTAL), ("a@x.co", "P", TOTAL)], ""),
        ([("nobody", "O", TOTAL)] * 2, ""),
        ([("a@x.co", "", TOTAL)] * 2, f"1 event has {OF_ORDER}"),
    ],
    ids=["twice", "three times", "two people", "two amounts", "two orders", "not sent", "no order"],
)
def test_events_that_repeat_another_one_at_the_end_of_a_file_are_told(
    rows: list[tuple[str, str, str]], said: str, check: Check
) -> None:
    prepared = check(FIELDS, *DISTINCT, *(("Purchase", AT, *row) for row in rows))
    assert prepared.notes() == ((Note("group", f"{said} if they are one conversion."),) if said else ())


def test_without_orders_it_is_the_time_the_amount_and_the_person(check: Check) -> None:
    rows = [("Purchase", AT, "a@x.co", TOTAL)] * 2
    (note,) = check(("event", "timestamp", "email", "value"), *rows).notes()
    assert note.text == f"1 event has {OF_PERSON} if they are one conversion."


def test_lines_of_an_order_are_told_apart_by_their_items(check: Check) -> None:
    fields = (*FIELDS, "content_id")
    lines = [("Purchase", AT, "a@x.co", "O", TOTAL, item) for item in ("shoe", "sock", "sock")]
    assert check(fields, *lines[:2]).notes() == ()
    (note,) = check(fields, *lines).notes()
    assert note.text.startswith("1 event has the order, day and item of another one")
    grouped = Mapping({name: FieldSource(columns=(name,)) for name in fields}, group_by="order_id")
    assert check(fields, *lines, mapping=grouped).notes() == ()
    baskets = replace(grouped, group_by="basket")
    (note,) = check((*fields, "basket"), (*lines[0], "B1"), (*lines[0], "B2"), mapping=baskets).notes()
    assert note.text.startswith(f"1 event has {OF_ORDER}")


def test_groups_whose_names_are_one_order_s_are_told_of_the_order(check: Check) -> None:
    fields = ("event", "timestamp", "email", "value")
    grouped = Mapping({name: FieldSource(columns=(name,)) for name in fields}, group_by="number")
    rows = [("Purchase", AT, "a@x.co", TOTAL, number) for number in ("#1001", "1001")]
    (note,) = check((*fields, "number"), *rows, mapping=grouped).notes()
    assert note.text.startswith(f"1 event has {OF_ORDER}")


def test_events_with_ids_of_their_own_are_rejected_as_duplicates_instead(check: Check) -> None:
    prepared = check((*FIELDS, "event_id"), *[("Purchase", AT, "a@x.co", "O", TOTAL, "E1")] * 2)
    assert (prepared.notes(), prepared.totals.rejected) == ((), 1)
