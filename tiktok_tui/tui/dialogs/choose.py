"""Pick one entry of a list by typing a few of its letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from textual import on
from textual.widgets import Input

from tiktok_tui.tui.dialogs.choice_list import Choice, ChoiceList
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable

T = TypeVar("T")


class Choose(ChoiceList[T, T]):
    """A list with a filter: type, arrows, Enter. The result is the choice's value, or None."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[T]],
        *,
        chosen: T | None = None,
        columns: tuple[str, str] = ("", ""),
        keys: str = "type to filter · ↑↓ · enter choose · esc leave · f1 help",
    ) -> None:
        now = [index for index, choice in enumerate(choices) if chosen is not None and choice.value == chosen]
        super().__init__(title, choices, columns=columns, keys=keys, begin_at=now[0] if now else 0)

    @on(Input.Submitted)
    def _submit(self) -> None:
        self.table.action_select()

    @on(VirtualTable.Selected)
    def _take(self, event: VirtualTable.Selected) -> None:
        event.stop()
        self.dismiss(self.matching[event.row].value)
