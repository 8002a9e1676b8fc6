"""Saving a destination: what is asked before it, and what an answer changes at TikTok."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App

from tests.support.setups import SHOP
from tiktok_tui.accounts.checking import Checked
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.destination import flow, saving

LIVE = replace(SHOP, sandbox=False)


@pytest.mark.parametrize(
    ("sandbox", "before", "at_tiktok", "answer", "asked", "set_to", "kept"),
    [
        (False, False, False, True, ["Turn auto tracking on at TikTok?"], [True], True),
        (False, False, False, False, ["Turn auto tracking on at TikTok?"], [], False),
        (False, False, True, True, [], [], True),
        (False, True, False, True, [], [], False),
        (True, False, False, True, [], [], False),
    ],
    ids=["agreed", "declined", "so already", "not changed here", "in the sandbox"],
)
async def test_auto_tracking_is_changed_only_where_the_person_changed_it_and_agreed(
    sandbox: bool,
    before: bool,
    at_tiktok: bool,
    answer: bool,
    asked: list[str],
    set_to: list[bool],
    kept: bool,
    session: AppSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    titles, changed = list[str](), list[bool]()

    async def run(work: Callable[[object], object]) -> object:
        return work(None)

    async def ask(title: str) -> bool:
        titles.append(title)
        return answer

    monkeypatch.setattr(flow, "run", run)
    monkeypatch.setattr(flow, "Confirm", lambda title, *_, **__: title)
    found = replace(LIVE, sandbox=sandbox, auto_tracking=at_tiktok)
    monkeypatch.setattr(saving, "check", lambda *_: Checked(found, None, None, ()))
    monkeypatch.setattr(saving, "set_tracking", lambda home, destination, url, on: changed.append(on))
    app = cast("App[Any]", SimpleNamespace(push_screen_wait=ask))
    wanted = replace(LIVE, sandbox=sandbox, auto_tracking=True)
    saved = await flow.save(app, session, wanted, replace(wanted, auto_tracking=before), lambda _: None)
    assert saved is not None
    assert (titles, changed, saved.destination.auto_tracking) == (asked, set_to, kept)
