"""An open file: a table of text columns and numbered rows, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tiktok_tui.files.broken import BrokenLines


class Kind(StrEnum):
    """The type of cells in the file itself. Staged cells are always text.

    A typed cell is written in one way, whatever the destination's number style or a time's format: a number with a
    point and no exponent (`12.5`), a time as ISO 8601 (`2026-06-11`, `2026-06-11T22:05:00`), a clock as `22:05:00`.

    In CSV every cell is TEXT. In Parquet and query results a column's type is the kind of all its cells. In Excel and
    JSON every cell has a type of its own. Where the typed cells of a column differ in kind (a text among numbers, a
    list in one row and a text in the next), `Column.mixed` is true, and the kind of each cell stands beside it in the
    staged table: `k3` (VARCHAR, a value of this enum) beside `c3`.
    """

    TEXT = "text"
    NUMBER = "number"
    TIME = "time"
    """A date, or a date with a time of day."""
    CLOCK = "clock"
    """A time of day without a date."""
    LIST = "list"
    """A list (of items, of e-mails …); its staged text is JSON."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name as the file has it, made unique where the header repeats one, and its kind.

    The kind of a mixed column is LIST if some of its cells are lists, else TEXT.
    """

    name: str
    kind: Kind = Kind.TEXT
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file as it stands: its number as a spreadsheet shows it, and a text, or None, for each column.

    `kinds` are those of its cells where the file has mixed columns, else empty.
    """

    number: int
    cells: tuple[str | None, ...]
    kinds: tuple[Kind, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about all rows from lines above the header: an IANA time zone, an ISO 4217 currency; "" if nothing."""

    time_zone: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Staged:
    """A file's columns in a table of the database: `row` BIGINT, then c0, c1 … VARCHAR in the order of `columns`.

    Beside a mixed column stands the kind of each cell (see Kind): `k0` beside `c0`. The table's rowid order is the
    file's order. Cells are text as the file has it; an empty one is NULL. `rows` counts the rows of the table, `broken`
    are the lines that are none.
    """

    name: str
    columns: tuple[str, ...]
    rows: int
    broken: BrokenLines
