"""The lines of the problems screen: rules in words with their counts, and the rows that break one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.rule_titles import title_of
from tiktok_tui.events.rules import RULE, Rule, Severity
from tiktok_tui.tui.widgets.table.rows import Cell, TableColumn
from tiktok_tui.tui.widgets.tone import GLYPHS, Tone

if TYPE_CHECKING:
    from tiktok_tui.prepare.problem import Problem
    from tiktok_tui.prepare.totals import Totals

RULES = (TableColumn("", 1), TableColumn("Rows", 6, right=True), TableColumn("Problem", least=12))

_ROW, _ORDER, _NAME = TableColumn("Row", 7, right=True), TableColumn("Order", 12), TableColumn("Row", 26)
_ROWS = (_ROW, _ORDER, TableColumn("Cell", least=16))
"""Where there is little room, the reason is shown above the table only."""
_ROWS_WIDE = (_ROW, _ORDER, TableColumn("Cell", least=36), TableColumn("Why", least=24))


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule, as reject or as warning, and the number of rows that break it."""

    rule: Rule
    severity: Severity
    count: int

    @property
    def has_value_map(self) -> bool:
        """True if the cells at fault can be mapped to values that TikTok accepts."""
        return self.rule.field in FIELD and bool(FIELD[self.rule.field].taken) and "{value}" in self.rule.reason

    @property
    def cells(self) -> tuple[str | Cell, ...]:
        """The cells under `RULES`."""
        tone = Tone.ERROR if self.severity is Severity.REJECT else Tone.WARNING
        return Cell(GLYPHS[tone], tone), f"{self.count:,}", title_of(self.rule)


def columns(*, wide: bool, named: bool) -> tuple[TableColumn, ...]:
    """Return the columns of the rows; `named` rows have a name in place of a number and an order."""
    found = _ROWS_WIDE if wide else _ROWS
    return (_NAME, *found[2:]) if named else found


def broken_rules(totals: Totals) -> tuple[BrokenRule, ...]:
    """Return rejects, then warnings, the commonest first."""
    return tuple(
        BrokenRule(RULE[name], severity, count)
        for severity, counts in ((Severity.REJECT, totals.rejects_by_rule), (Severity.WARNING, totals.warnings_by_rule))
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def row_cells(problem: Problem) -> Sequence[str | Cell]:
    """Return the problem's cells under `columns`."""
    # The value first: of a text that is too long the end is cut.
    cell = f"{problem.value or '(blank)'} · {problem.column}" if problem.column else problem.value
    row = (problem.name,) if problem.name else (f"{problem.row:,}", problem.order or "–")
    return *row, Cell(cell or "–", Tone.WARNING), problem.reason
