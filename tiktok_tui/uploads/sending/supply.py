"""The events still to be sent, without those that TikTok has, as batches that are claimed when they are taken."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from tiktok_tui.prepare.bodies import batches
from tiktok_tui.prepare.event import Event
from tiktok_tui.uploads.ledger import claims, screening
from tiktok_tui.uploads.ledger.claims import Unattended
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.screening import Screened, Sender
from tiktok_tui.uploads.ledger.suspects import Suspects
from tiktok_tui.uploads.run import LeftOut
from tiktok_tui.uploads.sending.batch import Batch
from tiktok_tui.uploads.updates import HeldBack, Skipped, Update

MOST_BUSY: Final = 8000
"""Events that another run is sending are checked again once there are this many, so that memory stays bounded."""

_NEVER: Final = -1
"""No version of the ledger: events are looked up again when they are claimed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The events to leave out: all but the first `limit` events, and those that TikTok `refused` in this run before.

    `only` picks the keys that belong to the run, for the run of a query; the limit was applied when they were kept.
    """

    limit: int | None
    refused: frozenset[bytes]
    only: Callable[[Sequence[bytes]], set[bytes]] | None = None


class Supply:
    """The events still to be sent, as batches, for one thread.

    `seen` events belong to the run, `new` ones do not (of a query's run). `reread` gives all events of the file
    once more, to decide about those that are similar. `stopped` is asked whether the upload is to end; `recheck` are
    the seconds between two checks of events that other runs are sending.
    """

    def __init__(
        self,
        events: Iterable[Sequence[Event]],
        ledger: Ledger,
        sender: Sender,
        limits: Limits,
        *,
        reread: Callable[[], Iterable[Sequence[Event]]],
        unattended: Unattended,
        stopped: Callable[[], bool],
        recheck: float,
    ) -> None:
        self._ledger = ledger
        self._sender = sender
        self._limits = limits
        self._reread = reread
        self._unattended = unattended
        self._stopped = stopped
        self._recheck = recheck
        self._recheck_at = 0.0
        self._screened_at: int | None = None
        self._batches = iter(batches(self._fresh(events)))
        self._read = False
        self._busy: deque[tuple[Event, ...]] = deque()
        self._suspects = Suspects()
        self._cleared: frozenset[bytes] = frozenset()
        self._reported = LeftOut()
        self.left_out = LeftOut()
        self.seen = 0
        self.new = 0

    @property
    def exhausted(self) -> bool:
        """True if nothing is left to be taken, now or later."""
        return self._read and not self._busy and not self._suspects

    @property
    def busy(self) -> int:
        """How many events another run is sending."""
        return sum(map(len, self._busy))

    @property
    def only_busy(self) -> bool:
        """True if everything left is being sent by another run."""
        return bool(self._busy) and (self._read or self.busy >= MOST_BUSY)

    @property
    def similar_by(self) -> tuple[tuple[str, int], ...]:
        """The likenesses of the events held back to accepted ones with their counts, the most frequent first."""
        return tuple((str(found), count) for found, count in self._suspects.held.most_common())

    def take(self, number: int) -> Batch | None:
        """The next batch, claimed as `number` and to be sent at once; None when there is none now."""
        while not self._stopped():
            if self.only_busy:
                return self._take_busy(number)
            cut = next(self._batches, None)
            if cut is None:
                self._read = not self._stopped()
                if self._busy:
                    continue
                if not self._suspects:
                    return None
                self._decide()
            elif not self._stopped() and (batch := self._claimed(number, tuple(cut.events))):
                return batch
        return None

    def news(self) -> list[Update]:
        """The events left out since the last call."""
        before, now = self._reported, self.left_out
        self._reported = now
        news: list[Update] = []
        if now.skipped > before.skipped or now.withheld > before.withheld:
            news.append(Skipped(now.skipped - before.skipped, now.withheld - before.withheld))
        if now.similar > before.similar:
            news.append(HeldBack(now.similar - before.similar, self._suspects.words))
        return news

    def _decide(self) -> None:
        """Decide about the similar events, now that the file is known; those that may be sent are the last batches."""
        now = time.time()
        explained = self._suspects.explained(
            self._read_again(),
            lambda events: screening.known(self._ledger, self._sender, events, now),
        )
        if self._stopped():
            return
        self._cleared = cleared = self._suspects.settle(
            explained, lambda events: screening.kept_marks(self._ledger, self._sender, events, now)
        )
        self.left_out = replace(self.left_out, similar=self._suspects.held.total())
        if cleared:
            again = ([event for event in events if event.key in cleared] for events in self._read_again())
            self._batches = iter(batches(again))
            self._read = False  # a stop or a pause must not take the file for sent before these are

    def _read_again(self) -> Iterator[Sequence[Event]]:
        """All events of the file, until it is stopped."""
        return takewhile(lambda _: not self._stopped(), self._reread())

    def _take_busy(self, number: int) -> Batch | None:
        if time.monotonic() < self._recheck_at:
            return None
        for _ in range(len(self._busy)):
            if batch := self._claimed(number, self._busy.popleft()):
                return batch
        self._recheck_at = time.monotonic() + self._recheck
        return None

    def _claimed(self, number: int, events: tuple[Event, ...]) -> Batch | None:
        now = time.time()
        sender = self._sender
        if events[0].key in self._cleared:
            sender = replace(sender, send_similar=True)
        claim = claims.claim(self._ledger, sender, number, events, now, self._unattended, screened_at=self._screened_at)
        if not claim.alone:
            self._screened_at = _NEVER  # events screened before may have been sent by the other run
        self._count(claim.screened)
        if claim.busy:
            self._busy.append(claim.busy)
        return Batch(number, claim.screened.fresh) if claim.screened.fresh else None

    def _fresh(self, events: Iterable[Sequence[Event]]) -> Iterator[list[Event]]:
        """The events that seem worth sending, so that batches are full; `claim` decides."""
        left = self._limits.limit if self._limits.only is None else None
        for read in events:
            some = read if left is None else read[:left]
            if left is not None:
                left -= len(some)
            wanted = [event for event in self._own(some) if event.key not in self._limits.refused]
            if wanted:
                if self._screened_at is None:
                    self._screened_at = self._ledger.version()
                screened = screening.screen(self._ledger, self._sender, wanted, time.time())
                self._count(screened)
                if screened.fresh:
                    yield list(screened.fresh)
            if left == 0 or self._stopped():
                return

    def _own(self, events: Sequence[Event]) -> Sequence[Event]:
        """Those that belong to the run."""
        if self._limits.only is None or not events:
            return events
        keys = self._limits.only([event.key for event in events])
        own = [event for event in events if event.key in keys]
        self.seen += len(own)
        self.new += len(events) - len(own)
        return own

    def _count(self, screened: Screened) -> None:
        self._suspects.add(screened.similar)
        self.left_out = LeftOut(
            self.left_out.skipped + screened.skipped,
            self.left_out.withheld + screened.withheld,
            self._suspects.held.total(),
        )
