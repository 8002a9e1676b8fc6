"""The layers that make an event's ID, its key and its JSON."""

from __future__ import annotations

from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.fields import FIELD, FIELDS, Part
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.layers import Layer, Layers
from tiktok_tui.prepare.query.plan import Plan
from tiktok_tui.prepare.query.verdict import IDENTIFIERS

_APART = "chr(31)"
"""Between the parts of what is hashed: the unit separator, which no cell that people write holds."""


def origin_layers(plan: Plan) -> Layers:
    """Give made (True if the ID has to be made), origin (the text it is made of), and repeat_key, its 128-bit hash.

    For an ID of the file, repeat_key is made of event set, event and ID: an event that repeats it is a duplicate.
    """
    order = Cell("order_id").text if plan.source("order_id") is not None else "NULL::VARCHAR"
    if plan.grouped:
        order = f"coalesce({order}, CASE WHEN prefix(gathered, 'g') THEN substr(gathered, 2) END)"
    people = [f"coalesce({Cell(field).json}, '')" for field in IDENTIFIERS if plan.source(field) is not None]
    persons = f" || {_APART} || ".join(people) or "''"
    start = f"event_set || {_APART} || event_name || {_APART}"
    return [
        Layer({"made": "event_id_text IS NULL", "order_text": order}),
        Layer(
            {
                "origin": f"CASE WHEN made THEN {start} || event_time || {_APART} || "
                f"coalesce('order' || {_APART} || order_text, {persons}) ELSE {start} || event_id_text END"
            }
        ),
        Layer({"repeat_key": f"md5_number(made || {_APART} || origin)"}),
    ]


def json_layers(plan: Plan, repeats: str) -> Layers:
    """Give event_id, key (16 bytes) and body (JSON, a BLOB); `repeats` is the table of counters for made IDs."""
    made_id = (
        f"left(sha256(origin || CASE WHEN repeat_of.number IS NULL THEN '' ELSE {_APART} || repeat_of.number END), 32)"
    )
    return [
        Layer(
            {"event_id": f"CASE WHEN s.made THEN {made_id} ELSE s.event_id_text END"},
            [f"{repeats} AS repeat_of ON repeat_of.head = s.head"],
        ),
        Layer(
            {
                "key": f"unhex(left(sha256(event_set || {_APART} || event_name || {_APART} || event_id), 32))",
                "user_json": _joined(_user(plan)),
                "properties_json": _joined(_properties(plan)),
                "page_json": _joined(_page(plan)),
            }
        ),
        Layer({"body": f"encode({_event(plan)})"}),
    ]


def _event(plan: Plan) -> str:
    parts = [
        """'{"event":' || to_json(event_name) || ',"event_time":' || event_time""",
        """',"event_id":' || to_json(event_id)""",
        _object("user"),
        _object("properties"),
    ]
    if plan.destination.event_source is EventSource.WEB:
        parts.append(_object("page"))
        if plan.destination.limited_data_use:
            parts.append("""',"limited_data_use":true'""")
    return "\n  || ".join([*parts, "'}'"])


def _object(name: str) -> str:
    return f"""coalesce(',"{name}":{{' || {name}_json || '}}', '')"""


def _user(plan: Plan) -> list[str]:
    members = [_raw(FIELD[field].key, Cell(field).json) for field in IDENTIFIERS if plan.source(field) is not None]
    return members + _texts(plan, Part.USER)


def _properties(plan: Plan) -> list[str]:
    return [
        """'"contents":[' || items || ']'""",
        _raw("value", "amount_json"),
        _text("currency", "currency"),
        *_texts(plan, Part.PROPERTIES),
    ]


def _texts(plan: Plan, part: Part) -> list[str]:
    """The members that are sent as their column of text; the others have an expression of their own."""
    return [
        _text(field.key, Cell(field.name).text)
        for field in FIELDS
        if field.part is part
        and field.name not in (*IDENTIFIERS, "value", "currency", "contents")
        and plan.source(field.name) is not None
        and (field.name != "event_channel" or plan.destination.send_event_channel)
    ]


def _page(plan: Plan) -> list[str]:
    if plan.destination.event_source is not EventSource.WEB:
        return []
    members = [_text("url", Cell("page_url").raw)]
    if plan.source("referrer_url") is not None:
        members.append(_text("referrer", Cell("referrer_url").text))
    return members


def _raw(key: str, column: str) -> str:
    return f"""'"{key}":' || {column}"""


def _text(key: str, column: str) -> str:
    return f"""'"{key}":' || to_json({column})"""


def _joined(members: list[str]) -> str:
    """Members that are NULL are left out by concat_ws; an object without any is left out as a whole."""
    return f"nullif(concat_ws(',', {', '.join(members)}), '')" if members else "NULL::VARCHAR"
