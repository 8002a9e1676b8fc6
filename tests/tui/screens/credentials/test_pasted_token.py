"""A token that is pasted on another screen: the question about it, and its end in words."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.app import App

from tests.support.asking import Asking
from tests.support.pilot import until
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.events.errors import KeyringError
from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials import flow, pasted_token

TOKEN = Secret("a-token")
ACME = Credential("acme", "0" * 16, "Acme")


@pytest.mark.parametrize(
    ("answer", "end", "dialogs", "said"),
    [
        (False, ACME, 1, []),
        (True, ACME, 1, ["TikTok accepts Acme: it is among the credentials."]),
        (True, None, 1, []),
        (True, KeyringError("It is locked."), 2, []),
    ],
    ids=["forgotten", "added", "left", "no keyring"],
)
async def test_it_is_offered_once_and_its_end_is_said(
    answer: bool,
    end: Credential | KeyringError | None,
    dialogs: int,
    said: list[str],
    session: AppSession,
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
) -> None:
    asking = Asking(monkeypatch, pasted_token, answer)
    given: list[object] = []
    of_keyring = SimpleNamespace(show=asking.show)

    async def add(app: object, session: object, token: Secret, dialogs: object = None) -> Credential | None:
        given.append((token, dialogs))
        if isinstance(end, KeyringError):
            raise end
        return end

    monkeypatch.setattr(pasted_token, "KeyringDialogs", lambda *_: of_keyring)
    monkeypatch.setattr(flow, "add_credential", add)
    await pasted_token.offer_to_add(asking.app, session, TOKEN)
    assert given == ([(TOKEN, of_keyring)] if answer else []), "the keyring that was asked is not asked again"
    assert asking.said == said
    assert asking.dialogs[0].shown == snapshot(name="question")
    errors: list[Any] = [asked.given["error"] for asked in asking.dialogs[1:]]
    assert errors == [end][: dialogs - 1]
    begun = await pasted_token.add_pasted(asking.app, session, TOKEN)
    assert begun == (None if isinstance(end, KeyringError) else end)
    assert len(asking.dialogs) == 2 * dialogs - 1


async def test_a_token_that_is_pasted_during_the_question_takes_its_place(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def offer(app: object, session: object, token: Secret) -> None:
        asked.append(token)
        await asyncio.Event().wait()

    monkeypatch.setattr(pasted_token, "offer_to_add", offer)
    async with App[None]().run_test() as pilot:
        first = pasted_token.begin_offer(pilot.app, session, TOKEN)
        await until(pilot, lambda: asked == ["a-token"])
        second = pasted_token.begin_offer(pilot.app, session, Secret("another"))
        await until(pilot, lambda: asked == ["a-token", "another"])
        await until(pilot, lambda: first.is_finished)
        assert first.is_cancelled
        assert second.is_running
