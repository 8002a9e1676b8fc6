"""Database files, SQLite's and DuckDB's: one table or view of them, read once and only read.

A row's number is its place plus one, as in Parquet. The rows are copied into the scratch folder when the file is
opened: whoever writes to the database meanwhile changes nothing of what is read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from difflib import get_close_matches
from pathlib import Path

import duckdb

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.broken import BrokenLine, BrokenLines
from tiktok_tui.files.excel_cells import text_of
from tiktok_tui.files.header import no_rows, unique_names
from tiktok_tui.files.numbered import NumberedCopy, as_lines
from tiktok_tui.files.parquet import ParquetFile
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.scanning import path_literal
from tiktok_tui.files.session import Work
from tiktok_tui.files.sql import quote_identifier, quote_literal
from tiktok_tui.files.table import Column, Facts, Kind, Row

_NAMED = 12
_SECONDS_FOR_A_LOCK = 5.0
_INSTRUCTIONS_BETWEEN_CHECKS = 50_000

SqliteValue = int | float | str | bytes | None


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


class SqliteTable:
    """One table or view of a SQLite file. Each cell has a type of its own there, whatever the column declares."""

    facts = Facts()
    notes: tuple[str, ...] = ()

    def __init__(self, path: Path, folder: Path, work: Work, table: str | None) -> None:
        try:
            with closing(_connected(path, work)) as database:
                found = database.execute(
                    "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' "
                    "ESCAPE '\\' ORDER BY name"
                )
                chosen = _choose([str(name) for (name,) in found], table, path)
                answer = database.execute(f"SELECT * FROM {quote_identifier(chosen)}")
                names = unique_names([column[0] for column in answer.description])
                seen: list[set[Kind]] = [set() for _ in names]
                lines = as_lines(_rows(answer, seen))
                self._copy = NumberedCopy(folder / "table.csv", lines, work, width=len(names), kinds=True)
        except sqlite3.Error as error:
            work.check()  # an interrupted query fails like any other
            raise _refused(path, error) from None
        if not self._copy.rows:
            raise no_rows(f"{path}, table {chosen}")
        self.columns = tuple(
            Column(name, Kind.TEXT if len(kinds) > 1 else next(iter(kinds), Kind.TEXT), mixed=len(kinds) > 1)
            for name, kinds in zip(names, seen, strict=True)
        )
        self.format = f"SQLite, table {chosen}"
        self.paths = (self._copy.path,)

    def first_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        """Yield the first `count` rows."""
        return self._copy.first_rows(work, count)

    def load(self, work: Work, table: str, columns: Sequence[int]) -> BrokenLines:
        """Make a table of the row numbers and these columns (by position)."""
        self._copy.load(work, table, columns, mixed=self.columns)
        return BrokenLines(work)

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Yield the rows with these sorted numbers."""
        return self._copy.pick(numbers, work)


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
            chosen = _choose(list(places), table, path)
            place = ".".join(map(quote_identifier, (alias, *places[chosen])))
            try:
                work.execute(f"COPY (SELECT * FROM {place}) TO {path_literal(copy)} (FORMAT parquet)")
            except (duckdb.OutOfMemoryException, duckdb.InterruptException):
                raise
            except duckdb.Error:
                raise FileError(
                    "The view cannot be read: it may need other files, or an extension of DuckDB.",
                    where=f"{path}, {chosen}",
                    remedy="Make a table of it in the database, and read that.",
                ) from None
        finally:
            work.drop_database(alias)
        copy.chmod(0o600)
        try:
            super().__init__(copy, work)
        except FileError as error:
            error.where = f"{path}, table {chosen}"
            raise
        self.format = f"DuckDB, table {chosen}"


def _choose(names: Sequence[str], wanted: str | None, path: Path) -> str:
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


def _connected(path: Path, work: Work) -> sqlite3.Connection:
    """Open a SQLite file for reading; the query that runs stops when the work is."""
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_SECONDS_FOR_A_LOCK)
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    database.execute("PRAGMA query_only = ON")
    database.execute("PRAGMA trusted_schema = OFF")  # views of a foreign file call no function with side effects

    def stopped() -> int:
        try:
            work.check()
        except Cancelled:
            return 1
        return 0

    database.set_progress_handler(stopped, _INSTRUCTIONS_BETWEEN_CHECKS)
    return database


def _rows(answer: sqlite3.Cursor, seen: list[set[Kind]]) -> Iterator[Row]:
    """Yield the rows of an answer; note the kinds of each column's cells in `seen`."""
    for number, values in enumerate(answer, 2):
        kinds = tuple(Kind.NUMBER if isinstance(value, int | float) else Kind.TEXT for value in values)
        texts = tuple(map(_text, values))
        for index, text in enumerate(texts):
            if text:
                seen[index].add(kinds[index])
        yield Row(number, texts, kinds)


def _text(value: SqliteValue) -> str | None:
    match value:
        case None | "":
            return None
        case float():
            return text_of(value) if abs(value) < float("inf") else str(value)
        case bytes():
            try:
                return value.decode()
            except UnicodeDecodeError:
                return value.hex()
        case _:
            return str(value)


def _refused(path: Path, error: sqlite3.Error) -> FileError:
    """Return the error for a file that SQLite cannot read; its own words may quote cells."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return FileError(
            "Another program is writing to the database.", where=str(path), remedy="Try again when it has finished."
        )
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return FileError(
            "The database cannot be opened for reading.",
            where=str(path),
            remedy='Check the permissions of the file and its folder, or make a copy: sqlite3 FILE ".backup COPY".',
        )
    return FileError(
        f"SQLite cannot read the table ({name or type(error).__name__}).",
        where=str(path),
        remedy='Check the file with: sqlite3 FILE "PRAGMA integrity_check".',
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
