"""What every kind of file offers to a table, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from tiktok_tui.files.session import Work
from tiktok_tui.files.table import BrokenLine, Column, Row


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
        """What was found odd; more may be found while the file is loaded."""
        ...

    def first_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        """Give the first `count` rows and broken lines; no more of a text file is read than they need."""
        ...

    def load(self, work: Work, table: str, columns: Sequence[int]) -> tuple[BrokenLine, ...]:
        """Make a table of the row numbers (`row`) and these columns (`c0` …); give the lines that are no rows."""
        ...

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Give the rows with these sorted numbers, all columns."""
        ...
