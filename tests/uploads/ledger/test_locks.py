"""One sender a run: its lock file."""

from __future__ import annotations

import stat
import threading

import pytest

from tests.support.uploads import Scenario
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.events.system.lock_file import LockFile
from tiktok_tui.uploads.ledger.locks import RunLock, is_sending, unattended


@pytest.mark.usefixtures("ledger")  # so that the recipient has another number than the run
def test_it_is_its_owner_s_alone_and_gone_after_the_run(scenario: Scenario) -> None:
    with scenario.sending(scenario.orders(10)) as sending:
        [path] = scenario.home.locks.iterdir()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert is_sending(scenario.home, sending.run.number)
        list(sending)
    assert list(scenario.home.locks.iterdir()) == []
    assert not is_sending(scenario.home, sending.run.number)


def test_a_look_at_a_run_leaves_no_file_behind(home: Home) -> None:
    with unattended(home, 7) as free:
        assert free
    assert list(home.locks.iterdir()) == []


def test_a_look_at_a_run_without_a_lock_file_takes_none(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[float] = []
    monkeypatch.setattr(LockFile, "acquire", lambda self, seconds: taken.append(seconds))
    assert not is_sending(home, 7)
    assert taken == []


def test_a_take_over_that_fails_keeps_no_lock(home: Home) -> None:
    with pytest.raises(StateError, match="full"), unattended(home, 7):
        raise StateError("The disk with the ledger is full.")
    assert list(home.locks.iterdir()) == []


def test_a_look_by_another_process_only_delays_the_sender(home: Home) -> None:
    result: list[str] = []
    done = threading.Event()

    def acquire() -> None:
        lock = RunLock(home, 7)
        try:
            lock.acquire()
            lock.release()
            result.append("acquired")
        except StateError:
            result.append("refused")
        done.set()

    with unattended(home, 7):
        threading.Thread(target=acquire, daemon=True).start()
        assert not done.wait(0.3)
    assert done.wait(60)
    assert result == ["acquired"]


def test_a_run_that_is_being_sent_is_refused_and_not_unattended(home: Home) -> None:
    lock = RunLock(home, 7)
    lock.acquire()
    with unattended(home, 7) as free:
        assert not free
    with pytest.raises(StateError, match="being sent already, by another window or a scheduled job") as raised:
        RunLock(home, 7).acquire()
    assert raised.value.remedy == "Wait for it, or stop it there; `tiktok-tui runs` shows its progress."
    lock.release()


def test_a_look_at_a_run_waits_for_nobody(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    def acquire(self: LockFile, seconds: float) -> bool:
        waits.append(seconds)
        return False

    monkeypatch.setattr(LockFile, "acquire", acquire)
    with unattended(home, 7) as free:
        assert not free
    assert waits == [0]
