"""The screen of destinations: the list of Home with the settings beside it, and the keys that change them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from textual import getters, on, work
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Container

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import BackgroundJob, run, start
from tiktok_tui.tui.screens.destinations import changes
from tiktok_tui.tui.screens.destinations.details import details_of
from tiktok_tui.tui.screens.home.home_rows import DESTINATIONS, destination_table
from tiktok_tui.tui.screens.home.overview import Overview, read_overview
from tiktok_tui.tui.widgets.fact_list import FactList
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.table.rows import FixedRows
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.draft import OpenSetup, WizardDraft

Change = Callable[[App[Any], AppSession, Destination], Awaitable[Destination | None]]
"""Changes a destination; returns it as changed, None if the person left."""


class DestinationTable(VirtualTable):
    """Enter edits the destination under the cursor."""

    BINDINGS = [Binding("enter", "select", "edit", id="destinations.edit", tooltip="Change its settings")]


class DestinationsPage(Page[None]):
    """All destinations, the last used first, and what can be done with each."""

    ROUTE = "destinations"
    HEADING = "Destinations"
    guide = "tiktok-account"
    CSS_PATH = "destinations.tcss"
    BINDINGS = [
        Binding("c", "copy", "copy", id="destinations.copy", tooltip="Set up another one that starts as a copy"),
        Binding("g", "go_live", "go live", id="destinations.go_live", tooltip="Move it from the sandbox to TikTok"),
        Binding("delete", "remove", "remove", id="destinations.remove", tooltip="Remove it; its runs stay"),
        Binding("n", "new", "new", id="destinations.new", tooltip="Set up another destination"),
        Binding("t", "test", "test", id="destinations.test", show=False, tooltip="Compare it with what TikTok knows"),
        Binding("u", "upload", "upload", id="destinations.upload", show=False, tooltip="Send a file to it"),
    ]

    table = getters.query_one(DestinationTable)
    notice = getters.query_one(Notice)

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self._overview = Overview()
        self._known: dict[str, Destination] = {}
        self._reading = BackgroundJob()
        self._wanted = ""
        """The slug that the cursor goes to when the list is next read."""

    def compose_body(self) -> ComposeResult:
        """The list, the settings beside or below it, and a line for messages."""
        with Container(id="columns"):
            yield DestinationTable(DESTINATIONS, empty="Reading …")
            yield FactList(id="details")
        yield Notice()

    def on_mount(self) -> None:
        """Focus the list."""
        self.show_location("Destinations")
        self.table.focus()

    def on_screen_resume(self) -> None:
        """Read the list again: another screen may have changed it."""

        def read(_: object) -> tuple[Overview, dict[str, Destination]]:
            from tiktok_tui.accounts import destinations

            listing = destinations.listing(self.session.home)
            return read_overview(self.session), {each.slug: each for each in listing.destinations}

        self._reading.cancel()  # what was read before a change must not arrive after what is read after it
        self._reading = start(self, read, done=lambda found: self._show(*found), failed=self.notice.show_error)

    def _show(self, overview: Overview, known: dict[str, Destination]) -> None:
        wanted = self._wanted or (self.chosen.slug if self.chosen is not None else "")
        self._overview, self._known, self._wanted = overview, known, ""
        slugs = [facts.slug for facts in overview.destinations]
        # Narrow at any size: the details beside the list say the rest.
        columns, rows = destination_table(overview, wide=False)
        self.table.empty = "No destination yet: n sets one up."
        cursor = slugs.index(wanted) if wanted in slugs else self.table.cursor
        self.table.load(FixedRows(rows), columns=columns, cursor=cursor)
        self._show_details()

    @property
    def chosen(self) -> Destination | None:
        """The destination under the cursor; None on a file that cannot be read."""
        facts = next(iter(self._overview.destinations[self.table.cursor : self.table.cursor + 1]), None)
        return self._known.get(facts.slug) if facts is not None else None

    @on(VirtualTable.Highlighted)
    def _show_details(self) -> None:
        chosen = self.chosen
        details = self.query_one(FactList)
        details.display = chosen is not None
        if chosen is not None:
            details.update(details_of(chosen))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim the keys that need a destination, and the one that needs a sandbox."""
        if action not in {"copy", "go_live", "remove", "test", "upload"} or not self.is_mounted:
            return True
        chosen = self.chosen
        if action == "go_live" and (self.session.demo is not None or (chosen is not None and not chosen.sandbox)):
            return None
        return True if chosen is not None else None

    def why_disabled(self, action: str) -> str:
        """The reason why a key is dimmed."""
        if self.chosen is None:
            return "there is no destination here"
        return "this is the example" if self.session.demo is not None else "it sends to TikTok already"

    @on(VirtualTable.Selected)
    def _edit(self, event: VirtualTable.Selected) -> None:
        event.stop()
        if self.chosen is not None:
            self._change(changes.edit, "{} is saved.")
        elif self._overview.broken:
            broken = self._overview.broken[event.row - len(self._overview.destinations)]
            self.app.push_screen(ErrorDialog(broken, "This destination cannot be read"))

    def action_copy(self) -> None:
        """Copy the destination."""
        self._change(changes.copy, "{} is saved.")

    def action_go_live(self) -> None:
        """Move the destination to TikTok."""
        self._change(changes.go_live, "{} sends to TikTok now.")

    def action_test(self) -> None:
        """Compare the destination with what TikTok knows."""
        self._change(changes.test, "TikTok knows the advertiser and the event set of {}.")

    def action_remove(self) -> None:
        """Remove the destination."""
        self._change(changes.remove, "{} is removed.")

    def action_new(self) -> None:
        """Set up another destination."""
        self._report(partial(changes.add, self.app, self.session), "{} is saved.")

    def action_upload(self) -> None:
        """Send a file to the destination."""

        def done(destination: Destination) -> None:
            self.post_message(OpenSetup(WizardDraft(destination.credential, destination=destination), "mapping"))

        if (chosen := self.chosen) is not None:
            start(self, lambda _: self._read(chosen.slug), done=done, failed=self.notice.show_error)

    def _change(self, change: Change, sentence: str) -> None:
        async def changed(slug: str) -> Destination | None:
            return await change(self.app, self.session, await run(lambda _: self._read(slug)))

        if self.chosen is not None:
            self._report(partial(changed, self.chosen.slug), sentence)

    def _read(self, slug: str) -> Destination:
        """Return the destination as its file is now: the list may be older. Raises SettingsError."""
        from tiktok_tui.accounts import destinations

        return destinations.load(self.session.home, slug)

    @work(exclusive=True, group="change")
    async def _report(self, change: Callable[[], Awaitable[Destination | None]], sentence: str) -> None:
        """Make the `change` and say `sentence` about the destination; the list shows it as it is now."""
        self.notice.clear()
        try:
            changed = await change()
        except AppError as error:
            self.notice.show_error(error)
            return
        if changed is not None:
            self._wanted = changed.slug
            self.on_screen_resume()
            self.notice.say(sentence.format(changed.name), Tone.DONE)
