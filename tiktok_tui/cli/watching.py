"""Runs long work on a thread, so that progress is shown meanwhile and Ctrl+C stops it at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from tiktok_tui.cli import console
from tiktok_tui.cli.exits import Stopped

Result = TypeVar("Result")

_LOOK_EVERY = 0.1


def watched(
    work: Callable[[], Result],
    *,
    title: str,
    share: Callable[[], float | None],
    interrupt: Callable[[], None],
) -> Result:
    """What `work` returns or raises; `share` says how far it is, `interrupt` makes it end early.

    Raises:
        Stopped: Ctrl+C or a request to terminate came while it ran.
    """
    with ThreadPoolExecutor(1) as pool, console.progress(title) as report:
        future = pool.submit(work)
        try:
            while not wait([future], timeout=_LOOK_EVERY).done:
                report(share(), "")
        except KeyboardInterrupt:
            interrupt()
            raise Stopped from None
        return future.result()
