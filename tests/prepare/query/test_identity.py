"""Made event IDs: the same for one conversion in every export, and never the same for two."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest

from tests.prepare.conftest import NOW, Check
from tiktok_tui.events.destination import EventSource
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.prepared import Prepared

LATER = NOW + timedelta(days=5)
ORDERS = ("event", "timestamp", "email", "order_id", "value")
VISITS = ("event", "timestamp", "email", "value")


def made(prepared: Prepared) -> dict[int, str]:
    """The IDs by the row of their event."""
    return {event.row: json.loads(event.body)["event_id"] for chunk in prepared.events() for event in chunk}


def order(number: str, time: str = "2026-11-20 10:00:00", **cells: str) -> tuple[str, ...]:
    row = {"event": "Purchase", "timestamp": time, "email": "jane@x.com", "order_id": number, "value": "10"} | cells
    return tuple(row.values())


SAME = {
    "a column of floats": (ORDERS, order("1001"), ORDERS, order("1001.0")),
    "a sign in front": (ORDERS, order("1001"), ORDERS, order("#1001")),
    "an apostrophe that keeps a number as text": (ORDERS, order("1001"), ORDERS, order("'1001")),
    "zeros in front": (ORDERS, order("0001001"), ORDERS, order("1001")),
    "blanks": (ORDERS, order("1001"), ORDERS, order(" 1001\u00a0")),
    "a date gets its time": (ORDERS, order("1001", "2026-11-20"), ORDERS, order("1001", "2026-11-20 23:59:00")),
    "a time gets its zone": (
        ORDERS, order("1001", "2026-11-20 22:00"), ORDERS, order("1001", "2026-11-20T22:00-05:00"),
    ),
    "Unix seconds": (ORDERS, order("1001", "2026-11-20T10:00:00Z"), ORDERS, order("1001", "1795168800")),
    "an amount with decimals": (ORDERS, order("1001"), ORDERS, order("1001", value="10.00")),
    "another address": (ORDERS, order("1001"), ORDERS, order("1001", email="jane@y.com")),
    "a blank shop": (ORDERS, order("1001"), (*ORDERS, "shop_id"), (*order("1001"), "")),
    "a shop of a column of floats": (
        (*ORDERS, "shop_id"), (*order("1001"), "7"), (*ORDERS, "shop_id"), (*order("1001"), "7.0"),
    ),
    "an order of a line whose price changes": (
        (*ORDERS, "content_id"), (*order("1001"), "A"), (*ORDERS, "content_id"), (*order("1001", value="12"), "A"),
    ),
    "a blank phone column": (
        VISITS, ("Lead", "2026-11-20", "jane@x.com", "10"),
        (*VISITS, "phone"), ("Lead", "2026-11-20", "jane@x.com", "10", ""),
    ),
    "a description": (
        VISITS, ("Lead", "2026-11-20", "jane@x.com", "10"),
        (*VISITS, "description"), ("Lead", "2026-11-20", "jane@x.com", "10.0", "blue"),
    ),
}  # fmt: skip


Header = tuple[str, ...]


def of_case(place: int, row: tuple[str, ...]) -> tuple[str, ...]:
    """The row with an order number and a customer of the case's own: many cases can be in one file."""
    return tuple(cell.replace("1001", f"{2001 + place}").replace("jane@", f"jane{place}@") for cell in row)


def ids_of(check: Check, rows: dict[str, tuple[Header, tuple[str, ...]]]) -> dict[str, str]:
    """The ID of each case's row; all rows with one header are one file."""
    found: dict[str, str] = {}
    for header in dict.fromkeys(header for header, _ in rows.values()):
        cases = [case for case in rows if rows[case][0] == header]
        ids = made(check(header, *(of_case([*SAME].index(case), rows[case][1]) for case in cases)))
        found |= {case: ids[number] for number, case in enumerate(cases, 2)}
    return found


def test_one_conversion_has_one_id(check: Check) -> None:
    there = ids_of(check, {case: (header, row) for case, (header, row, _, _) in SAME.items()})
    again = ids_of(check, {case: (header, row) for case, (_, _, header, row) in SAME.items()})
    assert again == there
    assert len({*there.values()}) == len(SAME)


