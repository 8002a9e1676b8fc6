"""Dialogs that ask for a secret while the keyring is asked whether it can keep one."""

from __future__ import annotations

import asyncio
from typing import Any, NoReturn, cast

import pytest

from tiktok_tui.events.errors import KeyringError, UsageError
from tiktok_tui.tui.frame.session import AppSession, Demo
from tiktok_tui.tui.screens.credentials import keyring_dialogs
from tiktok_tui.tui.screens.credentials.keyring_dialogs import KeyringDialogs


async def test_what_cannot_be_done_again_waits_for_the_keyring(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = asyncio.Event()

    async def refused(_: object) -> NoReturn:
        await answers.wait()
        raise KeyringError("It is locked.")

    monkeypatch.setattr(keyring_dialogs, "run", refused)
    dialogs = KeyringDialogs(cast("Any", None), session)
    waiting = asyncio.create_task(dialogs.answered())
    await asyncio.sleep(0)
    assert not waiting.done()
    answers.set()
    with pytest.raises(KeyringError, match="It is locked"):
        await waiting
    with pytest.raises(KeyringError, match="It is locked"):  # no dialog is opened any more
        await dialogs.show(cast("Any", None))


async def test_the_example_takes_no_token(session: AppSession) -> None:
    example = AppSession(session.home, session.api_url, Demo(session.home.config / "example.csv", "shop"))
    with pytest.raises(UsageError, match="needs no token"):
        KeyringDialogs(cast("Any", None), example)
