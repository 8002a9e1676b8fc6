"""Open any file, or a query over files, as a table."""

from __future__ import annotations

import hashlib
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from tiktok_tui.events.errors import FileError
from tiktok_tui.files import kinds
from tiktok_tui.files.content import Content
from tiktok_tui.files.delimited import DelimitedText
from tiktok_tui.files.jsonlines import JsonArray, JsonLines, not_json
from tiktok_tui.files.numbered import NumberedCopy, as_lines
from tiktok_tui.files.parquet import ParquetFile
from tiktok_tui.files.query import WHERE, QueryRows, is_query
from tiktok_tui.files.scratch import ScratchFolder
from tiktok_tui.files.session import Session, Work
from tiktok_tui.files.source import Source
from tiktok_tui.files.table import BrokenLine, Cancelled, Row, Staged

__all__ = ["Cancelled", "Table", "open_table"]

_SMALL = 128 << 20
_KEPT_STAGINGS = 3


def open_table(
    source: str, *, scratch: Path, sheet: str | None = None, memory_limit: str = "1GB", threads: int | None = None
) -> Table:
    """Open a path, or a SQL query that starts with SELECT or WITH, as a table; raises FileError.

    `scratch` is an existing private folder; the table makes its own in there and removes it when closed.
    """
    query = is_query(source) and not _exists(source)
    room = ScratchFolder(scratch)
    folder = room.path
    session = Session(folder, memory_limit=memory_limit, threads=threads)
    try:
        with session.work(WHERE if query else source) as work:
            if query:
                found = _open_query(source, folder, session, work)
                return Table(source, "query", found, found.paths, room, session)
            path = Path(source).expanduser()
            kinds.check_readable(path)
            path = path.absolute()
            return Table(source, path.name, _open_file(path, folder, work, sheet), (path,), room, session)
    except BaseException:
        session.close()
        room.close()
        raise


