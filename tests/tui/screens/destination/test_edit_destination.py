"""A destination on the screen: picked from TikTok's lists or typed, checked before anything is saved."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.support.pilot import screen_text, shows, until
from tests.support.sandbox import Sandbox
from tests.support.setups import on
from tests.support.uploads import SHOP
from tiktok_tui.accounts import credentials, destinations
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.settings import SETTING
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tiktok.client import Client
from tiktok_tui.tiktok.tokens import FixedToken
from tiktok_tui.tui import routes
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.destination.destination_form import DestinationForm
from tiktok_tui.tui.screens.destination.edit_destination import EditDestination
from tiktok_tui.tui.screens.destination.editor import blank
from tiktok_tui.tui.widgets.checkbox import PlainCheckbox
from tiktok_tui.tui.widgets.radio_line import RadioLine
from tiktok_tui.tui.wizard.draft import WizardDraft

SIZE = (100, 30)

ACME = Credential(
    "acme",
    "0123456789abcdef",
    "acme",
    owner="ads@acme.example",
    advertisers=(
        Advertiser(known.ADVERTISER, "Sandbox Store"),
        Advertiser(known.SECOND_ADVERTISER, "Sandbox Boutique"),
    ),
)


@pytest.fixture
def session(session: AppSession, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> AppSession:
    """A home with one credential, whose token comes from the environment, and the sandbox in TikTok's place."""
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    credentials.save(session.home, ACME)
    return AppSession(session.home, sandbox.base_url)


class Host(Page[None]):
    """An empty page below the form."""

    def __init__(self, app: TikTokTui, draft: WizardDraft, error: SettingsError | None = None) -> None:
        super().__init__(app.session)
        self._draft, self._error = draft, error

    def on_mount(self) -> None:
        shown = self._draft.destination or blank(self._draft.credential, sandbox=self._draft.trying)
        if shown.slug and self._error is None:
            self.app.push_screen(routes.destination_page(self.session, shown))
        else:
            self.app.push_screen(EditDestination(self.session, shown, shown if shown.slug else None, self._error))


def app_on(
    session: AppSession, destination: Destination | None = None, error: SettingsError | None = None
) -> TikTokTui:
    """The app on the form, new or with a destination to change."""
    draft = WizardDraft(credential="acme", destination=destination)
    return TikTokTui(session, lambda app: Host(app, draft, error))


def form(app: TikTokTui) -> DestinationForm:
    found = [screen.query(DestinationForm) for screen in app.screen_stack]
    return next(iter(each for query in found for each in query))


def fill(app: TikTokTui, **values: str) -> None:
    """Type into the lines of the form."""
    for key, value in values.items():
        if key in {"name", "description"}:
            form(app).query_one(f"#{key}", Input).value = value
        else:
            form(app).picked(key).value = value


async def ask(pilot: Pilot[str], app: TikTokTui, key: str) -> None:
    """Open the list of a setting from the keyboard."""
    form(app).picked(key).focus()
    await pilot.pause()
    await pilot.press("down")


async def ready(pilot: Pilot[str]) -> None:
    await shows(pilot, "ads@acme.example")


def saved(session: AppSession) -> list[Destination]:
    return list(destinations.listing(session.home).destinations)


async def test_advertiser_and_event_set_are_picked_from_tiktoks_lists(session: AppSession) -> None:
    app = app_on(session)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press(*"Boutique")
        await ask(pilot, app, "advertiser_id")
        await shows(pilot, "Sandbox Store")
        await pilot.press(*"boutique", "enter")
        await until(pilot, lambda: form(app).picked("advertiser_id").value == known.SECOND_ADVERTISER)
        await shows(pilot, "Sandbox Boutique")
        await ask(pilot, app, "event_set_id")
        await shows(pilot, "Boutique sales")
        await pilot.press("enter")
        await until(pilot, lambda: form(app).picked("event_set_id").value == known.SECOND_EVENT_SET)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: saved(session))
    (made,) = saved(session)
    assert (made.slug, made.credential, made.event_set_name) == ("boutique", "acme", "Boutique sales")
    assert (made.currency, made.time_zone) == ("EUR", "Europe/Berlin")


async def test_the_account_gives_currency_and_time_zone(session: AppSession) -> None:
    app = app_on(session)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        fill(app, name="Shop", advertiser_id=known.ADVERTISER, event_set_id=known.EVENT_SET)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: saved(session))
    (made,) = saved(session)
    assert (made.currency, made.time_zone) == ("USD", "America/New_York")


