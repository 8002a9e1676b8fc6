"""Home: the destinations, the last runs, and the keys to send, resume and set up."""

from __future__ import annotations

from collections.abc import Callable

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from tiktok_tui.events.destination import Destination
from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.frame.navigation import OpenDestination, OpenRun
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.frame.token_pasted import TokenPasted
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.screens.credentials.pasted_token import add_pasted
from tiktok_tui.tui.screens.credentials.token_place import TokenPlace, token_place
from tiktok_tui.tui.screens.home.home_rows import DESTINATIONS, RUNS, destination_table, run_table
from tiktok_tui.tui.screens.home.overview import DestinationFacts, Overview, RunFacts, read_overview
from tiktok_tui.tui.screens.home.welcome import Welcome
from tiktok_tui.tui.widgets.table.rows import FixedRows
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.wizard.draft import OpenSetup, WizardDraft


class HomePage(Page[None]):
    """Destinations above, runs below; without either, the welcome."""

    HEADING = "Home"
    CSS_PATH = "home.tcss"
    BINDINGS = [
        Binding("u", "upload", "upload a file", id="home.upload", tooltip="Send a file to the chosen destination"),
        Binding("r", "resume", "resume", id="home.resume", tooltip="Resume an unfinished run"),
        Binding("n", "new", "new", id="home.new", tooltip="Set up another destination"),
        Binding("c", "app.go('credentials')", "credentials", id="home.credentials", tooltip="See and renew the tokens"),
        Binding(
            "e",
            "app.go('destinations')",
            "destinations",
            id="home.destinations",
            show=False,
            tooltip="Edit, copy and remove destinations, and move them to TikTok",
        ),
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

    destinations = getters.query_one("#destinations", VirtualTable)
    runs = getters.query_one("#runs", VirtualTable)
    welcome = getters.query_one(Welcome)

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self.overview = Overview()

    def compose_body(self) -> ComposeResult:
        """Both states; the class `-empty` of the screen shows the second."""
        with Vertical(id="full"):
            with Horizontal(classes="line"):
                yield Static("Destinations", classes="heading", markup=False)
                yield Static("[@click=screen.new]n  new[/]   [@click=app.go('destinations')]e  all[/]", classes="hint")
            yield VirtualTable(
                DESTINATIONS, header=False, id="destinations", empty="No destination yet: n sets one up."
            )
            with Horizontal(classes="line"):
                yield Static("Runs", classes="heading", markup=False)
                yield Static("[@click=app.go('history')]h  all[/]", classes="hint")
            yield VirtualTable(RUNS, header=False, id="runs", empty="No run yet: u uploads a file.")
        yield Welcome(id="empty")

    def on_screen_resume(self) -> None:
        """Read again: something may have been set up or sent since."""
        start(self, lambda job: read_overview(self.session), done=self.show)
        start(self, lambda job: token_place(self.session), done=self.show_place)

    def on_resize(self) -> None:
        """Fewer columns where there is less room."""
        self._fill()

    def show_place(self, place: TokenPlace) -> None:
        """Show where tokens are kept."""
        self.show_location(place.words)
        self.welcome.show_place(place)

    def show(self, overview: Overview) -> None:
        """Show the overview, or the welcome if there is nothing in it."""
        cursor = self._cursor_in(overview)
        self.overview = overview
        self.set_class(overview.empty, "-empty")
        self.add_class("-known")
        self._fill()
        self.destinations.cursor = cursor
        self.refresh_bindings()
        if self.focused is None or not self.focused.is_on_screen:
            self.query_one("#set-up" if overview.empty else "#destinations").focus()

    def _cursor_in(self, overview: Overview) -> int:
        """Return the row of the destination under the cursor; of the first one if another one was used since."""
        before = [facts.slug for facts in self.overview.destinations]
        now = [facts.slug for facts in overview.destinations]
        chosen = self._destination()
        if before[:1] != now[:1] or chosen is None or chosen.slug not in now:
            return 0
        return now.index(chosen.slug)

    def _fill(self) -> None:
        wide = self.size.width >= 110
        for table, (columns, rows) in (
            (self.runs, run_table(self.overview, wide=wide)),
            (self.destinations, destination_table(self.overview, wide=wide)),
        ):
            table.load(FixedRows(rows), columns=columns)

    def _destination(self) -> DestinationFacts | None:
        """The destination under the cursor; None on a file that cannot be read."""
        cursor = self.destinations.cursor
        return next(iter(self.overview.destinations[cursor : cursor + 1]), None)

    def _run(self) -> RunFacts | None:
        """The unfinished run under the cursor, else the first one."""
        runs = self.overview.runs
        chosen = runs[self.runs.cursor : self.runs.cursor + 1] if self.runs.has_focus else ()
        return next((run for run in (*chosen, *runs) if run.unfinished), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim the keys that there is nothing for."""
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
        """The reason why a key is dimmed."""
        return {"upload": "there is no destination yet", "resume": "no run is unfinished"}.get(action, "")

    def action_new(self) -> None:
        """Set up another destination; one of the example goes to the sandbox and needs no credential."""
        self.post_message(OpenSetup(WizardDraft(trying=self.session.demo is not None)))

    def action_upload(self) -> None:
        """Send a file to the destination under the cursor."""
        facts = self._destination()
        if facts is not None:
            self._read(facts, self._send_to)

    def action_resume(self) -> None:
        """Resume a run."""
        run = self._run()
        if run is not None:
            self.post_message(OpenRun(run.run, resume=True))

    def _change(self, destination: Destination) -> None:
        self.post_message(OpenDestination(destination))

    def _send_to(self, destination: Destination) -> None:
        draft = WizardDraft(credential=destination.credential, destination=destination)
        self.post_message(OpenSetup(draft, "mapping"))

    def _read(self, facts: DestinationFacts, done: Callable[[Destination], None]) -> None:
        from tiktok_tui.accounts import destinations

        start(self, lambda job: destinations.load(self.session.home, facts.slug), done=done)

    def on_token_pasted(self, event: TokenPasted) -> None:
        """Begin the set-up with a token that is pasted on the welcome."""
        if self.overview.empty:
            event.stop()
            self._begin_with(event.token)

    @work(exclusive=True, group="token")
    async def _begin_with(self, token: Secret) -> None:
        credential = await add_pasted(self.app, self.session, token)
        if credential is not None:
            self.post_message(OpenSetup(WizardDraft(credential=credential.slug)))

    @on(VirtualTable.Selected, "#destinations")
    def _edit(self) -> None:
        facts = self._destination()
        if facts is not None:
            self._read(facts, self._change)
        elif self.overview.broken:
            place = self.destinations.cursor - len(self.overview.destinations)
            self.app.push_screen(ErrorDialog(self.overview.broken[place], "This destination cannot be read"))

    @on(VirtualTable.Selected, "#runs")
    def _look(self, event: VirtualTable.Selected) -> None:
        self.post_message(OpenRun(self.overview.runs[event.row].run))

    @on(Button.Pressed, "#set-up")
    def _set_up(self) -> None:
        self.action_new()

    @on(Button.Pressed, "#example")
    async def _example(self) -> None:
        await self.run_action("app.demo")
