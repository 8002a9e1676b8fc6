"""The lists of Home: the destinations above, what is sent by itself, and the last runs below."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.home.home_rows import DESTINATIONS, RUNS, SYNCS, destination_table, run_table, sync_table
from tiktok_tui.tui.screens.home.overview import DestinationFacts, Overview, RunFacts
from tiktok_tui.tui.widgets.table.rows import FixedRows
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable

_WIDE = 110
"""Cells of the screen's width from which every column is shown."""


class HomeLists(Vertical):
    """Shows an `Overview`. Its tables are `#destinations`, `#syncs` (if there are any) and `#runs`."""

    destinations = getters.query_one("#destinations", VirtualTable)
    syncs = getters.query_one("#syncs", VirtualTable)
    runs = getters.query_one("#runs", VirtualTable)

    def __init__(self, session: AppSession, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.session = session
        self.overview = Overview()

    def compose(self) -> ComposeResult:
        """A heading with its keys above each table."""
        with Horizontal(classes="line"):
            yield Static("Destinations", classes="heading", markup=False)
            yield Static("[@click=screen.new]n  new[/]   [@click=app.go('destinations')]e  all[/]", classes="hint")
        yield VirtualTable(DESTINATIONS, header=False, id="destinations", empty="No destination yet: n sets one up.")
        with Horizontal(classes="line syncs"):
            yield Static("Syncs", classes="heading", markup=False)
        yield VirtualTable(SYNCS, header=False, id="syncs", classes="syncs")
        with Horizontal(classes="line"):
            yield Static("Runs", classes="heading", markup=False)
            yield Static("[@click=app.go('history')]h  all[/]", classes="hint")
        yield VirtualTable(RUNS, header=False, id="runs", empty="No run yet: u uploads a file.")

    def on_resize(self) -> None:
        """Fewer columns where there is less room."""
        self._fill()

    def show(self, overview: Overview) -> None:
        """Show the overview; the cursor stays on its destination, unless another one was used since."""
        cursor = self._cursor_in(overview)
        self.overview = overview
        self.set_class(bool(overview.syncs or overview.broken_syncs), "-syncs")
        self._fill()
        self.destinations.cursor = cursor

    def _cursor_in(self, overview: Overview) -> int:
        """Return the row of the destination under the cursor; of the first one if another one was used since."""
        before = [facts.slug for facts in self.overview.destinations]
        now = [facts.slug for facts in overview.destinations]
        chosen = self.destination
        if before[:1] != now[:1] or chosen is None or chosen.slug not in now:
            return 0
        return now.index(chosen.slug)

    def _fill(self) -> None:
        wide = self.screen.size.width >= _WIDE
        for table, (columns, rows) in (
            (self.runs, run_table(self.overview, wide=wide)),
            (self.syncs, sync_table(self.overview, self.session.now())),
            (self.destinations, destination_table(self.overview, wide=wide)),
        ):
            table.load(FixedRows(rows), columns=columns)

    @property
    def destination(self) -> DestinationFacts | None:
        """The destination under the cursor; None on a file that cannot be read."""
        cursor = self.destinations.cursor
        return next(iter(self.overview.destinations[cursor : cursor + 1]), None)

    @property
    def broken(self) -> SettingsError | None:
        """The error of the destination under the cursor if its file cannot be read; those rows are the last."""
        index = self.destinations.cursor - len(self.overview.destinations)
        return next(iter(self.overview.broken[index : index + 1]), None) if index >= 0 else None

    @property
    def unfinished(self) -> RunFacts | None:
        """The unfinished run under the cursor, else the first one."""
        runs = self.overview.runs
        chosen = runs[self.runs.cursor : self.runs.cursor + 1] if self.runs.has_focus else ()
        return next((run for run in (*chosen, *runs) if run.unfinished), None)
