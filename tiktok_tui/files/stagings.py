"""The tables that a file's rows were read into; the last few are kept and used again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tiktok_tui.files.broken import BrokenLine, BrokenLines
from tiktok_tui.files.rows import Rows
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.table import Row, Staged
from tiktok_tui.files.text.numbered import NumberedCopy, as_lines

_KEPT = 4
_KEPT_HEADS = 8


class Stagings:
    """The stagings of a source; with `whole`, all its columns are read at once."""

    def __init__(self, source: Rows, folder: Path, *, whole: bool) -> None:
        self._source = source
        self._folder = folder
        self._whole = whole
        self._position = {column.name: index for index, column in enumerate(source.columns)}
        self._stagings: list[Staged] = []
        self._heads: list[tuple[str, str]] = []

    def covers(self, columns: Sequence[str]) -> bool:
        """Return True if these columns are there already."""
        return self._covering(columns) is not None

    def full(self, work: Work, columns: tuple[str, ...]) -> Staged:
        """Read the whole file into a table, unless one has these columns already; of that it may be a view."""
        staged = self._covering(columns)
        if staged is None:
            staged = self.load(work, tuple(self._position) if self._whole else columns)
            self._stagings.append(staged)
            if len(self._stagings) > _KEPT:
                work.execute(f"DROP TABLE {self._stagings.pop(0).name}")
        return staged if staged.columns == columns else self._view(work, staged, columns)

    def load(self, work: Work, columns: tuple[str, ...]) -> Staged:
        """Read the whole file into a new table, which is the caller's to drop."""
        name = work.new_name("staged")
        try:
            broken = self._source.load(work, name, [self._position[column] for column in columns])
            return Staged(name, columns, work.number(f"SELECT count(*) FROM {name}"), broken)
        except BaseException:
            work.drop(name)
            raise

    def head(self, work: Work, columns: tuple[str, ...], limit: int) -> Staged:
        """Read the first rows, broken lines among them, into a table."""
        name = work.new_name("head")
        broken: list[BrokenLine] = []
        rows: list[Row] = []
        for row in self._source.first_rows(work, limit):
            if isinstance(row, Row):
                rows.append(row)
            else:
                broken.append(row)
        path = self._folder / f"{name}.csv"
        kinds = any(row.kinds for row in rows)
        copy = NumberedCopy(path, as_lines(rows), work, width=len(self._position), kinds=kinds)
        copy.load(work, name, [self._position[column] for column in columns], mixed=self._source.columns)
        path.unlink()
        lost = BrokenLines(work, broken)
        self._heads.append((name, lost.table))
        if len(self._heads) > _KEPT_HEADS:
            for table in self._heads.pop(0):
                work.execute(f"DROP TABLE {table}")
        return Staged(name, columns, len(rows), lost)

    def _covering(self, columns: Sequence[str]) -> Staged | None:
        return next((each for each in self._stagings if set(columns) <= set(each.columns)), None)

    def _view(self, work: Work, staged: Staged, columns: tuple[str, ...]) -> Staged:
        name = work.new_name("view")
        cells = ""
        for index, column in enumerate(columns):
            place = staged.columns.index(column)
            cells += f", c{place} AS c{index}"
            if self._source.columns[self._position[column]].mixed:
                cells += f", k{place} AS k{index}"
        # rowid is named, last, so that the view can stand for the table in every way.
        work.execute(f"CREATE VIEW {name} AS SELECT row{cells}, rowid FROM {staged.name}")
        return Staged(name, columns, staged.rows, staged.broken)
