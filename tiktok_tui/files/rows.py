"""The interface between a table and the readers of each file format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from tiktok_tui.files.broken import BrokenLine, BrokenLines
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.table import Column, Facts, Row


class Rows(Protocol):
    """Rows with numbers, and columns by position; the database that they are loaded into comes with the `work`."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, their names unique."""
        ...

    @property
    def format(self) -> str:
        """The format, for people."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """Everything odd about the file that was found so far, a sentence each; loading the file may find more."""
        ...

    @property
    def facts(self) -> Facts:
        """The facts about all rows that lines above the header state."""
        ...

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files whose bytes are the rows: those of the person, or a private copy made when they were opened."""
        ...

    def first_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        """Yield the first `count` rows and broken lines; no more of a text file is read than they need."""
        ...

    def load(self, work: Work, table: str, columns: Sequence[int]) -> BrokenLines:
        """Make a table of the row numbers (`row`) and these columns (`c0` …, `k0` … for mixed ones).

        Returns the lines that are no rows.
        """
        ...

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Yield the rows with these sorted numbers, all columns."""
        ...


def has_no_rows(rows: Rows, work: Work) -> bool:
    """Return True if there are column names and nothing below them, not even a broken line."""
    return next(iter(rows.first_rows(work, 1)), None) is None
