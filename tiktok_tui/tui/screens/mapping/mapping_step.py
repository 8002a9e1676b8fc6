"""The step where a file becomes events: which column fills which field, and what that gives for every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from tiktok_tui.events.errors import AppError, SettingsError
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.screens.mapping.checker import Checker
from tiktok_tui.tui.screens.mapping.edits import times
from tiktok_tui.tui.screens.mapping.edits.changes import EDITS
from tiktok_tui.tui.screens.mapping.edits.context import EditContext
from tiktok_tui.tui.screens.mapping.field_table import FieldTable
from tiktok_tui.tui.screens.mapping.file_opener import FileOpener, choose_source
from tiktok_tui.tui.screens.mapping.mapping_panes import MappingPanes
from tiktok_tui.tui.screens.problems.problems import Problems
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.draft import CheckedFile
from tiktok_tui.tui.wizard.step_page import StepPage

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.files.source import SourceRef
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.tui.screens.mapping.open_file import OpenFile

_PROGRESS = 0.25
"""Seconds between two looks at how far the check is."""


def _alters(key: str, what: str, words: str, tooltip: str, *, show: bool = False) -> Binding:
    """A key for one of the ways to change the mapping in `flows.changes`."""
    return Binding(key, f"alter('{what}')", words, id=f"mapping.{what}", show=show, tooltip=tooltip)


class MappingStep(StepPage):
    """Fields at the left, the row under way at the right, totals of the whole file below."""

    STEP = "mapping"
    HEADING = "File and mapping"
    CSS_PATH = "mapping_step.tcss"
    BINDINGS = [
        Binding("p", "problems", "problems", id="mapping.problems", tooltip="See every problem and its rows"),
        _alters("g", "group", "group", "Make rows with one order one event", show=True),
        _alters("f", "filter", "filter rows", "Keep only rows that are conversions", show=True),
        _alters("delete,backspace", "clear", "Clear", "Fill it with nothing"),
        _alters("c", "country", "Country", "Take phones' country from a column"),
        _alters("v", "columns", "Columns", "See the file's columns, their values and what each fills"),
        _alters("m", "file", "Mapping", "Save, load or begin again the mapping"),
        Binding("i", "notes", "Notes", id="mapping.notes", show=False, tooltip="Read what was found in the file"),
        Binding("ctrl+o", "open", "other file", id="mapping.open", show=False, tooltip="Choose another file"),
    ]

    def compose_step(self) -> ComposeResult:
        """The file above its panes."""
        yield Static(id="file", markup=False)
        yield MappingPanes()

    def on_mount(self) -> None:
        """Start with nothing open."""
        self._opener = FileOpener(self, self.wizard, opened=self._opened, failed=self._not_opened)
        self._checker: Checker | None = None
        self._going_on = self._asked = False
        self.set_interval(_PROGRESS, self._show_scope)

    def opened(self) -> None:
        """Ask for a file when there is none; check again when the destination has changed meanwhile."""
        draft, checker = self.wizard.draft, self._checker
        self._panes.focus_fields()
        if self._opener.running:
            return
        if checker is None:
            if draft.source is not None and not self._asked:
                self._open_source(draft.source)
            elif not self._asked:
                self.action_open()
            self._asked = True
        elif draft.sending:
            self.say("This file is being sent. Stop the upload to change anything here.", Tone.WARNING)
        elif isinstance(draft.file, CheckedFile):
            checker.use(draft.file)
        elif checker.asked != (self._mapping, self._destination):
            self._take(self._mapping)
        else:
            self._checked()

    @property
    def _panes(self) -> MappingPanes:
        return self.query_one(MappingPanes)

    @property
    def _destination(self) -> Destination:
        destination = self.wizard.draft.destination
        assert destination is not None, "the step before this one has saved it"
        return destination

    @work(exclusive=True, group="source")
    async def action_open(self) -> None:
        """Choose another file."""
        source = await choose_source(self.app, self.session)
        if source is not None:
            self._open_source(source)

    def _open_source(self, source: SourceRef) -> None:
        self.query_one("#file", Static).update(f"Opening {safe_text(source.text, 80)} …")
        self._opener.open(source, self._destination)

    def _not_opened(self, error: AppError) -> None:
        shown = (
            self._opener.open_file.described
            if self._opener.open_file is not None
            else "No file is open. ^o  choose one"
        )
        self.query_one("#file", Static).update(safe_text(shown, 300))
        self.show_error(error)

    def _opened(self, open_file: OpenFile) -> None:
        if self._checker is not None:
            self._checker.stop()
        self._checker = Checker(self, open_file, now=self.session.now, changed=self._checked)
        self.query_one("#file", Static).update(safe_text(open_file.described, 300))
        self._panes.begin_at(open_file.rows[0].number if open_file.rows else 0)
        self.query_one("#step-notice", Notice).clear()
        going_on = self._going_on and not open_file.questions
        self._take(open_file.mapping)
        self._going_on = going_on
        if open_file.notes:
            self.say(open_file.note_line)
        self._ask(open_file)

    @work(exclusive=True, group="change")
    async def _ask(self, open_file: OpenFile) -> None:
        """Ask what cannot be told from the file."""
        for question in open_file.questions:
            picked = await times.ask_order_of_file(self._edit_context(open_file), question.options)
            if picked is not None:
                self._take(open_file.answered(question, picked))

    def _edit_context(self, open_file: OpenFile) -> EditContext:
        return EditContext(self.app, open_file, self._mapping, self._destination, self._panes.field, self.say)

    def _take(self, mapping: Mapping) -> None:
        """Go on with another mapping: show it at once, check it, and let what was known before go."""
        self._going_on = False
        if self._opener.open_file is not None:
            self.wizard.update(self.wizard.draft.with_file(self._opener.open_file.table, mapping))
        if self._checker is not None:
            self._checker.check(mapping, self._destination)
        self._show()

    @property
    def _mapping(self) -> Mapping:
        file = self.wizard.draft.file
        assert file is not None, "a file is open"
        return file.mapping

    def _show(self) -> None:
        best = self._checker.best if self._checker is not None else None
        names = [column.name for column in self._opener.open_file.columns] if self._opener.open_file is not None else []
        self._panes.show_mapping(self._mapping, self._destination, names, best)
        self._show_scope()

    def _show_scope(self) -> None:
        # A timer may strike while the app is being taken down.
        if self._checker is not None and self.query(FieldTable):
            self._panes.show_scope(self._checker)

    def _checked(self) -> None:
        """Show what the checks have found by now."""
        checker = self._checker
        if checker is None:
            return
        if checker.checked_file is not None:
            self.wizard.update(self.wizard.draft.with_check(checker.checked_file))
        self._show()
        if checker.error is not None:
            self.show_error(checker.error)
        if self._going_on and checker.whole is not None and self.is_current:
            self.action_next()

    @on(FieldTable.Chosen)
    def _chosen(self) -> None:
        self.action_alter("field")

    @work(exclusive=True, group="change")
    async def action_alter(self, what: str) -> None:
        """Change the mapping in one of the ways of `flows.changes`."""
        open_file = self._opener.open_file
        if open_file is None or self.wizard.draft.sending:
            return
        mapping = await EDITS[what](self._edit_context(open_file))
        if mapping is not None and mapping != self._mapping:
            self._take(mapping)

    def action_notes(self) -> None:
        """Read what was found in the file."""
        if self._opener.open_file is not None:
            notes = self._opener.open_file.notes_of(self._mapping, self._destination)
            self.app.push_screen(Notes("What was found in the file, and what is assumed", notes))

    @work(exclusive=True, group="change")
    async def action_problems(self) -> None:
        """See what is wrong, and come back to the cell that was chosen."""
        checker, open_file = self._checker, self._opener.open_file
        if checker is None or open_file is None:
            self.say("Choose a file first: ^o")
        elif checker.error is not None:
            self.show_error(checker.error)
        elif checker.best is None:
            self.say("The file is still being checked.")
        else:
            part = "" if checker.whole is not None else f", first {checker.best.totals.rows:,} rows"
            place = await self.app.push_screen_wait(Problems(self.session, checker.best, open_file.table, part))
            if place is not None:
                self._panes.show_cell(place.row, place.field or "email")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be changed before there is a file, nor while it is being sent."""
        if action not in {"alter", "open"} or not self.is_mounted:
            return True
        return None if self.wizard.draft.sending or (action != "open" and self._opener.open_file is None) else True

    def why_disabled(self, action: str) -> str:
        """Why a key is dimmed."""
        return "the file is being sent" if self.wizard.draft.sending else "no file is open"

    def show_field_error(self, error: SettingsError) -> bool:
        """Stand on the field that an error is about, and say below what is wrong with it."""
        self._panes.go_to(error.field)
        self.query_one("#step-notice", Notice).say(error.what, Tone.ERROR, remedy=error.remedy)
        return True

    async def complete(self) -> bool:
        """Go on when nothing is missing, the whole file has been checked and something can be sent."""
        from tiktok_tui.mapping.check import problems

        open_file, checker, checked = self._opener.open_file, self._checker, self.wizard.draft.checked
        if open_file is None or checker is None or self._opener.running:
            self._going_on = self._opener.running
            self.say("The file is opened first; then it goes on by itself." if self._going_on else "Choose a file: ^o")
            return False
        for error in problems(self._mapping, [column.name for column in open_file.columns], self._destination):
            raise error
        if checker.error is not None:
            raise checker.error
        self._going_on = checked is None
        if checked is None:
            self.say("All rows are checked first; then it goes on by itself.")
            return False
        if not checked.prepared.totals.sendable:
            self.say("No row can be sent with this mapping. See the problems: p", Tone.WARNING)
            return False
        return True
