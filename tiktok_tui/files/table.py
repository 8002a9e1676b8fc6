"""What an open file is: a table of text columns and numbered rows, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column's cells are in the file itself; staged cells are always text."""

    TEXT = "text"
    NUMBER = "number"
    """Typed numbers (Parquet, JSON, Excel): written with a point, whatever the destination's number style."""
    TIME = "time"
    LIST = "list"
    """A list (of items, of e-mails …); its staged text is JSON."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name as the file has it, made unique where the header repeats one, and its kind."""

    name: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file as it stands: its number as a spreadsheet shows it, and a text, or None, for each column."""

    number: int
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that is no row of the table: its number, what is wrong, and its text (shortened)."""

    number: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Staged:
    """A file's columns in a table of the database: `row` BIGINT, then c0, c1 … VARCHAR in the order of `columns`.

    The table's rowid order is the file's order. Cells are text as the file has it; an empty one is NULL. `rows` counts
    the rows of the table, `broken` are lines that are none.
    """

    name: str
    columns: tuple[str, ...]
    rows: int
    broken: tuple[BrokenLine, ...]


class Cancelled(Exception):
    """A query was stopped by `Table.interrupt()`."""
