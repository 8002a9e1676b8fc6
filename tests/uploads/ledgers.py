"""Runs and events in a ledger, made in a line."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tiktok_tui.files.source.source import FileSource, SourceRef
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.uploads.ledger import archive, batches, claims, runs
from tiktok_tui.uploads.ledger.batches import Outcome
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.screening import Sender
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Run, RunSpec, Tally

NOW = 1_790_000_000.0
ORDERS = FileSource(Path("/orders.csv"))
EVENTS = [Event(row, "set", row.to_bytes(16, "big"), b"{}") for row in range(2, 12)]


def totals(events: int) -> Totals:
    """The totals of a file of so many good events, beside rows that are left out, rejected, or one event together."""
    return Totals(events + 15, 5, 4, 3, events + 2, events, {}, {}, (0,) * 30, events, 0, 0, 0.1)


def begun(
    ledger: Ledger,
    *,
    url: str = "https://tiktok.example",
    options: Options | None = None,
    settings: str = "{}",
    source: SourceRef = ORDERS,
    destination: str = "shop",
) -> Run:
    """A new run."""
    spec = RunSpec(source, "f", 1, 1.0, destination, settings, "", options or Options(), url, NOW, totals(10))
    return runs.begin(ledger, spec, datetime.fromtimestamp(NOW, UTC))


def begin(ledger: Ledger, url: str = "https://tiktok.example", code: str = "") -> Sender:
    """The sender of a new run."""
    run = begun(ledger, url=url, options=Options(test_event_code=code))
    return Sender(run.number, run.recipient)


def accept(ledger: Ledger, sender: Sender, events: list[Event], now: float = NOW) -> None:
    """These events, claimed and accepted."""
    number = batches.last_number(ledger, sender.run) + 1
    claims.claim(ledger, sender, number, events, now, everybody_lives)
    batches.accept(ledger, sender, [(number, events, Outcome(1, 0.1))], Tally(accepted=len(events)))
    archive.file_accepted(ledger, sender.run)


@contextmanager
def everybody_lives(run: int) -> Iterator[bool]:
    """No run is dead."""
    yield False


@contextmanager
def everybody_is_dead(run: int) -> Iterator[bool]:
    """No other run has a sender."""
    yield True


def overtaken(path: Path, act: Callable[[Ledger], object] = lambda other: None, *, at: int = 1) -> Ledger:
    """A ledger that another process opens and writes to (`act`) just before the transaction with this number begins."""
    count = itertools.count(1)

    class Overtaken(Ledger):
        @contextmanager
        def transaction(self) -> Iterator[None]:
            if next(count) == at:
                with Ledger(path) as other:
                    act(other)
            with super().transaction():
                yield

    return Overtaken(path)
