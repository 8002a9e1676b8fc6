"""Decide what each value found in a column becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding

from tiktok_tui.events.system.settings_text import nearest
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone


class ValueMap(Dialog[dict[str, str]]):
    """The values found with their counts, and what each becomes; the result is the whole map.

    `targets` are the values that the field accepts (standard events, currencies); without any, text can be typed.
    `other` describes in words a value that is none of them.
    """

    DEFAULT_CSS = """
    ValueMap {
        & > .dialog--box { width: 84; }
        VirtualTable { height: auto; min-height: 3; max-height: 16; }
    }
    """
    BINDINGS = [
        Binding("escape,ctrl+s", "leave", "Done", id="values.done", show=False, tooltip="Keep these changes"),
        Binding(
            "delete,backspace", "clear", "Clear", id="values.clear", show=False, tooltip="Leave this value as it is"
        ),
    ]

    table = getters.query_one(VirtualTable)

    def __init__(
        self,
        title: str,
        found: Sequence[tuple[str, int]],
        values: Mapping[str, str],
        *,
        targets: Sequence[str] = (),
        found_label: str = "In the file",
        other: str = "not one TikTok takes",
        usual: str = "",
        start_at: str = "",
    ) -> None:
        """`usual` is the target to start on if no other is spelt like the value; `start_at` the value to start on."""
        super().__init__(title, keys="enter change · del leave as it is · esc done")
        self._label, self._other = found_label, other
        self._values = dict(values)
        counts = dict(found)
        self._found = [*found, *((value, 0) for value in values if value not in counts)]
        self._targets, self._usual, self._start_at = tuple(targets), usual, start_at

    def compose_body(self) -> ComposeResult:
        """The table of values."""
        yield VirtualTable(
            [TableColumn(self._label), TableColumn("Rows", 9, right=True), TableColumn("Becomes")],
            empty="There are none.",
            open_on_click=True,
        )

    def on_mount(self) -> None:
        """Fill the table."""
        values = [value for value, _ in self._found]
        chosen = self._start_at and self._start_at in values
        self._fill(values.index(self._start_at) if chosen else self._next(0))
        self.table.focus()

    def _fill(self, cursor: int) -> None:
        self.table.load(
            FixedRows(
                [
                    (value or Cell("(blank)", Tone.QUIET), f"{count:,}" if count else "–", self._target(value))
                    for value, count in self._found
                ]
            ),
            cursor=cursor,
        )

    def _next(self, row: int) -> int:
        """Return the first line, from `row` on and then from the top, that needs a target; `row` if none does."""
        lines = range(len(self._found))
        needed = (line for line in [*lines[row:], *lines[:row]] if self._needs_target(self._found[line][0]))
        return next(needed, max(0, min(row, len(lines) - 1)))

    def _needs_target(self, value: str) -> bool:
        return bool(self._targets) and value not in self._values and value not in self._targets

    def _target(self, value: str) -> Cell:
        if value in self._values:
            return Cell(f"→ {self._values[value]}", Tone.DONE)
        if self._needs_target(value):
            return Cell(f"! {self._other}", Tone.WARNING)
        return Cell("as it is", Tone.QUIET)

    @on(VirtualTable.Selected)
    def _change(self, event: VirtualTable.Selected) -> None:
        event.stop()
        self._ask(event.row)

    @work
    async def _ask(self, row: int) -> None:
        value = self._found[row][0]
        title = f"{value or '(blank)'} becomes"
        now = self._values.get(value, "")
        dialog: Dialog[str] = (
            Choose(title, [Choice(target, target) for target in self._targets], chosen=now or self._likely(value))
            if self._targets
            else Prompt(title, hint="Sent in its place, in every row of the file.", value=now)
        )
        target = await self.app.push_screen_wait(dialog)
        if target is not None:
            self._values[value] = target
            if target == value:
                del self._values[value]
            # Move to the next one: a map is mostly made from top to bottom.
            self._fill(self._next(row + 1))

    def _likely(self, value: str) -> str | None:
        """Return the target that is spelt most like `value`, else the usual one."""
        return nearest(value, self._targets) or self._usual or None

    def action_clear(self) -> None:
        """Leave the value under the cursor as it is."""
        row = self.table.cursor
        if self._found and self._values.pop(self._found[row][0], None) is not None:
            self._fill(row)

    def action_leave(self) -> None:
        """Close and keep the map: on the mapping screen one key undoes it."""
        self.dismiss(self._values)