async def test_an_event_set_is_made_at_tiktok(session: AppSession, sandbox: Sandbox) -> None:
    app = app_on(session)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        fill(app, name="Phone orders", advertiser_id=known.ADVERTISER)
        await pilot.press("ctrl+n")
        await shows(pilot, "A new event set")
        await pilot.press("enter")
        await shows(pilot, "Describe Phone orders")
        await pilot.press("enter")
        await shows(pilot, "TikTok refuses an event set without one")
        await pilot.press(*"Orders", "enter")
        await until(pilot, lambda: form(app).picked("event_set_id").value)
        made = form(app).picked("event_set_id").value
    with Client(FixedToken(known.TOKEN), base_url=sandbox.base_url) as client:
        assert (made, "Phone orders") in [(each.id, each.name) for each in client.event_sets(known.ADVERTISER)]


async def test_an_event_set_is_renamed_at_tiktok(session: AppSession, sandbox: Sandbox) -> None:
    app = app_on(session, SHOP)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        page = app.screen
        await pilot.press("ctrl+r")
        await shows(pilot, "The event set's name at TikTok")
        await pilot.press(*"Tills", "enter")
        await shows(pilot, "Tills")
        await until(pilot, lambda: form(app).shown.event_set_name == "Tills")
        assert form(app).filled().event_set_name == "Tills"
        asked = sandbox.stats().requests
        await pilot.press("ctrl+r")
        await shows(pilot, "The event set's name at TikTok")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is page)
        assert sandbox.stats().requests == asked, "the same name changes nothing"
        fill(app, event_set_id=known.SECOND_EVENT_SET)
        assert form(app).filled().event_set_name == "", "another set does not keep the name"
        await until(pilot, lambda: "Tills" not in screen_text(app))
    with Client(FixedToken(known.TOKEN), base_url=sandbox.base_url) as client:
        names = {each.id: each.name for each in client.event_sets(known.ADVERTISER)}
    assert names[known.EVENT_SET] == "Tills"


async def test_an_id_is_typed_where_the_token_may_not_list(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.EVENTS_MANAGER_TOKEN)
    credentials.save(session.home, replace(ACME, advertisers=()))
    app = app_on(session)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await ask(pilot, app, "advertiser_id")
        await shows(pilot, "This token may not list its advertisers.")
        await pilot.press("escape")
        fill(app, name="Shop", advertiser_id=known.ADVERTISER, currency="USD")
        await ask(pilot, app, "event_set_id")
        await shows(pilot, "may not list the event sets")
        assert "sending events may still be allowed" in " ".join(screen_text(app).split())
        await pilot.press("escape")
        fill(app, event_set_id=known.EVENT_SET)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: saved(session))
    assert saved(session)[0].event_set_id == known.EVENT_SET


WRONG = (
    # the setting, what is typed there, and what is said of it
    ("event_set_id", "7299999999999999999", "is not among the advertiser's event sets"),
    ("advertiser_id", known.STRANGER_ADVERTISER, "does not reach the advertiser"),
    ("event_set_id", known.STRANGER_EVENT_SET, "is not among the advertiser's event sets"),
    ("advertiser_id", "", "has no advertiser"),
    ("currency", "DOLLARS", "DOLLARS"),
    ("phone_country", "Narnia", "Narnia"),
    ("time_zone", "Europe/Nowhere", "Europe/Nowhere"),
    ("name", "", "needs a name"),
)


async def test_a_failing_check_saves_nothing_and_goes_to_the_field(session: AppSession) -> None:
    app = app_on(session)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        right = {"name": "Shop", "advertiser_id": known.ADVERTISER, "event_set_id": known.EVENT_SET}
        right |= {"currency": "", "phone_country": "", "time_zone": ""}
        for key, value, words in WRONG:
            fill(app, **{**right, key: value})
            await until(pilot, lambda: not form(app).query("FormRow.-wrong"))
            await pilot.press("ctrl+s")
            row = form(app).row(key)
            assert row is not None
            await until(pilot, partial(row.has_class, "-wrong"))
            assert words in " ".join(screen_text(app).split())
            assert app.focused in list(row.query(Input))
            assert saved(session) == []
            await until(pilot, lambda: "Checking with TikTok" not in screen_text(app))


