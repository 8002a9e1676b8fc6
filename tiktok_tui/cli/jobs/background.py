"""Run long work in a thread, so that progress is shown meanwhile and Ctrl+C stops it at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Protocol, TypeVar

from tiktok_tui.cli import console
from tiktok_tui.cli.exits import Stopped
from tiktok_tui.cli.signals import on_stop


class Closable(Protocol):
    """A result that holds files or tables, which must be closed."""

    def close(self) -> None:
        """Close them."""


Result = TypeVar("Result", bound=Closable)

_LOOK_EVERY = 0.1


def in_background(
    work: Callable[[], Result],
    *,
    title: str,
    share: Callable[[], float | None] = lambda: None,
    words: Callable[[], str] = lambda: "",
    interrupt: Callable[[], None] = lambda: None,
) -> Result:
    """Run `work` and return its result, or raise its error. `interrupt` ends it early.

    `share` gives how far it is, 0 to 1, and `words` say what is done so far.

    Raises:
        Stopped: Ctrl+C or a request to terminate came while it ran; what it still returned is closed.
    """
    stopped = threading.Event()
    with on_stop(stopped.set):
        with ThreadPoolExecutor(1) as pool, console.progress(title) as report:
            future = pool.submit(work)
            while not wait([future], timeout=_LOOK_EVERY).done:
                report(share(), words())
                if stopped.is_set():
                    interrupt()  # again and again: it may not have begun what can be interrupted
        if stopped.is_set():
            _discard(future)
            raise Stopped
        return future.result()


def _discard(future: Future[Result]) -> None:
    """Close a result that is no longer needed."""
    if future.exception() is None:
        future.result().close()
