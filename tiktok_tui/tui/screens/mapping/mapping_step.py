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
from tiktok_tui.tui.screens.mapping.choose_file import choose_source
from tiktok_tui.tui.screens.mapping.edits import times
from tiktok_tui.tui.screens.mapping.edits.changes import CHANGES, EditContext
from tiktok_tui.tui.screens.mapping.field_table import FieldTable
from tiktok_tui.tui.screens.mapping.file_opener import Opening
from tiktok_tui.tui.screens.mapping.mapping_panes import MappingPanes
from tiktok_tui.tui.screens.problems.problems import Problems
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.safe_text import plain
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.step_page import StepPage

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination
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
        self._opening = Opening(self, self.wizard, opened=self._opened, failed=self._not_opened)
        self._checking: Checker | None = None
        self._going_on = self._asked = False
        self.set_interval(_PROGRESS, self._show_scope)

    def opened(self) -> None:
        """Ask for a file when there is none; check again when the destination has changed meanwhile."""
        draft, checking = self.wizard.draft, self._checking
        self._panes.focus_fields()
        if self._opening.running:
            return
        if checking is None:
            if draft.source and not self._asked:
                self._open_source(draft.source)
            elif not self._asked:
                self.action_open()
            self._asked = True
        elif draft.sending:
            self.say("This file is being sent. Stop the upload to change anything here.", Tone.WARNING)
        elif draft.prepared is not None and draft.prepared is not checking.whole and draft.checked is not None:
            checking.use(draft.prepared, draft.checked, self._mapping, self._destination)
        elif checking.asked != (self._mapping, self._destination):
            self._take(self._mapping)
        elif draft.prepared is None and checking.whole is not None:
            self.wizard.decide(prepared=checking.whole, checked=checking.checked)

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

    def _open_source(self, source: str) -> None:
        self.query_one("#file", Static).update(f"Opening {plain(source, 80)} …")
        self._opening.open(source, self._destination)

    def _not_opened(self, error: AppError) -> None:
        shown = self._opening.bench.described if self._opening.bench is not None else "No file is open. ^o  choose one"
        self.query_one("#file", Static).update(plain(shown, 300))
        self.show_error(error)

    def _opened(self, bench: OpenFile) -> None:
        if self._checking is not None:
            self._checking.stop()
        self._checking = Checker(self, bench, now=self.session.now, changed=self._checked)
        self.wizard.change(source=bench.table.source, table=bench.table)
        self.query_one("#file", Static).update(plain(bench.described, 300))
        self._panes.begin_at(bench.rows[0].number if bench.rows else 0)
        self.query_one("#step-notice", Notice).clear()
        going_on = self._going_on and not bench.questions
        self._take(bench.mapping)
        self._going_on = going_on
        if bench.notes:
            self.say(bench.note_line)
        self._ask(bench)

    @work(exclusive=True, group="change")
    async def _ask(self, bench: OpenFile) -> None:
        """Ask what cannot be told from the file."""
        for question in bench.questions:
            picked = await times.ask_order_of_file(self.app, bench.mapping, question.options, bench.columns)
            if picked is not None:
                self._take(bench.answered(question, picked))

    def _take(self, mapping: Mapping) -> None:
        """Go on with another mapping: show it at once, check it, and let what was known before go."""
        self._going_on = False
        self.wizard.change(mapping=mapping, prepared=None)
        if self._checking is not None:
            self._checking.check(mapping, self._destination)
        self._show()

    @property
    def _mapping(self) -> Mapping:
        mapping = self.wizard.draft.mapping
        assert mapping is not None, "a file is open"
        return mapping

    def _show(self) -> None:
        best = self._checking.best if self._checking is not None else None
        names = [column.name for column in self._opening.bench.columns] if self._opening.bench is not None else []
        self._panes.show_mapping(self._mapping, self._destination, names, best)
        self._show_scope()

    def _show_scope(self) -> None:
        # A timer may strike while the app is being taken down.
        if self._checking is not None and self.query(FieldTable):
            self._panes.show_scope(self._checking)

    def _checked(self) -> None:
        """Show what the checks have found by now."""
        checking = self._checking
        if checking is None:
            return
        if checking.whole is not None:
            self.wizard.decide(prepared=checking.whole, checked=checking.checked)
        self._show()
        if checking.error is not None:
            self.show_error(checking.error)
        if self._going_on and checking.whole is not None and self.is_current:
            self.action_next()

    @on(FieldTable.Chosen)
    def _chosen(self) -> None:
        self.action_alter("field")

    @work(exclusive=True, group="change")
    async def action_alter(self, what: str) -> None:
        """Change the mapping in one of the ways of `flows.changes`."""
        if self._opening.bench is None or self.wizard.draft.sending:
            return
        desk = EditContext(self.app, self._opening.bench, self._mapping, self._destination, self._panes.field, self.say)
        mapping = await CHANGES[what](desk)
        if mapping is not None and mapping != self._mapping:
            self._take(mapping)

    def action_notes(self) -> None:
        """Read what was found in the file."""
        if self._opening.bench is not None:
            self.app.push_screen(Notes("What was found in the file", self._opening.bench.notes))

    @work(exclusive=True, group="change")
    async def action_problems(self) -> None:
        """See what is wrong, and come back to the cell that was chosen."""
        checking, bench = self._checking, self._opening.bench
        if checking is None or bench is None:
            self.say("Choose a file first: ^o")
        elif checking.error is not None:
            self.show_error(checking.error)
        elif checking.best is None:
            self.say("The file is still being checked.")
        else:
            part = "" if checking.whole is not None else f", first {checking.best.totals.rows:,} rows"
            place = await self.app.push_screen_wait(Problems(self.session, checking.best, bench.table, part))
            if place is not None:
                self._panes.stand_on(place.row, place.field or "email")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be changed before there is a file, nor while it is being sent."""
        if action not in {"alter", "open"} or not self.is_mounted:
            return True
        return None if self.wizard.draft.sending or (action != "open" and self._opening.bench is None) else True

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

        bench, checking, prepared = self._opening.bench, self._checking, self.wizard.draft.prepared
        if bench is None or checking is None or self._opening.running:
            self._going_on = self._opening.running
            self.say("The file is opened first; then it goes on by itself." if self._going_on else "Choose a file: ^o")
            return False
        for error in problems(self._mapping, [column.name for column in bench.columns], self._destination):
            raise error
        if checking.error is not None:
            raise checking.error
        self._going_on = prepared is None
        if prepared is None:
            self.say("All rows are checked first; then it goes on by itself.")
            return False
        if not prepared.totals.sendable:
            self.say("Not one row can be sent as the mapping stands. See the problems: p", Tone.WARNING)
            return False
        return True