async def test_a_refused_token_is_said_and_nothing_is_saved(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.REVOKED_TOKEN)
    app = app_on(session, replace(SHOP, slug=""))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+s")
        await shows(pilot, "TikTok refuses")
        assert saved(session) == []


async def test_a_destination_is_tried_in_the_sandbox_without_a_credential(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Host(app, WizardDraft(trying=True)))
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "none needed in the sandbox")
        assert form(app).query_one("#sandbox", PlainCheckbox).value
        fill(app, name="A try")
        await ask(pilot, app, "event_set_id")
        await shows(pilot, "+ a new event set …")  # the sandbox has an advertiser of its own
        await pilot.press("escape")
        await on(pilot, EditDestination)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: saved(session))
    (made,) = saved(session)
    assert made.sandbox
    assert made.event_set_id


async def test_without_a_token_the_set_up_leads_to_the_sandbox(session: AppSession) -> None:
    credentials_file = credentials.path_of(session.home, "acme")
    credentials_file.unlink()
    app = TikTokTui(session)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "Set up a destination")
        await pilot.press("enter")
        await shows(pilot, "No credential yet")
        await pilot.press("s")
        await shows(pilot, "none needed in the sandbox")
        assert "✓ Credentials" in screen_text(app)


async def test_without_credential_and_sandbox_nothing_is_saved(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Host(app, WizardDraft()))
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "none yet")
        page = await on(pilot, EditDestination)
        fill(app, advertiser_id=known.ADVERTISER)
        assert page.unsaved() == "The new destination is not saved."
        fill(app, name="Shop")
        assert page.unsaved() == "The changes to Shop are not saved."
        await pilot.press("ctrl+s")
        await shows(pilot, "needs a credential")
        assert saved(session) == []
        form(app).query_one("#sandbox", PlainCheckbox).value = True
        row = form(app).row("sandbox")
        assert row is not None
        await until(pilot, lambda: not row.has_class("-wrong"))


async def test_saving_asks_before_events_go_to_tiktok_and_before_comments_are_lost(session: AppSession) -> None:
    destinations.save(session.home, replace(SHOP, sandbox=True))
    path = destinations.path_of(session.home, SHOP.slug)
    path.write_text("# the accountant's\n" + path.read_text())
    app = app_on(session, destinations.load(session.home, SHOP.slug))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        fill(app, description="All tills")
        form(app).query_one("#sandbox", PlainCheckbox).value = False
        for answers in ("n", "yn", "yy"):
            await pilot.press("ctrl+s")
            await shows(pilot, "Send to TikTok from now on?")
            await pilot.press(answers[0])
            if answers[1:]:
                await shows(pilot, "comments")
                await pilot.press(answers[1])
            if answers != "yy":
                await on(pilot, EditDestination)
                await shows(pilot, "Nothing was saved")
                assert "accountant" in path.read_text()
        await until(pilot, lambda: "All tills" in path.read_text())
    assert "accountant" not in path.read_text()
    assert not destinations.load(session.home, SHOP.slug).sandbox


@pytest.mark.parametrize(
    ("meanwhile", "said"),
    [
        (replace(SHOP, currency="CHF", phone_country="CH"), "Changed in its file meanwhile: Currency, Phones in."),
        (None, "Its file was removed meanwhile, or cannot be read."),
    ],
)
async def test_saving_asks_before_it_is_written_over_what_was_changed_meanwhile(
    session: AppSession, meanwhile: Destination | None, said: str
) -> None:
    destinations.save(session.home, SHOP)
    app = app_on(session, SHOP)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        fill(app, description="All tills")
        destinations.remove(session.home, SHOP.slug)
        if meanwhile is not None:
            destinations.save(session.home, meanwhile)
        await pilot.press("ctrl+s")
        await shows(pilot, said)
        await pilot.press("n")
        await shows(pilot, "Nothing was saved")
        assert saved(session) == ([] if meanwhile is None else [meanwhile])
        await pilot.press("ctrl+s")
        await shows(pilot, said)
        await pilot.press("y")
        await until(pilot, lambda: [each.description for each in saved(session)] == ["All tills"])
    assert saved(session)[0].currency == SHOP.currency