def test_identical_events_of_one_order_keep_their_ids_wherever_their_rows_stand(check: Check) -> None:
    rows = [order("1001", f"2026-11-20 {hour}:00:00") for hour in (10, 12, 14, 16)]
    there = made(check(ORDERS, *rows[:3]))
    back = made(check(ORDERS, *rows[::-1]))
    assert [there[row] for row in (2, 3, 4)] == [back[row] for row in (5, 4, 3)]
    assert len({*back.values()}) == 4


def test_the_order_of_the_columns_of_a_customer_is_no_part_of_an_id(check: Check) -> None:
    columns = ("mail", "other mail")
    fields = {
        "event": FieldSource(value="Lead"),
        "timestamp": FieldSource(value="2026-11-20"),
        "email": FieldSource(columns=columns),
    }
    there, back = (
        made(check(columns, row, mapping=Mapping(fields)))
        for row in (("jane@x.com", "joe@x.com"), ("joe@x.com", "jane@x.com"))
    )
    assert there == back


DIFFERENT = {
    "two orders": (ORDERS, order("1001"), order("1002")),
    "two days": (ORDERS, order("1001"), order("1001", "2026-11-21")),
    "two shops": ((*ORDERS, "shop_id"), (*order("1001"), "A"), (*order("1001"), "B")),
    "two lines by item": ((*ORDERS, "content_id"), (*order("1001"), "A"), (*order("1001"), "B")),
    "two lines by amount": (ORDERS, order("1001"), order("1001", value="20")),
    "a number that a spreadsheet has shortened": (
        ORDERS, order("1.23E+18"), order("1.23E+18", "2026-11-20 10:00:01"),
    ),
    "two amounts": (VISITS, ("Lead", "2026-11-20", "jane@x.com", "10"), ("Lead", "2026-11-20", "jane@x.com", "20")),
    "two people": (VISITS, ("Lead", "2026-11-20", "jane@x.com", "10"), ("Lead", "2026-11-20", "joe@x.com", "10")),
    "two texts": (
        (*VISITS, "description"),
        ("Lead", "2026-11-20", "jane@x.com", "10", "a"), ("Lead", "2026-11-20", "jane@x.com", "10", "b"),
    ),
    "two items": (
        (*VISITS, "content_name"),
        ("Lead", "2026-11-20", "jane@x.com", "10", "a"), ("Lead", "2026-11-20", "jane@x.com", "10", "b"),
    ),
    "two buyers of one order number": (ORDERS, order("1001"), order("1001", email="joe@x.com")),
}  # fmt: skip


@pytest.mark.parametrize("header", dict.fromkeys(header for header, _, _ in DIFFERENT.values()), ids=", ".join)
def test_two_conversions_have_two_ids_that_the_order_of_rows_has_no_part_in(check: Check, header: Header) -> None:
    pairs = {case: rows for case, (its, *rows) in DIFFERENT.items() if its == header}
    rows = [of_case(place, row) for place, pair in enumerate(pairs.values()) for row in pair]
    there = [*made(check(header, *rows)).values()]
    back = [*made(check(header, *reversed(rows))).values()]
    assert dict(zip(rows, reversed(back), strict=True)) == dict(zip(rows, there, strict=True))
    assert [case for place, case in enumerate(pairs) if there[2 * place] == there[2 * place + 1]] == []


def test_two_visits_that_differ_in_anything_that_is_sent_have_two_ids(check: Check) -> None:
    header = ("event", "timestamp", "email", "page_url", "referrer_url", "agent", "description", "content_name")
    visit = ("Lead", "2026-11-20", "jane@x.com", *["https://x.yz/a"] * 2, *["a"] * 3)
    rows = [visit, *((*visit[:place], f"{visit[place]}b", *visit[place + 1 :]) for place in range(3, len(header)))]
    ids = made(check(header, *rows, event_source=EventSource.WEB))
    assert len({*ids.values()}) == len(rows)


