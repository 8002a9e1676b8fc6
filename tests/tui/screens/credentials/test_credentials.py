"""Credentials on the screen: the three ways in, with a real keyring and the sandbox, and a token that is never seen."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import keyring
import pytest
from keyring.backends import fail
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from tests.support.browsing import consent, visit
from tests.support.pilot import paste, screen_text, shows, until
from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tests.support.setups import on
from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.credentials import Credential, Kind
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.sandbox import known
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials.ask_secrets import ChooseMethod, Method
from tiktok_tui.tui.screens.credentials.authorising import Authorising
from tiktok_tui.tui.screens.credentials.credential_list import CredentialList
from tiktok_tui.tui.screens.credentials.credentials import CredentialsPage
from tiktok_tui.tui.screens.history.history import HistoryPage
from tiktok_tui.tui.screens.home.home import HomePage
from tiktok_tui.tui.widgets.notice import Notice

SIZE = (100, 30)


@pytest.fixture
def app(sandbox: Sandbox, real_keyring: SecretService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TikTokTui:
    """The app on the credentials' page, in an empty home, with no browser."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    home = Home(tmp_path / "home", tmp_path / "home")
    return TikTokTui(AppSession(home, sandbox.base_url), lambda app: CredentialsPage(app.session))


def known_credentials(app: TikTokTui) -> list[Credential]:
    return list(credentials.listing(app.session.home))


async def type_in(pilot: Pilot[str], title: str, text: str) -> None:
    """Paste `text` into the dialog called `title`, and press Enter."""
    await shows(pilot, f"─ {title} ─")
    pilot.app.screen.query_one(Input).insert_text_at_cursor(text)
    await pilot.press("enter")


async def begin(pilot: Pilot[str], way: str) -> None:
    """Choose to add a credential by `way`."""
    await shows(pilot, "No credential yet")
    await pilot.press("a")
    await shows(pilot, "Add a credential")
    await pilot.press(*way, "enter")


async def add_by_token(pilot: Pilot[str], token: str = known.TOKEN, name: str = "acme") -> None:
    await begin(pilot, "paste")
    await type_in(pilot, "Access token", token)
    await type_in(pilot, "What shall it be called?", name)


async def added(pilot: Pilot[str]) -> None:
    """Add a credential and wait until it is there."""
    await add_by_token(pilot)
    await shows(pilot, "TikTok accepts acme.")


async def test_a_pasted_token_is_kept_after_tiktok_knows_it(app: TikTokTui, real_keyring: SecretService) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await add_by_token(pilot, f"  'Bearer {known.TOKEN}' ")
        await shows(pilot, "TikTok accepts acme.")
        (made,) = known_credentials(app)
        assert (made.name, made.kind) == ("acme", Kind.TOKEN)
        assert made.owner in screen_text(app)
        assert "just now" in screen_text(app)
        assert [entry.secret for entry in real_keyring.entries()] == [known.TOKEN]


async def test_a_wrong_token_shows_the_reason_and_keeps_nothing(app: TikTokTui, real_keyring: SecretService) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await add_by_token(pilot, known.REVOKED_TOKEN)
        await shows(pilot, "TikTok refuses the access token")
        assert known_credentials(app) == []
        assert real_keyring.entries() == []
        await pilot.press("escape")
        await shows(pilot, "─ Access token ─")
        await pilot.press("escape")
        await shows(pilot, "No credential yet")
        assert known_credentials(app) == []
        assert real_keyring.entries() == []


@pytest.mark.parametrize("pasted", ["", "tok\u00e9n"])
async def test_what_can_be_no_token_is_refused_in_words(app: TikTokTui, pasted: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot, "paste")
        await type_in(pilot, "Access token", pasted)
        await shows(pilot, "Paste it whole")
        assert known_credentials(app) == []


