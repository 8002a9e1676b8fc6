"""The step where a file becomes events: it opens the file, and completes once all its rows are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding

from tiktok_tui.events.errors import AppError, SettingsError
from tiktok_tui.tui.screens.mapping.editing_page import EditingPage
from tiktok_tui.tui.screens.mapping.file_line import FileLine
from tiktok_tui.tui.screens.mapping.file_opener import FileOpener
from tiktok_tui.tui.screens.mapping.file_questions import FileQuestions
from tiktok_tui.tui.screens.mapping.mapping_panes import MappingPanes
from tiktok_tui.tui.screens.mapping.mapping_work import MappingWork
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.steps import NO_ROWS

if TYPE_CHECKING:
    from tiktok_tui.files.source.source import SourceRef
    from tiktok_tui.tui.screens.mapping.open_file import OpenFile

_BEING_SENT = "This file is being sent. Stop the upload to change anything here."
_PROGRESS = 0.25
"""Seconds between two updates of the check's progress."""


class MappingStep(EditingPage):
    """Fields at the left, one row at the right, totals of the whole file below."""

    STEP = "mapping"
    HEADING = "File and mapping"
    guide = "recipes"
    CSS_PATH = "mapping_step.tcss"
    BINDINGS = [
        Binding("ctrl+o", "open", "other file", id="mapping.open", show=False, tooltip="Open a file, or drop it here"),
    ]

    file_line = getters.query_one(FileLine)

    def compose_step(self) -> ComposeResult:
        """The file above its panes."""
        yield FileLine()
        yield MappingPanes()

    def on_mount(self) -> None:
        """Start without a file."""
        self._opener = FileOpener(
            self, self.wizard, opened=self._opened, failed=self._not_opened, stopped=self._stopped_opening
        )
        self._questions = FileQuestions(self)
        self._asked = self._next_when_checked = False
        self.set_interval(_PROGRESS, self._show_progress)

    def opened(self) -> None:
        """Ask for a file if there is none; check again if the destination has changed meanwhile."""
        draft = self.wizard.draft
        self.panes.focus_fields()
        if self._opener.running:
            return
        if self.mapping_work is not None and draft.sending:
            self.say(_BEING_SENT, Tone.WARNING)
        elif self.mapping_work is not None:
            self.mapping_work.resume()
            self._questions.ask_about_dates(self.mapping_work)
            if self.wizard.wanted is not None:
                self.show_wanted()
        elif not self._asked:
            self._asked = True
            if draft.source is not None:
                self._open_source(draft.source)
            else:
                self.action_open()

    @work(exclusive=True, group="source")
    async def action_open(self) -> None:
        """Choose another file."""
        source = await self._opener.choose()
        if source is not None:
            self._open_source(source)

    def on_paste(self, event: events.Paste) -> None:
        """Open a file or folder that is dropped here, unless the one before it is being sent."""
        from tiktok_tui.tui.dialogs.paths import dropped_source

        source = dropped_source(event.text)
        if source is not None:
            event.stop()
            if self.wizard.draft.sending:
                self.say(_BEING_SENT, Tone.WARNING)
            else:
                self._open_source(source)

    def _open_source(self, source: SourceRef) -> None:
        self.file_line.show_opening(source)
        self._opener.open(source, self.destination, self.wizard.draft.corrects)

    def _show_progress(self) -> None:
        self.show_scope()
        if self._opener.running:
            self.file_line.show_progress(self._opener.words())

    def action_back(self) -> None:
        """Stop opening the file, and the query on the server; without one, go back one step."""
        if self._opener.running:
            self._opener.stop()
        else:
            super().action_back()

    def _stopped_opening(self) -> None:
        if not self._opener.running:
            self._show_open_file()

    def _show_open_file(self) -> None:
        self.file_line.show_file(self.mapping_work.open_file if self.mapping_work is not None else None)

    def _not_opened(self, error: AppError) -> None:
        self._show_open_file()
        self.show_error(error)
        if self._opener.to_correct:
            self.action_open()

    def _opened(self, open_file: OpenFile) -> None:
        if self.mapping_work is not None:
            self.mapping_work.close()
        self.mapping_work = MappingWork(self, self.wizard, open_file, changed=self._changed, checked=self._checked)
        self.file_line.show_file(open_file)
        self._questions.begin()
        self.panes.begin_at(open_file.rows[0].number if open_file.rows else 0)
        self.unsay()
        next_when_checked = self._next_when_checked and not open_file.questions
        self.mapping_work.begin()
        self._next_when_checked = next_when_checked
        if open_file.unfinished is not None:
            self.say("The mapping is as you left it and not sent yet. u  goes back to the one before your changes.")
        elif open_file.notes:
            self.say(open_file.note_line)
        self._questions.ask_about_dates(self.mapping_work)

    def _changed(self) -> None:
        self._next_when_checked = False
        self.show_mapping()

    def _checked(self) -> None:
        self.show_mapping()
        checker = self.mapping_work.checker if self.mapping_work is not None else None
        if checker is not None and checker.error is not None:
            self.show_error(checker.error)
        full = checker.full if checker is not None else None
        if full is not None and self._questions.ask_about_amounts(full):
            self._next_when_checked = False
        if self._next_when_checked and full is not None and self.is_current:
            self.action_next()

    def show_field_error(self, error: SettingsError) -> bool:
        """Put the cursor on the field that an error is about, and show the error below."""
        self.panes.go_to(error.field)
        self.notice.say(error.what, Tone.ERROR, remedy=error.remedy)
        return True

    async def complete(self) -> bool:
        """Return True if nothing is missing, the whole file is checked and something can be sent."""
        if self.mapping_work is None or self._opener.running:
            self._next_when_checked = self._opener.running
            self.say("The file is being opened; the review follows." if self._opener.running else "Choose a file: ^o")
            return False
        if self.mapping_work.open_file.table.is_empty:
            self.say(NO_ROWS, Tone.WARNING)
            return False
        self.mapping_work.raise_errors()
        checked = self.wizard.draft.checked
        self._next_when_checked = checked is None
        if checked is None:
            self.say("All rows are being checked; the review follows.")
            return False
        if not checked.prepared.totals.sendable:
            self.say("No row can be sent with this mapping. See the problems: p", Tone.WARNING)
            return False
        return True
