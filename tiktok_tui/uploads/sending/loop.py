"""The upload itself: batches from the supply onto threads, answers into the ledger, and all that happens told."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterable, Sequence

from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.errors import AppError, StateError
from tiktok_tui.files.table import Cancelled
from tiktok_tui.prepare.bodies import body
from tiktok_tui.prepare.event import Event
from tiktok_tui.uploads import updates as h
from tiktok_tui.uploads.ledger import batches, claims, runs
from tiktok_tui.uploads.ledger.claims import Unattended
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.options import RetryPolicy
from tiktok_tui.uploads.run import Run, Status
from tiktok_tui.uploads.sending.batch import Batch
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.sending.flight import Flight, Response, Tracker
from tiktok_tui.uploads.sending.state import SendState
from tiktok_tui.uploads.sending.supply import Limits, Supply

_LONGEST_NAP = 1.0  # seconds: Windows delivers Ctrl+C only between waits

Happenings = Generator[h.Happening, None, None]


def upload(
    events: Iterable[Sequence[Event]],
    run: Run,
    source: EventSource,
    tracker: Tracker,
    ledger: Ledger,
    control: Control,
    *,
    unattended: Unattended,
    patience: RetryPolicy | None = None,
) -> Happenings:
    """Send the events of a run and tell what happens; ends with RunFinished or RunStopped.

    `events` come in chunks of up to 1000; `unattended` is `locks.unattended`. The ledger is used by the thread
    that iterates. Closing the generator early waits for the batches in flight and writes them down.
    """
    patience = patience or RetryPolicy()
    sitting = SendState(run, ledger, control, patience)
    supply = Supply(
        events,
        ledger,
        sitting.sender,
        Limits(run.job.options.limit, frozenset(batches.refused_keys(ledger, run.number))),
        unattended=unattended,
        stopped=lambda: sitting.halted,
        recheck=patience.claimed,
    )
    yield from _Loop(sitting, supply, source, Flight(tracker, sitting.most), ledger, control, patience).happenings()


class _Loop:
    """Takes from the supply, launches, waits, settles, until nothing is left or nobody wants any more."""

    def __init__(
        self,
        sitting: SendState,
        supply: Supply,
        source: EventSource,
        flight: Flight,
        ledger: Ledger,
        control: Control,
        patience: RetryPolicy,
    ) -> None:
        self._sitting = sitting
        self._supply = supply
        self._source = source
        self._flight = flight
        self._ledger = ledger
        self._control = control
        self._patience = patience
        self._landed: deque[Response] = deque()
        self._paused = False
        self._told_busy = 0
        self._finished = False

    def happenings(self) -> Happenings:
        """Everything that happens, from RunStarted on."""
        sitting = self._sitting
        self._control.on_change(self._flight.wake)
        try:
            in_doubt = claims.recover(self._ledger, sitting.run.number)
            yield h.RunStarted(
                sitting.run.id, sitting.run.total, sitting.tally.accepted, sitting.tally.refused, in_doubt
            )
            yield from self._send()
            yield from sitting.set_aside_rest()
            # Nothing left: also where a stop came before the supply had looked for more.
            self._finished = not sitting.left_behind and (self._supply.exhausted or not self._summary().left)
        except StateError as error:
            sitting.error = error
        except Cancelled:
            sitting.abandoned = True
        finally:
            self._wind_up()
        if self._finished:
            yield h.RunFinished(self._summary())
        else:
            yield h.RunStopped(self._summary(), sitting.error)

    def _send(self) -> Happenings:
        while True:
            if self._control.paused != self._paused:
                self._paused = self._control.paused
                self._sitting.calm()
                yield h.Paused(self._flight.flying) if self._paused else h.Resumed()
            yield from self._launch()
            if not self._flight.flying and (self._sitting.halted or (self._supply.exhausted and self._sitting.idle)):
                return
            self._landed.extend(self._flight.wait(self._nap()))
            yield from self._settle()

    def _launch(self) -> Happenings:
        """Start what may be started now."""
        sitting = self._sitting
        while (
            not (sitting.halted or self._control.paused)
            and self._flight.flying < sitting.window.size
            and time.monotonic() >= sitting.hold
        ):
            piece = self._next()
            yield from self._supply.news()
            if piece is None:
                break
            sitting.sending(piece)
            events = piece.events
            test_event_code = sitting.run.job.options.test_event_code or None
            self._flight.launch(piece, body(self._source, piece.event_set_id, events, test_event_code))
            yield h.BatchStarted(
                piece.number,
                len(events),
                events[0].row,
                events[-1].row,
                piece.tries,
                self._flight.flying,
                piece.parent,
            )
        if self._supply.only_busy and not self._flight.flying and self._supply.busy != self._told_busy:
            self._told_busy = self._supply.busy
            yield h.Waiting(self._told_busy)

    def _next(self) -> Batch | None:
        """A piece that waits for its turn, else a new batch; None also when the file fails."""
        sitting = self._sitting
        if piece := sitting.next_piece():
            return piece
        try:
            piece = self._supply.take(sitting.number + 1)
        except StateError:
            raise
        except AppError as error:
            sitting.error = error
            return None
        sitting.taken(self._supply.skipped, self._supply.withheld, new=piece is not None)
        return piece

    def _settle(self) -> Happenings:
        """Write down everything that has landed, each before anybody hears of it."""
        while self._landed:
            settled, happened = self._sitting.settle(self._landed)
            for _ in range(settled):
                self._landed.popleft()
            yield from happened

    def _nap(self) -> float:
        """How long there is nothing to do unless something lands."""
        now = time.monotonic()
        sitting = self._sitting
        moments = [now + _LONGEST_NAP]
        if not (sitting.halted or self._paused):
            due = sitting.next_due()
            if due is not None:
                moments.append(max(due, sitting.hold))
            if sitting.hold > now:
                moments.append(sitting.hold)
            if self._supply.only_busy:
                moments.append(now + self._patience.claimed)
        return max(0.0, min(moments) - now)

    def _wind_up(self) -> None:
        """Wait for what is in flight and write everything down, however the upload ended."""
        sitting = self._sitting
        sitting.abandoned = not self._finished
        try:
            while self._flight.flying or self._landed:
                for _ in self._settle():
                    pass
                self._landed.extend(self._flight.wait(_LONGEST_NAP))
            sitting.set_aside_rest()
            with self._ledger.transaction():
                batches.note(self._ledger, sitting.run.number, sitting.tally)
            runs.end(self._ledger, sitting.run.number, self._status(), sitting.error, time.time())
        except StateError as error:
            # What could not be written stays claimed in the ledger as in doubt, and is sent again with the same IDs.
            self._finished = False
            sitting.error = sitting.error or error
        finally:
            self._flight.close()
            self._control.on_change(_nothing)

    def _status(self) -> Status:
        if self._finished:
            return Status.DONE
        return Status.FAILED if self._sitting.error else Status.STOPPED

    def _summary(self) -> h.Summary:
        run, tally = self._sitting.run, self._sitting.tally
        return h.Summary(
            run=run.id,
            status=self._status(),
            total=run.total,
            accepted=tally.accepted,
            refused=tally.refused,
            skipped=tally.skipped,
            withheld=tally.withheld,
            uncertain=tally.uncertain,
            batches=tally.batches,
            requests=tally.requests,
        )


def _nothing() -> None:
    """Nobody sends any more."""
