"""The step where a file becomes events: which column fills which field, and what that gives for every row."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Static

from tiktok_tui.events.errors import AppError, SettingsError
from tiktok_tui.tui.checking import Checking
from tiktok_tui.tui.field_lines import field_lines, grouped_words
from tiktok_tui.tui.flows import field, mapping_file, rows, times
from tiktok_tui.tui.flows.source import choose_source
from tiktok_tui.tui.screens.problems import Place, Problems
from tiktok_tui.tui.step_page import StepPage
from tiktok_tui.tui.widgets.check_totals import CheckTotals
from tiktok_tui.tui.widgets.field_table import FieldTable
from tiktok_tui.tui.widgets.notes import Notes
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.plain import plain
from tiktok_tui.tui.widgets.row_pane import RowPane
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.work import Job, start

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.tui.columns_shown import ColumnShown
    from tiktok_tui.tui.workbench import Workbench

_PROGRESS = 0.25
"""Seconds between two looks at how far the check is."""
_CHANGING = frozenset(("change", "clear", "country", "group", "filter", "file", "open"))


class MappingStep(StepPage):
    """Fields at the left, the row under way at the right, totals of the whole file below."""

    STEP = "mapping"
    HEADING = "File and mapping"
    CSS_PATH = "mapping_step.tcss"
    BINDINGS = [
        Binding("p", "problems", "problems", id="mapping.problems", tooltip="See every problem and its rows"),
        Binding("g", "group", "group", id="mapping.group", tooltip="Make rows with one order one event"),
        Binding("f", "filter", "filter rows", id="mapping.filter", tooltip="Keep only rows that are conversions"),
        Binding("left,h", "row(-1)", "Row before", id="mapping.before", show=False, tooltip="Show the row before"),
        Binding("right,l", "row(1)", "Row after", id="mapping.after", show=False, tooltip="Show the row after"),
        Binding("delete,backspace", "clear", "Clear", id="mapping.clear", show=False, tooltip="Fill it with nothing"),
        Binding(
            "c", "country", "Country", id="mapping.country", show=False, tooltip="Take phones' country from a column"
        ),
        Binding("i", "notes", "Notes", id="mapping.notes", show=False, tooltip="Read what was found in the file"),
        Binding("m", "file", "Mapping", id="mapping.file", show=False, tooltip="Save, load or begin again the mapping"),
        Binding("y", "copy", "Copy", id="mapping.copy_event", show=False, tooltip="Copy the event's JSON"),
        Binding("ctrl+o", "open", "other file", id="mapping.open", show=False, tooltip="Choose another file"),
    ]

    def compose_step(self) -> ComposeResult:
        """The file, the two panes, the totals."""
        yield Static(id="file", markup=False)
        with Horizontal(id="panes"):
            yield FieldTable(id="fields")
            yield RowPane()
        yield CheckTotals()

    def on_mount(self) -> None:
        """Start with nothing open."""
        self._bench: Workbench | None = None
        self._checking: Checking | None = None
        self._opening: Job | None = None
        self._going_on = self._asked = False
        self.set_interval(_PROGRESS, self._show_scope)

    def opened(self) -> None:
        """Ask for a file when there is none; check again when the destination has changed meanwhile."""
        draft, checking = self.setup.draft, self._checking
        self._fields.table.focus()
        if self._opening is not None and self._opening.running:
            return
        if checking is None or self._bench is None:
            if draft.source and not self._asked:
                self._open_source(draft.source)
            elif not self._asked:
                self.action_open()
            self._asked = True
        elif draft.sending:
            self.say("This file is being sent. Stop the upload to change anything here.", Tone.WARNING)
        elif draft.prepared is None and draft.mapping is not None and not checking.running and not checking.error:
            self._take(draft.mapping)
        elif draft.prepared is not None and draft.prepared is not checking.whole and draft.checked is not None:
            checking.adopt(draft.prepared, draft.checked)

    @property
    def _fields(self) -> FieldTable:
        return self.query_one(FieldTable)

    @property
    def _destination(self) -> Destination:
        destination = self.setup.draft.destination
        assert destination is not None, "the step before this one has saved it"
        return destination

    @work(exclusive=True, group="source")
    async def action_open(self) -> None:
        """Choose another file."""
        source = await choose_source(self.app, self.session)
        if source is not None:
            self._open_source(source)

    def _open_source(self, source: str) -> None:
        from tiktok_tui.tui.workbench import open_bench

        destination, home = self._destination, self.session.home
        self.query_one("#file", Static).update(f"Opening {plain(source, 80)} …")
        if self._opening is not None:
            self._opening.cancel()
        self._opening = start(
            self,
            lambda _: open_bench(source, home=home, destination=destination),
            done=self._opened,
            failed=self._not_opened,
        )

    def _not_opened(self, error: AppError) -> None:
        shown = self._bench.described if self._bench is not None else "No file is open. ^o  choose one"
        self.query_one("#file", Static).update(plain(shown, 300))
        self.show_error(error)

    def _opened(self, bench: Workbench) -> None:
        if self._checking is not None:
            self._checking.stop()
        if self._bench is not None:
            start(self, self._bench.let_go, done=lambda _: None, failed=lambda _: None)
        self.setup.resources.callback(bench.close)
        self._bench = bench
        self._checking = Checking(self, bench, now=self.session.now, changed=self._checked)
        self.setup.change(source=bench.table.source, table=bench.table)
        self.query_one("#file", Static).update(plain(bench.described, 300))
        self.query_one(RowPane).stand_on(bench.rows[0].number if bench.rows else 0)
        self.query_one("#step-notice", Notice).clear()
        going_on = self._going_on and not bench.questions
        self._take(bench.mapping)
        self._going_on = going_on
        if bench.notes:
            more = f"  i  {len(bench.notes) - 1} more" if len(bench.notes) > 1 else ""
            self.say(bench.notes[0] + more)
        self._ask(bench)

    @work(exclusive=True, group="change")
    async def _ask(self, bench: Workbench) -> None:
        """Ask what cannot be told from the file."""
        for question in bench.questions:
            doubtful = times.doubtful_time(bench.mapping, question.options, bench.columns)
            picked = await times.ask_order(self.app, question.options, doubtful or "A date")
            if picked is not None:
                self._take(bench.answered(question, picked))

    def _take(self, mapping: Mapping) -> None:
        """Go on with another mapping: show it at once, check it, and let what was known before go."""
        self._going_on = False
        self.setup.change(mapping=mapping, prepared=None)
        self.query_one(RowPane).forget()
        if self._checking is not None:
            self._checking.check(mapping, self._destination)
        self._show_lines()
        self._show_scope()

    @property
    def _mapping(self) -> Mapping:
        mapping = self.setup.draft.mapping
        assert mapping is not None, "a file is open"
        return mapping

    def _show_lines(self) -> None:
        best = self._checking.best if self._checking is not None else None
        rules = best.totals.rules if best is not None else {}
        names = [column.name for column in self._bench.columns] if self._bench is not None else []
        self._fields.show(field_lines(self._mapping, self._destination, rules, names))
        self._fields.border_title = plain(grouped_words(self._mapping), 60)
        self.query_one(RowPane).line = self._fields.line

    def _show_scope(self) -> None:
        """Say how much of the file the numbers are about."""
        checking = self._checking
        if checking is None:
            return
        if checking.error is not None:
            scope = "not checked"
        elif checking.whole is not None:
            scope = f"all {checking.whole.totals.rows:,} rows"
        else:
            done = f"{100 * checking.progress:.0f} %" if checking.progress else "…"
            known = f"first {checking.first.totals.rows:,} rows; " if checking.first is not None else ""
            scope = f"{known}checking {done}"
        if scope != self._fields.border_subtitle:
            self._fields.border_subtitle = scope

    def _checked(self) -> None:
        """Show what the checks have found by now."""
        checking = self._checking
        if checking is None:
            return
        if checking.error is not None:
            self._show_lines()
            self.show_error(checking.error)
        elif checking.best is not None:
            if checking.whole is not None:
                self.setup.decide(prepared=checking.whole, checked=checking.checked)
            self.query_one(CheckTotals).totals = checking.best.totals
            self._show_lines()
            self.query_one(RowPane).look(checking.best)
        self._show_scope()
        if self._going_on and checking.whole is not None and self.is_current:
            self.action_next()

    @on(FieldTable.Moved)
    def _field_moved(self) -> None:
        self.query_one(RowPane).line = self._fields.line

    def action_row(self, step: int) -> None:
        """Show the next row that there is in that direction."""
        self.query_one(RowPane).step(step)

    def action_copy(self) -> None:
        """Copy the event's JSON."""
        self.query_one(RowPane).copy()

    @work(exclusive=True, group="change")
    async def _change(self, ask: Callable[[Workbench, tuple[ColumnShown, ...]], Awaitable[Mapping | None]]) -> None:
        """Take the mapping that a flow comes to, if it comes to another one."""
        bench, line = self._bench, self._fields.line
        if bench is None or self.setup.draft.sending:
            return
        columns = bench.columns_for(line.field.name if line else "", self._mapping, self._destination)
        mapping = await ask(bench, columns)
        if mapping is not None and mapping != self._mapping:
            self._take(mapping)

    @on(FieldTable.Chosen)
    def action_change(self) -> None:
        """Choose what fills the field under the cursor."""
        line = self._fields.line
        if line is not None:
            self._change(
                lambda bench, columns: field.change_field(
                    self.app, self._mapping, line.field, columns, self._destination, bench.table.value_counts
                )
            )

    def action_clear(self) -> None:
        """Fill the field under the cursor with nothing."""
        from tiktok_tui.mapping.editing import without

        line = self._fields.line
        if line is not None and line.field.name in self._mapping.fields and not self.setup.draft.sending:
            self._take(without(self._mapping, line.field.name))

    def action_country(self) -> None:
        """Choose the column that names the country of the row's phone."""
        self._change(lambda _, columns: rows.phone_country(self.app, self._mapping, self._destination, columns))

    def action_group(self) -> None:
        """Choose which rows are one event."""
        self._change(lambda _, columns: rows.group_rows(self.app, self._mapping, columns))

    def action_filter(self) -> None:
        """Choose which rows are conversions."""
        self._change(
            lambda bench, columns: rows.filter_rows(self.app, self._mapping, columns, bench.table.value_counts)
        )

    def action_file(self) -> None:
        """Save the mapping, load one, or begin again."""
        self._change(self._mapping_file)

    async def _mapping_file(self, bench: Workbench, _: object) -> Mapping | None:
        mapping, said = await mapping_file.mapping_file(
            self.app, self._mapping, bench.suggestion.mapping, bench.table.name
        )
        if said:
            self.say(said)
        return mapping

    def action_notes(self) -> None:
        """Read what was found in the file."""
        if self._bench is not None:
            self.app.push_screen(Notes("What was found in the file", self._bench.notes))

    @work(exclusive=True, group="change")
    async def action_problems(self) -> None:
        """See what is wrong, and come back to the cell that was chosen."""
        checking, bench = self._checking, self._bench
        best = checking.best if checking is not None else None
        if checking is not None and checking.error is not None:
            self.show_error(checking.error)
            return
        if checking is None or best is None or bench is None:
            self.say("The file is still being checked." if checking is not None else "Choose a file first: ^o")
            return
        part = "" if best is checking.whole else f", first {best.totals.rows:,} rows"
        place = await self.app.push_screen_wait(Problems(self.session, best, bench.table, part))
        if place is not None:
            self._go_to(place)

    def _go_to(self, place: Place) -> None:
        self._fields.go_to(place.field or "email")
        self.query_one(RowPane).stand_on(place.row)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be changed before there is a file, nor while it is being sent."""
        if action not in _CHANGING or not self.is_mounted:
            return True
        return None if self.setup.draft.sending or (action != "open" and self._bench is None) else True

    def why_disabled(self, action: str) -> str:
        """Why a key is dimmed."""
        return "the file is being sent" if self.setup.draft.sending else "no file is open"

    def show_field_error(self, error: SettingsError) -> bool:
        """Stand on the field that an error is about, and say below what is wrong with it."""
        self._fields.go_to(error.field)
        self.query_one("#step-notice", Notice).say(error.what, Tone.ERROR, remedy=error.remedy)
        return True

    async def complete(self) -> bool:
        """Go on when nothing is missing, the whole file has been checked and something can be sent."""
        from tiktok_tui.mapping.check import problems

        bench, checking, prepared = self._bench, self._checking, self.setup.draft.prepared
        if bench is None or checking is None or (self._opening is not None and self._opening.running):
            self._going_on = self._opening is not None and self._opening.running
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
