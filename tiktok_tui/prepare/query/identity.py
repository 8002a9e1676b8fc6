"""The layers that identify a conversion: what its ID is made of, the ID, and its key."""

from __future__ import annotations

from collections.abc import Sequence

from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.identifiers import one_hash_or
from tiktok_tui.prepare.query.layers import Layer, Layers
from tiktok_tui.prepare.query.plan import Plan
from tiktok_tui.prepare.query.verdict import IDENTIFIERS

APART = "chr(31)"
"""Separates the hashed parts: the unit separator, which occurs in no cell that people write."""


def origin_layers(plan: Plan, content: Sequence[str]) -> Layers:
    """Give made (True if the ID has to be made), origin (the text it is made of), repeat_key and content_hash.

    The same conversion has the same origin in every export: rows and columns around it are no part of it. An order is
    known by its cleaned number, its shop and its day; its single lines, where rows are not grouped, also by their item
    or else their amount. An event without an order is known by its instant, its amount and the identifiers it has.

    repeat_key is the origin's hash, of 64 bits. For an ID of the file it is made of event set, event and ID: an event
    that repeats it is a duplicate. content_hash tells events of one made origin apart by `content`, all that is sent.
    """
    order = "NULL::VARCHAR"
    if plan.source("order_id") is not None:
        order = f"id_key({Cell('order_id').text})"
    if plan.grouped:
        order = f"coalesce({order}, CASE WHEN prefix(gathered, 'g') THEN id_key(substr(gathered, 2)) END)"
    shop = f"coalesce(id_key({Cell('shop_id').text}), '')" if plan.source("shop_id") is not None else "''"
    people = ", ".join(_people(plan, field) for field in IDENTIFIERS if plan.source(field) is not None)
    people = f"concat_ws(',', {people})" if people else "''"
    line = "''"
    if not plan.grouped:
        item = f"'item ' || {plan.identifier('content_id')}" if "content_id" in plan.item_fields() else "NULL"
        line = f"coalesce({item}, value_key)"
    start = f"event_set || {APART} || event_name || {APART}"
    of_order = f"'order' || {APART} || order_key || {APART} || shop_key || {APART} || event_day || {APART} || {line}"
    return [
        Layer(
            {
                "made": "event_id_text IS NULL",
                "order_key": order,
                "shop_key": shop,
                "value_key": "CASE WHEN amount_json IS NULL THEN '' "
                "ELSE without_zeros(amount_json) || ' ' || coalesce(currency, '') END",
            }
        ),
        Layer(
            {
                "origin": f"{start} || CASE WHEN NOT made THEN event_id_text "
                f"WHEN order_key IS NOT NULL THEN {of_order} "
                f"ELSE event_time || {APART} || value_key || {APART} || {people} END"
            }
        ),
        Layer(
            {
                "repeat_key": f"hash(made || {APART} || origin)",
                "content_hash": f"CASE WHEN made THEN hash({', '.join(content) or '0'}) ELSE 0::UBIGINT END",
            }
        ),
    ]


def id_layers(repeats: str) -> Layers:
    """Give event_id and key (16 bytes), above user_json, properties_json and page_json.

    `repeats` is the table of events whose origin is not theirs alone: of identical ones each later gets a number, and
    those that differ in what is sent get IDs that are made of that as well.
    """
    content = " || ".join(f"{APART} || coalesce({part}_json, '')" for part in ("user", "properties", "page"))
    content = f"CASE WHEN repeat_of.mixed THEN {content} ELSE '' END"
    number = f"CASE WHEN repeat_of.number > 1 THEN {APART} || repeat_of.number ELSE '' END"
    origin = f"CASE WHEN repeat_of.head IS NULL THEN origin ELSE origin || {content} || {number} END"
    return [
        Layer(
            {"event_id": f"CASE WHEN s.made THEN left(sha256({origin}), 32) ELSE s.event_id_text END"},
            [f"{repeats} AS repeat_of ON repeat_of.head = s.head"],
        ),
        Layer({"key": f"unhex(left(sha256(concat_ws({APART}, event_set, event_name, event_id)), 32))"}),
    ]


def _people(plan: Plan, field: str) -> str:
    """Return the hashes behind an identifier as text, sorted: the columns' order does not matter. NULL for none."""
    each = f"array_to_string(list_sort(list_distinct({field}_hashes)), ',')"
    return one_hash_or(f"nullif({each}, '')", plan, field)
