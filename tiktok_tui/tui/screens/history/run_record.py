"""A run as the ledger has it: its facts, its batches, and the rows that TikTok refused, however many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.screens.history import run_lines
from tiktok_tui.tui.screens.history.run_rows import RunRows
from tiktok_tui.tui.screens.upload.batch_lines import COLUMNS, BatchLine
from tiktok_tui.tui.screens.upload.details import BatchDialog, RefusalDialog, Refused, refused_cells
from tiktok_tui.tui.widgets.bar import Bar
from tiktok_tui.tui.widgets.clock import moment
from tiktok_tui.tui.widgets.fact_list import Fact, FactList
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.table.fetched_rows import FetchedRows
from tiktok_tui.tui.widgets.table.filtered_table import FilteredTable
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, RowSource, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import STYLES, Tone

if TYPE_CHECKING:
    from tiktok_tui.uploads.ledger.history import Standing

_REFUSED = (TableColumn("Row", 9, right=True), TableColumn("Why", least=20))


class RunRecord(Vertical):
    """Shows a `Standing`; Enter on a batch opens it, `/` filters the refused rows."""

    DEFAULT_CSS = """
    RunRecord {
        height: 1fr;
        #facts { height: auto; margin: 0 0 1 0; }
        #tables { height: 1fr; }
        #batches { width: 1fr; border: round $border-blurred; &:focus { border: round $border; } }
        #refusals {
            width: 1fr; border: round $border-blurred; border-title-color: $text-muted;
            &:focus-within { border: round $border; }
        }
    }
    """

    bar = getters.query_one(Bar)
    facts = getters.query_one("#facts", FactList)
    batches = getters.query_one("#batches", VirtualTable)
    refusals = getters.query_one("#refusals", Vertical)
    refused = getters.query_one("#refused", FilteredTable)

    def __init__(self, session: AppSession) -> None:
        super().__init__()
        self._session = session
        self._rows: RunRows | None = None

    def compose(self) -> ComposeResult:
        """The facts above the two tables."""
        yield Bar()
        yield FactList(id="facts")
        with Horizontal(id="tables"):
            yield VirtualTable(COLUMNS, empty="No batch was sent.", id="batches")
            with Vertical(id="refusals") as box:
                box.border_title = "Refused by TikTok"
                yield FilteredTable(_REFUSED, self._filtered, empty="Nothing.", id="refused")

    def show(self, standing: Standing) -> None:
        """Show a run, or the same one with newer counts."""
        run = standing.run
        rows = self._rows = RunRows(self._session.home.ledger, run)
        self.bar.total, self.bar.bad = run.total, run.tally.refused
        self.bar.good = run.total - run.left - run.tally.refused
        self.bar.caption = f"{run.total - run.left:,} of {run.total:,}"
        self.facts.update(_facts(standing))

        def fetch(offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
            return [line.cells for line in rows.batches(offset, limit)]

        self.batches.load(FetchedRows(self.batches, rows.batch_count, fetch))
        self.refusals.display = run.tally.refused > 0
        self.refused.renew()

    def _filtered(self, text: str) -> RowSource:
        rows = self._rows
        if rows is None or not rows.run.tally.refused:
            return FixedRows()

        def fetch(offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
            return [refused_cells(each) for each in rows.refusals(text, offset, limit)]

        return FetchedRows(self.refused.table, lambda: rows.refusal_count(text), fetch)

    @on(VirtualTable.Selected, "#batches")
    def _open_batch(self, event: VirtualTable.Selected) -> None:
        event.stop()
        rows = self._rows
        if rows is not None:
            start(self, lambda _: rows.batches(event.row, 1), done=self._show_batch)

    @on(VirtualTable.Selected, "#refused VirtualTable")
    def _open_refusal(self, event: VirtualTable.Selected) -> None:
        event.stop()
        rows, text = self._rows, self.refused.text
        if rows is not None:
            start(self, lambda _: rows.refusals(text, event.row, 1), done=self._show_refusal)

    def _show_refusal(self, found: Sequence[Refused]) -> None:
        for refused in found:
            self.app.push_screen(RefusalDialog(refused))

    def _show_batch(self, found: list[BatchLine]) -> None:
        for line in found:
            self.app.push_screen(BatchDialog(line))


def _facts(standing: Standing) -> list[Fact]:
    """State and counts; destination, source and times; the rejected rows; the error that stopped it and its remedy."""
    run = standing.run
    state = run_lines.state(standing)
    counts: list[tuple[str, str]] = []
    for words, tone in run_lines.counts(run):
        counts += [(words, f"bold {STYLES[tone]}".rstrip()), ("   ", "")]
    ended = f", ended {moment(run.finished_at)}" if run.finished_at and not standing.sending else ""
    facts: list[Fact] = [
        (Content.styled(state.text, f"bold {STYLES[state.tone]}".rstrip()), Content.assemble(*counts[:-1])),
        ("Event set", run_lines.event_set(run)),
        ("From", run.spec.source.text),
        ("Started", f"{moment(run.started_at)}{ended}"),
    ]
    if run.spec.options.test_event_code:
        facts.append(("Test code", f"{run.spec.options.test_event_code}: shown in Events Manager, not counted"))
    if not_sent := run_lines.not_sent(run):
        facts.append(("Rejected", not_sent))
    if run.error and not standing.sending:
        error = (safe_text(run.error, 500), STYLES[Tone.ERROR])
        facts.append(("Because", Content.assemble(error, f" {safe_text(run.remedy, 500)}")))
    return facts
