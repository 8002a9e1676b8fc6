"""A problem of a row, in words by which a person can correct it, and a rejected row with all its problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tiktok_tui.events.rules import Rule, Severity

RowName = Callable[[int], str]
"""Names the row of a number: "orders-2.csv row 12", "order_id O-1042"; "" where the number would find it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule of one row.

    `column` is the file's column ("" where no column fills the field), `value` its cell: shortened, without control
    characters, and masked when the destination says so. `reason` and `remedy` are whole sentences. `order` is the order
    ID of the row's event, shortened likewise; "" if none is mapped or its cell is blank. `name` names the row where its
    number would not find it ("orders-2.csv row 12", "order_id O-1042"), else "".
    """

    row: int
    column: str
    field: str
    value: str
    rule: Rule
    severity: Severity
    reason: str
    remedy: str
    order: str = ""
    name: str = ""

    @property
    def row_words(self) -> str:
        """The row's name, else its number."""
        return self.name or f"{self.row:,}"


def chosen(by_row: Iterable[Iterable[Problem]], rule: str | None, severity: Severity | None) -> list[Problem]:
    """Return the problems of rows that are of one rule and of one severity; None stands for any."""
    return [
        problem
        for problems in by_row
        for problem in problems
        if (rule is None or problem.rule.name == rule) and (severity is None or problem.severity is severity)
    ]


@dataclass(frozen=True, slots=True)
class Reject:
    """A rejected row: its number, the file's own cells, why, and its name as in `Problem`."""

    row: int
    cells: tuple[str | None, ...]
    problems: tuple[Problem, ...]
    name: str = ""
