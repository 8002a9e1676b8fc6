"""A part of a staged table, named by its bounds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the staged table that holds whole events: its rows from `start` up to, but not with, `stop`.

    `column` is the column that both count: `row`, or `head` (an event's first row) in a table that is arranged by it.
    `only` picks single rows instead; `without` is a SELECT of row numbers that are left out.
    """

    table: str
    column: str = "row"
    start: int | None = None
    stop: int | None = None
    only: tuple[int, ...] | None = None
    without: str | None = None

    @property
    def condition(self) -> str:
        """The condition on the table's rows as SQL, "" for all of them."""
        if self.only is not None:
            if not self.only:
                return "false"
            # The bounds let DuckDB skip the parts of the table that hold none of the rows; a list of numbers does not.
            rows = ", ".join(map(str, self.only))
            return f"row >= {min(self.only):d} AND row <= {max(self.only):d} AND row IN ({rows})"
        bounds = [f"{self.column} >= {self.start:d}"] if self.start is not None else []
        bounds += [f"{self.column} < {self.stop:d}"] if self.stop is not None else []
        bounds += [f"row NOT IN ({self.without})"] if self.without is not None else []
        return " AND ".join(bounds)

    def holds(self, number: int) -> bool:
        """Return True if a row (or head) with this number lies in the span."""
        return (self.start is None or number >= self.start) and (self.stop is None or number < self.stop)
