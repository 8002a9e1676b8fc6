"""Pick several entries of a list: filter by typing, mark with the space bar."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from textual import events, on
from textual.binding import Binding
from textual.widgets import Input

from tiktok_tui.tui.dialogs.choice_list import Choice, ChoiceList
from tiktok_tui.tui.widgets.table.rows import Cell, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.text_line import TextLine
from tiktok_tui.tui.widgets.tone import Tone

T = TypeVar("T")


class _Filter(TextLine):
    """A filter line that leaves the space bar to the marks."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return True for keys that are typed here, so that no binding gets them."""
        return key != "space" and super().check_consume_key(key, character)

    def on_key(self, event: events.Key) -> None:
        """Write no blank, and leave the key to its binding."""
        if event.key == "space":
            event.prevent_default()


class ChooseSeveral(ChoiceList[T, tuple[T, ...]]):
    """Space marks an entry, Enter takes all marked entries, in the order of marking.

    The result is a tuple of values, empty if nothing is marked; None after Esc.
    """

    BINDINGS = [
        Binding("space", "mark", "Mark", id="choose.mark", show=False, tooltip="Mark or unmark this one"),
    ]
    FILTER = _Filter
    LEAD = (TableColumn("", 1),)

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[T]],
        *,
        marked: Collection[T] = (),
        columns: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(
            title, choices, columns=columns, keys="type to filter · space mark · enter choose · esc leave · f1 help"
        )
        known = [choice.value for choice in choices]
        self._marked = [value for value in marked if value in known]

    def lead(self, choice: Choice[T]) -> tuple[Cell, ...]:
        """The mark."""
        return (Cell("✓", Tone.DONE) if choice.value in self._marked else Cell("○", Tone.QUIET),)

    def action_mark(self) -> None:
        """Mark the entry under the cursor, or remove its mark."""
        self.narrow()
        if self.matching:
            self._toggle(self.table.cursor)

    @on(VirtualTable.Selected)
    def _clicked(self, event: VirtualTable.Selected) -> None:
        event.stop()
        self._toggle(event.row)

    def _toggle(self, row: int) -> None:
        value = self.matching[row].value
        if value in self._marked:
            self._marked.remove(value)
        else:
            self._marked.append(value)
        self.fill(cursor=row)

    @on(Input.Submitted)
    def _take(self) -> None:
        self.dismiss(tuple(self._marked))
