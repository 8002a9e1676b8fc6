"""The step that says where events go: every setting of a destination, checked with TikTok before it is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Checkbox, Input, RadioButton, RadioSet, Static

from tiktok_tui.events.destination import Destination, NumberStyle, Source
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tui import saving
from tiktok_tui.tui.flows import destination as flows
from tiktok_tui.tui.step_page import StepPage
from tiktok_tui.tui.widgets.confirm import Confirm
from tiktok_tui.tui.widgets.form import Form, FormRow
from tiktok_tui.tui.widgets.pick_input import PickInput
from tiktok_tui.tui.work import run, start

if TYPE_CHECKING:
    from tiktok_tui.accounts.checking import Checked
    from tiktok_tui.accounts.credentials import Credential

_TYPED = ("name", "description")
_PICKED = ("advertiser_id", "event_set_id", "fixed_event", "currency", "phone_country", "time_zone")
_TICKED = (
    "auto_tracking",
    "limited_data_use",
    "restrict_pii",
    "admin_only",
    "send_event_channel",
    "sandbox",
)
_STYLES = tuple(NumberStyle)
_SOURCES = tuple(Source)


class DestinationStep(StepPage):
    """A form; Ctrl+S checks it with TikTok and saves it."""

    STEP = "destination"
    HEADING = "Destination"
    CSS_PATH = "destination_step.tcss"
    BINDINGS = [
        Binding("ctrl+n", "new_set", "new event set", id="destination.new_set", tooltip="Make an event set at TikTok"),
        Binding("ctrl+e", "rename_set", "rename it", id="destination.rename_set", tooltip="Rename the event set"),
    ]

    def compose_step(self) -> ComposeResult:
        """The settings, the common ones first."""
        yield Form(
            FormRow("name", "Name", Input(id="name", compact=True, placeholder="Store sales")),
            FormRow("description", "Description", Input(id="description", compact=True)),
            FormRow("advertiser_id", "Advertiser", PickInput("advertiser_id", placeholder="19 digits")),
            FormRow(
                "event_source",
                "Event source",
                RadioSet(*(RadioButton(str(source)) for source in _SOURCES), id="event_source"),
            ),
            FormRow("event_set_id", "Event set", PickInput("event_set_id"), hint="The ID in Events Manager"),
            FormRow("auto_tracking", "", Checkbox("auto tracking", id="auto_tracking", compact=True)),
            FormRow("fixed_event", "Fixed event", PickInput("fixed_event"), hint="Where the file names no event"),
            Static("Defaults", markup=False, classes="destination--heading"),
            FormRow("currency", "Currency", PickInput("currency"), hint="Where the file names none"),
            FormRow("phone_country", "Phones in", PickInput("phone_country"), hint="Without a country code"),
            FormRow("time_zone", "Times in", PickInput("time_zone"), hint="Without a zone"),
            FormRow(
                "number_style",
                "Numbers like",
                RadioSet(*(RadioButton(str(style)) for style in _STYLES), id="number_style"),
            ),
            Static("Privacy and trying it out", markup=False, classes="destination--heading"),
            FormRow("restrict_pii", "", Checkbox("restrict PII: show masked values", id="restrict_pii", compact=True)),
            FormRow("admin_only", "", Checkbox("admin only: I alone may read the file", id="admin_only", compact=True)),
            FormRow(
                "limited_data_use",
                "",
                Checkbox("limited data use (web)", id="limited_data_use", compact=True),
            ),
            FormRow(
                "send_event_channel",
                "",
                Checkbox("send event_channel as a property", id="send_event_channel", compact=True),
            ),
            FormRow(
                "sandbox",
                "",
                Checkbox("try it in the built-in sandbox: nothing reaches TikTok", id="sandbox", compact=True),
            ),
        )

    def on_mount(self) -> None:
        """Fill the form."""
        self._credential: Credential | None = None
        draft = self.setup.draft
        self._fill(draft.destination or Destination("", "", credential=draft.credential, fixed_event="Purchase"))
        self.query_one("#name").focus()

    def opened(self) -> None:
        """Look up the credential: it knows the advertisers."""
        slug, home = self.setup.draft.credential, self.session.home

        def load(_: object) -> Credential:
            from tiktok_tui.accounts import credentials

            return credentials.load(home, slug)

        if slug:
            start(self, load, done=self._known, failed=lambda _: None)

    def _known(self, credential: Credential) -> None:
        self._credential = credential
        if len(credential.advertisers) == 1 and not self._pick("advertiser_id").value:
            self._pick("advertiser_id").value = credential.advertisers[0].id
        self._show_advertiser()

    @on(Input.Changed)
    def _show_advertiser(self) -> None:
        """Say the advertiser's name beside its ID."""
        names = {each.id: each.name for each in self._credential.advertisers} if self._credential else {}
        row = self.query_one(Form).row("advertiser_id")
        if row is not None:
            row.say_hint(names.get(self._pick("advertiser_id").value, ""))

    def _pick(self, key: str) -> PickInput:
        return next(line for line in self.query(PickInput) if line.key == key)

    def _fill(self, destination: Destination) -> None:
        """Show the settings of `destination`."""
        self._shown = destination
        for key in _TYPED:
            self.query_one(f"#{key}", Input).value = getattr(destination, key)
        for key in _PICKED:
            self._pick(key).value = getattr(destination, key)
        for key in _TICKED:
            self.query_one(f"#{key}", Checkbox).value = getattr(destination, key)
        self._press("event_source", _SOURCES.index(destination.event_source))
        self._press("number_style", _STYLES.index(destination.number_style))
        self._show_set_name(destination.event_set_name)

    def _press(self, key: str, place: int) -> None:
        list(self.query_one(f"#{key}", RadioSet).query(RadioButton))[place].value = True

    def _show_set_name(self, name: str) -> None:
        row = self.query_one(Form).row("event_set_id")
        if row is not None:
            row.say_hint(name or "The ID in Events Manager")

    def _filled(self) -> Destination:
        """The destination as the form has it."""
        settings: dict[str, object] = {key: self.query_one(f"#{key}", Input).value.strip() for key in _TYPED}
        settings |= {key: self._pick(key).value for key in _PICKED}
        settings |= {key: self.query_one(f"#{key}", Checkbox).value for key in _TICKED}
        source = _SOURCES[max(0, self.query_one("#event_source", RadioSet).pressed_index)]
        style = _STYLES[max(0, self.query_one("#number_style", RadioSet).pressed_index)]
        same_set = settings["event_set_id"] == self._shown.event_set_id
        return replace(
            self._shown,
            credential=self.setup.draft.credential,
            event_source=source,
            number_style=style,
            event_set_name=self._shown.event_set_name if same_set else "",
            **settings,  # type: ignore[arg-type]  # the form's keys are the destination's own
        )

    @on(PickInput.Asked)
    def _asked(self, event: PickInput.Asked) -> None:
        self._choose(event.key)

    @work(exclusive=True)
    async def _choose(self, key: str) -> None:
        now = self._pick(key).value
        if key == "event_set_id":
            self._show_set(await flows.pick_event_set(self.app, self.session, self._filled()))
            return
        if key == "advertiser_id":
            picked = await flows.pick_advertiser(self.app, self._credential, now)
        else:
            picked = await flows.pick_fixed(self.app, key, now)
        if picked is not None:
            self._pick(key).value = picked

    @work(exclusive=True)
    async def action_new_set(self) -> None:
        """Make an event set at TikTok and take it."""
        self._show_set(await flows.create_event_set(self.app, self.session, self._filled()))

    @work(exclusive=True)
    async def action_rename_set(self) -> None:
        """Rename the event set at TikTok."""
        name = await flows.rename_event_set(self.app, self.session, self._filled())
        if name is not None:
            self._shown = replace(self._shown, event_set_name=name)
            self._show_set_name(name)

    def _show_set(self, listed: flows.Listed | None) -> None:
        """Take an event set or a pixel from TikTok's list."""
        if listed is not None:
            self._pick("event_set_id").value = listed.id
            self._shown = replace(self._shown, event_set_id=listed.id, event_set_name=listed.name)
            self._show_set_name(listed.name)

    def show_field_error(self, error: SettingsError) -> bool:
        """Show an error at its row."""
        return self.query_one(Form).show_errors([error])

    async def complete(self) -> bool:
        """Check the destination with TikTok, then save it; a check that fails saves nothing."""
        self.query_one(Form).clear_errors()
        wanted = self._filled()
        if not wanted.name:
            raise SettingsError("The destination needs a name.", field="name")
        home, api_url = self.session.home, self.session.api_url
        self.say("Checking with TikTok …")
        checked = await run(lambda _: saving.check(home, wanted, api_url))
        if checked.destination.auto_tracking != wanted.auto_tracking and not wanted.sandbox:
            checked = await self._changed_tracking(checked, wanted.auto_tracking)
        if await run(
            lambda _: saving.loses_comments(home, checked.destination)
        ) and not await self.app.push_screen_wait(
            Confirm("Save?", "The comments in the destination's file will be lost.", yes="Save", no="Go back")
        ):
            return False
        warnings = await run(lambda _: saving.save(home, checked.destination))
        self._fill(checked.destination)
        self.setup.decide(destination=checked.destination, prepared=None, confirmed=False)
        for said in (*checked.notes, *warnings):
            self.app.notify(said, markup=False)
        return True

    async def _changed_tracking(self, checked: Checked, wanted: bool) -> Checked:
        """Change auto tracking at TikTok, after a question; refused or not wanted, it stays as it is there."""
        question = (
            "Every future campaign of the advertiser will use this event set."
            if wanted
            else ("Future campaigns will use this event set only where it is chosen for them.")
        )
        title = f"Turn auto tracking {'on' if wanted else 'off'} at TikTok?"
        if await self.app.push_screen_wait(Confirm(title, question, yes="Turn it on" if wanted else "Turn it off")):
            home, api_url, destination = self.session.home, self.session.api_url, checked.destination
            await run(lambda _: saving.set_tracking(home, destination, api_url, wanted))
            return replace(checked, destination=replace(destination, auto_tracking=wanted))
        return checked
