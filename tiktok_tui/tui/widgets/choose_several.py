"""Pick any number of many, by typing a few letters and marking with the space bar."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from tiktok_tui.tui.rows import Cell, FixedRows, TableColumn
from tiktok_tui.tui.widgets.choose import Choice, columns_for
from tiktok_tui.tui.widgets.dialog import Dialog
from tiktok_tui.tui.widgets.line import Line
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.widgets.virtual_table import VirtualTable

T = TypeVar("T")


class _Filter(Line):
    """Leaves the space bar to the marks."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """What is typed here, so that no binding gets it."""
        return key != "space" and super().check_consume_key(key, character)


class ChooseSeveral(Dialog[tuple[T, ...]], Generic[T]):
    """A list with a filter and marks: Space marks, Enter takes all that is marked, in the order of marking.

    Enter with nothing marked takes nothing at all, an empty tuple; Esc gives None.
    """

    DEFAULT_CSS = """
    ChooseSeveral {
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
        Binding(
            "space", "mark", "Mark", id="choose.mark", show=False, priority=True, tooltip="Mark or unmark this one"
        ),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[T]],
        *,
        marked: Collection[T] = (),
        columns: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(title, keys="type to filter · space mark · enter take · esc leave")
        self._choices = tuple(choices)
        self._matching = self._choices
        self._labels = columns
        known = [choice.value for choice in choices]
        self._marked = [value for value in marked if value in known]

    def compose_body(self) -> ComposeResult:
        """The filter above the list."""
        yield _Filter(placeholder="Filter", compact=True)
        yield VirtualTable(
            [TableColumn("", 1), *columns_for(self._labels, self._choices)],
            header=any(self._labels),
            empty="Nothing matches. Backspace widens the search.",
            open_on_click=True,
            always_lit=True,
        )

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()
        self.query_one(Input).focus()

    @property
    def _table(self) -> VirtualTable:
        return self.query_one(VirtualTable)

    def _fill(self, cursor: int = 0) -> None:
        rows = [
            (
                Cell("✓", Tone.DONE) if choice.value in self._marked else Cell("○", Tone.QUIET),
                choice.label,
                Cell(choice.detail, Tone.QUIET),
            )
            for choice in self._matching
        ]
        self._table.load(FixedRows(rows), cursor=cursor)

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        words = event.value.lower().split()
        self._matching = tuple(choice for choice in self._choices if choice.matches(words))
        self._fill()

    def action_move(self, rows: int) -> None:
        """Move in the list while the filter keeps the focus."""
        self._table.action_move(rows)

    def action_mark(self) -> None:
        """Mark the one under the cursor, or take its mark away."""
        if self._matching:
            self._toggle(self._table.cursor)

    @on(VirtualTable.Selected)
    def _clicked(self, event: VirtualTable.Selected) -> None:
        event.stop()
        self._toggle(event.row)

    def _toggle(self, row: int) -> None:
        value = self._matching[row].value
        if value in self._marked:
            self._marked.remove(value)
        else:
            self._marked.append(value)
        self._fill(cursor=row)

    @on(Input.Submitted)
    def _take(self) -> None:
        self.dismiss(tuple(self._marked))
