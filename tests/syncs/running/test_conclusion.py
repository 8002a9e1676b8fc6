"""A night ends with its result in the history, and people are told of it once the lock is let go."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.syncs.history import history, lock
from tiktok_tui.syncs.history.night import NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.running.conclusion import concluded, locked_then_told
from tiktok_tui.syncs.running.watched_steps import WatchedSteps
from tiktok_tui.syncs.settings.sync import Notify, PathSource, Sync

LOUD = Sync("nightly", "Nightly", "shop", PathSource("/a.csv"), notify=Notify(command=("/nonexistent/tell",)))


def raising(error: Exception) -> Callable[[], SyncResult]:
    def act() -> SyncResult:
        raise error

    return act


def test_each_result_is_told_once_the_lock_is_let_go_also_when_the_last_one_is_a_fault(home: Home) -> None:
    now, fault = datetime.now(UTC), RuntimeError("people's data")
    running: list[bool] = []
    steps = WatchedSteps(lambda message: running.append(lock.is_running(home, "nightly")))

    def run() -> None:
        with locked_then_told(home, "nightly", steps) as take:
            for error in (OSError(errno.ENOSPC, "No space left on device"), fault, StateError("Never reached.")):
                take(concluded(home, LOUD, history.begin(home, "nightly", now), raising(error)))

    with pytest.raises(RuntimeError) as raised:
        run()
    assert raised.value is fault
    assert running == [False, False], "a command that is called may use the sync"
    nights = history.nights(home, "nightly")
    assert [night.state for night in nights] == [NightState.FAILED] * 2
    assert nights[1].reason == "A fault in tiktok-tui itself (RuntimeError)."
    assert [night.ended is not None for night in nights] == [True, True]


def test_a_result_is_told_although_the_next_one_cannot_be_written(home: Home) -> None:
    said: list[str] = []

    def run() -> None:
        with locked_then_told(home, "nightly", WatchedSteps(said.append)) as take:
            night = history.begin(home, "nightly", datetime.now(UTC))
            take(SyncResult(LOUD, replace(night, state=NightState.HELD)))
            raise StateError("The disk is full.")

    with pytest.raises(StateError, match="The disk is full"):
        run()
    assert said == ["The command /nonexistent/tell cannot be run: No such file or directory."]