async def test_a_token_pasted_in_place_of_the_name_is_refused_and_written_nowhere(
    app: TikTokTui, real_keyring: SecretService
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await add_by_token(pilot, name=f"Bearer {known.TOKEN}")
        await shows(pilot, "That is the secret itself")
        assert known_credentials(app) == []
        app.screen.query_one(Input).value = ""
        await type_in(pilot, "What shall it be called?", "acme")
        await shows(pilot, "TikTok accepts acme.")
        files = [path.read_text(errors="replace") for path in app.session.home.config.rglob("*") if path.is_file()]
        assert [text for text in files if known.TOKEN in text] == []


async def test_a_refresh_token_is_exchanged_and_its_successor_kept(app: TikTokTui, real_keyring: SecretService) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot, "refresh")
        await type_in(pilot, "App ID", known.APP_ID)
        await type_in(pilot, "App secret", "")
        await until(pilot, lambda: app.screen.query_one(Notice).shown.plain.startswith("✗"))
        await type_in(pilot, "App secret", known.APP_SECRET)
        await type_in(pilot, "Refresh token", known.REFRESH_TOKEN)
        await type_in(pilot, "What shall it be called?", "Agency")
        await shows(pilot, "TikTok accepts Agency.")
        await shows(pilot, known.ADVERTISER)
        (made,) = known_credentials(app)
        assert made.kind is Kind.REFRESH
        assert len(real_keyring.entries()) == 3
        assert known.REFRESH_TOKEN not in [entry.secret for entry in real_keyring.entries()]


async def authorising(pilot: Pilot[str], port: str = "") -> str:
    """Go as far as TikTok's page; gives its address."""
    await begin(pilot, "browser")
    await type_in(pilot, "App ID", known.APP_ID)
    await type_in(pilot, "App secret", known.APP_SECRET)
    await type_in(pilot, "Redirect port", port)
    await on(pilot, Authorising)
    await shows(pilot, "Open this address in a browser")
    return str(pilot.app.screen.query_one("#address", Static).content)


async def test_the_redirect_comes_to_the_port_that_the_app_is_registered_with(
    app: TikTokTui, sandbox: Sandbox, real_keyring: SecretService
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with app.run_test(size=SIZE) as pilot:
        address = consent(sandbox, await authorising(pilot, str(port)))
        assert urlsplit(address).port == port


PAGES: dict[str, tuple[Callable[[TikTokTui], Screen[None]], str, str]] = {
    "the welcome": (lambda app: HomePage(app.session), "What you need", ""),
    "the palette": (lambda app: HistoryPage(app.session), "Nothing has been sent yet", "ctrl+p"),
    "another screen": (lambda app: HistoryPage(app.session), "Nothing has been sent yet", ""),
    "the credentials": (lambda app: CredentialsPage(app.session), "No credential yet", ""),
    "the ways to add one": (lambda app: CredentialsPage(app.session), "No credential yet", "a"),
}


@pytest.mark.parametrize("where", PAGES)
async def test_a_token_pasted_anywhere_is_used_and_never_shown(
    where: str, app: TikTokTui, real_keyring: SecretService
) -> None:
    first, shown, key = PAGES[where]
    app = TikTokTui(app.session, first)
    seen: list[str] = []

    async def comes(text: str) -> None:
        await shows(pilot, text)
        seen.append(everything_on(list(app.screen_stack)) + screen_text(app))

    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await comes(shown)
        if key:
            await pilot.press(key)
            await until(pilot, lambda: len(app.screen_stack) == 2 and isinstance(app.focused, Input))
        else:
            await paste(pilot, known.TOKEN)
            await comes("Nothing here takes pasted")
        await paste(pilot, f' "Bearer {known.TOKEN}" ')
        if where in {"another screen", "the palette"}:
            await comes("Add a credential with this token?")
            assert [str(button.label) for button in app.screen.query(Button)] == ["Forget it", "Add it"]
            await pilot.press("y")
        await comes("What shall it be called?")
        await paste(pilot, f"access-token: {known.TOKEN}")
        await comes("Paste it where the app asks for it")
        await type_in(pilot, "What shall it be called?", "acme")
        await comes("● Destination" if where == "the welcome" else "TikTok accepts acme")
        assert [entry.secret for entry in real_keyring.entries()] == [known.TOKEN]
    assert [text for text in seen if known.TOKEN in text] == []


async def test_a_pasted_token_that_tiktok_refuses_is_asked_for_again(app: TikTokTui) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "No credential yet")
        await paste(pilot, "0123456789abcdef0123456789abcdef01234567")
        await type_in(pilot, "What shall it be called?", "acme")
        await shows(pilot, "TikTok refuses the access token")
        await pilot.press("enter")
        await shows(pilot, "─ Access token ─")


