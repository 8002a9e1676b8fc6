"""Makes previews of rows: the same query over their events alone, with every step shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.fields import FIELD, FIELDS, Part
from tiktok_tui.events.personal import looks_personal
from tiktok_tui.events.rules import rules_in
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.prepare.explain.preview import FieldPreview, Preview
from tiktok_tui.prepare.explain.rows import Fault, unfiltered
from tiktok_tui.prepare.lookups.lookups import look_up_span
from tiktok_tui.prepare.privacy import masked, shown
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.cells import rows_select
from tiktok_tui.prepare.query.compose import Composer
from tiktok_tui.prepare.query.plan import Plan
from tiktok_tui.prepare.query.span import Span

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
"""The SQL of a field after reading and as it is sent, where both are not simply `<field>_text`."""
_ALWAYS = ("event", "timestamp", "event_id", "event_set_id")
_OPEN_PERSONAL = frozenset(field.key for field in FIELDS if field.personal and not field.hashed)
_PAIR = re.compile(r'"((?:[^"\\]|\\.)*)":"((?:[^"\\]|\\.)*)"')
_OF_ITEMS = {"price": "price_json", "quantity": "quantity_pieces"}


def preview_rows(work: Work, composer: Composer, span: Span, faults: Mapping[int, Fault]) -> dict[int, Preview]:
    """Return the preview of every row of the span, by number; it holds all rows of each of its events.

    `faults` are those of its rows that have a problem.
    """
    plan = unfiltered(composer.plan)
    whole = replace(composer, plan=plan)
    fields = _fields(plan)
    steps = {field: _STEPS.get(field, (Cell(field).text, Cell(field).text)) for field in fields}
    events = ", ".join(f"{clean} AS {field}_step, {sent} AS {field}_sent" for field, (clean, sent) in steps.items())
    query = f"SELECT gathered, body, kept, {events} FROM ({whole.encoded(span, f'body, {events}')})"
    found = _by_first(work, query)
    if not all(event["kept"] for event in found.values()):
        # Phones of rows that the filter leaves out were not looked up when the file was checked.
        look_up_span(work, whole, span)
        found = _by_first(work, query)
    items = plan.item_fields()
    chosen = "".join(f", {_OF_ITEMS.get(field, Cell(field).text)} AS {field}_step" for field in items)
    rows = rows_select(plan, span, composer.money, chosen)
    own = _by_first(work, f"SELECT row, gathered{chosen} FROM ({rows}) ORDER BY row")
    raws = ", ".join(("row", *plan.cells))
    cells = {
        row: dict(zip((column.name for column in plan.columns), texts, strict=True))
        for row, *texts in work.execute(f"SELECT {raws} FROM {span.table}").fetchall()
    }
    together: dict[Any, list[int]] = {}
    for row, line in own.items():
        together.setdefault(line["gathered"], []).append(row)
    previews = {}
    for row, line in own.items():
        event, fault = found[line["gathered"]], faults.get(row, Fault(row, 0, 0))
        read = {field: text for field in items if (text := line[f"{field}_step"])}
        values = event | {f"{field}_{step}": text for field, text in read.items() for step in ("step", "sent")}
        broken = rules_in(fault.errors | fault.warnings)
        sent = event["kept"] and fault.errors == 0
        previews[row] = Preview(
            row=row,
            rows=tuple(together[line["gathered"]]),
            fields=tuple(_field(field, plan, cells[row], values, broken) for field in (*fields, *items)),
            rules=tuple(dict.fromkeys((*rules_in(fault.errors), *rules_in(fault.warnings)))),
            left_out=not event["kept"],
            body=_body(event["body"], plan) if sent else None,
        )
    return previews


def _by_first(work: Work, query: str) -> dict[Any, dict[str, Any]]:
    """Return the rows that a query gives, each by the names of its columns, under its first value."""
    answer = work.execute(query)
    names = [column[0] for column in answer.description or ()]
    return {row[0]: dict(zip(names, row, strict=True)) for row in answer.fetchall()}


def _fields(plan: Plan) -> list[str]:
    """Return the fields of the event as a whole that are filled or could have been, in the table's order."""
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
    personal = FIELD[field].personal
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
    """Return the value as it is sent; where the destination restricts it, personal values sent in clear are masked."""
    open_personal = FIELD[field].personal and not FIELD[field].hashed
    personal = open_personal or looks_personal(text, plan.destination.phone_country)
    return masked(text) if plan.destination.restrict_pii and personal else text


def _body(body: bytes, plan: Plan) -> bytes:
    """Return the event's JSON, with its texts masked as `_sent` masks them."""
    if not plan.destination.restrict_pii:
        return bytes(body)

    def replaced(pair: re.Match[str]) -> str:
        key, text = pair.groups()
        personal = key in _OPEN_PERSONAL or looks_personal(text, plan.destination.phone_country)
        return f'"{key}":"{masked(text)}"' if personal else pair.group()

    return _PAIR.sub(replaced, bytes(body).decode()).encode()
