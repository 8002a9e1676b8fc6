"""A sync is run by one process at a time, and whoever only looks leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.syncs import lock


def test_a_sync_runs_while_its_lock_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "GLANCE_SECONDS", 0.0)
    home = Home(tmp_path, tmp_path)
    assert not lock.is_running(home, "nightly")
    assert not home.locks.exists()
    with lock.locked(home, "nightly"):
        assert lock.is_running(home, "nightly")
        assert not lock.is_running(home, "other")
        with (
            pytest.raises(StateError, match="The sync nightly is being run already") as raised,
            lock.locked(home, "nightly"),
        ):
            pytest.fail("two at a time")
        assert "`tiktok-tui sync history nightly`" in raised.value.remedy
    assert not lock.is_running(home, "nightly")
