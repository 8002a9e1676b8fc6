"""A sync is run by one process at a time, and whoever only looks leaves nothing behind."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.events.system.lock_file import LockFile
from tiktok_tui.syncs.history import lock


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
        assert raised.value.what.endswith("already, by another window or a scheduled job.")
        assert raised.value.remedy == "Wait for it; `tiktok-tui sync history nightly` has its result then."
    (home.locks / "sync-nightly.lock").touch()  # of a process that was killed
    assert not lock.is_running(home, "nightly")
    assert list(home.locks.iterdir()) == []
    assert stat.S_IMODE(home.locks.stat().st_mode) == 0o700


def test_a_lock_is_let_go_after_an_error_and_waited_for_while_somebody_only_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path, tmp_path)
    with pytest.raises(KeyError), lock.locked(home, "nightly"):
        raise KeyError
    assert list(home.locks.iterdir()) == []
    looking, acquire = LockFile(home.locks / "sync-nightly.lock"), LockFile.acquire
    assert looking.acquire(0)

    def acquired(self: LockFile, seconds: float) -> bool:
        if not (found := acquire(self, 0)) and seconds:
            looking.release()  # whoever looked is done before the wait is over
            return acquire(self, seconds)
        return found

    monkeypatch.setattr(LockFile, "acquire", acquired)
    with lock.locked(home, "nightly"):
        assert lock.is_running(home, "nightly")