async def test_the_browsers_redirect_is_caught_on_loopback(
    app: TikTokTui, sandbox: Sandbox, real_keyring: SecretService
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        address = consent(sandbox, await authorising(pilot))
        status, _ = await asyncio.to_thread(visit, address)
        assert status == 200
        await type_in(pilot, "What shall it be called?", "acme")
        await shows(pilot, "TikTok accepts acme.")
        await shows(pilot, known.ADVERTISER)
        (made,) = known_credentials(app)
        assert made.kind is Kind.APP
        assert real_keyring.entries()
        await pilot.press("r")
        method = await on(pilot, ChooseMethod)
        await until(pilot, lambda: method.table.cursor == list(Method).index(Method.BROWSER))


async def test_the_address_can_be_pasted_where_the_browser_is_elsewhere(app: TikTokTui, sandbox: Sandbox) -> None:
    async with app.run_test(size=SIZE) as pilot:
        address = consent(sandbox, await authorising(pilot))
        await type_in(pilot, "Authorise in the browser", "https://example.org/?state=other&auth_code=x")
        await shows(pilot, "belongs to another authorisation")
        app.screen.query_one(Input).value = ""
        await type_in(pilot, "Authorise in the browser", address)
        await type_in(pilot, "What shall it be called?", "acme")
        await shows(pilot, "TikTok accepts acme.")
        assert len(known_credentials(app)) == 1


async def test_an_authorisation_that_is_left_keeps_nothing(app: TikTokTui, real_keyring: SecretService) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await authorising(pilot)
        await pilot.press("escape")
        await shows(pilot, "No credential yet")
        assert known_credentials(app) == []
        assert real_keyring.entries() == []


async def test_reauthorising_puts_new_secrets_in_the_old_ones_place(
    app: TikTokTui, sandbox: Sandbox, real_keyring: SecretService
) -> None:
    another = sandbox.make_token()
    async with app.run_test(size=SIZE) as pilot:
        await added(pilot)
        await pilot.press("r")
        await shows(pilot, "Reauthorise acme")
        await pilot.press("enter")
        await type_in(pilot, "Access token", another)
        await until(pilot, lambda: [entry.secret for entry in real_keyring.entries()] == [another])
        await shows(pilot, "TikTok accepts acme.")
        assert len(known_credentials(app)) == 1


async def test_a_failed_reauthorisation_leaves_the_old_secrets(app: TikTokTui, real_keyring: SecretService) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await added(pilot)
        said = app.screen.query_one(CredentialList).notice
        assert said.shown.plain
        await pilot.press("r")
        await shows(pilot, "Reauthorise acme")
        assert not said.shown.plain, "it was said of the token before"
        await pilot.press("enter")
        await type_in(pilot, "Access token", known.EXPIRED_TOKEN)
        await shows(pilot, "TikTok refuses the access token")
        assert [entry.secret for entry in real_keyring.entries()] == [known.TOKEN]


async def test_a_test_says_whether_tiktok_still_knows_it(app: TikTokTui, sandbox: Sandbox) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await added(pilot)
        await pilot.press("t")
        await shows(pilot, "TikTok accepts acme.")
        sandbox.revoke_token(known.TOKEN)
        await pilot.press("t")
        await shows(pilot, "TikTok refuses the access token")


async def test_it_can_be_called_something_else(app: TikTokTui) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await added(pilot)
        await pilot.press("e")
        await type_in(pilot, "Name", " of France")
        await type_in(pilot, "Description", "The agency's")
        await shows(pilot, "The agency's")
        (renamed,) = known_credentials(app)
        assert (renamed.slug, renamed.name, renamed.description) == ("acme", "acme of France", "The agency's")
        pane = app.screen.query_one(CredentialList)
        credentials.save(app.session.home, replace(renamed, slug="zoe", name="Zoe"))
        for wanted in ("zoe", "one that was removed"):  # then the cursor stays where it is
            pane.read(wanted)
            await pane.listed.wait()
            assert pane.chosen is not None
            assert pane.chosen.slug == "zoe"


async def test_removing_it_empties_the_keyring_after_a_question(app: TikTokTui, real_keyring: SecretService) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await added(pilot)
        await pilot.press("delete")
        await shows(pilot, "Remove acme?")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, Dialog))
        assert len(real_keyring.entries()) == 1
        await pilot.press("delete")
        await shows(pilot, "Remove acme?")
        await pilot.press("y")
        await shows(pilot, "No credential yet")
        assert known_credentials(app) == []
        assert real_keyring.entries() == []


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
async def test_a_keyring_that_does_not_answer_is_said_before_a_token_is_asked_for(
    app: TikTokTui, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "No credential yet")
        await pilot.press("a")
        await shows(pilot, "✗")
        await shows(pilot, "keyring")
        assert "Add a credential" not in screen_text(app)


