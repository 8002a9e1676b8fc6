"""A cause that stopped an upload is fixed only if the person went to the end of it."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App

from tests.support.uploads import SHOP
from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import CredentialError, SettingsError
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.upload import fix as fixing
from tiktok_tui.tui.wizard.draft import CheckedFile

ACME = Credential("acme", "0" * 16, "acme")


@pytest.mark.parametrize("renewed", [ACME, None])
async def test_an_upload_goes_on_only_with_a_new_token(
    renewed: Credential | None, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIKTOK_TUI_ACCESS_TOKEN")
    credentials.save(session.home, ACME)

    async def run(work: Callable[[object], object]) -> object:
        return work(None)

    async def yes(_: object) -> bool:
        return True

    async def reauthorise(*_: object) -> Credential | None:
        return renewed

    monkeypatch.setattr(fixing, "run", run)
    monkeypatch.setattr(fixing, "reauthorise", reauthorise)
    app = cast("App[Any]", SimpleNamespace(push_screen_wait=yes))
    refused = CredentialError("TikTok refuses the access token.")
    assert await fixing.fix(app, session, SHOP, refused) == (SHOP if renewed else None)


@pytest.mark.parametrize(("fixed", "goes_on"), [(SHOP, True), (None, False)])
async def test_a_file_that_needs_no_other_check_is_sent_as_it_is(
    fixed: Destination | None, goes_on: bool, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fix(*_: object) -> Destination | None:
        return fixed

    monkeypatch.setattr(fixing, "fix", fix)
    file = cast("CheckedFile", SimpleNamespace(destination=SHOP))
    found = await fixing.fix_file(cast("App[Any]", None), session, file, CredentialError("TikTok refuses it."))
    assert found is (file if goes_on else None)


@pytest.mark.parametrize(("field", "asked"), [("event_set_id", ["A setting is wrong"]), ("mapping", list[str]())])
async def test_only_a_setting_of_the_destination_is_fixed_in_its_form(
    field: str, asked: list[str], session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []

    async def no(_: object) -> bool:
        return False

    monkeypatch.setattr(fixing, "Confirm", lambda title, *_, **__: titles.append(title))
    app = cast("App[Any]", SimpleNamespace(push_screen_wait=no))
    assert await fixing.fix(app, session, SHOP, SettingsError("It is wrong.", field=field)) is None
    assert titles == asked
