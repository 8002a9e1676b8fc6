"""The rows of a MySQL answer, written by way of a private CSV file into a Parquet file with types."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tiktok_tui.events.counts import counted
from tiktok_tui.files.layout.header import names_for_sql
from tiktok_tui.files.scratch.folders import open_private
from tiktok_tui.files.scratch.limit import full_disk_said, scratch_limit
from tiktok_tui.files.sql import quote_identifier, quote_literal
from tiktok_tui.sources.databases.database import Answer
from tiktok_tui.sources.databases.parquet import write_parquet
from tiktok_tui.sources.transfer import Transfer

if TYPE_CHECKING:
    import pymysql

_ROWS: Final = 2000
_DECIMALS: Final = (0, 246)
_WHOLE: Final = (1, 2, 3, 9, 13)
_BITS: Final = 16
_LONG: Final = 8
_FLOATS: Final = (4, 5)
_TIMESTAMP: Final = 7
_DATE: Final = (10, 14)
_DATETIME: Final = 12
"""Type codes of the protocol: https://dev.mysql.com/doc/dev/mysql-server/latest/field__types_8h.html."""

_LONGEST_ROW: Final = 64 << 20


def copy_rows(
    cursor: pymysql.cursors.SSCursor, path: Path, transfer: Transfer, limit: int | None, where: str
) -> Answer:
    """Write the rows of an answer to a new Parquet file, at most `limit` of them; `where` names it in errors."""
    names = names_for_sql([column[0] for column in cursor.description])
    codes = [int(column[1]) for column in cursor.description]
    plain = path.with_suffix(".csv")
    try:
        rows, empty_dates = _write_csv(cursor, plain, transfer, limit, codes, where)
        numbers = [name for name, code in zip(names, codes, strict=True) if code in _DECIMALS]
        write_parquet(None, path, transfer, select=_select(plain, names, codes), numbers=numbers, where=where)
    finally:
        plain.unlink(missing_ok=True)
    dates = counted(
        empty_dates,
        "date without a day or a month (0000-00-00) is read as empty",
        "dates without a day or a month (0000-00-00) are read as empty",
    )
    return Answer(rows, (dates,) if empty_dates else ())


def _write_csv(
    cursor: pymysql.cursors.SSCursor,
    path: Path,
    transfer: Transfer,
    limit: int | None,
    codes: Sequence[int],
    where: str,
) -> tuple[int, int]:
    """Write the rows; returns their number and that of the dates that are none."""
    rows = empty = 0
    dates = [index for index, code in enumerate(codes) if code in (*_DATE, _DATETIME, _TIMESTAMP)]
    bits = frozenset(index for index, code in enumerate(codes) if code == _BITS)
    room = scratch_limit(path.parent)
    with full_disk_said(where), open_private(path) as raw, io.TextIOWrapper(raw, encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        while chunk := cursor.fetchmany(_ROWS if limit is None else min(_ROWS, limit - rows)):
            writer.writerows([_texts(row, bits) for row in chunk])
            rows += len(chunk)
            empty += sum("-00" in row[index] for row in chunk for index in dates if row[index])
            transfer.advance(rows=rows, size=raw.tell())
            if transfer.size > room.size:
                raise room.error(where)
            if limit is not None and rows >= limit:
                break
    return rows, empty


def _texts(row: Sequence[str | bytes | None], bits: Container[int]) -> list[str | None]:
    """Return the cells as text: bytes as UTF-8 if they are that, else in DuckDB's notation (`\\x00`).

    A `BIT`, which stands for true and false in many tables, is the number that its bits make.
    """
    return [
        cell if not isinstance(cell, bytes) else str(int.from_bytes(cell, "big")) if index in bits else _text_of(cell)
        for index, cell in enumerate(row)
    ]


def _text_of(cell: bytes) -> str:
    try:
        return cell.decode()
    except UnicodeDecodeError:
        return "".join(f"\\x{byte:02X}" for byte in cell)


def _select(path: Path, names: Sequence[str], codes: Sequence[int]) -> str:
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(names)))
    cells = ", ".join(
        f"{_typed(f'c{index}', code)} AS {quote_identifier(name)}"
        for index, (name, code) in enumerate(zip(names, codes, strict=True))
    )
    return (
        f"SELECT {cells} FROM read_csv({quote_literal(str(path))}, columns = {{{columns}}}, header = false, "
        "auto_detect = false, new_line = '\\n', delim = ',', quote = '\"', escape = '\"', parallel = false, "
        f"max_line_size = {_LONGEST_ROW})"
    )


def _typed(cell: str, code: int) -> str:
    """Return SQL for a cell with the type of its column. Decimals stay text: they may have 65 digits."""
    if code in _WHOLE:
        return f"{cell}::BIGINT"
    if code in (_LONG, _BITS):  # unsigned, it is longer than a BIGINT
        return f"{cell}::DECIMAL(20, 0)"
    if code in _FLOATS:
        return f"{cell}::DOUBLE"
    # Within nullif, or DuckDB would take the type into its CSV reader, which fails where try_cast gives NULL.
    if code in _DATE:
        return f"try_cast(nullif({cell}, '') AS DATE)"
    if code == _DATETIME:
        return f"try_cast(nullif({cell}, '') AS TIMESTAMP)"
    if code == _TIMESTAMP:  # it names no zone; the session's is UTC
        return f"try_cast({cell} || '+00:00' AS TIMESTAMPTZ)"
    return cell
