"""Home: what it shows of a real home and a real ledger, and where its keys lead."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.events import Paste
from textual.pilot import Pilot

from tests.support.late import Late
from tests.support.pages import DESTINATION, app_with, full_home
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import at_now, on
from tests.support.sync_pages import NIGHTLY, held
from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.home import private_folder
from tiktok_tui.events.errors import KeyringError
from tiktok_tui.syncs.settings import store as syncs
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.navigation import OpenDestination, OpenRun, OpenSync
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession, Demo
from tiktok_tui.tui.screens.credentials.credentials import CredentialsPage
from tiktok_tui.tui.screens.credentials.token_place import TokenPlace
from tiktok_tui.tui.screens.destinations.destinations import DestinationsPage
from tiktok_tui.tui.screens.history.history import HistoryPage
from tiktok_tui.tui.screens.home import home as home_page
from tiktok_tui.tui.screens.home.home import HomePage
from tiktok_tui.tui.screens.home.overview import Overview, read_overview
from tiktok_tui.tui.screens.home.welcome import Welcome
from tiktok_tui.tui.wizard.draft import OpenSetup, WizardDraft
from tiktok_tui.tui.wizard.step_page import StepPage


def lines_with(app: TikTokTui, text: str) -> list[str]:
    return [line for line in screen_text(app).splitlines() if text in line]


async def test_the_very_first_screen_says_what_one_needs_and_enter_sets_it_up(session: AppSession) -> None:
    app = TikTokTui(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Set up a destination   enter")
        text = " ".join(screen_text(app).split())
        assert "Send your sales to TikTok Ads" in text
        for needed in ("any export with the time of each sale", "Settings → Generate access token", "19 digits"):
            assert needed in text
        assert "What you need F5 A token and an event set from TikTok" in text
        assert "Try it with an example, nothing leaves this machine" in text
        await pilot.press("enter")
        await shows(pilot, "● Credentials")


async def test_a_later_start_shows_destinations_with_credential_and_last_run(session: AppSession) -> None:
    app = app_with(session, "home")
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Store sales")
        (store,) = lines_with(app, "7654321098765432109")
        assert "✓ acme, verified 3 hours ago" in store
        assert "30,987 accepted" in store
        assert "2 hours ago" in store
        (web,) = (line for line in lines_with(app, "Web shop") if "→" not in line)
        assert "! Token revoked" in web
        assert "12 days ago" in web


async def test_runs_have_the_unfinished_first_then_the_newest(session: AppSession) -> None:
    app = app_with(session, "home")
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Store sales")
        shown = lines_with(app, "→")
        assert ["orders_2026-11" in shown[0], "web_2026-10" in shown[1], "orders_2026-10" in shown[2]] == [True] * 3
        assert "↻" in shown[0]
        assert "stopped at 31,000 of 46,902" in shown[0]
        assert "✗" in shown[1]
        assert "failed at 8,110 of 9,000" in shown[1]
        assert "12 days ago" in shown[1]
        assert "✓" in shown[2]
        assert "39,877 accepted, 13 refused, 399 rejected" in shown[2]


async def test_a_file_that_cannot_be_read_is_shown_and_explained(session: AppSession) -> None:
    app = app_with(session, "home-hostile")
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "! file cannot be read")
        await pilot.press("end", "enter")
        await shows(pilot, "This destination cannot be read")


async def test_a_sync_that_cannot_be_read_is_shown_and_explained(session: AppSession) -> None:
    private_folder(session.home.syncs).joinpath("a-broken.toml").write_text("name = ")
    app = app_with(session, "home")
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "! file cannot be read")  # also where it is the only one
        syncs.save(session.home, NIGHTLY)
        home = app.screen
        assert isinstance(home, HomePage)
        home.on_screen_resume()
        await shows(pilot, "has not run yet")
        home.lists.syncs.focus()
        await pilot.press("end", "enter")
        await shows(pilot, "This sync cannot be read")
        await shows(pilot, "a-broken.toml, line 1")


class Told(Page[None]):
    """The welcome, told where tokens are kept before it is drawn."""

    def compose_body(self) -> ComposeResult:
        welcome = Welcome(None, token_given=False)
        welcome.show_place(TokenPlace("none", KeyringError("There is no keyring.", remedy="Install one.")))
        yield welcome


async def test_the_welcome_says_that_no_token_can_be_kept_however_early_it_is_known(session: AppSession) -> None:
    async with TikTokTui(session, lambda app: Told(app.session)).run_test(size=(100, 30)) as pilot:
        await shows(pilot, "There is no keyring. Install one.")


async def test_the_welcome_asks_for_no_token_where_the_environment_has_one(session: AppSession) -> None:
    async with TikTokTui(replace(session, token_given=True)).run_test(size=(100, 30)) as pilot:
        await shows(pilot, "TIKTOK_TUI_ACCESS_TOKEN is set: its token is used")
        assert "Paste it right here" not in screen_text(pilot.app)


class Listening(TikTokTui):
    """Notes what is asked for: a run, or anything else."""

    asked: tuple[str, bool] | None = None
    wanted: object = None

    def on_open_run(self, message: OpenRun) -> None:
        message.prevent_default()
        self.asked = message.run, message.resume

    async def on_open_setup(self, message: OpenSetup) -> None:
        message.prevent_default()
        self.wanted = message.draft, message.step

    def on_open_sync(self, message: OpenSync) -> None:
        message.prevent_default()
        self.wanted = message.sync

    def on_open_destination(self, message: OpenDestination) -> None:
        message.prevent_default()
        self.wanted = message.destination

    def action_demo(self) -> None:
        self.wanted = "the example"


async def comes(pilot: Pilot[str], keys: str, wanted: object) -> None:
    """Press `keys` and wait until this is asked for."""
    app = pilot.app
    assert isinstance(app, Listening)
    app.wanted = None
    await pilot.press(*keys.split())
    await until(pilot, lambda: app.wanted == wanted)


async def test_each_key_of_home_leads_where_its_words_say(session: AppSession) -> None:
    held(session.home)
    app = Listening(at_now(session), full_home)
    async with app.run_test(size=(110, 40)) as pilot:
        await shows(pilot, "Token from the environment")
        await shows(pilot, "31,000 of 46,902")
        home = app.screen
        assert isinstance(home, HomePage)
        text = screen_text(app)
        assert [word in text for word in ("7654321098765432109", "Syncs")] == [True] * 2
        assert ["n  new   e  all" in text, "h  all" in text] == [True, True]
        bar = " ".join(text.splitlines()[-1].split())
        assert bar.startswith("enter open u upload a file r resume n new c credentials")
        store, web = (destinations.load(session.home, slug) for slug in ("store-sales", "web-shop"))
        assert app.focused is home.lists.destinations
        await comes(pilot, "enter", store)
        await comes(pilot, "u", (WizardDraft("acme", destination=store), "mapping"))
        await comes(pilot, "down u", (WizardDraft("acme", destination=web), "mapping"))
        await comes(pilot, "enter", web)
        await comes(pilot, "n", (WizardDraft(), ""))
        await comes(pilot, "d", "the example")
        await comes(pilot, "tab enter", NIGHTLY.id)
        await comes(pilot, "down enter", "by-hand")
        await pilot.press("tab", "down", "r")
        await until(pilot, lambda: app.asked == (home.lists.overview.runs[1].run, True))
        for key, page in (("c", CredentialsPage), ("e", DestinationsPage), ("h", HistoryPage)):
            await pilot.press(key)
            await on(pilot, page)
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is home)
        await pilot.resize_terminal(109, 40)
        await until(pilot, lambda: "7654321098765432109" not in screen_text(app))
        assert "stopped at 66 %" in screen_text(app)
        whole = home.lists.overview
        await app.workers.wait_for_complete()  # Home reads again when one comes back to it
        home.show(replace(whole, destinations=(), syncs=(), broken_syncs=()))
        await until(pilot, lambda: "Syncs" not in screen_text(app))
        assert "No destination yet: n sets one up." in screen_text(app)
        assert not home.active_bindings["u"].enabled
        assert home.why_disabled("upload") == "there is no destination yet"
        app.wanted = None
        home.action_upload()
        home.show(replace(whole, runs=()))
        await shows(pilot, "No run yet: u uploads a file.")
        assert not home.active_bindings["r"].enabled
        assert home.why_disabled("resume") == "no run is unfinished"
        assert home.why_disabled("new") == ""
        home.action_resume()
        await pilot.pause()
        assert (app.wanted, app.asked) == (None, (whole.runs[1].run, True))
        home.show(Overview())
        await until(pilot, lambda: app.focused is not None and app.focused.id == "set-up")
        assert {"u", "r"}.isdisjoint(home.active_bindings), "there is nothing at all yet"
        home.show(whole)
        await until(pilot, lambda: app.focused is home.lists.destinations)


async def test_the_welcome_leads_to_the_set_up_and_to_the_example(session: AppSession) -> None:
    app = Listening(session)
    async with app.run_test(size=(100, 40)) as pilot:
        await shows(pilot, "Set up a destination   enter")
        home = app.screen
        assert isinstance(home, HomePage)
        await until(pilot, lambda: app.focused is not None and app.focused.id == "set-up")
        await comes(pilot, "enter", (WizardDraft(), ""))
        await comes(pilot, "tab enter", "the example")
        await comes(pilot, "d", "the example")
        no_keyring = KeyringError("There is no keyring.", remedy="Install one.")
        home.show_place(TokenPlace("! No keyring", no_keyring))
        await shows(pilot, "! There is no keyring. Install one.")
        assert "! No keyring" in screen_text(app).splitlines()[0]
        home.show_place(TokenPlace("OS keyring: it"))
        await until(pilot, lambda: "There is no keyring" not in screen_text(app))
        home.on_screen_resume()
        await until(pilot, lambda: "Token from the environment" in screen_text(app))
        assert len(home.query(Welcome)) == 1, "it is there once"
        home.session = replace(session, demo=Demo(session.home.config / "example.csv", "shop"))
        await comes(pilot, "n", (WizardDraft(trying=True), ""))
        destinations.save(session.home, DESTINATION)
        home.on_screen_resume()
        await shows(pilot, "no credential needed")
        await until(pilot, lambda: app.focused is home.lists.destinations)


async def test_r_resumes_the_unfinished_run_and_enter_opens_the_one_under_the_cursor(session: AppSession) -> None:
    app = Listening(session, full_home)
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Store sales")
        home = app.screen
        assert isinstance(home, HomePage)
        await pilot.press("r")
        await until(pilot, lambda: app.asked == (home.lists.overview.runs[0].run, True))
        await pilot.press("tab", "end", "enter")
        await until(pilot, lambda: app.asked == (home.lists.overview.runs[-1].run, False))


async def test_a_file_that_is_dropped_goes_to_the_destination_under_the_cursor(
    session: AppSession, tmp_path: Path
) -> None:
    destinations.save(session.home, DESTINATION)
    orders = tmp_path / "my orders.csv"
    orders.write_text("event,email\nPurchase,a@example.com\n")
    app = TikTokTui(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "no credential needed")
        app.post_message(Paste(f"'{orders}' "))
        await shows(pilot, "my orders.csv")
        step = app.screen
        assert isinstance(step, StepPage)
        assert (step.STEP, step.wizard.draft.destination) == ("mapping", DESTINATION)


@pytest.mark.parametrize(
    ("there", "pasted"), [(False, ["/srv/orders.csv"]), (True, ["orders.csv", "/srv/orders.csv\nand more"])]
)
async def test_a_paste_that_is_no_file_or_for_no_destination_is_said_to_go_nowhere(
    session: AppSession, there: bool, pasted: list[str]
) -> None:
    if there:
        destinations.save(session.home, DESTINATION)
    app = TikTokTui(session)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await shows(pilot, "no credential needed" if there else "What you need")
        for text in pasted:
            app.clear_notifications()
            await until(pilot, lambda: "Nothing here" not in screen_text(app))
            app.post_message(Paste(text))
            await shows(pilot, "Nothing here takes pasted text.")
            assert isinstance(app.screen, HomePage)


async def test_the_words_beside_the_headings_take_clicks(session: AppSession) -> None:
    app = app_with(session, "home")
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Store sales")
        await pilot.click(list(app.screen.query(".hint"))[1], offset=(2, 0))
        await on(pilot, HistoryPage)
        await pilot.press("escape")
        await on(pilot, HomePage)
        await pilot.click(next(iter(app.screen.query(".hint"))), offset=(2, 0))
        await shows(pilot, "● Credentials")


async def test_a_destination_saved_meanwhile_is_there_when_one_comes_back(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    destinations.save(session.home, DESTINATION)
    app = TikTokTui(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Store sales")
        await pilot.press("h")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        destinations.save(session.home, replace(DESTINATION, slug="second", name="Second shop"))
        await pilot.press("escape")
        await shows(pilot, "Second shop")
        home = await on(pilot, HomePage)
        late, third = Late(read_overview), replace(DESTINATION, slug="third", name="Third shop")
        monkeypatch.setattr(home_page, "read_overview", late)
        save = partial(destinations.save, session.home, third)
        await late.comes_last(pilot, home.on_screen_resume, save, "Third shop")
        places = iter((TokenPlace("the older place"), TokenPlace("the newer place")))
        slow = Late(lambda _: next(places))
        monkeypatch.setattr(home_page, "token_place", slow)
        await slow.comes_last(pilot, home.on_screen_resume, lambda: None, "the newer place")


async def test_the_destination_that_was_used_last_is_chosen(session: AppSession) -> None:
    app = app_with(session, "home")
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Store sales")
        home = app.screen
        assert isinstance(home, HomePage)
        assert home.lists.overview.destinations[home.lists.destinations.cursor].name == "Store sales"
        await pilot.press("down")
        first, second = home.lists.overview.destinations
        home.show(replace(home.lists.overview, destinations=(second, first)))
        assert home.lists.destinations.cursor == 0
        await pilot.press("down")
        home.show(replace(home.lists.overview, destinations=(second, replace(first, slug="new"), first)))
        assert home.lists.destinations.cursor == 2, "it stays on its destination"
        home.show(replace(home.lists.overview, destinations=(replace(first, slug="new"), second, first)))
        assert home.lists.destinations.cursor == 0, "unless another one was used since"
        assert app.screen.active_bindings["r"].enabled
        home.show(replace(home.lists.overview, runs=home.lists.overview.runs[-1:]))
        assert not app.screen.active_bindings["r"].enabled, "that run is finished"
