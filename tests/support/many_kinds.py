"""A hundred orders with every kind of value, as a CSV file and as the statements that put them into a database."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

Cell = str | int | float | bool | Decimal | datetime | date | time | None

COUNT: Final = 100
_START: Final = datetime(2026, 6, 11, 22, 5, tzinfo=UTC)
_TEXTS: Final = (
    "plain",
    'a "quoted", b; c',
    "it's é ß 日本語 😀",
    "two\nlines\tand a tab",
    "back\\slash % _ $$ :since -- no comment /* nor this",
    "long " * 300,
    "",
    None,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field that it is named after, its type by the kind of database, and its cell by the row."""

    name: str
    types: dict[str, str]
    cell: Callable[[int], Cell]

    def type_in(self, database: str) -> str:
        """Return the type for `postgresql`, `mysql`, `sqlite` or `duckdb`."""
        return self.types.get(database) or self.types[""]


def _every(step: int, cell: Callable[[int], Cell]) -> Callable[[int], Cell]:
    """Return a cell that is empty in each `step`th row."""
    return lambda row: None if row % step == 0 else cell(row)


_INSTANT: Final = {"": "timestamptz", "mysql": "timestamp(3) NULL", "sqlite": "text"}
_DOUBLE: Final = {"": "double precision", "duckdb": "double"}
_PRICES: Final = (0.1, 12.5, 3.0, 1e-7, 123456.75)
_LOCAL: Final = {"": "timestamp", "mysql": "datetime", "sqlite": "text"}
COLUMNS: Final = (
    Column("event", {"": "varchar(20)"}, lambda row: ("Purchase", "Lead", "AddToCart")[row % 3]),
    Column("event_id", {"": "bigint"}, lambda row: 9_007_199_254_740_993 + row),
    Column("timestamp", _INSTANT, lambda row: _START + timedelta(minutes=11 * row, milliseconds=250 * (row % 4))),
    Column("email", {"": "varchar(80)"}, _every(5, lambda row: f" Kundin.{row}@Bücher.example ")),
    Column("phone", {"": "bigint"}, lambda row: 491713920000 + row),
    Column("value", {"": "decimal(30,5)"}, _every(7, lambda row: Decimal(row - 9) * Decimal("1234.56789"))),
    Column("currency", {"": "char(3)"}, lambda row: ("EUR", "USD")[row % 2]),
    Column("order_id", {"": "varchar(40)"}, lambda row: f"00{row}"),
    Column("shop_id", {"": "boolean", "mysql": "varchar(5)", "sqlite": "text"}, _every(9, lambda row: row % 2 == 0)),
    Column("description", {"": "text"}, lambda row: _TEXTS[row % len(_TEXTS)]),
    Column("search_string", _LOCAL, _every(4, lambda row: datetime(2026, 3, 29, 2, 30) + timedelta(hours=row))),
    Column("content_id", {"": "int"}, lambda row: -row),
    Column("content_name", {"": "date", "sqlite": "text"}, _every(6, lambda row: date(2024, 2, 29) - timedelta(row))),
    Column("content_category", {"": "time", "sqlite": "text"}, lambda row: time(row % 24, 5)),
    Column("price", _DOUBLE, lambda row: _PRICES[row % len(_PRICES)]),
    Column("quantity", {"": "smallint"}, lambda row: row % 3 + 1),
)  # fmt: skip


def many_kinds_csv() -> str:
    """Return the orders as a CSV file with amounts such as 1.234,56 and times in their own zones."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows([_in_csv(column.cell(row)) for column in COLUMNS] for row in range(1, COUNT + 1))
    return file.getvalue()


def many_kinds_columns(database: str) -> str:
    """Return the columns and their types, for CREATE TABLE."""
    mark = "`" if database == "mysql" else '"'
    return ", ".join(f"{mark}{column.name}{mark} {column.type_in(database)}" for column in COLUMNS)


def many_kinds_values(database: str) -> str:
    """Return the rows, for INSERT INTO … VALUES in a session in UTC."""
    rows: Sequence[str] = [
        "(" + ", ".join(_in_sql(column.cell(row), column.type_in(database), database) for column in COLUMNS) + ")"
        for row in range(1, COUNT + 1)
    ]
    return ", ".join(rows)


def _in_csv(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case Decimal() | float():
            return f"{cell:.7f}".rstrip("0").rstrip(".").replace(".", ",")
        case datetime() if cell.tzinfo is not None:
            return cell.astimezone(ZoneInfo("America/New_York")).isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case _:
            return str(cell)


def _in_sql(cell: Cell, type_: str, database: str) -> str:
    match cell:
        case None:
            return "NULL"
        case bool():
            return str(cell).lower() if type_ == "boolean" else f"'{str(cell).lower()}'"
        case int() | float() | Decimal():
            return str(cell)
        case datetime() | date() | time():
            text = cell.isoformat()  # to SQLite it is a text like any other
            return f"'{text.removesuffix('+00:00') if database == 'mysql' else text}'"
        case _:
            escaped = cell.replace("\\", "\\\\") if database == "mysql" else cell
            return "'" + escaped.replace("'", "''") + "'"
