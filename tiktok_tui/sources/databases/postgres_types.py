"""PostgreSQL's types that ADBC or Arrow would garble: what the server casts, and what is put right here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tiktok_tui.files.layout.header import names_for_sql
from tiktok_tui.files.sql import quote_identifier
from tiktok_tui.sources.databases.arrow_types import ArrowColumn

_BYTES: Final = ("z", "Z")
_ROW: Final = "+s"
_INTERVAL: Final = "tin"
_LISTS: Final = ("+l", "+L")
"""Arrow's formats, as https://arrow.apache.org/docs/format/CDataInterface.html has them."""

_TIMES: Final = {
    "tdD": ("DATE", "5877612-06-22 (BC)"),
    "tsu:": ("TIMESTAMP", "290279-12-22 (BC) 19:59:05.224192"),
    "tsu:UTC": ("TIMESTAMPTZ", "290279-12-22 (BC) 19:59:05.224192+00"),
}
"""DuckDB's types for Arrow's formats of times, and what comes for PostgreSQL's `-infinity`."""

_FIRST_DAY: Final = "4714-11-24 (BC) 00:00:00+00"
"""PostgreSQL's first: nothing that comes is earlier but its `infinity`, counted from 1970 beyond what 64 bits hold."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How an answer is read: the server's query, SQL that reads its stream `answer`, and the texts that are numbers."""

    on_server: str
    here: str
    numbers: tuple[str, ...]


def reading_of(query: str, columns: Sequence[ArrowColumn], limit: int | None) -> Reading:
    """Return how to read the answer of a query that has these columns, at most `limit` rows of it.

    Of two columns of one name the second would be lost, so that each gets its own.
    """
    own_names = [column.name for column in columns]
    names = names_for_sql(own_names)
    casts = [_cast(column, f"q.c{index}") for index, column in enumerate(columns)]
    as_it_is = limit is None and names == own_names and not any(casts)
    cells = ", ".join(
        f"{_put_right(column, quote_identifier(name))} AS {quote_identifier(name)}"
        for name, column in zip(names, columns, strict=True)
    )
    numbers = [
        name for name, column in zip(names, columns, strict=True) if column.database_type in ("numeric", "money")
    ]
    return Reading(
        f"{query}\n" if as_it_is else _wrapped(query, names, casts, limit),
        f"SELECT {cells} FROM answer",
        tuple(numbers),
    )


def _wrapped(query: str, names: Sequence[str], casts: Sequence[str], limit: int | None) -> str:
    selected = ", ".join(
        f"{cast or f'q.c{index}'} AS {quote_identifier(name)}"
        for index, (name, cast) in enumerate(zip(names, casts, strict=True))
    )
    aliases = ", ".join(f"c{index}" for index in range(len(names)))
    end = "" if limit is None else f" LIMIT {limit:d}"
    return f"SELECT {selected} FROM (\n{query}\n) AS q({aliases}){end}"


def _cast(column: ArrowColumn, cell: str) -> str:
    """Return the server's SQL that makes a text of a cell that ADBC would garble; "" for one that arrives as it is.

    `money` would arrive as cents, `inet` and `citext` as bytes, lists within a list as one list.
    """
    if column.format in _LISTS:
        amounts = "::numeric[]" if column.database_type == "_money" else ""
        return f"pg_catalog.to_json({cell}{amounts})::text"
    if column.database_type == "money":
        return f"{cell}::numeric::text"
    if column.database_type == "inet":  # its text would end in /32
        return f"pg_catalog.abbrev({cell})"
    if column.format in (_ROW, _INTERVAL):  # of an unnamed row only one field would be known; Parquet holds no "-1 day"
        return f"{cell}::text"
    return f"{cell}::text" if column.format in _BYTES and column.database_type != "bytea" else ""


def _put_right(column: ArrowColumn, name: str) -> str:
    """Return DuckDB's SQL for a cell as it came: a list's JSON is a list again, PostgreSQL's `infinity` is DuckDB's."""
    if column.format in _LISTS:
        return f"from_json({name}, '[\"JSON\"]')"
    if column.format not in _TIMES:
        return name
    kind, lowest = _TIMES[column.format]
    infinity = f"CASE {name} WHEN {kind} '{lowest}' THEN {kind} '-infinity' ELSE {kind} 'infinity' END"
    return f"CASE WHEN {name} < {kind} '{_FIRST_DAY}' THEN {infinity} ELSE {name} END"
