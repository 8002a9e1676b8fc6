"""A sync with its nights, its destination's name, and whether the machine starts it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.setups import NOW, SHOP
from tests.support.sync_pages import NIGHTLY, held
from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.syncs.history import history
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.scheduling import scheduling
from tiktok_tui.syncs.scheduling.scheduler import Times
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.standing import Standing
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.syncs.loaded_sync import LoadedSync


def test_the_nights_are_those_at_the_end_of_a_run_that_ends_while_it_is_read(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(session.home)
    sent = Night(31, NOW, state=NightState.SENT)

    def ends(home: Home, sync_id: str) -> bool:
        history.write(home, sync_id, sent)
        return False

    monkeypatch.setattr("tiktok_tui.syncs.standing.is_running", ends)
    loaded = LoadedSync.read(session.home, NIGHTLY.id, NOW)
    assert loaded.nights[-1] == loaded.standing.last == sent


def test_a_sync_is_read_whole_also_when_no_scheduler_answers(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(session.home)
    found: list[Times | None] = [None]

    def times(*_: object) -> Times | None:
        if not found:
            raise StateError("The crontab cannot be read.")
        return found[-1]

    def read(sync: str = NIGHTLY.id) -> LoadedSync:
        return LoadedSync.read(session.home, sync, NOW)

    monkeypatch.setattr(scheduling, "times", times)
    loaded = read()
    assert (loaded.standing.sync, loaded.destination) == (NIGHTLY, SHOP.name)
    assert [night.number for night in loaded.nights] == list(range(1, 31))
    assert [hold.label for hold in loaded.standing.holds] == ["orders-30.csv"]
    for times_of, sync, state in (
        (None, NIGHTLY.id, (False, False, False)),
        (Times("cron", None, None), NIGHTLY.id, (True, False, True)),
        (Times("cron", None, None, stale=True), NIGHTLY.id, (False, True, True)),
        (Times("cron", None, None), "by-hand", (False, True, True)),
        (None, "by-hand", (False, False, False)),
    ):
        found[-1] = times_of
        loaded = read(sync)
        assert (loaded.scheduled, loaded.stale, loaded.is_started) == state
    found.clear()
    destinations.remove(session.home, SHOP.slug)
    loaded = read()
    assert (loaded.destination, loaded.is_started) == (f"{SHOP.slug}, which is gone", False)
    store.save(session.home, replace(NIGHTLY, name="Renamed"))
    assert read().standing.sync.name == "Renamed"


def test_the_night_before_is_the_last_one_that_was_sent() -> None:
    states = (NightState.SENT, NightState.HELD, NightState.RELEASED, NightState.FAILED, NightState.SENT)
    nights = tuple(Night(number, NOW, NOW, state, "") for number, state in enumerate(states, 1))
    loaded = LoadedSync(Standing(NIGHTLY, None, None, (), False), nights, "Shop")
    before = [loaded.before(index) for index in range(len(nights))]
    assert [night and night.number for night in before] == [None, 1, 1, 3, 3]