async def test_what_is_typed_while_the_keyring_is_asked_is_not_lost_and_its_error_closes_the_dialog(
    app: TikTokTui, monkeypatch: pytest.MonkeyPatch, real_keyring: SecretService
) -> None:
    """A keyring in an encrypted file takes seconds for each answer."""
    answers, usual = threading.Event(), Keyring.unlocked

    def slowly(keyring: Keyring) -> str:
        answers.wait(60)
        return usual(keyring)

    monkeypatch.setattr(Keyring, "unlocked", slowly)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "No credential yet")
        app.post_message(events.Paste(f"Bearer {known.TOKEN}"))
        for key in ("a", "c", "m", "e", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await shows(pilot, "TikTok accepts acme.")
        assert [entry.secret for entry in real_keyring.entries()] == [known.TOKEN]
        await pilot.press("a")
        await shows(pilot, "Enter a refresh token")
        monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
        answers.set()
        await shows(pilot, "There is no keyring on this machine")
        assert "Enter a refresh token" not in screen_text(app)


async def test_that_there_is_no_keyring_is_said_before_a_token_is_asked_for(
    app: TikTokTui, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    for where in ("the welcome", "the credentials"):
        first, shown, _ = PAGES[where]
        app = TikTokTui(app.session, first)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, shown)
            # Said before anybody asks, and before a token is asked for.
            await shows(pilot, "TIKTOK_TUI_ACCESS_TOKEN instead")
            await shows(pilot, "! No keyring can be used")
            assert "Start a keyring" in " ".join(screen_text(app).split())
            if where == "the welcome":
                assert "Set up a destination" in screen_text(app)
                assert "Try it with an example" in screen_text(app)
            await paste(pilot, f"Bearer {known.TOKEN}")
            await shows(pilot, "✗")
            if where == "the credentials":
                await pilot.press("a")
            await until(pilot, lambda app=app: "Add a credential" not in screen_text(app))  # type: ignore[misc]
            assert known_credentials(app) == []


def everything_on(screens: list[Screen[object]]) -> str:
    """How every widget shows itself, and what it holds."""
    widgets = [widget for screen in screens for widget in screen.walk_children(Widget)]
    return "\n".join(f"{widget!r} {widget.render()!r} {widget.tooltip!r}" for widget in widgets)


async def test_the_token_is_seen_nowhere(
    app: TikTokTui, real_keyring: SecretService, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = known.TOKEN
    seen: list[str] = []

    def look() -> None:
        seen.append(app.export_screenshot())
        seen.append(everything_on(list(app.screen_stack)))

    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot, "paste")
        await shows(pilot, "─ Access token ─")
        prompt = app.screen
        line = prompt.query_one(Input)
        line.insert_text_at_cursor(token)
        await pilot.pause()
        look()
        await pilot.press("enter")
        await pilot.pause()
        look()
        await type_in(pilot, "What shall it be called?", "acme")
        await shows(pilot, "TikTok accepts acme.")
        look()
        await pilot.press("t")
        await shows(pilot, "TikTok accepts acme.")
        look()
        assert line.value == ""
        seen += [repr(line), repr(prompt), repr(vars(prompt))]
    seen += [caplog.text, app.faults.getvalue()]
    files = [path for path in app.session.home.config.rglob("*") if path.is_file()]
    assert files
    seen += [path.read_text(errors="replace") for path in files]
    assert [text for text in seen if token in text] == []


async def test_the_list_has_the_credential_before_its_acceptance_is_reported_and_keys_wait_for_the_list(
    app: TikTokTui, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing, released = credentials.listing, threading.Event()
    reads: list[int] = []

    def slow(home: Home) -> tuple[Credential, ...]:
        reads.append(len(reads))
        assert released.wait(60)
        return listing(home)

    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot, "paste")
        monkeypatch.setattr(credentials, "listing", slow)
        await type_in(pilot, "Access token", known.TOKEN)
        await type_in(pilot, "What shall it be called?", "acme")
        await until(pilot, lambda: reads and isinstance(app.screen, CredentialsPage))
        await pilot.press("r")
        assert "TikTok accepts acme." not in screen_text(app)
        released.set()
        await shows(pilot, "Reauthorise acme")


async def test_enter_waits_for_the_list_too(app: TikTokTui, monkeypatch: pytest.MonkeyPatch) -> None:
    listing, released = credentials.listing, threading.Event()

    def slow(home: Home) -> tuple[Credential, ...]:
        assert released.wait(60)
        return listing(home)

    credentials.save(app.session.home, Credential("acme", "0123456789abcdef", "acme"))
    monkeypatch.setattr(credentials, "listing", slow)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "Reading …")
        await pilot.press("enter")
        assert isinstance(app.screen, CredentialsPage)
        released.set()
        await shows(pilot, "─ Name ─")
