"""The list of credentials: what is said after each key, where the cursor is then, and what is dimmed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest
from textual import on
from textual.app import ComposeResult
from textual.pilot import Pilot

from tests.support.late import Late
from tests.support.pilot import screen_text, shows, until
from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.credentials import Credential, Kind
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import AppError, CredentialError, StateError
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials import flow
from tiktok_tui.tui.screens.credentials.credential_list import CredentialList
from tiktok_tui.tui.screens.credentials.token_place import TokenPlace

MADE = datetime(2026, 3, 1, tzinfo=UTC)
ACME = Credential("acme", "0" * 16, "Acme", made=MADE, kind=Kind.APP, advertisers=(Advertiser("7", "Acme Stores"),))
ZOE = Credential("zoe", "1" * 16, "Zoe", made=MADE, kind=Kind.REFRESH, owner="zoe@acme.example")
KEYS = {"a": "add", "r": "reauthorise", "t": "test", "e": "rename", "delete": "remove"}


class _Page(Page[None]):
    """The list alone; notes what is chosen."""

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self.chosen: list[str] = []

    def compose_body(self) -> ComposeResult:
        yield CredentialList(self.session, chosen="zoe")

    @on(CredentialList.Chosen)
    def _note(self, event: CredentialList.Chosen) -> None:
        self.chosen.append(event.credential.slug)


def enabled(app: TikTokTui) -> list[str]:
    """The keys that do something now."""
    return [key for key in KEYS if app.screen.active_bindings[key].enabled]


def flows(monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, object], list[object]]:
    """Replace the dialogs by results, by the name of the flow; notes which of them are asked for, and of whom."""
    results: dict[str, object] = {}
    asked: list[object] = []

    def named(name: str) -> Callable[..., Awaitable[object]]:
        async def change(app: object, session: object, about: object = None) -> object:
            asked.append((name, about))
            result = results[name]
            if isinstance(result, AppError):
                raise result
            return result

        return change

    for name in ("add_credential", "reauthorise", "verify", "rename", "remove"):
        monkeypatch.setattr(flow, name, named(name))
    return results, asked


async def test_what_each_key_changes_is_said_of_the_credential_and_the_cursor_goes_to_it(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    results, asked = flows(monkeypatch)
    app = TikTokTui(session, lambda app: _Page(app.session))
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "No credential yet. enter  add one")
        assert enabled(app) == ["a"]
        listed = app.screen.query_one(CredentialList)
        assert (listed.chosen, listed.why_disabled("test")) == (None, "there is no credential yet")
        results["add_credential"] = None
        await pilot.press("enter")
        await until(pilot, lambda: asked == [("add_credential", None)])
        credentials.save(session.home, ACME)
        credentials.save(session.home, ZOE)
        listed.read()
        await shows(pilot, "refresh token")
        assert [*listed.known] == [ACME, ZOE]
        assert (listed.chosen, listed.notice.shown.plain) == (ZOE, ""), "it begins where it was told to"
        page = app.screen
        assert isinstance(page, _Page)
        await pilot.press("enter")
        await until(pilot, lambda: page.chosen == ["zoe"])
        assert listed.has_class("-beside")
        assert enabled(app) == [*KEYS]
        text = screen_text(app)
        assert "Name Kind Belongs to Verified │ Reaches" in " ".join(text.split())
        assert [word in text for word in ("browser", "refresh token", "01 March 2026")] == [True] * 3
        bar = " ".join(text.splitlines()[-1].split())
        assert bar == "enter rename a add r reauthorise t test del remove ? help"
        await pilot.press("up")
        await shows(pilot, "Acme Stores  7")
        assert "not known" not in screen_text(app)

        async def after(key: str, name: str, result: object, words: str, slug: str) -> None:
            results[name] = result
            asked.clear()
            about = listed.chosen
            await pilot.press(key)
            await shows(pilot, words)
            assert asked == [(name, about if key != "a" else None)]
            assert listed.chosen is not None
            assert listed.chosen.slug == slug

        named = replace(ZOE, name="Zoe of Paris")
        credentials.save(session.home, named)
        await after("a", "add_credential", named, "✓ TikTok accepts Zoe of Paris.", "zoe")
        await after("e", "rename", ACME, "✓ Acme is saved.", "acme")
        await after("t", "verify", CredentialError("It is revoked.", remedy="Renew it."), "✗ It is revoked.", "acme")
        assert "Acme is saved." not in screen_text(app)
        await after("r", "reauthorise", ACME, "✓ TikTok accepts Acme.", "acme")
        for key, name, left in (("t", "verify", None), ("delete", "remove", False)):
            results[name] = left
            asked.clear()
            await pilot.press(key)
            await until(pilot, lambda: not listed.notice.shown.plain)
            assert asked == [(name, ACME)]
        await after("t", "verify", ACME, "✓ TikTok accepts Acme.", "acme")
        credentials.path_of(session.home, "acme").unlink()
        await after("delete", "remove", True, "✓ Acme is removed.", "zoe")
        await pilot.press("enter")
        await until(pilot, lambda: page.chosen == ["zoe"] * 2)
        listed.add(Secret("a-token"))
        await until(pilot, lambda: asked[-1] == ("add_credential", "a-token"))
        await _told_about_the_keyring(pilot, listed)


async def _told_about_the_keyring(pilot: Pilot[str], listed: CredentialList) -> None:
    """Said at once, but not over what was said before."""
    no_keyring = CredentialError("There is no keyring.", remedy="Start one.")
    await shows(pilot, "✓ TikTok accepts Zoe of Paris.")
    listed.show_place(TokenPlace("! none", no_keyring))
    assert "TikTok accepts" in listed.notice.shown.plain
    listed.notice.clear()
    said = []
    for place in (TokenPlace("OS keyring"), TokenPlace("! none", no_keyring)):
        listed.show_place(place)
        said.append(listed.notice.shown.plain)
    assert said == ["", "! There is no keyring. Start one."]


async def test_the_details_are_below_where_there_is_no_room_and_an_error_of_the_list_is_said(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = credentials.listing

    def fails(_: Home) -> NoReturn:
        raise StateError("The folder cannot be read.", where=str(Path("/srv")))

    monkeypatch.setattr(credentials, "listing", fails)
    app = TikTokTui(session, lambda app: _Page(app.session))
    async with app.run_test(size=(99, 30)) as pilot:
        await shows(pilot, "✗ /srv: The folder cannot be read.")
        listed = app.screen.query_one(CredentialList)
        assert not listed.has_class("-beside")
        assert listed.listed.is_set(), "no key waits for it any more"
        monkeypatch.setattr(credentials, "listing", read)
        credentials.save(session.home, ACME)
        credentials.save(session.home, ZOE)
        listed.read("acme")
        await shows(pilot, "Acme Stores  7")
        assert app.focused is listed.table
        listed.read()
        await listed.listed.wait()
        assert listed.chosen == ACME, "as long as nothing else is wanted"
        late = Late(read)
        monkeypatch.setattr(credentials, "listing", late)
        renamed = replace(ACME, name="Acme of Paris")
        await late.comes_last(pilot, listed.read, lambda: credentials.save(session.home, renamed), "Acme of Paris")
