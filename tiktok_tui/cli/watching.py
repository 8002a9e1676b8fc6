"""Runs long work on a thread, so that progress is shown meanwhile and Ctrl+C stops it at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Protocol, TypeVar

from tiktok_tui.cli import console
from tiktok_tui.cli.exits import Stopped


class Closable(Protocol):
    """What holds files or tables that must not be left behind."""

    def close(self) -> None:
        """Let go of them."""


Result = TypeVar("Result", bound=Closable)

_LOOK_EVERY = 0.1


def watched(
    work: Callable[[], Result],
    *,
    title: str,
    share: Callable[[], float | None] = lambda: None,
    interrupt: Callable[[], None] = lambda: None,
) -> Result:
    """What `work` returns or raises; `share` says how far it is, `interrupt` makes it end early.

    Raises:
        Stopped: Ctrl+C or a request to terminate came while it ran; what it still returned is closed.
    """
    with ThreadPoolExecutor(1) as pool, console.progress(title) as report:
        future = pool.submit(work)
        try:
            while not wait([future], timeout=_LOOK_EVERY).done:
                report(share(), "")
        except KeyboardInterrupt:
            interrupt()
            _discard(future)
            raise Stopped from None
        return future.result()


def _discard(future: Future[Result]) -> None:
    """Wait for the end of work that is not wanted any more, and close what it gives."""
    if future.exception() is None:
        future.result().close()
