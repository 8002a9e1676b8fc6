"""Asking for secrets: nothing is begun that cannot be done again before the keyring has answered."""

from __future__ import annotations

import socket
from types import SimpleNamespace
from typing import NoReturn, cast
from urllib.parse import urlsplit

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.support.asking import Asking
from tiktok_tui.accounts import browser
from tiktok_tui.accounts.verifying import Secrets
from tiktok_tui.events.errors import KeyringError
from tiktok_tui.tiktok.oauth import Grant
from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials import ask_secrets as module
from tiktok_tui.tui.screens.credentials.ask_secrets import Method, ask_secrets
from tiktok_tui.tui.screens.credentials.keyring_dialogs import KeyringDialogs


@pytest.mark.parametrize("answers", [["app", "secret", ""], ["app", "secret", None], ["app", None], [""]])
async def test_tiktok_is_not_asked_for_consent_before_the_keyring_has_answered(
    answers: list[str | None], session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = list(answers)

    async def show(_: object) -> str | None:
        return left.pop(0)

    async def answered() -> NoReturn:
        raise KeyringError("It is locked.")

    def begun(*_: object, **__: object) -> NoReturn:
        pytest.fail("the authorisation was begun")

    monkeypatch.setattr(browser, "Authorisation", begun)
    dialogs = cast("KeyringDialogs", SimpleNamespace(show=show, answered=answered, session=session))
    if len(answers) == 3 and answers[2] is not None:
        with pytest.raises(KeyringError, match="It is locked"):
            await ask_secrets(dialogs, Method.BROWSER)
    else:
        assert await ask_secrets(dialogs, Method.BROWSER) is None
    assert left == []


@pytest.mark.parametrize("given", [True, False])
async def test_the_grant_of_the_browser_makes_the_secrets(
    given: bool, session: AppSession, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    grant = Grant(Secret("an-access-token"), advertiser_ids=("7",))
    asking = Asking(monkeypatch, module, "71", Secret("app-secret"), str(port), grant if given else None)
    answered: list[int] = []

    async def keyring_answered() -> None:
        answered.append(len(asking.dialogs))

    dialogs = cast(
        "KeyringDialogs", SimpleNamespace(show=asking.show, answered=keyring_answered, session=session, app=asking.app)
    )
    made = await ask_secrets(dialogs, Method.BROWSER, app_id="70")
    assert made == (Secrets.of_grant("71", "app-secret", grant) if given else None)
    assert [asked.shown for asked in asking.dialogs] == snapshot(name="dialogs")
    assert answered == [3], "the keyring has answered before TikTok is asked"
    assert urlsplit(asking.dialogs[-1].given["authorisation"].redirect_uri).port == port
    assert [bool(asking.dialogs[2].wrong(text)) for text in ("", "8000", "x", "70000")] == [False, False, True, True]
