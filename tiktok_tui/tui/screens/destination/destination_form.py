"""The settings of a destination as a form, made from the one table of settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input, Static

from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.settings import DEFAULTS, SETTINGS
from tiktok_tui.tui.screens.destination.controls import choices, control_of, row_of
from tiktok_tui.tui.screens.destination.credential_words import credential_words
from tiktok_tui.tui.screens.destination.form import Form
from tiktok_tui.tui.screens.destination.pick_input import PickInput
from tiktok_tui.tui.widgets.checkbox import PlainCheckbox
from tiktok_tui.tui.widgets.radio_line import RadioLine
from tiktok_tui.tui.widgets.text_line import TextLine

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential
    from tiktok_tui.tui.screens.destination.pickers import Listed

_NOT_SHOWN = frozenset({"event_set_name"})
"""Settings without a row: the event set's name stands beside its ID."""


class DestinationForm(Form):
    """A row for each setting of the table. Posts `PickInput.Asked` where a list is wanted."""

    DEFAULT_CSS = """
    DestinationForm {
        padding: 0;
        .form--label { width: 16; }
        .form--error { padding: 0 0 0 16; }
        PickInput { max-width: 34; }
        #credential { height: 1; text-wrap: nowrap; text-overflow: ellipsis; color: $foreground-muted; }
    }
    """

    def __init__(self, *, token_given: bool = False) -> None:
        """With `token_given`, the environment has the token that is sent with."""
        self._controls = {setting: control_of(setting) for setting in SETTINGS if setting.name not in _NOT_SHOWN}
        super().__init__(*(row_of(setting, control) for setting, control in self._controls.items()))
        self._shown = DEFAULTS
        self._advertisers: dict[str, str] = {}
        self._credential: tuple[str, Credential | None] = ("", None)
        self._labelled = DEFAULTS.event_source
        self._token_given = token_given

    @property
    def shown(self) -> Destination:
        """The destination that was shown last, before anybody changed anything."""
        return self._shown

    def focus_name(self) -> None:
        """Focus the first line."""
        self.query_one("#name", TextLine).focus()

    def keep_in_sandbox(self) -> None:
        """Send to the sandbox only: nothing of the example leaves this machine."""
        sandbox = self.query_one("#sandbox", PlainCheckbox)
        sandbox.value, sandbox.disabled = True, True

    def show(self, destination: Destination) -> None:
        """Show the settings of `destination`."""
        self._shown = destination
        for setting, control in self._controls.items():
            value = getattr(destination, setting.name)
            match control:
                case TextLine() | PickInput() | PlainCheckbox():
                    control.value = value
                case RadioLine():
                    control.chosen = choices(setting).index(value)
                case _:
                    pass
        self._show_set_name()
        self._show_source()

    def filled(self) -> Destination:
        """The destination with the settings as they are in the form now."""
        values: dict[str, object] = {}
        for setting, control in self._controls.items():
            match control:
                case TextLine() | PickInput():
                    values[setting.name] = control.value.strip()
                case PlainCheckbox():
                    values[setting.name] = control.value
                case RadioLine():
                    values[setting.name] = choices(setting)[control.chosen]
                case _:
                    pass
        if values["event_set_id"] != self._shown.event_set_id:
            values["event_set_name"] = ""
        return replace(self._shown, **values)  # type: ignore[arg-type]  # the table holds names and kinds of the fields

    def show_credential(self, slug: str, credential: Credential | None) -> None:
        """Show the credential and the advertisers that it reaches; `credential` is None if `slug` cannot be read."""
        self._credential = (slug, credential)
        self._advertisers = {each.id: each.name for each in credential.advertisers} if credential else {}
        if len(self._advertisers) == 1 and not self.picked("advertiser_id").value:
            self.picked("advertiser_id").value = next(iter(self._advertisers))
        self._show_advertiser()
        self._show_credential()

    @on(PlainCheckbox.Changed, "#sandbox")
    def _show_credential(self) -> None:
        sandbox = self.query_one("#sandbox", PlainCheckbox).value
        words = credential_words(*self._credential, sandbox=sandbox, given=self._token_given)
        self.query_one("#credential", Static).update(words)

    def take(self, listed: Listed) -> None:
        """Use an event set or a pixel of TikTok's list."""
        self._shown = replace(self._shown, event_set_id=listed.id, event_set_name=listed.name)
        if listed.auto_tracking is not None:
            self._shown = replace(self._shown, auto_tracking=listed.auto_tracking)
            self.query_one("#auto_tracking", PlainCheckbox).value = listed.auto_tracking
        self.picked("event_set_id").value = listed.id
        self._show_set_name()

    def rename_set(self, name: str) -> None:
        """Show the new name of the event set."""
        self._shown = replace(self.filled(), event_set_name=name, auto_tracking=self._shown.auto_tracking)
        self._show_set_name()

    def picked(self, key: str) -> PickInput:
        """The line of a setting that can be picked."""
        return self.query_one(f"#{key}", PickInput)

    @property
    def _source(self) -> EventSource:
        return tuple(EventSource)[self.query_one("#event_source", RadioLine).chosen]

    def _hint(self, key: str, words: str) -> None:
        row = self.row(key)
        if row is not None:
            row.say_hint(words)

    @on(Input.Changed)
    def _show_advertiser(self) -> None:
        self._hint("advertiser_id", self._advertisers.get(self.picked("advertiser_id").value, ""))

    @on(Input.Changed)
    def _show_set_name(self) -> None:
        same = self.picked("event_set_id").value == self._shown.event_set_id
        self._hint("event_set_id", self._shown.event_set_name if same else "")

    @on(RadioLine.Changed, "#event_source")
    def _show_source(self) -> None:
        """Show only the settings that this event source has."""
        web = self._source is EventSource.WEB
        for setting in SETTINGS:
            row = self.row(setting.name)
            if row is not None:
                row.display = self._source in setting.sources
        sets = self.row("event_set_id")
        if sets is not None:
            sets.say_label("Pixel" if web else "Event set")
            if self._source is not self._labelled:
                sets.say_wrong("")
        self._labelled = self._source
        self.picked("event_set_id").suggest("the pixel's code" if web else "19 digits")

    @on(Input.Submitted)
    def _next_line(self, event: Input.Submitted) -> None:
        """Enter goes to the next setting."""
        event.stop()
        self.screen.focus_next()