async def test_each_setting_says_what_it_does_while_one_is_there(session: AppSession) -> None:
    app = app_on(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await shows(pilot, "Example:")
        for key, words in (("event_set_id", "19 digits beside its name"), ("restrict_pii", "show as •••")):
            row = form(app).row(key)
            assert row is not None
            row.focus_first()
            await shows(pilot, words)
        # Nothing of the form is hidden by it, and no guide is longer than its two lines.
        assert "Try it first" in screen_text(app)


async def test_at_80_columns_the_words_beside_auto_tracking_are_whole(session: AppSession) -> None:
    app = app_on(session, SHOP)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await shows(pilot, SETTING["auto_tracking"].help)


@pytest.mark.parametrize(("answer", "kept"), [("y", True), ("n", False)])
async def test_auto_tracking_is_changed_at_tiktok_after_a_question(
    session: AppSession, sandbox: Sandbox, answer: str, kept: bool
) -> None:
    destinations.save(session.home, SHOP)
    app = app_on(session, SHOP)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        form(app).query_one("#auto_tracking", PlainCheckbox).focus()
        await pilot.press("space", "ctrl+s")
        await shows(pilot, "Turn auto tracking on at TikTok?")
        await pilot.press(answer)
        await until(pilot, lambda: saved(session)[0].event_set_name)
    with Client(FixedToken(known.TOKEN), base_url=sandbox.base_url) as client:
        tracked = {each.id: each.auto_tracking for each in client.event_sets(known.ADVERTISER)}
    assert tracked[known.EVENT_SET] is kept
    assert saved(session)[0].auto_tracking is kept


async def test_auto_tracking_that_nobody_touched_is_taken_from_tiktok_unasked(
    session: AppSession, sandbox: Sandbox
) -> None:
    with Client(FixedToken(known.TOKEN), base_url=sandbox.base_url) as client:
        client.update_event_set(known.ADVERTISER, known.EVENT_SET, auto_tracking=True)
    app = app_on(session, replace(SHOP, slug=""))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: saved(session))
    assert saved(session)[0].auto_tracking


async def test_a_web_destination_takes_a_pixels_code(session: AppSession) -> None:
    app = app_on(session)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        fill(app, name="Web", advertiser_id=known.ADVERTISER)
        form(app).query_one("#event_source", RadioLine).focus()
        await pilot.press("right")
        await shows(pilot, "Pixel")
        assert "Data use" in screen_text(app)
        assert "Auto tracking" not in screen_text(app)
        await ask(pilot, app, "event_set_id")
        await shows(pilot, known.PIXEL_CODE)
        await pilot.press("enter")
        await until(pilot, lambda: form(app).picked("event_set_id").value)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: saved(session))
    (made,) = saved(session)
    assert made.event_source is EventSource.WEB
    assert made.event_set_id.startswith("C4SANDBOX")


async def test_a_destination_that_there_is_keeps_its_file_and_what_was_not_changed(session: AppSession) -> None:
    there = replace(
        SHOP, credential="acme", fixed_event="Download", phone_country="FR", restrict_pii=True, admin_only=True
    )
    destinations.save(session.home, there)
    app = app_on(session, there)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        fill(app, name="Another name")
        await ask(pilot, app, "phone_country")
        await shows(pilot, "FR +33")
        await pilot.press(*"germany", "enter")
        await until(pilot, lambda: form(app).picked("phone_country").value == "DE")
        await ask(pilot, app, "fixed_event")
        await shows(pilot, "Download")
        await pilot.press(*"names the", "enter")
        await until(pilot, lambda: form(app).picked("fixed_event").value == "")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: saved(session)[0].name == "Another name")
        await shows(pilot, "Another name is saved.")
    (now,) = saved(session)
    assert now == replace(
        there,
        name="Another name",
        phone_country="DE",
        fixed_event="",
        event_set_name="Store sales",
        time_zone=now.time_zone,
    )
    assert [path.name for path in Path(session.home.destinations).iterdir()] == ["shop.toml"]


async def test_what_stopped_an_upload_stands_at_its_field(session: AppSession) -> None:
    wrong = SettingsError("TikTok does not know the event set.", remedy="Pick another.", field="event_set_id")
    app = app_on(session, SHOP, error=wrong)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "TikTok does not know the event set. Pick another.")
        row = form(app).row("event_set_id")
        assert row is not None
        assert app.focused in list(row.query(Input))
        errors = [SettingsError("Not this one.", field=field) for field in ("gone", "name", "currency")]
        assert form(app).show_errors(errors)
        await until(pilot, lambda: app.focused is form(app).query_one("#name"))
        assert not form(app).show_errors(errors[:1])
