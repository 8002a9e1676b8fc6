"""The work of a sync's screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import cast

import pytest

from tests.support.setups import NOW
from tests.support.sync_pages import NIGHTLY
from tiktok_tui.events.errors import StateError
from tiktok_tui.syncs.history import lock
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.running import release, run
from tiktok_tui.syncs.running.steps import Steps
from tiktok_tui.syncs.scheduling import scheduling
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.sync import Sync
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.syncs import sync_jobs


def test_a_sync_that_is_being_run_is_neither_removed_nor_taken_off_its_scheduler(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_off: list[str] = []
    monkeypatch.setattr(scheduling, "unschedule", lambda _, sync: taken_off.append(sync))
    store.save(session.home, NIGHTLY)
    with lock.locked(session.home, NIGHTLY.id), pytest.raises(StateError, match="is being run already"):
        sync_jobs.remove(session.home, NIGHTLY.id)
    assert (taken_off, store.names(session.home)) == ([], [NIGHTLY.id])
    sync_jobs.remove(session.home, NIGHTLY.id)
    assert (taken_off, store.names(session.home)) == ([NIGHTLY.id], [])


def test_what_is_run_and_what_is_released_is_the_sync_of_its_file_as_old_as_the_session_says(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[Sync, datetime | None]] = []

    def send(_: object, sync: Sync, *__: object, now: datetime | None = None) -> list[SyncResult]:
        sent.append((sync, now))
        return []

    monkeypatch.setattr(run, "run_sync", send)
    monkeypatch.setattr(release, "release", send)
    store.save(session.home, NIGHTLY)
    then, changed = replace(session, as_of=NOW), replace(NIGHTLY, name="Changed since")
    acts = [sync_jobs.run_now(then, NIGHTLY.id), sync_jobs.send_held(then, NIGHTLY.id)]
    store.save(session.home, changed)
    for act in acts:
        act(cast("Steps", None))
    assert sent == [(changed, NOW), (changed, NOW)]
