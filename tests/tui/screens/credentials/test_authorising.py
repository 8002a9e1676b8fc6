"""Authorising in the browser: the address, the wait for its redirect, and the end of that wait."""

from __future__ import annotations

import threading

import pytest
from textual.widgets import Input

from tests.support.pilot import screen_text, shows, until
from tiktok_tui.accounts.browser import Authorisation
from tiktok_tui.events.errors import CredentialError
from tiktok_tui.tiktok.oauth import Grant
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials.authorising import Authorising


class _Watched(Authorisation):
    """Says when nobody waits for the redirect any more."""

    def __init__(self, session: AppSession, *, fails: bool = False) -> None:
        super().__init__("71", "app-secret", base_url=session.api_url)
        self.over, self._fails = threading.Event(), fails

    def grant(self, seconds: float = 600) -> Grant:
        try:
            if self._fails:
                raise CredentialError("TikTok refuses the code.", remedy="Begin again.")
            return super().grant(seconds)
        finally:
            self.over.set()


@pytest.mark.parametrize(
    ("opened", "first"), [(True, "Your browser shows TikTok's page:"), (False, "Open this address in a browser:")]
)
async def test_it_shows_the_address_takes_it_to_the_clipboard_and_stops_waiting_when_it_is_left(
    opened: bool, first: str, session: AppSession
) -> None:
    app = TikTokTui(session, lambda app: Page[None](app.session))
    results: list[Grant | None] = []
    with _Watched(session) as authorisation:
        async with app.run_test(size=(120, 30), notifications=True) as pilot:
            app.push_screen(Authorising(authorisation, opened=opened), results.append)
            await shows(pilot, f"{first} allow the app there, and this dialog closes by itself.")
            text = screen_text(app)
            assert "Is the browser on another machine? Paste the address it shows at the end:" in text
            assert "http://127.0.0.1:…/?auth_code=…" in text
            assert "f2 copy the address · enter use what is pasted · esc leave · f1 help" in text
            await until(pilot, lambda: isinstance(app.focused, Input))
            await pilot.press("f2")
            await shows(pilot, "Address copied.")
            assert app.clipboard == authorisation.url
            await pilot.press(*"x", "enter")
            await shows(pilot, "✗ This is not the address that TikTok's page came back to.")
            assert not authorisation.over.is_set()
            await pilot.press("escape")
            await until(pilot, lambda: results == [None])
            await until(pilot, authorisation.over.is_set)


async def test_a_refusal_is_read_in_the_dialog(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Page[None](app.session))
    with _Watched(session, fails=True) as authorisation:
        async with app.run_test(size=(120, 30)) as pilot:
            app.push_screen(Authorising(authorisation, opened=True))
            await shows(pilot, "✗ TikTok refuses the code. Begin again.")
            assert isinstance(app.screen, Authorising)