SOLD = {"number": "1001", "shop_id": "A", "content_id": ""}
ALONE = {
    "another event": (SOLD, SOLD | {"event": "Lead"}),
    "another order": (SOLD, SOLD | {"number": "1002"}),
    "another day": (SOLD, SOLD | {"time": "2026-11-21 10:00:00"}),
    "another shop": (SOLD, SOLD | {"shop_id": "B"}),
    "another item": (SOLD | {"content_id": "X"}, SOLD | {"content_id": "Y"}),
    "another amount": (SOLD, SOLD | {"value": "20"}),
    "an order and a visit": (SOLD, SOLD | {"number": ""}),
    "another visitor": (SOLD | {"number": ""}, SOLD | {"number": "", "email": "joe@x.com"}),
    "another instant of a visit": (SOLD | {"number": ""}, SOLD | {"number": "", "time": "2026-11-20 10:00:01"}),
    "another currency of a line": (SOLD | {"value": "10 USD"}, SOLD | {"value": "10 EUR"}),
    "another currency of a visit": (SOLD | {"number": "", "value": "10 USD"}, SOLD | {"number": "", "value": "10 EUR"}),
}


def test_two_conversions_in_files_of_their_own_have_two_ids(check: Check) -> None:
    """In one file rows with one origin are told apart by all that is sent, here by what an ID is made of alone."""
    header = (*ORDERS, "shop_id", "content_id")
    here, there = (
        made(check(header, *(of_case(place, order(**pair[which])) for place, pair in enumerate(ALONE.values()))))
        for which in (0, 1)
    )
    assert [case for row, case in enumerate(ALONE, 2) if here[row] == there[row]] == []


def test_identical_rows_are_counted_and_only_they(check: Check) -> None:
    ten, twenty = ("Lead", "2026-11-26", "jane@x.com", "10"), ("Lead", "2026-11-26", "jane@x.com", "20")
    first = made(check(VISITS, ten, ten, time_zone="UTC", now=LATER))
    later = made(check(VISITS, twenty, ten, ten, time_zone="UTC", now=LATER))
    assert first[2] != first[3]
    assert [later[3], later[4]] == [first[2], first[3]]
    assert later[2] not in first.values()


def test_a_row_with_the_hash_of_anothers_address_is_identical_to_it(check: Check) -> None:
    hashed = hashlib.sha256(b"jane@x.com").hexdigest()
    ids = made(check(VISITS, ("Lead", "2026-11-20", "jane@x.com", "10"), ("Lead", "2026-11-20", hashed, "10")))
    assert ids[2] != ids[3]


def test_rows_without_an_item_make_no_difference_to_an_event(check: Check) -> None:
    header = ("basket", "event", "timestamp", "email", "order_id", "content_id")
    item = ("Purchase", "2026-11-20", "jane@x.com", "17", "A")
    grouped = Mapping({name: FieldSource(columns=(name,)) for name in header[1:]}, group_by="basket")
    ids = made(check(header, ("1", *item), ("2", *item), ("2", *item[:4], ""), mapping=grouped))
    assert len({*ids.values()}) == len(ids) == 2


def test_equal_payments_of_an_order_are_counted_by_their_time(check: Check) -> None:
    morning, evening = order("17", "2026-11-20 10:00"), order("17", "2026-11-20 18:00")
    assert made(check(ORDERS, evening, morning))[3] == made(check(ORDERS, morning))[2]


def test_a_row_that_is_not_sent_changes_no_id(check: Check) -> None:
    good, broken = order("1001"), order("1001", email="nobody")
    alone = made(check(ORDERS, good))
    assert made(check(ORDERS, broken, good)) == {3: alone[2]}


@pytest.mark.parametrize(("first", "second"), [("UTC", "America/New_York"), ("Asia/Tokyo", "Pacific/Honolulu")])
def test_the_time_zone_of_the_destination_is_no_part_of_an_orders_id(check: Check, first: str, second: str) -> None:
    rows = [order("1", "2026-11-19"), order("2", "2026-11-19 23:30:00"), order("3", "19.11.2026 00:10")]
    assert made(check(ORDERS, *rows, time_zone=first)) == made(check(ORDERS, *rows, time_zone=second))


def test_the_lines_of_a_group_may_come_in_any_order(check: Check) -> None:
    header = ("event", "timestamp", "email", "order", "content_id", "price", "quantity")
    rows = [
        ("Purchase", "2026-11-20", "jane@x.com", "1001", item, price, "1") for item, price in (("A", "3"), ("B", "4"))
    ]
    fields = {name: FieldSource(columns=(name,)) for name in header if name != "order"}
    grouped = Mapping(fields, group_by="order")
    first = made(check(header, *rows, mapping=grouped))
    assert made(check(header, *reversed(rows), mapping=grouped)) == first
    assert made(check(header, rows[0], mapping=grouped)) == first
