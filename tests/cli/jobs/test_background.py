"""Work in a thread: its progress is shown meanwhile, and its result or its error comes back."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from contextlib import nullcontext

import pytest

from tiktok_tui.cli import console
from tiktok_tui.cli.exits import Stopped
from tiktok_tui.cli.jobs.background import in_background
from tiktok_tui.events.errors import FileError


class Result:
    """Something that can be closed."""

    closed = False

    def close(self) -> None:
        """Note it."""
        self.closed = True


def test_the_share_and_the_words_are_shown_until_the_result_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, result = threading.Event(), Result()
    shown: list[tuple[float | None, str]] = []

    def report(share: float | None, words: str) -> None:
        shown.append((share, words))
        seen.set()

    def progress(title: str) -> nullcontext[Callable[[float | None, str], None]]:
        assert title == "Opening"
        return nullcontext(report)

    def work() -> Result:
        assert seen.wait(60)
        return result

    monkeypatch.setattr(console, "progress", progress)
    assert in_background(work, title="Opening", share=lambda: 0.5, words=lambda: "12 rows") is result
    assert set(shown) == {(0.5, "12 rows")}


def test_its_error_is_raised() -> None:
    def fail() -> Result:
        raise FileError("It is empty.")

    with pytest.raises(FileError, match="It is empty"):
        in_background(fail, title="Opening")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_interrupts_it_until_it_ends_and_closes_what_it_still_returns(number: signal.Signals) -> None:
    result, heard = Result(), threading.Semaphore(0)

    def work() -> Result:
        os.kill(os.getpid(), number)
        for _ in range(2):  # the first one may come before there is something to interrupt
            assert heard.acquire(timeout=60)
        return result

    with pytest.raises(Stopped):
        in_background(work, title="Opening", interrupt=heard.release)
    assert result.closed


def test_an_error_of_work_that_was_stopped_is_no_error() -> None:
    interrupted = threading.Event()

    def work() -> Result:
        os.kill(os.getpid(), signal.SIGINT)
        assert interrupted.wait(60)
        raise FileError("The query was interrupted.")

    with pytest.raises(Stopped):
        in_background(work, title="Opening", interrupt=interrupted.set)


def test_a_result_is_given_as_it_is_and_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    result = Result()
    assert in_background(lambda: result, title="Opening") is result
    assert (result.closed, *capsys.readouterr()) == (False, "", "")
