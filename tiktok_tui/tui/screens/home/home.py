"""Home: the destinations, the last runs, and the keys to send, resume and set up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Button

from tiktok_tui.events.destination import Destination
from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.frame.navigation import OpenDestination, OpenRun, OpenSync
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.frame.token_pasted import TokenPasted
from tiktok_tui.tui.jobs.jobs import BackgroundJob, start
from tiktok_tui.tui.screens.credentials.token_place import TokenPlace, token_place
from tiktok_tui.tui.screens.home.home_lists import HomeLists
from tiktok_tui.tui.screens.home.overview import DestinationFacts, Overview, read_overview
from tiktok_tui.tui.screens.home.welcome import Welcome
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.wizard.draft import OpenSetup, WizardDraft

if TYPE_CHECKING:
    from tiktok_tui.files.source.source import SourceRef


class HomePage(Page[None]):
    """Destinations above, runs below; without either, the welcome."""

    HEADING = "Home"
    guide = "tiktok-account"
    CSS_PATH = "home.tcss"
    BINDINGS = [
        Binding(
            "u",
            "upload",
            "upload a file",
            id="home.upload",
            tooltip="Send a file to the chosen destination, or drop it here",
        ),
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

    lists = getters.query_one(HomeLists)

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self._place: TokenPlace | None = None
        self._readings: tuple[BackgroundJob, ...] = ()

    def compose_body(self) -> ComposeResult:
        """The lists; the welcome is added when it is needed, since its widgets would delay the first picture."""
        yield HomeLists(self.session, id="full")

    def on_screen_resume(self) -> None:
        """Read again: something may have been set up or sent since."""
        for reading in self._readings:
            reading.cancel()  # what was read before a change must not arrive after what is read after it
        overview = start(self, lambda job: read_overview(self.session), done=self.show)
        self._readings = (overview, start(self, lambda job: token_place(self.session), done=self.show_place))

    def show_place(self, place: TokenPlace) -> None:
        """Show where tokens are kept."""
        self._place = place
        self.show_location(place.words)
        for welcome in self.query(Welcome):
            welcome.show_place(place)

    def show(self, overview: Overview) -> None:
        """Show the overview, or the welcome if there is nothing in it."""
        self.set_class(overview.empty, "-empty")
        self.add_class("-known")
        self.lists.show(overview)
        self.refresh_bindings()
        hidden = self.query("#full *" if overview.empty else "#empty *")  # on the screen until the next layout
        if overview.empty and not self.query(Welcome):
            self.mount(Welcome(self._place, token_given=self.session.token_given), after=self.lists)
        elif self.focused is None or not self.focused.is_on_screen or self.focused in hidden:
            self.query_one("#set-up" if overview.empty else "#destinations").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim the keys that there is nothing for."""
        if not self.has_class("-known"):
            return True
        if action in {"upload", "resume"} and self.lists.overview.empty:
            return False
        if action == "upload":
            return True if self.lists.overview.destinations else None
        if action == "resume":
            return True if any(run.unfinished for run in self.lists.overview.runs) else None
        return True

    def why_disabled(self, action: str) -> str:
        """The reason why a key is dimmed."""
        return {"upload": "there is no destination yet", "resume": "no run is unfinished"}.get(action, "")

    def action_new(self) -> None:
        """Set up another destination; one of the example goes to the sandbox and needs no credential."""
        self.post_message(OpenSetup(WizardDraft(trying=self.session.demo is not None)))

    def action_upload(self) -> None:
        """Send a file to the destination under the cursor."""
        facts = self.lists.destination
        if facts is not None:
            self._read(facts, self._send_to)

    def action_resume(self) -> None:
        """Resume a run."""
        if (run := self.lists.unfinished) is not None:
            self.post_message(OpenRun(run.run, resume=True))

    def on_paste(self, event: events.Paste) -> None:
        """Send a file or folder that is dropped here to the destination under the cursor."""
        from tiktok_tui.tui.dialogs.paths import dropped_source

        facts, source = self.lists.destination, dropped_source(event.text)
        if facts is not None and source is not None:
            event.stop()
            self._read(facts, partial(self._send_to, source=source))

    def _change(self, destination: Destination) -> None:
        self.post_message(OpenDestination(destination))

    def _send_to(self, destination: Destination, source: SourceRef | None = None) -> None:
        draft = WizardDraft(credential=destination.credential, destination=destination, source=source)
        self.post_message(OpenSetup(draft, "mapping"))

    def _read(self, facts: DestinationFacts, done: Callable[[Destination], None]) -> None:
        from tiktok_tui.accounts import destinations

        start(self, lambda job: destinations.load(self.session.home, facts.slug), done=done)

    def on_token_pasted(self, event: TokenPasted) -> None:
        """Begin the set-up with a token that is pasted on the welcome."""
        if self.lists.overview.empty:
            event.stop()
            self._begin_with(event.token)

    @work(exclusive=True, group="token")
    async def _begin_with(self, token: Secret) -> None:
        from tiktok_tui.tui.screens.credentials.pasted_token import add_pasted

        credential = await add_pasted(self.app, self.session, token)
        if credential is not None:
            self.post_message(OpenSetup(WizardDraft(credential=credential.slug)))

    @on(VirtualTable.Selected, "#destinations")
    def _edit(self) -> None:
        facts = self.lists.destination
        if facts is not None:
            self._read(facts, self._change)
        elif (broken := self.lists.broken) is not None:
            self.app.push_screen(ErrorDialog(broken, "This destination cannot be read"))

    @on(VirtualTable.Selected, "#syncs")
    def _open_sync(self, event: VirtualTable.Selected) -> None:
        overview = self.lists.overview
        if event.row < len(overview.syncs):
            self.post_message(OpenSync(overview.syncs[event.row].sync.id))
        else:
            broken = overview.broken_syncs[event.row - len(overview.syncs)]
            self.app.push_screen(ErrorDialog(broken, "This sync cannot be read"))

    @on(VirtualTable.Selected, "#runs")
    def _look(self, event: VirtualTable.Selected) -> None:
        self.post_message(OpenRun(self.lists.overview.runs[event.row].run))

    @on(Button.Pressed, "#set-up")
    def _set_up(self) -> None:
        self.action_new()

    @on(Button.Pressed, "#example")
    async def _example(self) -> None:
        await self.run_action("app.demo")
