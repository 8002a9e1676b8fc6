"""Home: where events go, how the last runs went, and what to do next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.frame.navigation import OpenRun
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.screens.credentials.keyring_name import read_keyring
from tiktok_tui.tui.screens.home.overview import DestinationFacts, Overview, RunFacts, read_overview
from tiktok_tui.tui.widgets.clock import ago
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import GLYPHS, Tone
from tiktok_tui.tui.wizard.draft import OpenSetup, WizardDraft

_DESTINATIONS = (
    TableColumn("Destination", least=12),
    TableColumn("Source", 7),
    TableColumn("Event set", 20),
    TableColumn("Credential"),
    TableColumn("Accepted", 16, right=True),
    TableColumn("Last run", 14),
)
_CREDENTIAL = 3
_LONGEST_STATE = 33
"""Cells that a credential and when it was verified take at most."""
_NARROW = (0, 1, 3, 5)
"""The columns that are shown where there is little room."""
_RUNS = (TableColumn("Run", least=20), TableColumn("State", least=29), TableColumn("Started", 14))
_RUNS_NARROW = 2


class HomePage(Page[None]):
    """Destinations above, runs below; where there is neither, what this is for and the two ways to begin."""

    HEADING = "Home"
    CSS_PATH = "home.tcss"
    BINDINGS = [
        Binding("u", "upload", "upload a file", id="home.upload", tooltip="Send a file to the chosen destination"),
        Binding("r", "resume", "resume", id="home.resume", tooltip="Go on with an unfinished run"),
        Binding("n", "new", "new", id="home.new", tooltip="Set up another destination"),
        Binding("c", "app.go('credentials')", "credentials", id="home.credentials", tooltip="See and renew the tokens"),
        Binding("h", "app.go('history')", "history", id="home.history", show=False, tooltip="See every run"),
        Binding(
            "d",
            "app.demo",
            "example",
            id="home.example",
            show=False,
            tooltip="Try an example; nothing leaves this machine",
        ),
    ]

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self.overview = Overview()

    def compose_body(self) -> ComposeResult:
        """Both states; the screen's class says which one shows."""
        with Vertical(id="full"):
            with Horizontal(classes="line"):
                yield Static("Destinations", classes="heading", markup=False)
                yield Static("[@click=screen.new]n  new[/]", classes="hint")
            yield VirtualTable(
                _DESTINATIONS, header=False, id="destinations", empty="No destination yet: n sets one up."
            )
            with Horizontal(classes="line"):
                yield Static("Runs", classes="heading", markup=False)
                yield Static("[@click=app.go('history')]h  all[/]", classes="hint")
            yield VirtualTable(_RUNS, header=False, id="runs", empty="No run yet: u uploads a file.")
        with Vertical(id="empty"):
            yield Static(
                "Send your sales to TikTok Ads, so the ads that led to them get the credit.",
                markup=False,
                id="purpose",
            )
            yield Button("Set up a destination   enter", id="set-up", variant="primary", compact=True)
            yield Button("Try it with an example, nothing leaves this machine   d", id="example", compact=True)

    def on_screen_resume(self) -> None:
        """Look again: something may have been set up or sent since."""
        start(self, lambda job: read_overview(self.session), done=self.show)
        start(self, lambda job: read_keyring(self.session), done=self.show_location)

    def on_resize(self) -> None:
        """Fewer columns where there is less room."""
        self._fill()

    def show(self, overview: Overview) -> None:
        """Show what was read; the very first start goes straight on to the set-up."""
        self.overview = overview
        was_known = self.has_class("-known")
        self.set_class(overview.empty, "-empty")
        self.add_class("-known")
        self._fill()
        self.refresh_bindings()
        if not was_known and overview.empty and self.session.demo is None:
            self.post_message(OpenSetup(WizardDraft()))
        elif self.focused is None or not self.focused.is_on_screen:
            self.query_one("#set-up" if overview.empty else "#destinations").focus()

    def _fill(self) -> None:
        wide = self.size.width >= 110
        columns = _RUNS if wide else _RUNS[:_RUNS_NARROW]
        self._table("runs").load(FixedRows([_run_row(run) for run in self.overview.runs]), columns=columns)
        kept = range(len(_DESTINATIONS)) if wide else _NARROW
        rows = [_destination_row(facts) for facts in self.overview.destinations]
        rows += [_broken_row(error) for error in self.overview.broken]
        states = [cell.text for row in rows if isinstance(cell := row[_CREDENTIAL], Cell)]
        # What is not needed for the credentials is the names'.
        room = max((min(cell_len(text), _LONGEST_STATE) for text in states), default=0)
        shown = [*_DESTINATIONS]
        shown[_CREDENTIAL] = replace(shown[_CREDENTIAL], least=room)
        self._table("destinations").load(
            FixedRows([[row[place] for place in kept] for row in rows]), columns=[shown[place] for place in kept]
        )

    def _table(self, name: str) -> VirtualTable:
        return self.query_one(f"#{name}", VirtualTable)

    def _destination(self) -> DestinationFacts | None:
        """The destination under the cursor; None on a file that cannot be read."""
        cursor = self._table("destinations").cursor
        return next(iter(self.overview.destinations[cursor : cursor + 1]), None)

    def _run(self) -> RunFacts | None:
        """The unfinished run under the cursor, else the first one."""
        runs = self.overview.runs
        chosen = (
            runs[self._table("runs").cursor : self._table("runs").cursor + 1] if self._table("runs").has_focus else ()
        )
        return next((run for run in (*chosen, *runs) if run.unfinished), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what there is nothing for."""
        if not self.has_class("-known"):
            return True
        if action in {"upload", "resume"} and self.overview.empty:
            return False
        if action == "upload":
            return True if self.overview.destinations else None
        if action == "resume":
            return True if any(run.unfinished for run in self.overview.runs) else None
        return True

    def why_disabled(self, action: str) -> str:
        """Why a key is dimmed."""
        return {"upload": "there is no destination yet", "resume": "no run is unfinished"}.get(action, "")

    def action_new(self) -> None:
        """Set up another destination."""
        self.post_message(OpenSetup(WizardDraft()))

    def action_upload(self) -> None:
        """Send a file to the destination under the cursor."""
        facts = self._destination()
        if facts is not None:
            self._open(facts, "mapping")

    def action_resume(self) -> None:
        """Go on with a run."""
        run = self._run()
        if run is not None:
            self.post_message(OpenRun(run.run, resume=True))

    def _open(self, facts: DestinationFacts, step: str) -> None:
        from tiktok_tui.accounts import destinations

        def done(draft: WizardDraft) -> None:
            self.post_message(OpenSetup(draft, step))

        def load() -> WizardDraft:
            destination = destinations.load(self.session.home, facts.slug)
            return WizardDraft(credential=destination.credential, destination=destination)

        start(self, lambda job: load(), done=done)

    @on(VirtualTable.Selected, "#destinations")
    def _edit(self) -> None:
        facts = self._destination()
        if facts is not None:
            self._open(facts, "destination")
        elif self.overview.broken:
            place = self._table("destinations").cursor - len(self.overview.destinations)
            self.app.push_screen(ErrorDialog(self.overview.broken[place], "This destination cannot be read"))

    @on(VirtualTable.Selected, "#runs")
    def _look(self, event: VirtualTable.Selected) -> None:
        self.post_message(OpenRun(self.overview.runs[event.row].run))

    @on(Button.Pressed, "#set-up")
    def _set_up(self) -> None:
        self.post_message(OpenSetup())

    @on(Button.Pressed, "#example")
    async def _example(self) -> None:
        await self.run_action("app.demo")


def _destination_row(facts: DestinationFacts) -> list[str | Cell]:
    if facts.trouble:
        state = Cell(f"{GLYPHS[Tone.WARNING]} {facts.trouble}", Tone.WARNING)
    elif facts.source == "sandbox":
        state = Cell(f"{GLYPHS[Tone.QUIET]} no credential needed", Tone.QUIET)
    else:
        verified = f", verified {ago(facts.verified)}" if facts.verified else ""
        state = Cell(f"{GLYPHS[Tone.DONE]} {facts.credential}{verified}", Tone.DONE)
    accepted = f"{facts.accepted:,} accepted" if facts.last_run else "nothing sent yet"
    quiet = Tone.QUIET
    return [
        facts.name,
        Cell(facts.source, quiet),
        Cell(facts.event_set_id, quiet),
        state,
        accepted,
        Cell(ago(facts.last_run) if facts.last_run else "", quiet),
    ]


def _broken_row(error: SettingsError) -> list[str | Cell]:
    name = Path(error.where.partition(":")[0]).stem
    return [name, "", "", Cell(f"{GLYPHS[Tone.WARNING]} file cannot be read", Tone.WARNING), "", ""]


def _run_row(run: RunFacts) -> list[str | Cell]:
    name, started = f"{run.file} → {run.destination}", Cell(ago(run.started), Tone.QUIET)
    if run.unfinished:
        failed = run.status == "failed"
        state = Cell(f"{run.status} at {run.events_done:,} of {run.total:,}", Tone.ERROR if failed else Tone.WARNING)
        return [f"{GLYPHS[Tone.ERROR] if failed else '↻'} {name}", state, started]
    rejected = f", {run.rejected:,} rejected" if run.rejected else ""
    return [f"{GLYPHS[Tone.DONE]} {name}", Cell(f"{run.accepted:,} accepted{rejected}", Tone.QUIET), started]
