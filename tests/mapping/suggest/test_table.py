"""The values of columns are counted over the whole file, each column once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import ClassVar, cast

from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.mapping.suggest.samples import ColumnSample
from tiktok_tui.mapping.suggest.table import FileCounts, OpenTable, Rows, samples, suggest_for


def test_each_column_is_read_once_up_to_a_thousand_values() -> None:
    read: list[tuple[str, int]] = []

    def value_counts(column: str, limit: int, **filters: object) -> list[tuple[str, int]]:
        read.append((column, limit))
        return [(f"{column} cell", 3)]

    counts = FileCounts(cast(OpenTable, SimpleNamespace(value_counts=value_counts)))
    assert counts(["a", "b"]) == {"a": [("a cell", 3)], "b": [("b cell", 3)]}
    assert counts(["b", "c"]) == {"b": [("b cell", 3)], "c": [("c cell", 3)]}
    assert read == [("a", 1000), ("b", 1000), ("c", 1000)]
    assert counts.known(["a", "d"]) == {"a": [("a cell", 3)]}


class Filtered:
    """A table that notes how its values are counted; the cells of its filters are these."""

    CELLS: ClassVar = {
        "Status": [("Paid", 5), (" paid ", 1), ("OPEN", 2), ("", 3)],
        "Cancelled": [("", 9), ("NULL", 1)],
    }

    def __init__(self) -> None:
        self.read: list[tuple[str, object]] = []

    def value_counts(self, column: str, limit: int, *, filters: object = None) -> list[tuple[str, int]]:
        self.read.append((column, filters))
        return self.CELLS.get(column, [("cell", 1)])


def test_of_the_rows_that_are_sent_are_those_counted_that_the_filters_keep() -> None:
    table = Filtered()
    counts = FileCounts(cast(OpenTable, table))
    mapping = Mapping(only={"Status": ("Paid",), "Cancelled": ("",)})
    assert counts.of_sent(mapping, read=False)(["Refund"]) == {}
    assert table.read == []
    assert counts.of_sent(mapping)(["Refund"]) == {"Refund": [("cell", 1)]}
    filters = (("Status", ("Paid",), True), ("Cancelled", ("", "NULL"), True))
    assert table.read == [("Status", None), ("Cancelled", None), ("Refund", filters)]
    assert counts.of_sent(mapping)(["Refund"]) == counts.of_sent(mapping, read=False)(["Refund", "Fee"])
    assert len(table.read) == 3


def test_the_filters_are_the_cells_of_the_file() -> None:
    table = Filtered()
    counts = FileCounts(cast(OpenTable, table))
    counts.of_sent(Mapping(leave_out={"Status": ("open", "void", "PAID")}))(["Refund"])
    counts.of_sent(Mapping(only={"Status": ("OPEN",)}, group_by="Order"))(["Refund"])
    assert [filters for column, filters in table.read if column == "Refund"] == [
        (("Status", ("Paid", " paid ", "OPEN"), False),),
        (("Status", ("OPEN", ""), True),),
    ]


def test_the_first_200_rows_and_the_lines_above_the_header_are_what_is_judged() -> None:
    asked: list[int] = []
    day = "2026-06-01T10:00:00"
    rows = [SimpleNamespace(cells=("a@b.co", "5", day)), SimpleNamespace(cells=("c@d.co", "6", day))]

    def sample(count: int) -> list[SimpleNamespace]:
        asked.append(count)
        return rows

    columns = [
        SimpleNamespace(name="mail", kind="text"),
        SimpleNamespace(name="Total", kind="number"),
        SimpleNamespace(name="Date", kind="time"),
    ]
    facts = SimpleNamespace(time_zone="Europe/Paris", currency="GBP")
    table = cast(OpenTable, SimpleNamespace(columns=columns, facts=facts, sample=sample))
    assert samples(table, cast(Rows, rows)) == [
        ColumnSample("mail", "text", ("a@b.co", "c@d.co")),
        ColumnSample("Total", "number", ("5", "6")),
        ColumnSample("Date", "time", (day, day)),
    ]
    found = suggest_for(table, Destination("d", "D", currency="USD"))
    assert asked == [200]
    assert suggest_for(table, Destination("d", "D", currency="USD"), rows=cast(Rows, rows)) == found
    assert asked == [200]
    assert found.mapping.fields["email"].columns == ("mail",)
    assert found.mapping.fields["currency"].value == "GBP"
    assert found.mapping.fields["timestamp"].time_zone == "Europe/Paris"
