"""A row is called by its name where it has one, else by its number."""

from __future__ import annotations

from tiktok_tui.events.rules import RULE, Severity
from tiktok_tui.prepare.problem import Problem


def test_a_row_s_name_goes_before_its_number() -> None:
    names = ("", "orders-2.csv row 12")
    problems = [
        Problem(1234, "", "", "", RULE["event.missing"], Severity.REJECT, "Why.", "Do.", name=name) for name in names
    ]
    assert [problem.row_words for problem in problems] == ["1,234", "orders-2.csv row 12"]
