"""Makes the preview of one row: the same query, of that row's event alone, with every step shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import duckdb

from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.fields import FIELD, FIELDS, Part
from tiktok_tui.events.rules import rules_in
from tiktok_tui.prepare.explain.explain import PERSONAL, looks_personal, masked, shown
from tiktok_tui.prepare.explain.preview import FieldPreview, Preview
from tiktok_tui.prepare.explain.rows import Fault, unfiltered
from tiktok_tui.prepare.lookups.lookups import look_up_span
from tiktok_tui.prepare.query.cells import Span, rows_select
from tiktok_tui.prepare.query.compose import Composer
from tiktok_tui.prepare.query.plan import Plan

_STEPS = {
    "event": ("event_name", "event_name"),
    "timestamp": ("strftime(make_timestamp(event_time * 1000000), '%Y-%m-%d %H:%M:%S UTC')", "event_time::VARCHAR"),
    "email": ("email_clean", "email_json"),
    "phone": ("phone_clean", "phone_json"),
    "external_id": ("external_id_clean", "external_id_json"),
    "value": ("amount_json", "amount_json"),
    "currency": ("currency", "currency"),
    "event_id": ("event_id_text", "event_id"),
    "event_set_id": ("event_set", "event_set"),
    "contents": ("contents_list", "'[' || items || ']'"),
    "page_url": ("page_url_raw", "page_url_raw"),
}
"""How a field stands after reading and as it is sent, where it is not simply `<field>_text`."""
_ALWAYS = ("event", "timestamp", "event_id", "event_set_id")
_OPEN_PERSONAL = frozenset(FIELD[field].key for field in PERSONAL if not FIELD[field].hashed)
_PAIR = re.compile(r'"((?:[^"\\]|\\.)*)":"((?:[^"\\]|\\.)*)"')
_OF_ITEMS = {"price": "price_amount", "quantity": "quantity_pieces"}


def preview_row(cursor: duckdb.DuckDBPyConnection, composer: Composer, span: Span, fault: Fault) -> Preview | None:
    """Show what the row becomes; None when there is no such row. `span` holds the rows of its event."""
    row = fault.row
    plan = unfiltered(composer.plan)
    whole = replace(composer, plan=plan)
    fields = _fields(plan)
    steps = {field: _STEPS.get(field, (f"{field}_text", f"{field}_text")) for field in fields}
    events = ", ".join(f"{clean} AS {field}_step, {sent} AS {field}_sent" for field, (clean, sent) in steps.items())
    query = f"SELECT {events}, body, kept, gathered AS event_rows FROM ({whole.encoded(span)})"
    found = _one(cursor, query)
    if found is None:
        return None
    if not found["kept"]:
        # Phones of rows that the filter leaves out were not looked up when the file was checked.
        look_up_span(cursor, whole, span)
        found = _one(cursor, query) or found
    items = plan.item_fields()
    chosen = "".join(f", {_OF_ITEMS.get(field, f'{field}_text')} AS {field}_step" for field in items)
    raws = "".join(f", c{place}" for place in range(len(plan.columns)))
    own = cursor.execute(f"SELECT row{chosen} FROM ({rows_select(plan, span)}) ORDER BY row")
    names = [column[0] for column in own.description or ()]
    lines = {line[0]: dict(zip(names, line, strict=True)) for line in own.fetchall()}
    raw_row = cursor.execute(f"SELECT row{raws} FROM {span.table} WHERE row = {row:d}").fetchone() or ()
    cells = dict(zip((column.name for column in plan.columns), raw_row[1:], strict=False))
    values = found | {
        f"{field}_{step}": text for field in items for step in ("step", "sent") if (text := lines[row][f"{field}_step"])
    }
    rules = tuple(dict.fromkeys((*rules_in(fault.errors), *rules_in(fault.warnings))))
    return Preview(
        row=row,
        rows=tuple(lines),
        fields=tuple(
            _field(field, plan, cells, values, rules_in(fault.errors | fault.warnings)) for field in (*fields, *items)
        ),
        rules=rules,
        left_out=not found["kept"],
        body=_body(found["body"], plan) if found["kept"] and fault.errors == 0 and found["body"] is not None else None,
    )


def _one(cursor: duckdb.DuckDBPyConnection, query: str) -> dict[str, Any] | None:
    answer = cursor.execute(query)
    names = [column[0] for column in answer.description or ()]
    row = answer.fetchone()
    return dict(zip(names, row, strict=True)) if row is not None else None


def _fields(plan: Plan) -> list[str]:
    """The fields of the event as a whole that something fills or could have filled, in the table's order."""
    web = plan.destination.event_source is EventSource.WEB
    return [
        field.name
        for field in FIELDS
        if field.part is not Part.ITEM
        and field.name != "event_source"
        and (field.name in _ALWAYS or plan.source(field.name) is not None or (web and field.name == "page_url")
             or field.name in ("value", "currency"))
    ]  # fmt: skip


def _field(
    field: str, plan: Plan, cells: Mapping[str, str | None], values: Mapping[str, Any], rules: Any
) -> FieldPreview:
    source = plan.source(field)
    columns = source.columns if source is not None else ()
    personal = field in PERSONAL
    raw = tuple(shown(cells.get(column), personal=personal, destination=plan.destination) for column in columns)
    if not columns and source is not None:
        raw = (shown(source.value, personal=personal, destination=plan.destination),)
    return FieldPreview(
        field=field,
        columns=columns,
        raw=raw,
        cleaned=shown(values.get(f"{field}_step"), personal=personal, destination=plan.destination),
        sent=_sent(field, str(values.get(f"{field}_sent") or ""), plan),
        rules=tuple(rule for rule in rules if rule.field == field),
    )


def _sent(field: str, text: str, plan: Plan) -> str:
    """The value as it is sent; personal ones that TikTok does not take hashed are masked where that is asked for."""
    open_personal = field in PERSONAL and not FIELD[field].hashed
    return masked(text) if plan.destination.restrict_pii and (open_personal or looks_personal(text)) else text


def _body(body: bytes, plan: Plan) -> bytes:
    """The event's JSON, as `_sent` would show each of its texts."""
    if not plan.destination.restrict_pii:
        return bytes(body)

    def replaced(pair: re.Match[str]) -> str:
        key, text = pair.groups()
        return f'"{key}":"{masked(text)}"' if key in _OPEN_PERSONAL or looks_personal(text) else pair.group()

    return _PAIR.sub(replaced, bytes(body).decode()).encode()
