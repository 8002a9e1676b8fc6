"""Saving a destination: what is asked before it, and what an answer changes at TikTok."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.app import App

from tests.support.asking import Asking
from tests.support.setups import SHOP
from tests.support.uploads import SHOP as REAL
from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.checking import Checked
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.client import Client
from tiktok_tui.tiktok.tokens import FixedToken
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
    saved = await flow.save(app, session, wanted, replace(wanted, auto_tracking=before), None, lambda _: None)
    assert saved is not None
    assert (titles, changed, saved.destination.auto_tracking) == (asked, set_to, kept)


async def test_a_destination_that_somebody_else_adds_while_tiktok_is_asked_stays(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run(work: Callable[[object], object]) -> object:
        return work(None)

    def meanwhile(*_: object) -> Checked:
        destinations.save(session.home, theirs)
        return Checked(replace(LIVE, slug="new", name="New"), None, None, ())

    theirs = replace(LIVE, slug="new", name="Theirs")
    monkeypatch.setattr(flow, "run", run)
    monkeypatch.setattr(saving, "check", meanwhile)
    wanted = replace(LIVE, slug="", name="New")
    with pytest.raises(SettingsError, match="There is a destination called “new” already"):
        await flow.save(cast("App[Any]", SimpleNamespace()), session, wanted, wanted, None, lambda _: None)
    assert destinations.load(session.home, "new") == theirs


async def test_every_question_before_a_destination_is_saved_and_the_notes_after_it(
    real: AppSession, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    in_its_file = replace(REAL, sandbox=True)
    destinations.save(real.home, in_its_file)
    path = destinations.path_of(real.home, REAL.slug)
    path.write_text(f"# the accountant's\n{path.read_text()}")
    text, said = path.read_text(), list[str]()
    asking = Asking(monkeypatch, flow)
    wanted = replace(REAL, currency="EUR", limited_data_use=True, auto_tracking=True)
    asked = list[int]()
    for answers in ((False, False), (True, True, False), (True, True, True)):
        asking.answers = list(answers)
        before, said[:] = len(asking.dialogs), []
        saved = await flow.save(asking.app, real, wanted, REAL, in_its_file, said.append)
        asked.append(len(asking.dialogs) - before)
        assert (saved is not None) == answers[-1]
        assert said == ["Checking with TikTok …", *([] if answers[-1] else ["Nothing was saved."])]
        assert (path.read_text() == text) != answers[-1]
        assert _tracks(real) == answers[-1], "nothing is changed at TikTok for what is not saved"
    assert asked == [2, 3, 3], "after a no nothing more is asked"
    assert saved is not None
    assert [dialog.shown for dialog in asking.dialogs[-3:]] == snapshot(name="questions")
    assert saved.notes == snapshot(name="notes")
    assert destinations.load(real.home, REAL.slug) == saved.destination
    assert (saved.destination.auto_tracking, saved.destination.event_set_name) == (True, "Store sales")
    tried = replace(REAL, slug="", name="Try", credential="", sandbox=True, advertiser_id="", event_set_id="")
    without = await flow.save(asking.app, real, tried, tried, None, said.append)
    assert without is not None, "the sandbox needs no credential"
    assert (without.destination.slug, without.destination.advertiser_id) == ("try", known.ADVERTISER)
    assert len(asking.dialogs) == sum(asked), "nothing is asked of a new one"
    back = await _turned_off(asking, real, saved.destination)
    assert back == ("Turn auto tracking off at TikTok?", "Turn it off", False)
    assert not _tracks(real)


def _tracks(real: AppSession) -> bool | None:
    with Client(FixedToken(known.TOKEN), base_url=real.api_url) as client:
        return {each.id: each.auto_tracking for each in client.event_sets(known.ADVERTISER)}[known.EVENT_SET]


async def _turned_off(asking: Asking, real: AppSession, on: Destination) -> tuple[str, str, bool]:
    asking.answers = [True]
    saved = await flow.save(asking.app, real, replace(on, auto_tracking=False), on, on, lambda _: None)
    assert saved is not None
    given = asking.dialogs[-1].given
    assert given["question"] == "Future campaigns will use this event set only where it is chosen for them."
    return given["title"], given["yes"], saved.destination.auto_tracking


@pytest.mark.parametrize(
    ("wanted", "token", "said", "field"),
    [
        (replace(REAL, name="", credential=""), known.TOKEN, "The destination needs a name.", "name"),
        (
            replace(REAL, credential=""),
            known.TOKEN,
            "The destination needs a credential. Ctrl+T adds one.",
            "sandbox",
        ),
        (
            replace(REAL, auto_tracking=True),
            known.ANALYST_TOKEN,
            "Auto tracking was not changed. TikTok answered that this is not permitted (40001)",
            "auto_tracking",
        ),
    ],
    ids=["no name", "no credential", "an analyst"],
)
async def test_what_keeps_it_from_being_saved_is_said_at_its_field(
    wanted: Destination, token: str, said: str, field: str, real: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", token)
    asking = Asking(monkeypatch, flow, True)
    with pytest.raises(SettingsError) as raised:
        await flow.save(asking.app, real, wanted, REAL, None, lambda _: None)
    assert raised.value.explanation.startswith(said)
    assert raised.value.field == field
    assert (raised.value.remedy != "") == (field == "auto_tracking"), "what TikTok's refusal asks for is kept"
    assert destinations.listing(real.home).destinations == ()
