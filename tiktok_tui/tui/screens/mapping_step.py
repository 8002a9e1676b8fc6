"""The step where a file becomes events: which column fills which field, and what that gives for every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.checking import Checking
from tiktok_tui.tui.field_lines import FieldLine, field_lines, grouped_words
from tiktok_tui.tui.flows.field import change_field
from tiktok_tui.tui.flows.rows import filter_rows, group_rows, phone_country
from tiktok_tui.tui.flows.source import choose_source
from tiktok_tui.tui.screens.problems import Place, Problems
from tiktok_tui.tui.step_page import StepPage
from tiktok_tui.tui.widgets.check_totals import CheckTotals
from tiktok_tui.tui.widgets.plain import plain
from tiktok_tui.tui.widgets.row_preview import RowPreview
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.widgets.virtual_table import Cell, FixedRows, TableColumn, VirtualTable
from tiktok_tui.tui.work import start

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.prepare.preview import Preview
    from tiktok_tui.tui.workbench import Workbench


class MappingStep(StepPage):
    """Fields at the left, the row under way at the right, totals of the whole file below."""

    STEP = "mapping"
    HEADING = "File and mapping"
    CSS_PATH = "mapping_step.tcss"
    BINDINGS = [
        Binding("enter", "change", "change", id="mapping.change", tooltip="Choose what fills this field"),
        Binding("p", "problems", "problems", id="mapping.problems", tooltip="See every problem and its rows"),
        Binding("g", "group", "group", id="mapping.group", tooltip="Make rows with one order one event"),
        Binding("f", "filter", "filter rows", id="mapping.filter", tooltip="Keep only rows that are conversions"),
        Binding("left,h", "row(-1)", "Row before", id="mapping.before", show=False, tooltip="Show the row before"),
        Binding("right,l", "row(1)", "Row after", id="mapping.after", show=False, tooltip="Show the row after"),
        Binding("delete,backspace", "clear", "Clear", id="mapping.clear", show=False, tooltip="Fill it with nothing"),
        Binding(
            "c",
            "country",
            "Country",
            id="mapping.country",
            show=False,
            tooltip="Take the phones' country from a column",
        ),
        Binding("ctrl+o", "open", "other file", id="mapping.open", show=False, tooltip="Choose another file"),
    ]

    def compose_step(self) -> ComposeResult:
        """The file, the two panes, the totals."""
        yield Static(id="file")
        with Horizontal(id="panes"):
            yield VirtualTable(
                [
                    TableColumn("", 1),
                    TableColumn("TikTok field", 14),
                    TableColumn("from", least=8),
                    TableColumn("rows", 5, right=True),
                ],
                empty="Choose a file first: ^o",
                open_on_click=True,
                id="fields",
            )
            with Vertical(id="row"):
                yield RowPreview()
        yield CheckTotals()

    def on_mount(self) -> None:
        """Start with nothing open."""
        self._begun = self._going_on = False
        self._bench: Workbench | None = None
        self._checking: Checking | None = None
        self._lines: tuple[FieldLine, ...] = ()
        self._row = 0
        self._preview: Preview | None = None
        self._wanted_row = 0

    def opened(self) -> None:
        """Ask for a file when there is none; check again when the destination has changed meanwhile."""
        draft = self.setup.draft
        self._going_on = False
        if self._bench is None:
            # Coming back from the dialog that asks is no reason to ask again.
            if self._begun:
                return
            self._begun = True
            if draft.source:
                self._open_source(draft.source)
            else:
                self.action_open()
        elif draft.mapping is not None and draft.prepared is None:
            self._take(draft.mapping)
        self.query_one("#fields").focus()

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
        start(
            self,
            lambda _: open_bench(source, home=home, destination=destination),
            done=self._opened,
            failed=self._not_opened,
        )

    def _not_opened(self, error: AppError) -> None:
        self.query_one("#file", Static).update("")
        self.show_error(error)

    def _opened(self, bench: Workbench) -> None:
        if self._checking is not None:
            self._checking.stop()
        self.setup.resources.callback(bench.close)
        self._bench = bench
        self._row = bench.rows[0].number if bench.rows else 0
        self._checking = Checking(self, bench, changed=self._checked, failed=self.show_error)
        self.setup.decide(source=bench.table.source, table=bench.table, confirmed=False)
        self.query_one("#file", Static).update(plain(bench.described, 300))
        self._take(bench.mapping)
        for note in bench.notes[:1]:
            self.say(note)

    def _take(self, mapping: Mapping) -> None:
        """Go on with another mapping: show it at once, check it, and let what was known before go."""
        self.setup.decide(mapping=mapping, prepared=None, confirmed=False)
        self._preview = None
        self._going_on = False
        self._show_lines()
        self.query_one("#fields", VirtualTable).border_subtitle = "checking …"
        if self._checking is not None:
            self._checking.check(mapping, self._destination)

    @property
    def _mapping(self) -> Mapping:
        mapping = self.setup.draft.mapping
        assert mapping is not None, "a file is open"
        return mapping

    def _show_lines(self) -> None:
        best = self._checking.best if self._checking is not None else None
        rules = best.totals.rules if best is not None else {}
        self._lines = field_lines(self._mapping, self._destination, rules)
        rows = [
            (
                Cell(line.glyph, line.tone),
                line.field.name,
                Cell(line.filled_by, Tone.INFO if line.filled_by != "–" else Tone.QUIET),
                Cell(line.trouble, line.tone),
            )
            for line in self._lines
        ]
        table = self.query_one("#fields", VirtualTable)
        table.load(FixedRows(rows))
        table.border_title = plain(grouped_words(self._mapping), 60)

    def _checked(self) -> None:
        """Show what the checks have found by now."""
        checking = self._checking
        if checking is None or checking.best is None:
            return
        totals = checking.best.totals
        if checking.whole is not None:
            self.setup.decide(prepared=checking.whole, checked=checking.checked)
            scope = f"all {totals.rows:,} rows, {totals.seconds:.1f} s"
        else:
            scope = f"the first {totals.rows:,} rows; the others follow …"
        self.query_one(CheckTotals).totals = totals
        self.query_one("#fields", VirtualTable).border_subtitle = scope
        self._show_lines()
        self._look(self._row)
        if self._going_on and checking.whole is not None and self.is_current:
            self._going_on = False
            self.action_next()

    def _look(self, row: int) -> None:
        """Read row `row` through the mapping, off the screen's thread; only the last one asked for is shown."""
        checking = self._checking
        best = checking.best if checking is not None else None
        self._wanted_row = row
        if best is None or not row:
            return
        start(self, lambda _: best.preview(row), done=self._looked, failed=lambda _: None)

    def _looked(self, preview: Preview | None) -> None:
        if preview is not None and preview.row == self._wanted_row:
            self._row, self._preview = preview.row, preview
            self._show_row()

    def _show_row(self) -> None:
        preview = self._preview
        pane = self.query_one(RowPreview)
        if preview is None or not self._lines:
            pane.clear()
            return
        self.query_one("#row").border_title = f"Row {preview.row:,}"
        self.query_one("#row").border_subtitle = "←→ row"
        field = self._lines[self.query_one("#fields", VirtualTable).cursor].field.name
        pane.show(field, preview)

    @on(VirtualTable.Highlighted, "#fields")
    def _field_moved(self) -> None:
        self._show_row()

    @on(VirtualTable.Selected, "#fields")
    def _field_selected(self) -> None:
        self.action_change()

    def action_row(self, step: int) -> None:
        """Show the next row that there is in that direction."""
        if self._bench is not None:
            self._look(self._bench.row_after(self._row, step))

    @work(exclusive=True, group="change")
    async def action_change(self) -> None:
        """Choose what fills the field under the cursor."""
        bench = self._bench
        if bench is None or not self._lines:
            return
        field = self._lines[self.query_one("#fields", VirtualTable).cursor].field
        guesses = bench.columns_for(field.name)
        mapping = await change_field(self.app, self._mapping, field, bench.columns, guesses, bench.table.value_counts)
        if mapping is not None and mapping != self._mapping:
            self._take(mapping)

    def action_clear(self) -> None:
        """Fill the field under the cursor with nothing."""
        from tiktok_tui.mapping.editing import without

        if self._lines:
            field = self._lines[self.query_one("#fields", VirtualTable).cursor].field.name
            if field in self._mapping.fields:
                self._take(without(self._mapping, field))

    @work(exclusive=True, group="change")
    async def action_country(self) -> None:
        """Choose the column that names the country of the row's phone."""
        if self._bench is not None:
            mapping = await phone_country(self.app, self._mapping, self._destination, self._bench.columns)
            if mapping is not None and mapping != self._mapping:
                self._take(mapping)

    @work(exclusive=True, group="change")
    async def action_group(self) -> None:
        """Choose which rows are one event."""
        if self._bench is not None:
            mapping = await group_rows(self.app, self._mapping, self._bench.columns)
            if mapping is not None and mapping != self._mapping:
                self._take(mapping)

    @work(exclusive=True, group="change")
    async def action_filter(self) -> None:
        """Choose which rows are conversions."""
        if self._bench is not None:
            counts = self._bench.table.value_counts
            mapping = await filter_rows(self.app, self._mapping, self._bench.columns, counts)
            if mapping is not None and mapping != self._mapping:
                self._take(mapping)

    @work(exclusive=True, group="change")
    async def action_problems(self) -> None:
        """See what is wrong, and come back to the cell that was chosen."""
        best = self._checking.best if self._checking is not None else None
        if best is None:
            self.say("The file is still being checked.")
            return
        place = await self.app.push_screen_wait(Problems(self.session, best))
        if place is not None:
            self._go_to(place)

    def _go_to(self, place: Place) -> None:
        names = [line.field.name for line in self._lines]
        if place.field in names:
            self.query_one("#fields", VirtualTable).cursor = names.index(place.field)
        self._look(place.row)

    async def complete(self) -> bool:
        """Go on once the whole file has been checked and something can be sent."""
        prepared = self.setup.draft.prepared
        if prepared is None:
            if self._bench is not None:
                self._going_on = True
                self.say("Goes on as soon as the whole file is checked.")
            return False
        if not prepared.totals.sendable:
            self.say("Not one row can be sent as the mapping stands. See the problems: p", Tone.WARNING)
            return False
        return True
