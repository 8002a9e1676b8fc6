"""Lines that repeat the header, as a file has that was joined of several, are no rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pytest

from tests.mapping.suggest.small_files import SHOP
from tiktok_tui.mapping.suggest.suggest import ColumnSample, Suggestion, suggest

HEADER = ("Order", "Date", "Email", "Total")
ROWS = [("A1", "2026-06-11", "a@b.co", "5.00"), HEADER, ("A2", "2026-06-12", "c@d.co", "6.00")]
TOLD = "Lines that repeat the header are left out."


def suggested(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Suggestion:
    columns = {name: tuple(row[place] for row in rows) for place, name in enumerate(header)}

    def counts(names: Sequence[str]) -> Mapping[str, Sequence[tuple[str, int]]]:
        return {name: Counter(columns[name]).most_common() for name in names}

    return suggest([ColumnSample(name, "text", cells) for name, cells in columns.items()], SHOP, counts=counts)


def told(suggestion: Suggestion) -> list[str]:
    return [note.text for note in suggestion.notes if note.about == "rows"]


def test_they_are_left_out_by_a_column_of_people_and_told() -> None:
    joined, apart = suggested(HEADER, ROWS), suggested(HEADER, [ROWS[0], ROWS[2]])
    assert joined.complete
    assert joined.mapping.fields == apart.mapping.fields
    assert joined.mapping.leave_out == {"Email": ("Email",)}
    assert told(joined) == [TOLD]
    assert apart.mapping.leave_out == {}
    assert told(apart) == []


@pytest.mark.parametrize("cells", [("", "", "Email", "Total"), ("ORDER", "date ", "email", "TOTAL")])
def test_blank_cells_and_the_case_make_no_difference(cells: tuple[str, ...]) -> None:
    assert suggested(HEADER, [ROWS[0], cells, ROWS[2]]).mapping.leave_out == {"Email": ("Email",)}


@pytest.mark.parametrize("cells", [("", "", "Email", ""), ("Order", "2026-06-12", "Email", "6.00")])
def test_a_row_with_a_cell_that_is_called_like_its_column_is_a_row(cells: tuple[str, ...]) -> None:
    assert suggested(HEADER, [*ROWS[:1], *ROWS[2:], cells]).mapping.leave_out == {}


def test_states_that_are_left_out_leave_them_out_too() -> None:
    header = (*HEADER, "Status")
    rows = [(*row, state) for row, state in zip(ROWS, ("paid", "Status", "cancelled"), strict=True)]
    left_out = suggested(header, rows).mapping.leave_out
    assert list(left_out) == ["Status"]
    assert {"cancelled", "Status"} <= set(left_out["Status"])


def test_states_that_alone_are_kept_keep_none_of_them() -> None:
    header = (*HEADER, "Stage")
    rows = [(*row, stage) for row, stage in zip(ROWS, ("Closed won", "Stage", "Closed lost"), strict=True)]
    mapping = suggested(header, rows).mapping
    assert (mapping.only, mapping.leave_out) == ({"Stage": ("Closed won",)}, {})
