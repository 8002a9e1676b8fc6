"""The first signal is a request that is heard, the second one ends the work; afterwards all is as before."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from tiktok_tui.cli import signals
from tiktok_tui.cli.signals import StopSignals, on_stop


def test_a_signal_that_was_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell does for what it starts in the background
    try:
        with StopSignals().caught():
            assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
            os.kill(os.getpid(), signal.SIGINT)
        assert signal.set_wakeup_fd(-1) == -1, "nobody is woken by a pipe that is closed"
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_asks_and_the_second_ends(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    asked = []
    with on_stop(lambda: asked.append(1)):
        os.kill(os.getpid(), number)
        assert asked == [1]
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)
    assert asked == [1]
    assert signal.getsignal(number) == before


@pytest.mark.parametrize(
    ("number", "usual"), [(signal.SIGINT, signal.default_int_handler), (signal.SIGTERM, signal.SIG_DFL)]
)
def test_work_that_failed_leaves_the_signals_as_they_were(number: signal.Signals, usual: signal.Handlers) -> None:
    within: list[object] = []

    def fails() -> None:
        within.append(signal.getsignal(number))
        raise RuntimeError("a fault")

    before = signal.signal(number, usual)  # what a shell starts in the background ignores Ctrl+C
    try:
        for block in (StopSignals().caught(), on_stop(lambda: None)):
            with pytest.raises(RuntimeError, match="a fault"), block:
                fails()
            assert within.pop() != signal.getsignal(number) == usual
    finally:
        signal.signal(number, before)


def test_off_the_main_thread_signals_stay_as_they_are() -> None:
    before = signal.getsignal(signal.SIGINT)
    seen = []

    def work() -> None:
        with on_stop(lambda: None):
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]


def test_a_stop_that_the_work_handles_itself_stops_no_query(monkeypatch: pytest.MonkeyPatch) -> None:
    """The batches in flight are finished then, and their rows come from a query."""
    looked, stopped, asked, come = threading.Event(), threading.Event(), [1], StopSignals()
    handler = signal.getsignal

    def look(number: int) -> object:
        found = handler(number)
        if threading.current_thread() is not threading.main_thread():
            looked.set()
        return found

    monkeypatch.setattr(signals, "stop_all", stopped.set)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with come.caught(), on_stop(asked.clear):
            monkeypatch.setattr(signal, "getsignal", look)
            os.kill(os.getpid(), signal.SIGINT)
            assert looked.wait(60)
        assert (asked, come.came, stopped.is_set()) == ([], False, False)
    finally:
        signal.signal(signal.SIGINT, before)
