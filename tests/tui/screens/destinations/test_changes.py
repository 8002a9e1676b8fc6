"""The values that the forms of destinations begin with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App

from tests.support.setups import SHOP
from tiktok_tui.accounts import credentials
from tiktok_tui.events.destination import Destination
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.destinations import changes


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> App[Any]:
    """An app whose forms are saved as they are."""

    async def run(work: Callable[[object], object]) -> object:
        return work(None)

    async def saved(form: Destination) -> Destination:
        return form

    monkeypatch.setattr(changes, "run", run)
    monkeypatch.setattr(changes, "EditDestination", lambda _, destination: destination)
    return cast("App[Any]", SimpleNamespace(push_screen_wait=saved))


async def test_a_copy_has_all_but_the_name(app: App[Any], session: AppSession) -> None:
    assert await changes.copy(app, session, SHOP) == replace(SHOP, slug="", name="")


@pytest.mark.parametrize(
    ("known", "credential", "sandbox"), [((), "", True), (("a",), "a", False), (("a", "b"), "", False)]
)
async def test_a_new_one_has_the_only_credential_and_is_tried_in_the_sandbox_without_any(
    known: tuple[str, ...],
    credential: str,
    sandbox: bool,
    app: App[Any],
    session: AppSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(credentials, "taken", lambda _: known)
    made = await changes.add(app, session)
    assert made is not None
    assert (made.credential, made.sandbox, made.fixed_event) == (credential, sandbox, "Purchase")
