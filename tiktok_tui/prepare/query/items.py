"""The layers that read items: from columns (one item a row) or from a column that holds the whole list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tiktok_tui.events.fields import FIELD, FIELDS, Part
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.prepare.query.amounts import amount_layers, column_amount, price_layers, typed_amount
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.layers import Layer, Layers, add_layers, indented, side_by_side, total_or
from tiktok_tui.prepare.query.macros import bit
from tiktok_tui.prepare.query.plan import Plan
from tiktok_tui.prepare.query.signs import Signs

ITEM_FIELDS = tuple(field.name for field in FIELDS if field.part is Part.ITEM)

AGGREGATED = {
    "item_errors": ("bit_or", "0"),
    "item_warnings": ("bit_or", "0"),
    "item_total": ("sum", "NULL"),
    "item_priced": ("bool_or", "false"),
    "item_options": ("bit_and", "NULL"),
    "item_code": ("max", "NULL"),
}
"""Columns of an item: the function that gathers those of several items, and the value for no item.

`item_options` and `item_code` are the currencies that the prices name.
"""

OF_ITEMS = ("items", "item_content", *AGGREGATED)
"""The columns of an event's items. `item_content` is the same number for the same `items`, which are JSON: a check
compares events without writing any.
"""


def item_layers(plan: Plan, money: Signs) -> Layers:
    """Read a row's own item into item_json, item_content and the columns of `AGGREGATED`."""
    fields = plan.item_fields()
    texts, typed = {}, {}
    for field in fields:
        if field in ("price", "quantity"):
            texts[field], typed[field] = column_amount(field, plan)
        else:
            texts[field] = plan.identifier(field) if field == "content_id" else plan.text(field)
    return _reading(fields, texts, typed, plan.one("currency"), plan, money)


def list_select(cells: str, plan: Plan, money: Signs, wanted: Iterable[str]) -> str:
    """Read the items of a list column: a SELECT of head and the wanted columns of `OF_ITEMS`.

    `cells` is a SELECT with `head` and `contents_list`, a JSON array or NULL.
    """
    source = plan.source("contents")
    keys = source.fields if source is not None else {}
    texts, typed = {}, {}
    for field in ITEM_FIELDS:
        path = quote_literal(f'$."{json_key(keys.get(field, field))}"')
        text = f"cell(json_extract_string(item, {path}))"
        if field in ("price", "quantity"):
            # A whole number reads alike in every style.
            typed[field] = f"coalesce(json_type(item, {path}) = 'DOUBLE', false)"
            texts[field] = f"unmarked({typed_amount(text, typed[field])})"
        else:
            texts[field] = f"without_error({text})"
    unnested = (
        "SELECT head, unnest(range(len(list))) AS place, unnest(list) AS item\nFROM (\n"
        + indented(
            f"SELECT head, json_extract(contents_list, '$[*]') AS list\nFROM (\n{indented(cells)}\n)"
            "\nWHERE contents_list IS NOT NULL"
        )
        + "\n)"
    )
    # An item that is no object rejects the event by contents_bits; here it only must not break the reading.
    unnested = f"SELECT * FROM (\n{indented(unnested)}\n) WHERE json_type(item) = 'OBJECT'"
    items = add_layers(unnested, _reading(ITEM_FIELDS, texts, typed, "NULL::VARCHAR", plan, money))
    columns = "".join(f", {expression} AS {name}" for name, expression in aggregates("place", wanted).items())
    return f"SELECT head{columns}\nFROM (\n{indented(items)}\n)\nGROUP BY head"


def contents_layers(plan: Plan) -> Layers:
    """Read the cell of a list column into contents_list (JSON text) and contents_bits."""
    return [
        Layer({"contents_raw": plan.one("contents")}),
        Layer(
            {
                "contents_list": "CASE WHEN contents_raw IS NOT NULL AND json_valid(contents_raw) "
                "AND is_item_list(contents_raw) THEN contents_raw END"
            }
        ),
        Layer(
            {
                "contents_bits": "CASE WHEN contents_raw IS NOT NULL AND contents_list IS NULL "
                f"THEN {bit('contents.unreadable')} ELSE 0 END"
            }
        ),
    ]


def aggregates(order: str, wanted: Iterable[str]) -> dict[str, str]:
    """Return the wanted columns of `OF_ITEMS` that several items of one event become, as SQL by name."""
    gathered = {
        "items": f"string_agg(item_json, ',' ORDER BY {order})",
        "item_content": f"hash(list(item_content ORDER BY {order}) FILTER (item_content IS NOT NULL))",
    } | {name: f"{function}({name})" for name, (function, _) in AGGREGATED.items()}
    return {name: gathered[name] for name in wanted}


def _reading(
    fields: tuple[str, ...], texts: dict[str, str], typed: dict[str, str], currency: str, plan: Plan, money: Signs
) -> Layers:
    parts: list[Layers] = [[Layer({Cell(field).text: texts[field] for field in fields if FIELD[field].verbatim})]]
    errors, warnings, sent = [], [], {}
    for field in fields:
        if field == "price":
            parts.append(price_layers(texts[field], typed[field], currency, plan, money))
            errors += [Cell(field).bits, "price_unclear"]
            sent[field] = Cell(field).json
        elif field == "quantity":
            parts.append(amount_layers(field, texts[field], typed[field], plan, money))
            errors.append(Cell(field).bits)
            sent[field] = Cell(field).pieces
        else:
            sent[field] = Cell(field).text
    if "content_id" in fields:
        warnings.append(f"CASE WHEN mangled(content_id_text) THEN {bit('content_id.mangled')} ELSE 0 END")
    total = "NULL::DECIMAL(38, 10)"
    if "price" in fields and "quantity" in fields:
        total = "(exact(price_json) * coalesce(quantity_pieces, '1')::DECIMAL(9, 0))::DECIMAL(38, 10)"
    reading = side_by_side(parts)
    return [
        *reading,
        Layer(
            {
                "item_json": _json(sent),
                "item_content": _content(sent),
                "item_errors": total_or(f"coalesce({error}, 0)" for error in errors),
                "item_warnings": total_or(f"coalesce({warning}, 0)" for warning in warnings),
                "item_total": total,
                "item_priced": "price_amount IS NOT NULL" if "price" in fields else "false",
                "item_options": Cell("price").options if "price" in fields else "NULL::BIGINT",
                "item_code": Cell("price").code if "price" in fields else "NULL::VARCHAR",
            }
        ),
    ]


def _json(sent: Mapping[str, str]) -> str:
    """Return an item's JSON as SQL, NULL for one that is empty; `sent` are the columns behind its fields."""
    if not sent:
        return "NULL::VARCHAR"
    members = ", ".join(
        f"""'"{FIELD[field].key}":' || {f"to_json({column})" if FIELD[field].verbatim else column}"""
        for field, column in sent.items()
    )
    return f"'{{' || nullif(concat_ws(',', {members}), '') || '}}'"


def _content(sent: Mapping[str, str]) -> str:
    """Return a hash as SQL that two items share if they have the same JSON, NULL for one that is empty."""
    columns = ", ".join(sent.values())
    return f"CASE WHEN coalesce({columns}) IS NOT NULL THEN hash({columns}) END" if sent else "NULL::UBIGINT"


def json_key(key: str) -> str:
    """Return a key as it stands between quotes in a JSON path."""
    return key.replace("\\", "\\\\").replace('"', '\\"')
