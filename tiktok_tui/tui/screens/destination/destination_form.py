"""The settings of a destination as a form: shown, filled in, and read back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input, Static

from tiktok_tui.events.destination import Destination, EventSource, NumberStyle
from tiktok_tui.tui.screens.destination.form import Form, FormRow
from tiktok_tui.tui.screens.destination.pick_input import PickInput
from tiktok_tui.tui.widgets.checkbox import PlainCheckbox
from tiktok_tui.tui.widgets.radio_line import RadioLine
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.text_line import TextLine

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential
    from tiktok_tui.tui.screens.destination.pickers import Listed

_TYPED = ("name", "description")
_PICKED = ("advertiser_id", "event_set_id", "fixed_event", "currency", "phone_country", "time_zone")
_TICKED = ("auto_tracking", "limited_data_use", "restrict_pii", "admin_only", "send_event_channel", "sandbox")
_STYLES = tuple(NumberStyle)
_SOURCES = tuple(EventSource)


class DestinationForm(Form):
    """Every setting, each in a line, the common ones first. Posts `PickInput.Asked` where a list is wanted."""

    DEFAULT_CSS = """
    DestinationForm {
        padding: 0;
        .form--apart { margin: 1 0 0 0; }
        .form--label { width: 16; }
        .form--error { padding: 0 0 0 16; }
        PickInput { max-width: 34; }
        PlainCheckbox { margin: 0 2 0 0; }
        #credential { height: 1; text-wrap: nowrap; text-overflow: ellipsis; color: $foreground-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__(
            FormRow("name", "Name", TextLine(id="name", compact=True, placeholder="such as Store sales")),
            FormRow("description", "Description", TextLine(id="description", compact=True)),
            FormRow("credential", "Credential", Static("", id="credential", markup=False)),
            FormRow("advertiser_id", "Advertiser", PickInput("advertiser_id", placeholder="19 digits")),
            FormRow("event_source", "Event source", RadioLine(_SOURCES, id="event_source")),
            FormRow("event_set_id", "Event set", PickInput("event_set_id")),
            FormRow(
                "auto_tracking", "Auto tracking", PlainCheckbox("future campaigns use this set", id="auto_tracking")
            ),
            FormRow("fixed_event", "Fixed event", PickInput("fixed_event"), hint="where the file names none"),
            _apart(
                FormRow(
                    "currency",
                    "Currency",
                    PickInput("currency", placeholder="the account's"),
                    hint="where the file names none",
                )
            ),
            FormRow("phone_country", "Phones in", PickInput("phone_country"), hint="without a country code"),
            FormRow(
                "time_zone", "Times in", PickInput("time_zone", placeholder="the account's"), hint="without a zone"
            ),
            FormRow("number_style", "Numbers like", RadioLine(_STYLES, id="number_style")),
            _apart(
                FormRow(
                    "restrict_pii",
                    "Privacy",
                    PlainCheckbox("mask values (restrict PII)", id="restrict_pii"),
                    PlainCheckbox("only I may read the file", id="admin_only"),
                )
            ),
            FormRow("limited_data_use", "Data use", PlainCheckbox("limited data use", id="limited_data_use")),
            FormRow(
                "send_event_channel",
                "Channel",
                PlainCheckbox("send event_channel as a property", id="send_event_channel"),
            ),
            FormRow(
                "sandbox",
                "Try it first",
                PlainCheckbox("in the built-in sandbox: nothing reaches TikTok", id="sandbox"),
            ),
        )
        self._shown = Destination("", "")
        self._advertisers: dict[str, str] = {}

    @property
    def shown(self) -> Destination:
        """The destination that was shown last, before anybody changed anything."""
        return self._shown

    def focus_name(self) -> None:
        """Focus the first line."""
        self.query_one("#name", TextLine).focus()

    def show(self, destination: Destination) -> None:
        """Show the settings of `destination`."""
        self._shown = destination
        for key in _TYPED:
            self.query_one(f"#{key}", TextLine).value = getattr(destination, key)
        for key in _PICKED:
            self.picked(key).value = getattr(destination, key)
        for key in _TICKED:
            self.query_one(f"#{key}", PlainCheckbox).value = getattr(destination, key)
        self.query_one("#event_source", RadioLine).chosen = _SOURCES.index(destination.event_source)
        self.query_one("#number_style", RadioLine).chosen = _STYLES.index(destination.number_style)
        self._show_set_name()
        self._show_source()

    def filled(self) -> Destination:
        """The destination as the form has it now."""
        settings: dict[str, object] = {key: self.query_one(f"#{key}", TextLine).value.strip() for key in _TYPED}
        settings |= {key: self.picked(key).value for key in _PICKED}
        settings |= {key: self.query_one(f"#{key}", PlainCheckbox).value for key in _TICKED}
        same_set = settings["event_set_id"] == self._shown.event_set_id
        return replace(
            self._shown,
            event_source=self._source,
            number_style=_STYLES[self.query_one("#number_style", RadioLine).chosen],
            event_set_name=self._shown.event_set_name if same_set else "",
            **settings,  # type: ignore[arg-type]  # the form's keys are the destination's own
        )

    def show_credential(self, slug: str, credential: Credential | None) -> None:
        """Say whose token sends, and name the advertisers that it reaches; None where `slug` is not to be had."""
        self._advertisers = {each.id: each.name for each in credential.advertisers} if credential else {}
        words = f"{slug}, which is not there any more" if slug else "none yet: the first step takes one in"
        if self._shown.sandbox and credential is None:
            words = "none needed in the sandbox"
        if credential is not None:
            reached = len(self._advertisers)
            facts = [
                credential.name,
                credential.owner,
                f"{reached} advertiser{'s' if reached > 1 else ''}" * (reached > 0),
            ]
            words = " · ".join(fact for fact in facts if fact)
        self.query_one("#credential", Static).update(safe_text(words, 200))
        if len(self._advertisers) == 1 and not self.picked("advertiser_id").value:
            self.picked("advertiser_id").value = next(iter(self._advertisers))
        self._show_advertiser()

    def take(self, listed: Listed) -> None:
        """Take an event set or a pixel from TikTok's list."""
        self._shown = replace(self._shown, event_set_id=listed.id, event_set_name=listed.name)
        if listed.auto_tracking is not None:
            self._shown = replace(self._shown, auto_tracking=listed.auto_tracking)
            self.query_one("#auto_tracking", PlainCheckbox).value = listed.auto_tracking
        self.picked("event_set_id").value = listed.id
        self._show_set_name()

    def rename_set(self, name: str) -> None:
        """Take over what the event set is called now."""
        self._shown = replace(self.filled(), event_set_name=name, auto_tracking=self._shown.auto_tracking)
        self._show_set_name()

    def picked(self, key: str) -> PickInput:
        """The line of a setting that can be picked."""
        return next(line for line in self.query(PickInput) if line.key == key)

    @property
    def _source(self) -> EventSource:
        return _SOURCES[self.query_one("#event_source", RadioLine).chosen]

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
        """Show what there is for this source only."""
        web = self._source is EventSource.WEB
        for key, here in (("auto_tracking", not web), ("send_event_channel", not web), ("limited_data_use", web)):
            row = self.row(key)
            if row is not None:
                row.display = here
        sets = self.row("event_set_id")
        if sets is not None:
            sets.say_label("Pixel" if web else "Event set")
        self.picked("event_set_id").suggest("the pixel's code" if web else "19 digits")

    @on(Input.Submitted)
    def _next_line(self, event: Input.Submitted) -> None:
        """Enter goes on to the next setting."""
        event.stop()
        self.screen.focus_next()


def _apart(row: FormRow) -> FormRow:
    """With a line of air above."""
    row.add_class("form--apart")
    return row
