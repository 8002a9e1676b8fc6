"""The work of a sync's screen."""

from __future__ import annotations

import pytest

from tests.support.sync_pages import NIGHTLY
from tiktok_tui.events.errors import StateError
from tiktok_tui.syncs import lock, store
from tiktok_tui.syncs.scheduling import scheduling
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
