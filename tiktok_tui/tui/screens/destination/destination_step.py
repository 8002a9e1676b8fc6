"""The step that says where events go: every setting of a destination, checked with TikTok before it is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import AppError, SettingsError
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.jobs.jobs import run, start
from tiktok_tui.tui.screens.destination import pickers as flows
from tiktok_tui.tui.screens.destination import saving
from tiktok_tui.tui.screens.destination.destination_form import DestinationForm
from tiktok_tui.tui.screens.destination.pick_input import PickInput
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.step_page import StepPage
from tiktok_tui.tui.wizard.wizard import Wizard

if TYPE_CHECKING:
    from tiktok_tui.accounts.checking import Checked
    from tiktok_tui.accounts.credentials import Credential


class DestinationStep(StepPage):
    """A form; Ctrl+S checks it with TikTok and saves it. `error` is what is wrong already when it opens."""

    STEP = "destination"
    HEADING = "Destination"
    CSS_PATH = "destination_step.tcss"
    BINDINGS = [
        Binding("ctrl+n", "new_set", "new event set", id="destination.new_set", tooltip="Make an event set at TikTok"),
        Binding("ctrl+r", "rename_set", "rename it", id="destination.rename_set", tooltip="Rename the event set"),
    ]

    def __init__(self, wizard: Wizard, *, alone: bool = False, error: SettingsError | None = None) -> None:
        super().__init__(wizard, alone=alone)
        self._wrong = error
        self._credential: Credential | None = None
        self._told: tuple[str, ...] = ()

    def compose_step(self) -> ComposeResult:
        """The form."""
        yield DestinationForm()

    @property
    def _form(self) -> DestinationForm:
        return self.query_one(DestinationForm)

    def on_mount(self) -> None:
        """Fill the form."""
        draft = self.wizard.draft
        # A blank zone or currency is the account's, which the check fills in.
        new = Destination("", "", fixed_event="Purchase", time_zone="", sandbox=draft.trying)
        self._form.show(draft.destination or new)
        self.query_one("#name").focus()
        if self._wrong is not None:
            self.call_after_refresh(self.show_error, self._wrong)

    def opened(self) -> None:
        """Look up the credential: it knows the advertisers."""
        slug, home = self.wizard.draft.credential, self.session.home

        def load(_: object) -> Credential:
            from tiktok_tui.accounts import credentials

            return credentials.load(home, slug)

        if slug:
            start(self, load, done=self._known, failed=lambda _: self._known(None))
        else:
            self._known(None)

    def _known(self, credential: Credential | None) -> None:
        self._credential = credential
        self._form.show_credential(self.wizard.draft.credential, credential)

    def _filled(self) -> Destination:
        return replace(self._form.filled(), credential=self.wizard.draft.credential)

    @on(PickInput.Asked)
    def _asked(self, event: PickInput.Asked) -> None:
        self._choose(event.key)

    @work(exclusive=True)
    async def _choose(self, key: str) -> None:
        now = self._form.picked(key).value
        if key == "event_set_id":
            await self._ask_for_set(flows.pick_event_set)
            return
        if key == "advertiser_id":
            advertisers = self._credential.advertisers if self._credential is not None else ()
            if not advertisers:
                self.say("The token may not list advertisers: type the ID, as Ads Manager shows it.", Tone.WARNING)
                return
            picked = await flows.pick_advertiser(self.app, advertisers, now)
        else:
            picked = await flows.pick_fixed(self.app, key, now)
        if picked is not None:
            self._form.picked(key).value = picked

    @work(exclusive=True)
    async def action_new_set(self) -> None:
        """Make an event set at TikTok and take it."""
        await self._ask_for_set(flows.create_event_set)

    async def _ask_for_set(self, ask: flows.AskForSet) -> None:
        wanted = self._filled()
        if not (wanted.advertiser_id or wanted.sandbox):
            self.show_error(SettingsError("The advertiser comes first.", field="advertiser_id"))
            return
        listed = await ask(self.app, self.session, wanted)
        if listed is not None:
            self._form.take(listed)

    @work(exclusive=True)
    async def action_rename_set(self) -> None:
        """Rename the event set at TikTok."""
        wanted = self._filled()
        if not wanted.event_set_id:
            self.show_error(SettingsError("There is no event set to rename yet.", field="event_set_id"))
            return
        name = await flows.rename_event_set(self.app, self.session, wanted)
        if name is not None:
            self._form.rename_set(name)

    def show_field_error(self, error: SettingsError) -> bool:
        """Show an error at its row."""
        return self._form.show_errors([error])

    async def complete(self) -> bool:
        """Check the destination with TikTok, then save it; a check that fails saves nothing."""
        self._form.clear_errors()
        wanted, before = self._filled(), self._form.shown
        if not wanted.name:
            raise SettingsError("The destination needs a name.", field="name")
        if not (wanted.credential or wanted.sandbox):
            raise SettingsError("The destination needs a credential: the first step takes one in.", field="sandbox")
        home, api_url = self.session.home, self.session.api_url
        self.say("Checking with TikTok …")
        checked = await run(lambda _: saving.check(home, wanted, api_url))
        changed = wanted.auto_tracking != before.auto_tracking and not wanted.sandbox
        if changed and checked.destination.auto_tracking != wanted.auto_tracking:
            checked = await self._changed_tracking(checked, wanted.auto_tracking)
        if await run(
            lambda _: saving.loses_comments(home, checked.destination)
        ) and not await self.app.push_screen_wait(
            Confirm("Save?", "The comments in the destination's file will be lost.", yes="Save", no="Go back")
        ):
            self.say("Nothing was saved.")
            return False
        warnings = await run(lambda _: saving.save(home, checked.destination))
        self._form.show(checked.destination)
        self.wizard.decide(destination=checked.destination, prepared=None, confirmed=False)
        self.say(f"{checked.destination.name} is saved.", Tone.DONE)
        await self._tell((*checked.notes, *warnings))
        return True

    async def _tell(self, notes: tuple[str, ...]) -> None:
        """Have what is open or odd about the destination read before going on, once; an upload is not held up by it."""
        if self.alone:
            for note in notes:
                self.app.notify(note, markup=False)
        elif notes and notes != self._told:
            self._told = notes
            await self.app.push_screen_wait(Notes("Saved. Good to know", notes))

    async def _changed_tracking(self, checked: Checked, wanted: bool) -> Checked:
        """Change auto tracking at TikTok, after a question; refused or not wanted, it stays as it is there."""
        question = (
            "Every future campaign of the advertiser will use this event set."
            if wanted
            else "Future campaigns will use this event set only where it is chosen for them."
        )
        title = f"Turn auto tracking {'on' if wanted else 'off'} at TikTok?"
        if not await self.app.push_screen_wait(Confirm(title, question, yes="Turn it on" if wanted else "Turn it off")):
            return checked
        home, api_url, destination = self.session.home, self.session.api_url, checked.destination
        try:
            await run(lambda _: saving.set_tracking(home, destination, api_url, wanted))
        except AppError as error:
            raise SettingsError(
                f"Auto tracking was not changed. {error.what}", remedy=error.remedy, field="auto_tracking"
            ) from None
        return replace(checked, destination=replace(destination, auto_tracking=wanted))
