"""A lock keeps others out until it is released, leaves no file behind, and says why it cannot be used."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tiktok_tui.events.errors import StateError
from tiktok_tui.events.system.lock_file import LockFile

HOLD = """
import sys
from pathlib import Path
from tiktok_tui.events.system.lock_file import LockFile
lock = LockFile(Path(sys.argv[1]))
print(lock.acquire(5), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run-1.lock"


def test_one_holds_it_until_it_is_released(path: Path) -> None:
    first, second = LockFile(path), LockFile(path)
    assert first.acquire(0)
    assert not second.acquire(0)
    first.release()
    assert second.acquire(0)
    second.release()


def test_only_its_owner_may_use_the_file_and_it_is_gone_afterwards(path: Path) -> None:
    lock = LockFile(path)
    lock.acquire(0)
    assert path.stat().st_mode & 0o777 == 0o600
    lock.release()
    assert list(path.parent.iterdir()) == []


def test_another_thread_may_release_it(path: Path) -> None:
    lock = LockFile(path)
    lock.acquire(0)
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    other = LockFile(path)
    assert other.acquire(0)
    assert not lock.acquire(0)
    other.release()


def test_a_process_that_dies_lets_it_go(path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    assert not LockFile(path).acquire(0)
    holder.kill()
    holder.communicate()
    assert LockFile(path).acquire(5)


def test_one_that_waits_gets_it_though_its_file_was_removed_meanwhile(path: Path) -> None:
    first, second, third = LockFile(path), LockFile(path), LockFile(path)
    first.acquire(0)
    waiting = threading.Thread(target=second.acquire, args=(30,))
    waiting.start()
    first.release()
    waiting.join()
    assert path.exists()
    assert not third.acquire(0)
    second.release()


def test_its_file_is_removed_while_nobody_else_can_take_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, other = LockFile(path), LockFile(path)
    unlink, taken = Path.unlink, list[bool]()

    def removed(self: Path, missing_ok: bool = False) -> None:
        taken.append(other.acquire(0))
        unlink(self, missing_ok=missing_ok)

    lock.acquire(0)
    monkeypatch.setattr(Path, "unlink", removed)
    lock.release()
    assert taken == [False], "a third one would have it beside the other"


def test_whoever_waits_has_it_as_soon_as_it_is_free(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = LockFile(path), LockFile(path)
    first.acquire(0)
    monkeypatch.setattr(time, "sleep", lambda seconds: first.release())
    assert second.acquire(60)
    assert not first.acquire(0)
    second.release()


@pytest.mark.skipif(os.name == "nt", reason="needs a folder in place of a file")
def test_a_lock_that_cannot_be_used_is_reported(path: Path) -> None:
    path.mkdir()
    for lock, what in ((LockFile(path), "The lock file"), (LockFile(path, "The lock of run 1"), "The lock of run 1")):
        with pytest.raises(StateError) as caught:
            lock.acquire(0)
        assert caught.value.what == f"{what} cannot be used: Is a directory."
        assert caught.value.where == str(path)
        assert caught.value.remedy == "Check the folder's owner and free space, or set TIKTOK_TUI_HOME."


def test_a_lock_whose_file_somebody_removed_is_still_released(path: Path) -> None:
    lock, other = LockFile(path), LockFile(path)
    lock.acquire(0)
    path.unlink()
    lock.release()
    assert other.acquire(0)
    path.unlink()
    path.mkdir()
    other.release()
    path.rmdir()
    assert other.acquire(0), "what cannot be removed is let go all the same"
    other.release()
