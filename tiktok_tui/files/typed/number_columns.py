"""Text columns of a Parquet file that hold numbers, as its metadata names them.

A database's `numeric` has more digits than any number of Parquet, so a private copy holds its text. Read as text,
`1.234` would be 1234 for a destination with German numbers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.sql import quote_identifier, quote_literal
from tiktok_tui.files.table import Kind
from tiktok_tui.files.typed.cells import TypedColumn, unpadded

_KEY: Final = "tiktok_tui_numbers"


def copy_option(names: Sequence[str]) -> str:
    """Return the option of COPY … TO that writes the names of these columns into a Parquet file; "" for none."""
    return f", KV_METADATA {{{_KEY}: {quote_literal(json.dumps(list(names)))}}}" if names else ""


def with_numbers(columns: Sequence[TypedColumn], work: Work, path: str) -> list[TypedColumn]:
    """Return the columns of the Parquet file at `path` (a SQL literal), those that its metadata names as numbers."""
    row = work.execute(
        f"SELECT decode(value) FROM parquet_kv_metadata({path}) WHERE key = {quote_literal(_KEY)}::BLOB"
    ).fetchone()
    names = set(json.loads(row[0])) if row is not None else set()
    return [
        replace(column, kind=Kind.NUMBER, sql=unpadded(quote_identifier(column.name)))
        if column.name in names
        else column
        for column in columns
    ]
