"""A list of things to pick from, narrowed by typing a few letters; what is picked, and how, is its heirs' business."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.text_line import TextLine
from tiktok_tui.tui.widgets.tone import Tone

T = TypeVar("T")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One thing to pick: what it stands for, its name, and words beside it that can be searched for as well."""

    value: T
    label: str
    detail: str = ""

    def matches(self, words: Sequence[str]) -> bool:
        """Whether every one of `words` (lower case) is somewhere in it."""
        text = f"{self.label} {self.detail}".lower()
        return all(word in text for word in words)


_NAMES = (12, 34)
"""Cells that the names get at least and at most; what is beside them gets the rest of the line."""


def _columns(labels: tuple[str, str], choices: Sequence[Choice[T]]) -> list[TableColumn]:
    """A column as wide as the names are, and one for what is beside them, if there is anything."""
    if not any(choice.detail for choice in choices):
        return [TableColumn(labels[0])]
    least, most = _NAMES
    longest = max(cell_len(safe_text(text, most)) for text in (labels[0], *(choice.label for choice in choices)))
    return [TableColumn(labels[0], min(max(longest, least), most)), TableColumn(labels[1])]


class ChoiceList(Dialog[Result], Generic[T, Result]):
    """The filter above the list, and the keys that move in the list while the filter keeps the focus."""

    DEFAULT_CSS = """
    ChoiceList {
        & > .dialog--box { width: 84; }
        Input { margin: 0 0 1 0; }
        VirtualTable { height: auto; min-height: 3; max-height: 14; }
    }
    """
    BINDINGS = [
        Binding("down", "move(1)", "Next", id="choose.down", show=False, priority=True, tooltip="Go to the next one"),
        Binding(
            "up", "move(-1)", "Previous", id="choose.up", show=False, priority=True, tooltip="Go to the one before"
        ),
        Binding("pagedown", "move(10)", "Page down", id="choose.page_down", show=False, tooltip="Go ten down"),
        Binding("pageup", "move(-10)", "Page up", id="choose.page_up", show=False, tooltip="Go ten up"),
    ]

    FILTER: ClassVar[type[TextLine]] = TextLine
    LEAD: ClassVar[tuple[TableColumn, ...]] = ()
    """Columns before the name."""

    def __init__(
        self, title: str, choices: Sequence[Choice[T]], *, columns: tuple[str, str], keys: str, begin_at: int = 0
    ) -> None:
        super().__init__(title, keys=keys)
        self._choices = tuple(choices)
        self._labels = columns
        self._begin_at = begin_at
        self.matching = self._choices
        """What the filter leaves of the choices."""

    def lead(self, choice: Choice[T]) -> tuple[Cell, ...]:
        """The cells in the columns of `LEAD`."""
        return ()

    def compose_body(self) -> ComposeResult:
        """The filter above the list."""
        yield self.FILTER(placeholder="Filter", compact=True)
        yield VirtualTable(
            [*self.LEAD, *_columns(self._labels, self._choices)],
            header=any(self._labels),
            empty="Nothing matches. Backspace widens the search.",
            open_on_click=True,
            always_lit=True,
        )

    def on_mount(self) -> None:
        """Fill the list; what is typed narrows it."""
        self.fill(self._begin_at)
        self.query_one(Input).focus()

    @property
    def table(self) -> VirtualTable:
        """The list."""
        return self.query_one(VirtualTable)

    def fill(self, cursor: int = 0) -> None:
        """Show what matches, with the cursor on line `cursor`."""
        rows: list[tuple[str | Cell, ...]] = [
            (*self.lead(choice), choice.label, Cell(choice.detail, Tone.QUIET)) for choice in self.matching
        ]
        self.table.load(FixedRows(rows), cursor=cursor)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        words = event.value.lower().split()
        matching = tuple(choice for choice in self._choices if choice.matches(words))
        if matching != self.matching:
            self.matching = matching
            self.fill()

    def action_move(self, rows: int) -> None:
        """Move in the list while the filter keeps the focus."""
        self.table.action_move(rows)
