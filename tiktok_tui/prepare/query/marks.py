"""The layers that give an event its marks, by which it is recognised although its ID is another."""

from __future__ import annotations

from typing import Final

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
"""The event has an order, and the mark is not made of it. Two orders are two conversions."""

CLOCK_SHIFT: Final = 2
"""The bits of the flags, below the clock."""

_QUARTER: Final = 900
_HASH: Final = (1 << 47) - 1


def mark_layers(plan: Plan) -> Layers:
    """Give marks (a list of numbers below 2^59) and marks_kept: the ledger keeps the first so many, and looks up all.

    A mark is a hash of 47 bits over event set, event, one identifier, and one of: the order, the instant, the day with
    the amount. Its kind is below the hash. An event with an order has marks of its order and of the instant, another
    one of the instant and of the day. All identifiers make marks, so that one that is added or dropped hides nothing;
    kept are those that a change of one column cannot take away.
    """
    fields = [field for field in IDENTIFIERS if plan.source(field) is not None]
    if all(is_single(plan, field) for field in fields):
        hashes = f"[{', '.join(hashes_of(plan, field)[1:-1] for field in fields)}]" if fields else "[]::VARCHAR[]"
        hashes = f"list_filter({hashes}, lambda p: p IS NOT NULL)"
    else:
        hashes = f"distinct_in_order(list_concat({', '.join(hashes_of(plan, field) for field in fields)}))"
    start = f"event_set || {APART} || event_name || {APART}"
    day = f"{start} || 'day' || {APART} || event_day || {APART} || value_key"
    # Zones differ by whole quarters of an hour, so what is left tells two visits of one day apart.
    dated = "coalesce(time_wall = time_wall::DATE, false)"
    clock = f"CASE WHEN {dated} THEN 0 ELSE (1 + event_time % {_QUARTER}) * {1 << CLOCK_SHIFT} END"
    time = _number(f"{start} || 'time'")
    own = f"CASE WHEN made THEN 0 ELSE {OWN_ID} END"
    ordered = f"CASE WHEN order_key IS NULL THEN 0 ELSE {ORDERED} END"
    return [
        Layer(
            {
                "mark_people": f"list_transform({hashes}, lambda p: ('0x' || left(p, 12))::BIGINT)",
                "mark_order": _number(f"{start} || 'order' || {APART} || order_key"),
                "mark_time": f"xor({time}, event_time)",
                "mark_day": f"CASE WHEN order_key IS NULL THEN {_number(day)} END",
                "mark_own": own,
                "mark_clock": clock,
            }
        ),
        Layer(
            {
                "marks_of_order": _marks("mark_order", "mark_own"),
                "marks_of_time": _marks("mark_time", f"mark_own | {ordered}"),
                "marks_of_day": _marks("mark_day", "mark_own | mark_clock"),
            }
        ),
        Layer(
            {
                "marks": "CASE WHEN order_key IS NULL THEN list_concat(marks_of_time, marks_of_day) "
                "ELSE list_concat([marks_of_order[1], marks_of_time[1]], marks_of_order[2:]) END",
                "marks_kept": "CASE WHEN NOT made THEN 1 WHEN order_key IS NULL THEN len(mark_people) + 1 ELSE 2 END",
            }
        ),
    ]


def _number(text: str) -> str:
    """Return 60 bits of a text's hash as SQL."""
    return f"('0x' || left(md5({text}), 15))::BIGINT"


def _marks(number: str, kind: str) -> str:
    return f"list_transform(mark_people, lambda p: (xor(p, {number}) & {_HASH}) * {1 << KIND_BITS} | {kind})"
