"""The lines of the problems screen, cell by cell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktok_tui.events.rule_titles import title_of
from tiktok_tui.events.rules import RULE, Severity
from tiktok_tui.prepare.problem import Problem
from tiktok_tui.tui.screens.problems import problem_rows
from tiktok_tui.tui.screens.problems.problem_rows import BrokenRule
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import GLYPHS, Tone

EMAIL = RULE["email.invalid"]
PROBLEM = Problem(1234, "Mail", "email", "no mail", EMAIL, Severity.REJECT, "It is no address.", "Correct it.", "A-7")


@pytest.mark.parametrize(("severity", "tone"), [(Severity.REJECT, Tone.ERROR), (Severity.WARNING, Tone.WARNING)])
def test_a_rule_is_shown_with_its_mark_and_its_count(severity: Severity, tone: Tone) -> None:
    assert BrokenRule(EMAIL, severity, 1234).cells == (Cell(GLYPHS[tone], tone), "1,234", title_of(EMAIL))


@pytest.mark.parametrize(
    ("problem", "row", "cell"),
    [
        (PROBLEM, ("1,234", "A-7"), "no mail · Mail"),
        (replace(PROBLEM, value="", order=""), ("1,234", "–"), "(blank) · Mail"),
        (replace(PROBLEM, column=""), ("1,234", "A-7"), "no mail"),
        (replace(PROBLEM, column="", value=""), ("1,234", "A-7"), "–"),
        (replace(PROBLEM, name="orders-2.csv row 12"), ("orders-2.csv row 12",), "no mail · Mail"),
    ],
)
def test_a_row_is_shown_with_its_order_its_cell_and_why(problem: Problem, row: tuple[str, ...], cell: str) -> None:
    assert tuple(problem_rows.row_cells(problem)) == (*row, Cell(cell, Tone.WARNING), "It is no address.")


@pytest.mark.parametrize(
    ("wide", "named", "titles"),
    [
        (False, False, ["Row", "Order", "Cell"]),
        (True, False, ["Row", "Order", "Cell", "Why"]),
        (False, True, ["Row", "Cell"]),
        (True, True, ["Row", "Cell", "Why"]),
    ],
)
def test_there_is_a_column_for_each_cell_that_has_room(wide: bool, named: bool, titles: list[str]) -> None:
    columns = problem_rows.columns(wide=wide, named=named)
    assert [column.label for column in columns] == titles
    assert columns[0].width == (26 if named else 7), "a million rows, or the name of a file and a row"
    assert named or columns[1].width == 12
    assert [column.right for column in columns] == [not named, *[False] * (len(titles) - 1)], "a name is no number"
    assert [(column.label, column.right) for column in problem_rows.RULES] == [
        *(("", False), ("Rows", True), ("Problem", False))
    ]
