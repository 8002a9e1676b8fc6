"""Every run: what was sent where and when, its result, and which of them can be resumed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding

from tiktok_tui.tui.frame.navigation import OpenRun
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.history import run_lines
from tiktok_tui.tui.widgets.clock import moment
from tiktok_tui.tui.widgets.table.fetched_rows import FetchedRows
from tiktok_tui.tui.widgets.table.filtered_table import FilteredTable
from tiktok_tui.tui.widgets.table.rows import Cell, RowSource, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone

if TYPE_CHECKING:
    from tiktok_tui.uploads.ledger.history import Standing

_COLUMNS = (
    TableColumn("State", 12),
    TableColumn("File", least=16),
    TableColumn("To", least=12),
    TableColumn("Accepted", 10, right=True),
    TableColumn("Refused", 8, right=True),
    TableColumn("Rejected", 9, right=True),
    TableColumn("To go", 8, right=True),
    TableColumn("Started", 16),
)
_NARROW_COLUMNS = (_COLUMNS[0], TableColumn("Run", least=20), _COLUMNS[3], _COLUMNS[7])
"""Where there is little room."""
_WIDE_ENOUGH = 110


class HistoryPage(Page[None]):
    """A table of the runs, the newest first. Enter opens one, `r` resumes it."""

    ROUTE = "history"
    HEADING = "History"
    CSS_PATH = "history.tcss"
    BINDINGS = [
        Binding("r", "resume", "resume", id="history.resume", tooltip="Resume the run under the cursor"),
    ]

    filtered = getters.query_one(FilteredTable)
    table = getters.query_one(VirtualTable)

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self._seen: dict[int, tuple[str, bool]] = {}
        """By row of the table: the run's ID and whether it can be resumed."""
        self._wide = True

    def compose_body(self) -> ComposeResult:
        """The table."""
        yield FilteredTable(
            self._columns(), self._filtered, empty="Nothing has been sent yet: u on the home screen uploads a file."
        )

    def _columns(self) -> tuple[TableColumn, ...]:
        return _COLUMNS if self._wide else _NARROW_COLUMNS

    def on_mount(self) -> None:
        """Focus the table."""
        self.show_location("History")
        self.table.focus()

    def on_screen_resume(self) -> None:
        """Read the runs again: one may have been resumed."""
        self.filtered.renew()

    def on_resize(self, event: events.Resize) -> None:
        """Fewer columns where there is less room."""
        self._wide = event.size.width >= _WIDE_ENOUGH
        self.table.load(self._filtered(self.filtered.text), columns=self._columns())

    def _filtered(self, text: str) -> RowSource:
        from tiktok_tui.uploads.ledger import history

        home, seen, wide = self.session.home, dict[int, tuple[str, bool]](), self._wide
        self._seen = seen

        def fetch(offset: int, limit: int) -> Sequence[Sequence[str | Cell]]:
            from tiktok_tui.accounts import destinations

            names = {each.slug: each.name for each in destinations.listing(home).destinations}
            found = history.standings(home, containing=text, offset=offset, limit=limit)
            seen.update((row, (each.run.id, run_lines.can_resume(each))) for row, each in enumerate(found, offset))
            self.app.call_later(self.refresh_bindings)
            return [(_row if wide else _narrow_row)(each, names) for each in found]

        return FetchedRows(self.table, lambda: history.run_count(home, text), fetch)

    @on(VirtualTable.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(VirtualTable.Selected)
    def _open(self, event: VirtualTable.Selected) -> None:
        event.stop()
        if event.row in self._seen:
            self.post_message(OpenRun(self._seen[event.row][0]))

    @property
    def _under_cursor(self) -> tuple[str, bool]:
        return self._seen.get(self.table.cursor, ("", False))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an unfinished run can be resumed."""
        return True if action != "resume" or (self.is_mounted and self._under_cursor[1]) else None

    def why_disabled(self, action: str) -> str:
        """The reason why a key is dimmed."""
        return "the run under the cursor is finished, or is being sent" if self._seen else "there is no run here"

    def action_resume(self) -> None:
        """Resume the run under the cursor."""
        run, resumable = self._under_cursor
        if resumable:
            self.post_message(OpenRun(run, resume=True))


def _row(standing: Standing, names: dict[str, str]) -> list[str | Cell]:
    run = standing.run
    slug = run.spec.destination
    return [
        run_lines.state(standing),
        run.spec.name,
        Cell(names.get(slug, slug), Tone.QUIET),
        f"{run.tally.accepted:,}",
        Cell(f"{run.tally.refused:,}", Tone.ERROR if run.tally.refused else Tone.QUIET),
        Cell(f"{run.spec.totals.rejected:,}", Tone.INFO if run.spec.totals.rejected else Tone.QUIET),
        Cell(f"{run.left:,}", Tone.WARNING if run.left else Tone.QUIET),
        Cell(moment(run.started_at), Tone.QUIET),
    ]


def _narrow_row(standing: Standing, names: dict[str, str]) -> list[str | Cell]:
    row = _row(standing, names)
    job = standing.run.spec
    return [row[0], f"{job.name} → {names.get(job.destination, job.destination)}", row[3], row[7]]
