"""The values that the forms of destinations begin with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.app import App

from tests.support.asking import Asking
from tests.support.setups import SHOP
from tests.support.uploads import SHOP as REAL
from tiktok_tui.accounts import credentials, destinations
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.sandbox import known as tiktok
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.destinations import changes


class Shown(NamedTuple):
    """A form as it was opened."""

    destination: Destination
    stored: Destination | None


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> App[Any]:
    """An app whose forms give back what they show, and what they were told is in the file."""

    async def run(work: Callable[[object], object]) -> object:
        return work(None)

    async def saved(form: Shown) -> Shown:
        return form

    monkeypatch.setattr(changes, "run", run)
    monkeypatch.setattr(changes, "EditDestination", lambda _, destination, stored: Shown(destination, stored))
    return cast("App[Any]", SimpleNamespace(push_screen_wait=saved))


async def test_a_copy_has_all_but_the_name(app: App[Any], session: AppSession) -> None:
    shown: list[object] = [await changes.copy(app, session, SHOP), await changes.edit(app, session, SHOP)]
    assert shown == [Shown(replace(SHOP, slug="", name=""), None), Shown(SHOP, SHOP)]


@pytest.mark.parametrize(
    ("tried", "live"),
    [
        (REAL, replace(REAL, advertiser_id="", event_set_id="")),
        (
            replace(REAL, event_source=EventSource.WEB, advertiser_id="7", event_set_id=tiktok.PIXEL_CODE),
            replace(REAL, event_source=EventSource.WEB, advertiser_id="7", event_set_id=""),
        ),
        (replace(REAL, advertiser_id="7", event_set_id="72"), replace(REAL, advertiser_id="7", event_set_id="72")),
    ],
)
async def test_what_goes_live_has_neither_the_sandboxs_advertiser_nor_its_event_set(
    tried: Destination, live: Destination, app: App[Any], session: AppSession
) -> None:
    in_its_file = replace(tried, sandbox=True)
    shown: object = await changes.go_live(app, session, in_its_file)
    assert shown == Shown(live, in_its_file)


async def test_a_destination_is_tested_with_tiktok_and_removed_after_a_question(
    real: AppSession, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    destinations.save(real.home, REAL)
    asking = Asking(monkeypatch, changes, False, True)
    assert await changes.test(asking.app, real, REAL) == REAL
    assert await changes.test(asking.app, real, replace(REAL, advertiser_id=tiktok.STRANGER_ADVERTISER)) is None
    error = asking.dialogs[-1].error
    assert error is not None
    assert error.what == f"The credential does not reach the advertiser {tiktok.STRANGER_ADVERTISER}."
    assert await changes.remove(asking.app, real, REAL) is None
    assert destinations.listing(real.home).destinations == (REAL,)
    assert await changes.remove(asking.app, real, REAL) == REAL
    assert destinations.listing(real.home).destinations == ()
    assert [asked.shown for asked in asking.dialogs] == snapshot


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
    made, stored = cast("Shown", await changes.add(app, session))
    assert (made.credential, made.sandbox, made.fixed_event, stored) == (credential, sandbox, "Purchase", None)
    given, _ = cast("Shown", await changes.add(app, replace(session, token_given=True)))
    assert (given.credential, given.sandbox) == (credential, False), "the environment has a token"
