"""Pick one of many by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from tiktok_tui.tui.rows import Cell, FixedRows, TableColumn
from tiktok_tui.tui.widgets.dialog import Dialog
from tiktok_tui.tui.widgets.line import Line
from tiktok_tui.tui.widgets.plain import plain
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.widgets.virtual_table import VirtualTable

T = TypeVar("T")


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


def columns_for(labels: tuple[str, str], choices: Sequence[Choice[T]]) -> list[TableColumn]:
    """A column as wide as the names are, and one for what is beside them, if there is anything."""
    if not any(choice.detail for choice in choices):
        return [TableColumn(labels[0])]
    least, most = _NAMES
    longest = max(cell_len(plain(text, most)) for text in (labels[0], *(choice.label for choice in choices)))
    return [TableColumn(labels[0], min(max(longest, least), most)), TableColumn(labels[1])]


class Choose(Dialog[T]):
    """A list with a filter: type, arrows, Enter. The result is the choice's value, or None.

    With `typed`, what was typed can be taken as well when nothing matches: `typed` makes the value of it.
    """

    DEFAULT_CSS = """
    Choose {
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

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[T]],
        *,
        chosen: T | None = None,
        columns: tuple[str, str] = ("", ""),
        keys: str = "type to filter · ↑↓ · enter choose · esc leave",
    ) -> None:
        super().__init__(title, keys=keys)
        self._choices = tuple(choices)
        self._matching = self._choices
        self._chosen = chosen
        self._labels = columns

    def compose_body(self) -> ComposeResult:
        """The filter above the list."""
        yield Line(placeholder="Filter", compact=True)
        yield VirtualTable(
            columns_for(self._labels, self._choices),
            header=any(self._labels),
            empty="Nothing matches. Backspace widens the search.",
            open_on_click=True,
            always_lit=True,
        )

    def on_mount(self) -> None:
        """Fill the list and stand on what is chosen now."""
        self._fill()
        now = [place for place, choice in enumerate(self._matching) if choice.value == self._chosen]
        if now and self._chosen is not None:
            self._table.cursor = now[0]
        self.query_one(Input).focus()

    @property
    def _table(self) -> VirtualTable:
        return self.query_one(VirtualTable)

    def _fill(self) -> None:
        rows = [(choice.label, Cell(choice.detail, Tone.QUIET)) for choice in self._matching]
        self._table.load(FixedRows(rows), cursor=0)

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        words = event.value.lower().split()
        matching = tuple(choice for choice in self._choices if choice.matches(words))
        if matching != self._matching:
            self._matching = matching
            self._fill()

    def action_move(self, rows: int) -> None:
        """Move in the list while the filter keeps the focus."""
        self._table.action_move(rows)

    @on(Input.Submitted)
    def _submit(self) -> None:
        self._table.action_select()

    @on(VirtualTable.Selected)
    def _take(self, event: VirtualTable.Selected) -> None:
        event.stop()
        self.dismiss(self._matching[event.row].value)
