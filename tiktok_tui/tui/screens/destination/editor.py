"""Edits one destination: the form, TikTok's lists, and the check with TikTok before it is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import AppError, SettingsError
from tiktok_tui.events.settings import SETTING
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import BackgroundJob, start
from tiktok_tui.tui.screens.destination import flow, pickers
from tiktok_tui.tui.screens.destination.destination_form import DestinationForm
from tiktok_tui.tui.screens.destination.flow import Saved
from tiktok_tui.tui.screens.destination.pick_input import PickInput
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.tone import Tone

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential


class Messages(Protocol):
    """The page around the editor, which shows its messages and errors."""

    def say(self, text: str, tone: Tone = ...) -> None:
        """Show a message."""

    def show_error(self, error: AppError) -> None:
        """Show an error, at its field if it names one."""


def blank(credential: str, *, sandbox: bool = False) -> Destination:
    """A destination with nothing filled in. A blank zone or currency is the account's, which the check fills in."""
    return Destination("", "", credential=credential, fixed_event="Purchase", time_zone="", sandbox=sandbox)


class DestinationEditor(Vertical):
    """A form for `destination`; `save` checks it with TikTok and writes it. The page around it shows the messages.

    `stored` is the destination as it was read from its file, None for a new one.
    """

    BINDINGS = [
        Binding("ctrl+n", "new_set", "new event set", id="destination.new_set", tooltip="Create one at TikTok"),
        Binding("ctrl+r", "rename_set", "rename it", id="destination.rename_set", tooltip="Rename the event set"),
        Binding("ctrl+t", "credential", "credential", id="destination.credential", tooltip="Use another credential"),
    ]

    form = getters.query_one(DestinationForm)

    def __init__(
        self, session: AppSession, destination: Destination, messages: Messages, stored: Destination | None
    ) -> None:
        super().__init__()
        self._session, self._first, self._messages = session, destination, messages
        self._slug = destination.credential
        self._saved = destination
        """The form's settings before the person has changed anything."""
        self._stored = stored
        self._credential: Credential | None = None
        self._reading = BackgroundJob()

    def compose(self) -> ComposeResult:
        """The form, and the help of the setting that has the focus."""
        yield DestinationForm(token_given=self._session.token_given)
        yield Static(id="guide", markup=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show what the setting does, an example, and where to find it at TikTok."""
        row = self.form.row_of(event.widget)
        if row is not None:
            self.query_one("#guide", Static).update(SETTING[row.key].guide)

    def on_mount(self) -> None:
        """Fill in the form."""
        self.form.show(self._first)
        if self._session.demo is not None:
            self.form.keep_in_sandbox()
        self._saved = self.form.filled()
        self.form.focus_name()

    @property
    def unsaved(self) -> str:
        """The sentence about changes that are not saved; "" if there are none."""
        filled = self.form.filled()
        if filled == self._saved:
            return ""
        name = safe_text(filled.name or self._saved.name, 60)
        return f"The changes to {name} are not saved." if name else "The new destination is not saved."

    def use_credential(self, slug: str) -> None:
        """Send with the credential `slug` ("" for none) and look up the advertisers that it reaches."""
        self._slug, home = slug, self._session.home

        def load(_: object) -> Credential:
            from tiktok_tui.accounts import credentials

            return credentials.load(home, slug)

        self._reading.cancel()  # the one before must not arrive after this one
        if slug:
            self._reading = start(self, load, done=self._known, failed=lambda _: self._known(None))
        else:
            self._known(None)

    def _known(self, credential: Credential | None) -> None:
        self._credential = credential
        unsaved = self.unsaved
        self.form.show_credential(self._slug, credential)
        if not unsaved:
            # The only advertiser is chosen by itself.
            self._saved = self.form.filled()

    @work(exclusive=True)
    async def action_credential(self) -> None:
        """Pick another credential, or add one."""
        try:
            slug = await pickers.pick_credential(self.app, self._session, self._slug)
        except AppError as error:  # no secret can be kept here
            self._messages.show_error(error)
            return
        if slug is not None:
            self.use_credential(slug)

    def _filled(self) -> Destination:
        return replace(self.form.filled(), credential=self._slug)

    @on(PickInput.Asked)
    def _asked(self, event: PickInput.Asked) -> None:
        self._choose(event.key)

    @work(exclusive=True)
    async def _choose(self, key: str) -> None:
        now = self.form.picked(key).value
        if key == "event_set_id":
            await self._ask_for_set(pickers.pick_event_set)
            return
        if key == "advertiser_id":
            advertisers = self._credential.advertisers if self._credential is not None else ()
            picked = await pickers.pick_advertiser(self.app, advertisers, now)
        else:
            picked = await pickers.pick_fixed(self.app, SETTING[key], now)
        if picked is not None:
            self.form.picked(key).value = picked

    @work(exclusive=True)
    async def action_new_set(self) -> None:
        """Create an event set at TikTok and use it."""
        await self._ask_for_set(pickers.create_event_set)

    async def _ask_for_set(self, ask: pickers.AskForSet) -> None:
        wanted = self._filled()
        if not (wanted.advertiser_id or wanted.sandbox):
            self._messages.show_error(SettingsError("Choose the advertiser first.", field="advertiser_id"))
            return
        listed = await ask(self.app, self._session, wanted)
        if listed is not None:
            self.form.take(listed)

    @work(exclusive=True)
    async def action_rename_set(self) -> None:
        """Rename the event set at TikTok."""
        wanted = self._filled()
        if not wanted.event_set_id:
            self._messages.show_error(SettingsError("There is no event set to rename yet.", field="event_set_id"))
            return
        name = await pickers.rename_event_set(self.app, self._session, wanted)
        if name is not None:
            self.form.rename_set(name)

    async def save(self) -> Saved | None:
        """Check the destination with TikTok, then save it; None if the person declined. A failed check saves nothing.

        Raises AppError; a SettingsError names its field. To be awaited in a worker.
        """
        self.form.clear_errors()
        saved = await flow.save(
            self.app, self._session, self._filled(), self.form.shown, self._stored, self._messages.say
        )
        if saved is not None:
            self._stored = saved.destination
            self.form.show(saved.destination)
            self._saved = self.form.filled()
            self._messages.say(f"{saved.destination.name} is saved.", Tone.DONE)
        return saved
