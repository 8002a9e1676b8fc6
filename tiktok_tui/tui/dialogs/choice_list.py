"""A filterable list. Subclasses decide whether one or several entries can be picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import getters, on
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
    """One entry: the value it stands for, its name, and words beside it; both can be searched."""

    value: T
    label: str
    detail: str = ""

    def matches(self, words: Sequence[str]) -> bool:
        """True if the name or the words beside it contain every one of `words` (lower case)."""
        text = f"{self.label} {self.detail}".lower()
        return all(word in text for word in words)


_LEAST_LINES, _MOST_LINES = 3, 14
"""Lines of the list, with its header."""

_NAMES = (12, 34)
"""Cells that the names get at least and at most; the words beside them get the rest of the line."""


def _columns(labels: tuple[str, str], choices: Sequence[Choice[T]]) -> list[TableColumn]:
    """Return a column as wide as the names, and one for the words beside them, if there are any."""
    if not any(choice.detail for choice in choices):
        return [TableColumn(labels[0])]
    least, most = _NAMES
    longest = max(cell_len(safe_text(text, most)) for text in (labels[0], *(choice.label for choice in choices)))
    return [TableColumn(labels[0], min(max(longest, least), most)), TableColumn(labels[1])]


class ChoiceList(Dialog[Result], Generic[T, Result]):
    """A filter above a list. The filter keeps the focus, and the arrows move in the list."""

    DEFAULT_CSS = """
    ChoiceList {
        & > .dialog--box { width: 84; }
        Input { margin: 0 0 1 0; }
        VirtualTable { max-height: 70vh; }
    }
    """
    BINDINGS = [
        # None has priority: such a key would overtake the letters that were typed before it.
        Binding("down", "move(1)", "Next", id="choose.down", show=False, tooltip="Go to the next one"),
        Binding("up", "move(-1)", "Previous", id="choose.up", show=False, tooltip="Go to the one before"),
        Binding("pagedown", "move(10)", "Page down", id="choose.page_down", show=False, tooltip="Go ten down"),
        Binding("pageup", "move(-10)", "Page up", id="choose.page_up", show=False, tooltip="Go ten up"),
    ]

    FILTER: ClassVar[type[TextLine]] = TextLine
    LEAD: ClassVar[tuple[TableColumn, ...]] = ()
    """Columns before the name."""

    table = getters.query_one(VirtualTable)
    filter_line = getters.query_one(Input)

    def __init__(
        self, title: str, choices: Sequence[Choice[T]], *, columns: tuple[str, str], keys: str, begin_at: int = 0
    ) -> None:
        super().__init__(title, keys=keys)
        self._choices = tuple(choices)
        self._labels = columns
        self._begin_at = begin_at
        self.matching = self._choices
        """The choices that match the filter."""

    def lead(self, choice: Choice[T]) -> tuple[Cell, ...]:
        """Return the cells in the columns of `LEAD`."""
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
        """Fill the list and put the focus on the filter."""
        # As high as all entries need: a list that shrinks while one types moves under the eyes.
        self.table.styles.height = min(_MOST_LINES, max(_LEAST_LINES, len(self._choices) + any(self._labels)))
        self.fill(self._begin_at)
        self.filter_line.focus()

    def fill(self, cursor: int = 0) -> None:
        """Show the matching choices, with the cursor on line `cursor`."""
        rows: list[tuple[str | Cell, ...]] = [
            (*self.lead(choice), choice.label, Cell(choice.detail, Tone.QUIET)) for choice in self.matching
        ]
        self.table.load(FixedRows(rows), cursor=cursor)

    @on(Input.Changed)
    def narrow(self) -> None:
        """Show the choices that match what is typed; a key that acts on the list may come before the message does."""
        words = self.filter_line.value.lower().split()
        matching = tuple(choice for choice in self._choices if choice.matches(words))
        if matching != self.matching:
            self.matching = matching
            self.fill()

    def action_move(self, rows: int) -> None:
        """Move in the list while the filter keeps the focus."""
        self.narrow()
        self.table.action_move(rows)
