"""Senders that die by SIGKILL: at a given place in the work, or whenever the test kills them.

They come from one server process that has everything imported, so that a test can afford hundreds of them.
"""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import ParamSpec, TypeVar

from tests.support import sender
from tiktok_tui.tiktok.client import Client
from tiktok_tui.uploads.ledger import archive, batches, claims, runs
from tiktok_tui.uploads.ledger.database import Ledger

P = ParamSpec("P")
T = TypeVar("T")

PLACES = (
    "before the request",
    "after the answer",
    "before a commit",
    "after a commit",
    "amid a write",
    "while claiming",
    "while accepting",
    "while splitting",
    "while refusing",
    "while a failure is noted",
    "at the very end",
    "while filing",
)
"""Where a sender may die."""

_FUNCTIONS: dict[str, tuple[object, str]] = {
    "before the request": (Client, "track"),
    "after the answer": (Client, "track"),
    "amid a write": (batches, "note"),
    "while claiming": (claims, "write_claim"),
    "while accepting": (batches, "accept"),
    "while splitting": (batches, "split"),
    "while refusing": (batches, "refuse"),
    "while a failure is noted": (batches, "wait"),
    "at the very end": (runs, "end"),
    "while filing": (archive, "file_some"),
}
_AFTER = {"after the answer", "amid a write", "while claiming", "while filing"}
"""To happen first; `note`, `write_claim` and `file_some` are followed by a COMMIT that never comes."""


def start(home: Path, url: str, file: str = "", *, place: str = "", times: int = 1) -> ForkServerProcess:
    """Send `file`, or resume where it is blank, in a process that dies the `times`-th time it is at `place`."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.resilience.doomed", "duckdb", "httpx", "filelock", "phonenumbers"])
    process = context.Process(target=_live, args=(str(home), url, file, place, times))
    process.start()
    return process


def _live(home: str, url: str, file: str, place: str, times: int) -> None:
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        if place:
            _lie_in_wait(place, times)
        sender.main(home, url, file)


def _lie_in_wait(place: str, times: int) -> None:
    visits = iter(range(1, times))

    def visit() -> None:
        if next(visits, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    if place.endswith(" a commit"):
        Ledger.transaction = _dying(Ledger.transaction, visit, place.startswith("before"))  # type: ignore[method-assign, assignment]  # the point of it
        return
    owner, name = _FUNCTIONS[place]
    setattr(owner, name, _visiting(getattr(owner, name), visit, after=place in _AFTER))


def _visiting(real: Callable[P, T], visit: Callable[[], None], *, after: bool) -> Callable[P, T]:
    @functools.wraps(real)
    def visited(*given: P.args, **named: P.kwargs) -> T:
        if not after:
            visit()
        result = real(*given, **named)
        if after:
            visit()
        return result

    return visited


def _dying(
    real: Callable[[Ledger], contextlib.AbstractContextManager[None]], visit: Callable[[], None], before: bool
) -> Callable[[Ledger], contextlib.AbstractContextManager[None]]:
    @contextlib.contextmanager
    def transaction(ledger: Ledger) -> Iterator[None]:
        with real(ledger):
            yield
            if before:
                visit()
        if not before:
            visit()

    return transaction
