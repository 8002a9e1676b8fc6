"""SQL that takes fields out of JSON objects as cells, and the resulting rows and broken lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.broken import BrokenLine, Reason, broken
from tiktok_tui.files.json_files.fields import Field
from tiktok_tui.files.layout.header import unique_names
from tiktok_tui.files.scratch.database import Value
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.files.table import Column, Kind, Row
from tiktok_tui.files.typed.cells import plain_number, text_or_none

_KINDS = "".join(
    f"WHEN '{name}' THEN '{kind}' "
    for kind, names in (
        (Kind.NUMBER, ("UBIGINT", "BIGINT", "DOUBLE")),
        (Kind.LIST, ("ARRAY",)),
        (Kind.TEXT, ("VARCHAR", "BOOLEAN", "OBJECT")),
    )
    for name in names
)
"""SQL branches from the names that DuckDB gives to types of JSON to kinds; there is none for null."""

BLANKS = quote_literal(" \t\r\n\v\f")
"""SQL of the signs that may stand before an object or fill a blank line; left to itself, SQL takes off spaces alone."""


def not_json(path: Path) -> FileError:
    """Make the error for a file that is no JSON, or JSON that is no table."""
    return FileError(
        "The file is neither JSON Lines (one object a line) nor an array of objects.",
        where=str(path),
        remedy="Export it as JSON Lines or CSV; an object is read if it holds one array of objects, and up to 16 MB.",
    )


def columns_of(fields: Sequence[Field]) -> tuple[Column, ...]:
    """Return a column for each field, their names unique."""
    names = unique_names([field.name for field in fields])
    return tuple(Column(name, field.kind, field.mixed) for name, field in zip(names, fields, strict=True))


def found_sql(fields: Sequence[Field], columns: Iterable[int]) -> str:
    """SQL that takes the fields out of `line` as a list, in one go; NULL when the line is no object."""
    pointers = ", ".join(quote_literal(fields[position].pointer) for position in columns) or "'/'"
    return f"CASE WHEN starts_with(ltrim(line, {BLANKS}), '{{') THEN try(json_extract_string(line, [{pointers}])) END"


def cells_sql(fields: Sequence[Field], *, all_kinds: bool = False) -> str:
    """SQL that names the items of the list `found` c0, c1 …, and the kinds of mixed ones, or of all, k0, k1 …"""
    cells = ""
    for index, field in enumerate(fields):
        text = f"found[{index + 1}]"
        kind = (
            f"CASE json_type(line, {quote_literal(field.pointer)}) {_KINDS} END" if field.mixed else f"'{field.kind}'"
        )
        if field.mixed:
            text = f"CASE WHEN {kind} = '{Kind.NUMBER}' THEN {plain_number(text)} ELSE nullif({text}, '') END"
        elif field.kind is Kind.NUMBER:
            text = plain_number(text)
        else:
            text = f"nullif({text}, '')"
        cells += f", {text} AS c{index}"
        if field.mixed or all_kinds:
            cells += f", {kind} AS k{index}"
    return cells


def row_of(number: int, values: Sequence[Value], kinds: bool) -> Row:
    """Make a row of its cells, each followed by its kind if there are `kinds`."""
    if not kinds:
        return Row(number, tuple(map(text_or_none, values)))
    return Row(
        number,
        tuple(map(text_or_none, values[::2])),
        tuple(Kind(str(kind)) if kind is not None else Kind.TEXT for kind in values[1::2]),
    )


def broken_object(number: int, text: str) -> BrokenLine:
    """Make the report of a line that is no JSON object."""
    try:
        json.loads(text)
        reason = Reason.NO_OBJECT
    except (ValueError, RecursionError):
        reason = Reason.NOT_JSON
    return broken(number, reason, text)
