"""The form of a destination: it gives back what it was shown, and says what TikTok calls the IDs in it."""

from __future__ import annotations

from dataclasses import fields, replace

from textual.app import App, ComposeResult
from textual.widgets import Input, Static

from tests.support.pilot import screen_text, shows, until
from tests.support.setups import SHOP
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.events.destination import EventSource, NumberStyle
from tiktok_tui.events.settings import DEFAULTS, SETTINGS
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tui.screens.destination.destination_form import DestinationForm
from tiktok_tui.tui.screens.destination.form import FormRow
from tiktok_tui.tui.screens.destination.pickers import Listed
from tiktok_tui.tui.widgets.checkbox import PlainCheckbox
from tiktok_tui.tui.widgets.radio_line import RadioLine

ONE = Credential("acme", "0" * 16, "Acme", owner="ads@acme.example", advertisers=(Advertiser("7", "Acme Stores"),))
TWO = replace(ONE, advertisers=(*ONE.advertisers, Advertiser("8", "Boutique")))
FILLED = replace(
    SHOP,
    description="All tills",
    auto_tracking=True,
    fixed_event="Purchase",
    number_style=NumberStyle.COMMA,
    admin_only=True,
    restrict_pii=True,
    send_event_channel=True,
)


class _Form(App[None]):
    CSS_PATH = None

    def compose(self) -> ComposeResult:
        yield DestinationForm()

    @property
    def form(self) -> DestinationForm:
        """The form."""
        return self.query_one(DestinationForm)

    def hint(self, key: str) -> str:
        """The words beside a line."""
        return str(self.query_one(f"#{key}").query_ancestor(FormRow).query_one(".form--hint", Static).content)

    @property
    def rows(self) -> set[str]:
        """The settings with a row that is displayed."""
        return {row.key for row in self.query(FormRow) if row.display}


async def test_what_is_shown_comes_back_as_it_is_but_for_blanks_around_it() -> None:
    app = _Form()
    async with app.run_test(size=(100, 40)) as pilot:
        assert app.form.shown == DEFAULTS
        for destination in (FILLED, replace(FILLED, event_source=EventSource.WEB, limited_data_use=True), DEFAULTS):
            app.form.show(destination)
            assert app.form.shown == destination
            assert app.form.filled() == destination
        changed = [each.name for each in fields(SHOP) if getattr(FILLED, each.name) != getattr(DEFAULTS, each.name)]
        assert {*changed, "limited_data_use", "event_source"} == {"slug", *(setting.name for setting in SETTINGS)}
        app.form.show(FILLED)
        app.query_one("#name", Input).value = "  Tills "
        app.form.picked("currency").value = " CHF  "
        assert app.form.filled() == replace(FILLED, name="Tills", currency="CHF")
        app.form.focus_name()
        await until(pilot, lambda: app.focused is app.query_one("#name"))
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is app.query_one("#description"))
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is app.form.picked("advertiser_id").line)
        assert not app.query_one("#sandbox", PlainCheckbox).disabled
        app.form.show(replace(FILLED, sandbox=False))
        app.form.keep_in_sandbox()
        assert app.form.filled() == FILLED
        assert app.query_one("#sandbox", PlainCheckbox).disabled


async def test_ids_are_named_as_tiktok_names_them_as_long_as_they_are_the_same() -> None:
    app = _Form()
    async with app.run_test(size=(100, 40)) as pilot:
        app.form.show(replace(FILLED, advertiser_id="", event_set_id="71", event_set_name="Tills"))
        app.form.show_credential("acme", TWO)
        assert (app.form.filled().advertiser_id, app.hint("advertiser_id")) == ("", "")
        await shows(pilot, "Acme · ads@acme.example · 2 advertisers")
        app.form.show_credential("acme", ONE)
        assert (app.form.filled().advertiser_id, app.hint("advertiser_id")) == ("7", "Acme Stores")
        app.form.show_credential("acme", replace(TWO, advertisers=TWO.advertisers[1:]))
        assert (app.form.filled().advertiser_id, app.hint("advertiser_id")) == ("7", ""), "one that is there is kept"
        app.form.show_credential("acme", TWO)
        app.form.picked("advertiser_id").value = "8"
        await until(pilot, lambda: app.hint("advertiser_id") == "Boutique")
        app.form.show_credential("", None)
        assert app.hint("advertiser_id") == ""
        assert app.hint("event_set_id") == "Tills"
        app.form.picked("event_set_id").value = "72"
        await until(pilot, lambda: app.hint("event_set_id") == "")
        assert app.form.filled().event_set_name == ""
        app.form.picked("event_set_id").value = "71"
        await until(pilot, lambda: app.hint("event_set_id") == "Tills")
        assert app.form.filled().event_set_name == "Tills"
        await shows(pilot, "none needed in the sandbox")
        app.query_one("#sandbox", PlainCheckbox).value = False
        await shows(pilot, "none yet: Ctrl+T adds one")


async def test_an_event_set_of_the_list_brings_its_auto_tracking_and_a_new_name_changes_nothing_else() -> None:
    app = _Form()
    async with app.run_test(size=(100, 40)) as pilot:
        box = app.query_one("#auto_tracking", PlainCheckbox)
        app.form.show(replace(FILLED, auto_tracking=False))
        app.form.take(Listed("73", "Fair", True))
        assert (box.value, app.form.shown.auto_tracking, app.hint("event_set_id")) == (True, True, "Fair")
        filled = app.form.filled()
        assert (filled.event_set_id, filled.event_set_name, filled.auto_tracking) == ("73", "Fair", True)
        app.form.take(Listed("74", "Shop", False))
        assert (box.value, app.form.shown.auto_tracking) == (False, False)
        box.value = True
        app.form.take(Listed("C4", "Pixel"))
        assert (box.value, app.form.shown.auto_tracking) == (True, False), "a pixel has none"
        app.query_one("#description", Input).value = "typed"
        app.form.rename_set("Market")
        assert (app.form.shown.auto_tracking, app.form.shown.event_set_name) == (False, "Market")
        assert app.form.filled() == replace(
            FILLED, description="typed", event_set_id="C4", event_set_name="Market", auto_tracking=True
        )
        await until(pilot, lambda: app.hint("event_set_id") == "Market")


async def test_each_event_source_has_its_own_settings_and_words() -> None:
    app = _Form()
    async with app.run_test(size=(100, 40)) as pilot:
        sets = app.form.row("event_set_id")
        assert sets is not None
        source = app.query_one("#event_source", RadioLine)
        app.form.show(replace(FILLED, event_set_id=""))
        everywhere = {setting.name for setting in SETTINGS} - {"event_set_name"}
        assert app.rows == everywhere - {"limited_data_use"}
        assert app.form.picked("event_set_id").line.placeholder == "19 digits"
        assert "Event set" in screen_text(app)
        sets.say_wrong("It is none.")
        source.chosen = 1
        await until(pilot, lambda: app.rows == everywhere - {"auto_tracking", "send_event_channel"})
        assert app.form.picked("event_set_id").line.placeholder == "the pixel's code"
        await shows(pilot, "Pixel")
        assert "Event set" not in screen_text(app)
        assert not sets.has_class("-wrong"), "it was said of an event set"
        sets.say_wrong("It is no pixel.")
        app.form.show(app.form.filled())
        assert sets.has_class("-wrong"), "the same event source"
        source.chosen = 0
        await until(pilot, lambda: not sets.has_class("-wrong"))
        assert app.form.filled().event_source is EventSource.OFFLINE
