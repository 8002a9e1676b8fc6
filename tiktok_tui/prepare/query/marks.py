"""The layers that give an event its marks, by which it is recognised although its ID is another."""

from __future__ import annotations

from typing import Final

from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.identifiers import hashes_of, is_single
from tiktok_tui.prepare.query.identity import APART
from tiktok_tui.prepare.query.layers import Layer, Layers
from tiktok_tui.prepare.query.plan import Plan
from tiktok_tui.prepare.query.verdict import IDENTIFIERS

KIND_BITS: Final = 12
"""The low bits of a mark, its kind: the flags `OWN_ID` and `ORDERED`, and above them the minutes and seconds within
a quarter of an hour, plus one; 0 for a date alone, and in a mark that is not made of a day."""

OWN_ID: Final = 1
"""The file gives the event its ID. Two IDs of files are two conversions, however alike they are."""

ORDERED: Final = 2
"""The event has an order, and the mark is not made of its whole number. Two orders are two conversions."""

CLOCK_SHIFT: Final = 2
"""The bits of the flags, below the clock."""

_QUARTER: Final = 900
_HASH: Final = (1 << 47) - 1
_LAST_NUMBER: Final = """CASE WHEN NOT regexp_full_match(order_key, '[0-9]+')
    THEN regexp_extract(order_key, '0*([0-9]*)[^0-9]*$', 1) END"""
_MOST_OF_A_LIST: Final = 4
"""Identifiers that make marks where one column holds several."""


def mark_columns(plan: Plan) -> list[str]:
    """Return the columns of `mark_layers`: the first marks, as many second ones, and `mark_last` where orders are."""
    count = len(_hashes(plan))
    columns = [f"mark_{kind}_{number}" for kind in ("first", "second") for number in range(count)]
    return [*columns, "mark_last"] if count and _has_orders(plan) else columns


def mark_layers(plan: Plan) -> Layers:
    """Give the columns of `mark_columns`: numbers below 2^59, NULL where the event has no such mark.

    A mark is a hash of 47 bits over event set, event, one identifier, and one of: the order, the instant, the day with
    the amount. Its kind is below the hash. Each identifier makes marks, so that one that is added or dropped hides
    nothing. Those of an event with an order are made of the order first, and of the instant with one identifier;
    those of another event of the instant first, then of the day.

    `mark_last` is made of the last number in the order's where that has letters or signs as well: `A-1001` shares it
    with the mark that `1001` makes of its whole number, and not with `B-1001`.
    """
    hashes = _hashes(plan)
    start = f"event_set || {APART} || event_name || {APART}"
    order = f"'order' || {APART} || order_key"
    day = f"'day' || {APART} || event_day || {APART} || value_key"
    time = _number(f"{start} || 'time'")
    # Zones differ by whole quarters of an hour, so the rest distinguishes two visits on one day.
    dated = "coalesce(time_wall = time_wall::DATE, false)"
    clock = f"CASE WHEN {dated} THEN 0 ELSE (1 + event_time % {_QUARTER}) * {1 << CLOCK_SHIFT} END"
    people = {f"mark_person_{number}": f"('0x' || left({each}, 12))::BIGINT" for number, each in enumerate(hashes)}
    first = {f"mark_first_{number}": _mark(person, "mark_first", "mark_own") for number, person in enumerate(people)}
    second = {
        f"mark_second_{number}": _mark(person, "mark_second", "mark_kind") for number, person in enumerate(people)
    }
    for number in range(1, len(hashes)):
        before = ", ".join([*people][:number])
        second[f"mark_second_{number}"] = (
            f"CASE WHEN NOT mark_ordered OR coalesce({before}) IS NULL THEN {second[f'mark_second_{number}']} END"
        )
    last = {}
    if people and _has_orders(plan):
        order_last = _number(f"{start} || 'order' || {APART} || order_last")
        mark = _mark(f"coalesce({', '.join(people)})", order_last, f"mark_own | {ORDERED}")
        last["mark_last"] = f"CASE WHEN order_last <> '' THEN {mark} END"
    return [
        Layer({"order_last": _LAST_NUMBER} if last else {}),
        Layer(
            {
                **people,
                "mark_ordered": "order_key IS NOT NULL",
                "mark_time": f"xor({time}, event_time)",
                "mark_other": _number(f"{start} || CASE WHEN order_key IS NULL THEN {day} ELSE {order} END"),
                "mark_own": f"CASE WHEN made THEN 0 ELSE {OWN_ID} END",
                "mark_clock": clock,
            }
        ),
        Layer(
            {
                "mark_first": "CASE WHEN mark_ordered THEN mark_other ELSE mark_time END",
                "mark_second": "CASE WHEN mark_ordered THEN mark_time ELSE mark_other END",
                "mark_kind": f"mark_own | CASE WHEN mark_ordered THEN {ORDERED} ELSE mark_clock END",
            }
        ),
        Layer(first | second | last),
    ]


def _hashes(plan: Plan) -> list[str]:
    """Return the hashes of identifiers that make marks as SQL; each may be NULL."""
    fields = [field for field in IDENTIFIERS if plan.source(field) is not None]
    if all(is_single(plan, field) for field in fields):
        return [Cell(field).hash for field in fields]
    each = f"distinct_in_order(list_concat({', '.join(hashes_of(plan, field) for field in fields)}))"
    return [f"{each}[{number}]" for number in range(1, _MOST_OF_A_LIST + 1)]


def _has_orders(plan: Plan) -> bool:
    return plan.grouped or plan.source("order_id") is not None


def _number(text: str) -> str:
    """Return 60 bits of a text's hash as SQL."""
    return f"('0x' || left(md5({text}), 15))::BIGINT"


def _mark(person: str, number: str, kind: str) -> str:
    return f"(xor({person}, {number}) & {_HASH}) * {1 << KIND_BITS} | {kind}"