class Table:
    """An open file; a context manager that owns one database and its temporary files."""

    def __init__(
        self, source: str, name: str, rows: Source, paths: tuple[Path, ...], room: ScratchFolder, session: Session
    ) -> None:
        self.source = source
        self.name = name
        self.columns = rows.columns
        self._rows = rows
        self._paths = paths
        self._room = room
        self._session = session
        self._lock = threading.RLock()
        self._stagings: list[Staged] = []
        self._position = {column.name: index for index, column in enumerate(self.columns)}
        self._small = sum(path.stat().st_size for path in paths) < _SMALL
        self._fingerprint: str | None = None

    @property
    def format(self) -> str:
        """The format, for people: "CSV, semicolon separated, UTF-8"."""
        return self._rows.format

    @property
    def notes(self) -> tuple[str, ...]:
        """What was found odd and mended."""
        return self._rows.notes

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Give a cursor of the table's database with the session's settings; one for each thread."""
        return self._session.cursor()

    def work(self) -> AbstractContextManager[Work]:
        """Begin a piece of work with a cursor of its own, which `interrupt()` stops and `progress()` watches."""
        return self._session.work(self.source)

    def stage(self, columns: Sequence[str], *, limit: int | None = None) -> Staged:
        """Read these columns into a table of the database, or make a view of one that has them already.

        With `limit`, only the first rows are read. Raises FileError and Cancelled.
        """
        wanted = tuple(columns)
        if unknown := [name for name in wanted if name not in self._position]:
            raise FileError(f"The file has no column {unknown[0]!r}.", where=self.source)
        with self._lock, self._session.work(self.source) as work:
            if limit is not None:
                return self._stage_head(work, wanted, limit)
            staged = next((each for each in self._stagings if set(wanted) <= set(each.columns)), None)
            if staged is None:
                staged = self._stage_all(work, wanted)
            return staged if staged.columns == wanted else self._view(work, staged, wanted)

    def sample(self, count: int = 200) -> tuple[Row, ...]:
        """Give the first rows, all columns."""
        with self._session.work(self.source) as work:
            found: list[Row] = []
            # A broken line is no row: ask for more until there are enough.
            for row in self._rows.first_rows(work, count * 2 + 100):
                if isinstance(row, Row):
                    found.append(row)
                if len(found) == count:
                    break
            return tuple(found)

    def pick(self, numbers: Sequence[int]) -> Iterator[Row]:
        """Give the rows of these numbers in the file's order, all columns; raises FileError and Cancelled."""
        with self._session.work(self.source) as work:
            with self._lock:
                found = self._rows.pick(sorted(set(numbers)), work)
            yield from found

    def value_counts(self, column: str, limit: int = 200) -> list[tuple[str, int]]:
        """Give the values of a column over the whole file and how often each occurs, most frequent first."""
        staged = self.stage([column])
        with self._session.work(self.source) as work:
            found = work.rows(
                f"SELECT coalesce(c0, ''), count(*) FROM {staged.name} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {limit:d}"
            )
            return [(str(value), int(str(count))) for value, count in found]

    def fingerprint(self) -> str:
        """Give the identity of the content as hex: another file, another sheet or another query has another."""
        if self._fingerprint is None:
            digest = hashlib.sha256("\0".join((self.format, *(c.name for c in self.columns))).encode())
            if not self._paths or self.name == "query":
                digest.update(self.source.encode())
            with self._session.work(self.source) as work:
                for path in self._paths:
                    digest.update(path.stat().st_size.to_bytes(8, "big"))
                    with path.open("rb") as content:
                        while chunk := content.read(1 << 20):
                            digest.update(chunk)
                            work.check()
            self._fingerprint = digest.hexdigest()
        return self._fingerprint

    def header_key(self) -> str:
        """Give the SHA-256 of the column names, as hex: files with one header share it."""
        return hashlib.sha256("\0".join(column.name for column in self.columns).encode()).hexdigest()

    def interrupt(self) -> None:
        """Stop what this table is doing, from any thread; it raises Cancelled there."""
        self._session.interrupt()

    def progress(self) -> float | None:
        """Give how far the running work is, 0 to 1, or None."""
        return self._session.progress()

    def close(self) -> None:
        """Drop the database and the temporary files."""
        self._session.close()
        self._room.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _stage_all(self, work: Work, wanted: tuple[str, ...]) -> Staged:
        # Of a small file all columns are read at once: the next change of a mapping then costs nothing.
        columns = tuple(self._position) if self._small else wanted
        name = work.new_name("staged")
        try:
            broken = self._rows.load(work, name, [self._position[column] for column in columns])
            rows = work.number(f"SELECT count(*) FROM {name}")
        except BaseException:
            work.cursor.execute(f"DROP TABLE IF EXISTS {name}")
            raise
        staged = Staged(name, columns, rows, broken)
        self._stagings.append(staged)
        if len(self._stagings) > _KEPT_STAGINGS:
            work.execute(f"DROP TABLE {self._stagings.pop(0).name}")
        return staged

    def _stage_head(self, work: Work, wanted: tuple[str, ...], limit: int) -> Staged:
        name = work.new_name("head")
        broken: list[BrokenLine] = []
        rows: list[Row] = []
        for row in self._rows.first_rows(work, limit):
            if isinstance(row, Row):
                rows.append(row)
            else:
                broken.append(row)
        path = self._room.path / f"{name}.csv"
        copy = NumberedCopy(path, as_lines(rows), work, width=len(self.columns))
        copy.load(work, name, [self._position[column] for column in wanted])
        path.unlink()
        return Staged(name, wanted, len(rows), tuple(broken))

    def _view(self, work: Work, staged: Staged, wanted: tuple[str, ...]) -> Staged:
        name = work.new_name("view")
        cells = "".join(f", c{staged.columns.index(column)} AS c{index}" for index, column in enumerate(wanted))
        # rowid is named, last, so that the view can stand for the table in every way.
        work.execute(f"CREATE VIEW {name} AS SELECT row{cells}, rowid FROM {staged.name}")
        return Staged(name, wanted, staged.rows, staged.broken)


def _exists(source: str) -> bool:
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        return False


def _open_query(sql: str, folder: Path, session: Session, work: Work) -> QueryRows:
    def open_file(path: Path) -> tuple[Source, bool]:
        kinds.check_readable(path)
        inner = Path(tempfile.mkdtemp(prefix="file-", dir=folder))
        found = _open_file(path, inner, work, None)
        return found, isinstance(found, ParquetFile)

    return QueryRows(sql, session, work, open_file)


def _open_file(path: Path, folder: Path, work: Work, sheet: str | None) -> Source:
    container = kinds.container_of(path)
    if container == kinds.WORKBOOK:
        from tiktok_tui.files.excel import ExcelSheet

        return ExcelSheet(path, folder, sheet)
    if sheet is not None:
        raise FileError("The file has no sheets.", where=str(path), remedy="Leave the sheet out.")
    if container == kinds.PARQUET:
        return ParquetFile(path, work)
    content = Content(path, folder)
    kind = kinds.text_kind(path, content)
    if kind == kinds.JSON_ARRAY:
        return JsonArray(path, content, work)
    if kind == kinds.JSON_LINES:
        return JsonLines(path, content, folder)
    if kind == kinds.DELIMITED:
        return DelimitedText(path, content, folder)
    raise not_json(path)
