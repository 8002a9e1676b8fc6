"""The keys that work on the mapping of the open file: every way to change it, undo and redo, problems and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.binding import Binding
from textual.widget import Widget

from tiktok_tui.events.counts import counted
from tiktok_tui.events.fields import FIELD, Field
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.screens.mapping.coverage import coverage_notes
from tiktok_tui.tui.screens.mapping.edits.changes import EDITS
from tiktok_tui.tui.screens.mapping.edits.context import EditContext
from tiktok_tui.tui.screens.mapping.field_table import FieldTable
from tiktok_tui.tui.screens.mapping.mapping_panes import MappingPanes
from tiktok_tui.tui.screens.mapping.mapping_work import MappingWork
from tiktok_tui.tui.screens.problems.problems import Problems
from tiktok_tui.tui.screens.problems.top_problems import TopProblems
from tiktok_tui.tui.wizard.step_page import StepPage

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.tui.wizard.wizard import ProblemCell, Wizard


def _edit(key: str, name: str, words: str, tooltip: str, *, show: bool = False) -> Binding:
    """Return the binding of one of the `EDITS`."""
    return Binding(key, f"edit('{name}')", words, id=f"mapping.{name}", show=show, tooltip=tooltip)


class EditingPage(StepPage):
    """A step with the panes of a mapping; `mapping_work` is the work on the open file, None without a file."""

    BINDINGS = [
        Binding("p", "problems", "problems", id="mapping.problems", tooltip="See every problem and its rows"),
        _edit("g", "group", "group", "Make the rows of one order one event", show=True),
        _edit("f", "filter", "filter rows", "Keep only rows that are conversions", show=True),
        _edit("delete,backspace", "clear", "Clear", "Empty this field"),
        _edit("e", "values", "Map values", "Change values of this field for the whole file (value map)"),
        _edit("c", "country", "Country", "Take the country of phone numbers from a column"),
        _edit("v", "columns", "Columns", "See the file's columns, their values and the fields they fill"),
        _edit("m", "file", "Mapping", "Save the mapping, load one, or start again"),
        Binding("u,ctrl+z", "undo", "Undo", id="mapping.undo", show=False, tooltip="Undo the last change"),
        Binding("U,ctrl+y", "redo", "Redo", id="mapping.redo", show=False, tooltip="Redo the change that was undone"),
        Binding("i", "notes", "Notes", id="mapping.notes", show=False, tooltip="Read notes on the file and mapping"),
    ]

    panes = getters.query_one(MappingPanes)

    def __init__(self, wizard: Wizard) -> None:
        super().__init__(wizard)
        self.mapping_work: MappingWork | None = None

    @property
    def destination(self) -> Destination:
        """The destination that the events are for."""
        destination = self.wizard.draft.destination
        assert destination is not None, "the step before this one has saved it"
        return destination

    def pane_to_zoom(self) -> Widget | None:
        """The event as it is sent: the JSON needs the room."""
        return self.panes.row

    def watch_maximized(self, before: Widget | None, now: Widget | None) -> None:
        """Give the row the focus while it is alone, so that its keys work."""
        if before is now:
            return
        self.panes.row.can_focus = now is not None
        if now is not None:
            self.panes.row.focus()
        else:
            self.call_after_refresh(self.panes.focus_fields)

    def show_mapping(self) -> None:
        """Show the mapping and the results of its check so far."""
        if self.mapping_work is not None:
            names = [column.name for column in self.mapping_work.open_file.columns]
            best = self.mapping_work.checker.best
            self.panes.show_mapping(self.mapping_work.mapping, self.destination, names, best)
            self.show_scope()
            self.refresh_bindings()

    def show_scope(self) -> None:
        """Show how much of the file is checked."""
        # The timer may fire while the app is shutting down.
        if self.mapping_work is not None and self.query(FieldTable):
            self.panes.show_scope(self.mapping_work.checker)

    def edit_context(self, mapping_work: MappingWork, field: Field | None = None, value: str = "") -> EditContext:
        """Return the context of a change of `field`, by default the one under the cursor."""
        open_file, mapping = mapping_work.open_file, mapping_work.mapping
        return EditContext(
            self.app, open_file, mapping, self.destination, field or self.panes.field, self.say, value=value
        )

    @on(FieldTable.Chosen)
    def _chosen(self) -> None:
        self.action_edit("field")

    @work(exclusive=True, group="change")
    async def action_edit(self, name: str) -> None:
        """Change the mapping with one of the `EDITS`."""
        if self.mapping_work is not None and not self.wizard.draft.sending:
            await self._apply(self.mapping_work, name, self.edit_context(self.mapping_work))

    async def _apply(self, mapping_work: MappingWork, name: str, context: EditContext) -> None:
        mapping = await EDITS[name](context)
        if mapping is not None and mapping != mapping_work.mapping:
            self.say(f"Changed: {mapping_work.change(mapping)}.  u  undo")

    def action_undo(self) -> None:
        """Undo the last change of the mapping."""
        if self.mapping_work is not None and self.mapping_work.can_undo:
            self.say(f"Undone: {self.mapping_work.undo()}.  U  redo")

    def action_redo(self) -> None:
        """Redo the change that was undone last."""
        if self.mapping_work is not None and self.mapping_work.can_redo:
            self.say(f"Redone: {self.mapping_work.redo()}.  u  undo")

    def action_notes(self) -> None:
        """Read the notes on the file and on the mapping's assumptions."""
        if self.mapping_work is not None:
            mapping, best = self.mapping_work.mapping, self.mapping_work.checker.best
            names = [column.name for column in self.mapping_work.open_file.columns]
            notes = self.mapping_work.open_file.notes_of(mapping, self.destination)
            if best is not None:
                notes = (*notes, *coverage_notes(best.totals, mapping, self.destination, names))
            self.app.push_screen(Notes("What was found in the file, and what is assumed", notes))

    @on(TopProblems.Clicked)
    def _problem_clicked(self, event: TopProblems.Clicked) -> None:
        self.action_problems(event.rule)

    @work(exclusive=True, group="change")
    async def action_problems(self, rule: str = "") -> None:
        """See the problems, starting on `rule`; then go to the cell that was chosen, or to its value map."""
        mapping_work = self.mapping_work
        if mapping_work is None:
            return
        if mapping_work.checker.error is not None:
            self.show_error(mapping_work.checker.error)
        elif mapping_work.checker.best is None:
            self.say("The file is still being checked.")
        else:
            best, table = mapping_work.checker.best, mapping_work.open_file.table
            part = "" if best is mapping_work.checker.full else f", first {counted(best.totals.rows, 'row')}"
            cell = await self.app.push_screen_wait(Problems(self.session, best, table, part, start_at=rule))
            if cell is not None:
                await self._show_cell(mapping_work, cell)

    @work(exclusive=True, group="change")
    async def show_wanted(self) -> None:
        """Show the cell that another step asks for."""
        cell, self.wizard.wanted = self.wizard.wanted, None
        if cell is not None and self.mapping_work is not None:
            await self._show_cell(self.mapping_work, cell)

    async def _show_cell(self, mapping_work: MappingWork, cell: ProblemCell) -> None:
        self.panes.show_cell(cell.row, cell.field or "email")
        if cell.value_map and not self.wizard.draft.sending:
            context = self.edit_context(mapping_work, FIELD[cell.field], cell.value)
            await self._apply(mapping_work, "values", context)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim all changes while a file is sent; those of a mapping without a file, undo and redo without a change."""
        if action == "open":
            return None if self.wizard.draft.sending else True
        if action not in {"edit", "undo", "redo", "problems", "notes"} or not self.is_mounted:
            return True
        mapping_work = self.mapping_work
        if mapping_work is None:
            return None
        if action in {"problems", "notes"}:
            return True
        if self.wizard.draft.sending:
            return None
        able = {"undo": mapping_work.can_undo, "redo": mapping_work.can_redo}
        return True if able.get(action, True) else None

    def why_disabled(self, action: str) -> str:
        """Why a key is dimmed."""
        if self.wizard.draft.sending:
            return "the file is being sent"
        return "no file is open" if self.mapping_work is None else f"there is nothing to {action}"
