"""The screen of destinations: edit, copy, remove and go live, each back on the list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.support.late import Late
from tests.support.pages import DESTINATION
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import on
from tests.support.uploads import SHOP
from tiktok_tui.accounts import credentials, destinations
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import FileError
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.frame.session import AppSession, Demo
from tiktok_tui.tui.screens.destination.edit_destination import EditDestination
from tiktok_tui.tui.screens.destinations import changes
from tiktok_tui.tui.screens.destinations import destinations as destinations_page
from tiktok_tui.tui.screens.destinations.destinations import DestinationsPage
from tiktok_tui.tui.screens.home.home import HomePage
from tiktok_tui.tui.screens.home.overview import read_overview
from tiktok_tui.tui.widgets.fact_list import FactList
from tiktok_tui.tui.wizard.draft import OpenSetup, WizardDraft
from tiktok_tui.tui.wizard.step_page import StepPage

ACME = Credential("acme", "0123456789abcdef", "acme", advertisers=(Advertiser(known.ADVERTISER, "Sandbox Store"),))


@pytest.fixture
def shop(real: AppSession) -> AppSession:
    """A home with one credential, a destination of the real account, and one in the sandbox."""
    credentials.save(real.home, ACME)
    credentials.save(real.home, replace(ACME, slug="other", name="Other"))
    destinations.save(real.home, replace(SHOP, slug="store-sales", name="Store sales"))
    destinations.save(real.home, replace(SHOP, slug="trial", name="Trial", sandbox=True))
    return real


def saved(session: AppSession) -> dict[str, Destination]:
    return {each.slug: each for each in destinations.listing(session.home).destinations}


async def listed(pilot: Pilot[str], app: TikTokTui) -> DestinationsPage:
    """The list, from Home."""
    await until(pilot, lambda: isinstance(app.screen, HomePage) and app.screen.lists.overview.destinations)
    await pilot.press("e")
    await shows(pilot, "-d store-sales")
    assert isinstance(app.screen, DestinationsPage)
    return app.screen


async def test_edit_and_save_come_back_to_the_list(shop: AppSession) -> None:
    app = TikTokTui(shop)
    async with app.run_test(size=(100, 30)) as pilot:
        page = await listed(pilot, app)
        await pilot.press("enter")
        await shows(pilot, "Sandbox Store")
        await pilot.press("tab", *"All tills", "ctrl+s")
        await until(pilot, lambda: app.screen is page)
        await shows(pilot, "Store sales is saved.")
        await shows(pilot, "All tills")
        await pilot.press("enter")
        await on(pilot, EditDestination)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is page)
    assert saved(shop)["store-sales"].description == "All tills"


async def test_a_copy_needs_a_name_of_its_own(shop: AppSession) -> None:
    app = TikTokTui(shop)
    async with app.run_test(size=(100, 30)) as pilot:
        page = await listed(pilot, app)
        await pilot.press("c")
        await shows(pilot, "Sandbox Store")
        await pilot.press(*"STORE sales", "ctrl+s")
        await shows(pilot, "There is a destination called “Store sales” already.")
        assert set(saved(shop)) == {"store-sales", "trial"}
        app.screen.query_one("#name", Input).value = "Phone sales"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is page)
        await shows(pilot, "-d phone-sales")
    copy = saved(shop)["phone-sales"]
    assert copy == replace(
        saved(shop)["store-sales"], slug="phone-sales", name="Phone sales", event_set_name="Store sales"
    )


async def test_remove_asks_and_go_live_asks_where_to(shop: AppSession) -> None:
    app = TikTokTui(shop)
    async with app.run_test(size=(100, 30)) as pilot:
        page = await listed(pilot, app)
        assert page.check_action("go_live", ()) is None
        await pilot.press("down")
        await shows(pilot, "-d trial")
        await pilot.press("g")
        await shows(pilot, "[ ] try it in the built-in sandbox")
        form = app.screen
        form.query_one("#event_set_id Input", Input).value = known.EVENT_SET
        await pilot.press("ctrl+s")
        await shows(pilot, "Send to TikTok from now on?")
        assert f"Store sales  {known.EVENT_SET}" in screen_text(app)
        await pilot.press("n")
        await until(pilot, lambda: app.screen is form)
        assert saved(shop)["trial"].sandbox
        await pilot.press("ctrl+s")
        await shows(pilot, "Send to TikTok from now on?")
        await pilot.press("y")
        await shows(pilot, "Trial sends to TikTok now.")
        assert not saved(shop)["trial"].sandbox
        for answer, left in (("n", {"store-sales", "trial"}), ("y", {"store-sales"})):
            await pilot.press("delete")
            await shows(pilot, "Remove Trial?")
            await pilot.press(answer)
            await until(pilot, lambda: app.screen is page)
            await until(pilot, lambda left=left: set(saved(shop)) == left)  # type: ignore[misc]
        await shows(pilot, "Trial is removed.")


async def test_the_credential_is_changed_in_the_form_and_a_file_is_sent_from_the_list(shop: AppSession) -> None:
    app = TikTokTui(shop)
    async with app.run_test(size=(100, 30)) as pilot:
        page = await listed(pilot, app)
        await pilot.press("enter")
        await shows(pilot, "Sandbox Store")
        await pilot.press("ctrl+t")
        await shows(pilot, "+ a new credential")
        await pilot.press(*"other", "enter")
        await shows(pilot, "Other · 1 advertiser")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is page)
        await until(pilot, lambda: saved(shop)["store-sales"].credential == "other")
        await shows(pilot, "Store sales is saved.")
        # Changed on the command line meanwhile.
        destinations.save(shop.home, replace(saved(shop)["store-sales"], fixed_event="Contact"))
        await pilot.press("u")
        await until(pilot, lambda: app.wizard is not None)
        assert app.wizard is not None
        assert (app.wizard.here, app.wizard.draft.credential) == ("mapping", "other")
        assert app.wizard.draft.destination == saved(shop)["store-sales"]


async def test_esc_in_a_saved_destination_goes_where_one_came_from(session: AppSession) -> None:
    destinations.save(session.home, DESTINATION)
    app = TikTokTui(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "no credential needed")
        await pilot.press("enter")
        await on(pilot, EditDestination)
        await pilot.press("escape")
        await on(pilot, HomePage)
        await pilot.press("u")
        await on(pilot, PickFile)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, StepPage) and app.screen.STEP == "mapping")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, StepPage) and app.screen.STEP == "destination")
        await pilot.press("escape")
        await on(pilot, HomePage)


KEYS = {"c": "copy", "g": "go_live", "delete": "remove", "t": "test", "u": "upload", "n": "add", "enter": "edit"}


class Listening(TikTokTui):
    """Notes which set-up is asked for."""

    asked: OpenSetup | None = None

    async def on_open_setup(self, message: OpenSetup) -> None:
        message.prevent_default()
        self.asked = message


def enabled(page: DestinationsPage) -> str:
    """The keys of the page that do something now."""
    active = page.active_bindings
    return " ".join(key for key in KEYS if key != "enter" and active[key].enabled)


def replaced(home: Home, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, object], list[object]]:
    """Replace the changes by results; notes which are asked for, and of which destination."""
    results: dict[str, object] = {}
    asked: list[object] = []

    def named(name: str) -> Callable[..., Awaitable[object]]:
        async def change(app: object, session: object, destination: Destination | None = None) -> object:
            asked.append((name, destination.slug if destination is not None else ""))
            assert destination is None or destination == destinations.load(home, destination.slug), "as it is by now"
            result = results[name]
            if isinstance(result, FileError):
                raise result
            return result

        return change

    for name in ("add", "edit", "copy", "go_live", "test", "remove"):
        monkeypatch.setattr(changes, name, named(name))
    return results, asked


async def test_what_each_key_changes_is_said_of_the_destination_and_the_cursor_goes_to_it(
    shop: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    results, asked = replaced(shop.home, monkeypatch)
    destinations.path_of(shop.home, "broken").write_text("name = [/b]")
    destinations.path_of(shop.home, "wrong").write_text("phone_country = 7")
    store, trial = (saved(shop)[slug] for slug in ("store-sales", "trial"))
    app = Listening(shop, lambda app: DestinationsPage(app.session))
    async with app.run_test(size=(120, 30)) as pilot:
        await shows(pilot, "-d store-sales")
        page = app.screen
        assert isinstance(page, DestinationsPage)
        assert app.focused is page.table
        assert "Destinations" in screen_text(app).splitlines()[0].removeprefix(" tiktok-tui")
        assert enabled(page) == "c delete t u n"
        assert page.why_disabled("go_live") == "it sends to TikTok already"
        bar = " ".join(screen_text(app).splitlines()[-1].split())
        assert bar == "enter edit c copy g go live del remove n new ? help"

        async def after(key: str, about: str, result: object, words: str, slug: str) -> None:
            results[KEYS[key]] = result
            asked.clear()
            await pilot.press(key)
            await shows(pilot, words)
            assert asked == [(KEYS[key], about)]
            await until(pilot, lambda: page.chosen is not None and page.chosen.slug == slug)

        await after("c", "store-sales", trial, "✓ Trial is saved.", "trial")
        await shows(pilot, "-d trial")
        assert enabled(page) == "c g delete t u n"
        destinations.save(shop.home, replace(trial, description="Changed while the list was shown"))
        await after("g", "trial", trial, "✓ Trial sends to TikTok now.", "trial")
        await after("t", "trial", trial, "✓ TikTok knows the advertiser and the event set of Trial.", "trial")
        await after("t", "trial", FileError("It is gone.", remedy="Look."), "✗ It is gone. Look.", "trial")
        assert "TikTok knows" not in screen_text(app)
        await after("enter", "trial", store, "✓ Store sales is saved.", "store-sales")
        await after("n", "", trial, "✓ Trial is saved.", "trial")
        await after("delete", "trial", store, "✓ Store sales is removed.", "store-sales")
        results["test"] = None
        await pilot.press("down", "t")
        await until(pilot, lambda: "is removed" not in screen_text(app))
        assert page.chosen is not None
        assert page.chosen.slug == "trial"
        await pilot.press("u")
        await until(pilot, lambda: app.asked is not None)
        assert app.asked is not None
        now = destinations.load(shop.home, "trial")
        assert (app.asked.draft, app.asked.step) == (WizardDraft("acme", destination=now), "mapping")
        details = page.query_one(FactList)
        for named in ("broken.toml", "wrong.toml"):
            await pilot.press("down")
            await until(pilot, lambda: page.chosen is None)
            assert not details.display
            assert enabled(page) == "n"
            assert page.why_disabled("copy") == "there is no destination here"
            asked.clear()
            await pilot.press("enter", "u", "c")
            await on(pilot, ErrorDialog)
            await shows(pilot, "This destination cannot be read")
            assert named in screen_text(app)
            assert asked == []
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is page)
        await pilot.press("up", "up")
        await until(pilot, lambda: details.display)
        chosen = page.chosen
        destinations.save(shop.home, replace(trial, slug="a-first", name="A first one"))
        page.on_screen_resume()
        await shows(pilot, "A first one")
        assert page.chosen == chosen is not None, "the cursor stays on its destination, not on its line"
        late = Late(read_overview)
        monkeypatch.setattr(destinations_page, "read_overview", late)
        save = partial(destinations.save, shop.home, replace(trial, name="Trial of Paris"))
        await late.comes_last(pilot, page.on_screen_resume, save, "Trial of Paris")


async def test_without_a_destination_n_sets_one_up_and_the_example_stays_in_the_sandbox(session: AppSession) -> None:
    demo = Demo(session.home.config / "example.csv", "store-sales")
    example = replace(session, demo=demo)
    app = TikTokTui(example, lambda app: DestinationsPage(app.session))
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "No destination yet: n sets one up.")
        page = app.screen
        assert isinstance(page, DestinationsPage)
        assert enabled(page) == "n"
        assert not page.query_one(FactList).display
        await pilot.press("enter")
        destinations.save(session.home, DESTINATION)
        page.on_screen_resume()
        await shows(pilot, "-d store-sales")
        assert enabled(page) == "c delete t u n"
        assert page.why_disabled("go_live") == "this is the example"
