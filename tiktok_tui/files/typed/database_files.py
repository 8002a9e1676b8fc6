"""Database files, SQLite's and DuckDB's: one table or view of them, read once and only read.

A row's number is its place plus one, as in Parquet. The rows are copied into the scratch folder when the file is
opened: whoever writes to the database meanwhile changes nothing of what is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import duckdb

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.scratch.scanning import path_literal
from tiktok_tui.files.sql import quote_identifier, quote_literal
from tiktok_tui.files.typed.parquet import ParquetFile

_NAMED = 12


class TableNeeded(FileError):
    """The file holds several tables and none was named; `names` are theirs."""

    def __init__(self, names: Sequence[str], where: str) -> None:
        more = " …" if len(names) > _NAMED else ""
        super().__init__(
            f"The database has {len(names)} tables: {', '.join(names[:_NAMED])}{more}.",
            where=where,
            remedy="Name one: --sheet NAME.",
        )
        self.names = tuple(names)


class DuckdbTable(ParquetFile):
    """One table or view of a DuckDB file."""

    notes: tuple[str, ...] = ()

    def __init__(self, path: Path, folder: Path, work: Work, table: str | None) -> None:
        alias, copy = work.new_name("attached"), folder / "table.parquet"
        try:
            work.execute(f"ATTACH {quote_literal(str(path))} AS {alias} (READ_ONLY)")
        except duckdb.Error as error:
            raise _unattached(path, error) from None
        try:
            found = work.rows(
                "SELECT schema_name, table_name FROM (SELECT database_name, schema_name, table_name, internal FROM "
                "duckdb_tables() UNION ALL SELECT database_name, schema_name, view_name, internal FROM duckdb_views()) "
                f"WHERE database_name = '{alias}' AND NOT internal ORDER BY ALL"
            )
            places = {
                name if schema == "main" else f"{schema}.{name}": (schema, name)
                for schema, name in ((str(schema), str(name)) for schema, name in found)
            }
            chosen = choose_table(list(places), table, path)
            place = ".".join(map(quote_identifier, (alias, *places[chosen])))
            try:
                work.execute(f"COPY ({_readable(work, place)}) TO {path_literal(copy)} (FORMAT parquet)")
            except (duckdb.OutOfMemoryException, duckdb.InterruptException):
                raise
            except duckdb.Error:
                raise FileError(
                    "The table cannot be read: a view may need other files, a column an extension of DuckDB.",
                    where=f"{path}, {chosen}",
                    remedy="Make a table of plain columns of it in the database, and read that.",
                ) from None
        finally:
            work.drop_database(alias)
        copy.chmod(0o600)
        super().__init__(copy, work)
        self.format = f"DuckDB, table {chosen}"


def _readable(work: Work, place: str) -> str:
    """Return the query for all rows, with intervals as texts: Parquet holds none below zero."""
    found = work.cursor.sql(f"SELECT * FROM {place}")
    texts = {"INTERVAL": "VARCHAR", "INTERVAL[]": "VARCHAR[]"}
    cells = ", ".join(
        f"{quote_identifier(name)}::{texts[str(kind)]} AS {quote_identifier(name)}"
        for name, kind in zip(found.columns, found.types, strict=True)
        if str(kind) in texts
    )
    return f"SELECT *{f' REPLACE ({cells})' if cells else ''} FROM {place}"


def choose_table(names: Sequence[str], wanted: str | None, path: Path) -> str:
    """Return the table to read: the one that is named, in any case, or the only one."""
    if not names:
        raise FileError("The database has no tables.", where=str(path), remedy="Is it the right file?")
    if wanted is None:
        if len(names) > 1:
            raise TableNeeded(names, str(path))
        return names[0]
    if wanted in names:
        return wanted
    alike = [name for name in names if name.lower() == wanted.lower()]
    if len(alike) == 1:
        return alike[0]
    close = get_close_matches(wanted, names, n=3) or names[:_NAMED]
    raise FileError(
        f"The database has no table {wanted!r}.", where=str(path), remedy=f"It has {', '.join(map(repr, close))}."
    )


def _unattached(path: Path, error: duckdb.Error) -> FileError:
    words = str(error).lower()
    if "lock" in words:
        return FileError(
            "Another program has the database open for writing.",
            where=str(path),
            remedy="Close it there, or make a copy of the file.",
        )
    reason = "it is encrypted" if "encrypt" in words else "it is damaged, or of a newer version of DuckDB"
    return FileError(
        f"The database cannot be opened: {reason}.",
        where=str(path),
        remedy="Export the table as Parquet: COPY orders TO 'orders.parquet'.",
    )
