"""The layers that make an event's JSON, and the order of those that identify it."""

from __future__ import annotations

from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.fields import FIELD, FIELDS, Part
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.identifiers import one_hash_or
from tiktok_tui.prepare.query.identity import id_layers
from tiktok_tui.prepare.query.layers import Layer, Layers, side_by_side
from tiktok_tui.prepare.query.marks import mark_layers
from tiktok_tui.prepare.query.plan import Plan
from tiktok_tui.prepare.query.verdict import IDENTIFIERS

Member = tuple[str, str, bool]
"""A member of a JSON object: its key, its column, and True if that is a text that has to be quoted."""


def json_layers(plan: Plan, repeats: str) -> Layers:
    """Give event_id, key (16 bytes), marks (`mark_columns`) and body (JSON, a BLOB).

    `repeats` is the table of the events that share an origin.
    """
    return [
        Layer(
            {
                "user_json": _joined([_member(*each) for each in _user(plan)]),
                "properties_json": _joined([_member(*each) for each in _properties(plan)]),
                "page_json": _joined([_member(*each) for each in _page(plan)]),
            }
        ),
        *side_by_side([id_layers(repeats), mark_layers(plan)]),
        Layer({"body": f"encode(concat({_event(plan)}))"}),
    ]


def content(plan: Plan) -> list[str]:
    """Return the SQL of all that an event's JSON depends on, but for its name, its time and its ID."""
    identifiers = [
        one_hash_or(Cell(field).json, plan, field) for field in IDENTIFIERS if plan.source(field) is not None
    ]
    members = (*_texts(plan, Part.USER), *_properties(plan), *_page(plan))
    return identifiers + ["item_content" if column == "items" else column for _, column, _ in members]


def _event(plan: Plan) -> str:
    """The parts of the event's JSON; `concat` copies the text once where `||` does at each part, and skips NULL."""
    parts = [
        """'{"event":', to_json(event_name), ',"event_time":', event_time""",
        """',"event_id":', to_json(event_id)""",
        _object("user"),
        _object("properties"),
    ]
    if plan.destination.event_source is EventSource.WEB:
        parts.append(_object("page"))
        if plan.destination.limited_data_use:
            parts.append("""',"limited_data_use":true'""")
    return ",\n  ".join([*parts, "'}'"])


def _object(name: str) -> str:
    return f"""',"{name}":{{' || {name}_json || '}}'"""


def _user(plan: Plan) -> list[Member]:
    members = [(FIELD[field].key, Cell(field).json, False) for field in IDENTIFIERS if plan.source(field) is not None]
    return members + _texts(plan, Part.USER)


def _properties(plan: Plan) -> list[Member]:
    return [
        ("contents", "items", False),
        ("value", "amount_json", False),
        ("currency", "currency", True),
        *_texts(plan, Part.PROPERTIES),
    ]


def _texts(plan: Plan, part: Part) -> list[Member]:
    """The members that are sent as their column of text; the others have an expression of their own."""
    return [
        (field.key, Cell(field.name).text, True)
        for field in FIELDS
        if field.part is part
        and field.name not in (*IDENTIFIERS, "value", "currency", "contents")
        and plan.source(field.name) is not None
        and (field.name != "event_channel" or plan.destination.send_event_channel)
    ]


def _page(plan: Plan) -> list[Member]:
    if plan.destination.event_source is not EventSource.WEB:
        return []
    members = [("url", Cell("page_url").raw, True)]
    if plan.source("referrer_url") is not None:
        members.append(("referrer", Cell("referrer_url").text, True))
    return members


def _member(key: str, column: str, text: bool) -> str:
    if key == "contents":
        return f"""'"{key}":[' || {column} || ']'"""
    return f"""'"{key}":' || """ + (f"to_json({column})" if text else column)


def _joined(members: list[str]) -> str:
    """Members that are NULL are left out by concat_ws; an object without any is left out as a whole."""
    return f"nullif(concat_ws(',', {', '.join(members)}), '')" if members else "NULL::VARCHAR"
