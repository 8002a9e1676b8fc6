"""The upload loop: batches from the supply onto threads, responses into the ledger, updates to the caller."""

from __future__ import annotations

import functools
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence

from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.errors import AppError, StateError
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.prepare.bodies import body
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.problem import RowName
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.ledger import batches, runs
from tiktok_tui.uploads.ledger.claims import Unattended
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.doubts import recover
from tiktok_tui.uploads.ledger.query_keys import count_keys, kept_keys
from tiktok_tui.uploads.ledger.screening import DOUBT_SECONDS
from tiktok_tui.uploads.options import RetryPolicy
from tiktok_tui.uploads.run import Run, Status
from tiktok_tui.uploads.sending.batch import Batch
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.sending.flight import Flight, Response, Tracker
from tiktok_tui.uploads.sending.state import SendState
from tiktok_tui.uploads.sending.supply import Limits, Supply
from tiktok_tui.uploads.summary import Summary

_LONGEST_WAIT = 1.0  # seconds: Windows delivers Ctrl+C only between waits

Updates = Generator[updates.Update, None, None]


def upload(
    events: Iterable[Sequence[Event]],
    run: Run,
    source: EventSource,
    tracker: Tracker,
    ledger: Ledger,
    control: Control,
    *,
    reread: Callable[[], Iterable[Sequence[Event]]],
    unattended: Unattended,
    policy: RetryPolicy | None = None,
    row_name: RowName = lambda row: "",
) -> Updates:
    """Send the events of a run and yield what happens; the last update is RunFinished or RunStopped.

    `events` come in chunks of up to 1000, and all of them once more from `reread`; `unattended` is `locks.unattended`.
    The ledger is used by the thread that iterates. Closing the generator early waits for the batches in flight and
    records them.
    """
    policy = policy or RetryPolicy()
    state = SendState(run, ledger, control, policy, row_name)
    supply = Supply(
        events,
        ledger,
        state.sender,
        _limits(ledger, run),
        reread=reread,
        unattended=unattended,
        stopped=lambda: state.halted,
        recheck=policy.claimed,
    )
    yield from _Loop(state, supply, source, Flight(tracker, state.most), ledger, control, policy).run()


def _limits(ledger: Ledger, run: Run) -> Limits:
    """The part of the events that this run may send."""
    only = functools.partial(kept_keys, ledger, run.number) if count_keys(ledger, run.number) else None
    return Limits(run.spec.options.limit, batches.refused_keys(ledger, run.number), only)


class _Loop:
    """Takes batches from the supply, sends them, records responses, until nothing is left or it is stopped."""

    def __init__(
        self,
        state: SendState,
        supply: Supply,
        source: EventSource,
        flight: Flight,
        ledger: Ledger,
        control: Control,
        policy: RetryPolicy,
    ) -> None:
        self._state = state
        self._supply = supply
        self._source = source
        self._flight = flight
        self._ledger = ledger
        self._control = control
        self._policy = policy
        self._responses: deque[Response] = deque()
        self._paused = False
        self._busy_reported = 0
        self._finished = False

    def run(self) -> Updates:
        """All updates, from RunStarted on."""
        state = self._state
        self._control.on_change(self._flight.wake)
        try:
            earliest = 0.0 if state.sender.force else time.time() - DOUBT_SECONDS  # what is older is withheld
            in_doubt = recover(self._ledger, state.run.number, earliest)
            yield updates.RunStarted(state.run.id, state.run.total, state.tally.accepted, state.tally.refused, in_doubt)
            yield from self._send()
            yield from self._changes()
            if self._supply.exhausted and state.idle:  # only then is it true that all others were sent
                state.error = state.error or state.refused_sets.error()
            yield from state.set_aside_rest()
            # Nothing is left, even if a stop came before the supply had looked for more.
            self._finished = not state.left_behind and (self._supply.exhausted or not self._summary().left)
        except StateError as error:
            state.error = error
        except Cancelled:
            state.abandoned = True
        finally:
            self._wind_up()
        if self._finished:
            yield updates.RunFinished(self._summary())
        else:
            yield updates.RunStopped(self._summary(), state.error)

    def _send(self) -> Updates:
        while True:
            if self._control.paused != self._paused:
                self._paused = self._control.paused
                self._state.restart_outage_clock()
                yield updates.Paused(self._flight.count) if self._paused else updates.Resumed()
            yield from self._launch()
            if not self._flight.count and (self._state.halted or (self._supply.exhausted and self._state.idle)):
                return
            self._responses.extend(self._flight.wait(self._longest_wait()))
            yield from self._record()

    def _changes(self) -> Updates:
        """Report the events that a query has lost or gained since the run began, once it has been read."""
        kept = count_keys(self._ledger, self._state.run.number)
        if kept and self._supply.exhausted:
            limit = self._state.run.spec.options.limit
            beyond = limit is not None and kept >= limit  # nobody knows which of these were there before
            changed = updates.QueryChanged(0 if beyond else self._supply.new, kept - self._supply.seen)
            if changed.new or changed.gone:
                yield changed

    def _launch(self) -> Updates:
        """Start every batch that may be started now."""
        state = self._state
        while (
            not (state.halted or self._control.paused)
            and self._flight.count < state.window.size
            and time.monotonic() >= state.hold
        ):
            batch = self._next()
            yield from self._supply.news()
            if batch is None:
                break
            if batch.event_set_id in state.refused_sets:
                yield from state.leave_out(batch)
                continue
            state.sending(batch)
            events = batch.events
            test_event_code = state.run.spec.options.test_event_code or None
            self._flight.launch(batch, body(self._source, batch.event_set_id, events, test_event_code))
            yield updates.BatchStarted(
                batch.number,
                len(events),
                events[0].row,
                events[-1].row,
                batch.tries,
                self._flight.count,
                batch.parent,
            )
        if self._supply.only_busy and not self._flight.count and self._supply.busy != self._busy_reported:
            self._busy_reported = self._supply.busy
            yield updates.Waiting(self._busy_reported)

    def _next(self) -> Batch | None:
        """A queued batch, else a new one; None also when the file fails."""
        state = self._state
        if batch := state.next_batch():
            return batch
        try:
            batch = self._supply.take(state.number + 1)
        except StateError:
            raise
        except AppError as error:
            state.error = error
        state.taken(self._supply.left_out, new=batch is not None)
        return batch

    def _record(self) -> Updates:
        """Record every response that has arrived, each before its update is yielded."""
        while self._responses:
            recorded, news = self._state.record(self._responses)
            for _ in range(recorded):
                self._responses.popleft()
            yield from news

    def _longest_wait(self) -> float:
        """Seconds until there is something to do even if no response arrives."""
        now = time.monotonic()
        state = self._state
        times = [now + _LONGEST_WAIT]
        if not (state.halted or self._paused):
            due = state.next_due()
            if due is not None:
                times.append(max(due, state.hold))
            if state.hold > now:
                times.append(state.hold)
            if self._supply.only_busy:
                times.append(now + self._policy.claimed)
        return max(0.0, min(times) - now)

    def _wind_up(self) -> None:
        """Wait for the batches in flight and record everything, however the upload ended."""
        state = self._state
        state.abandoned = not self._finished
        try:
            while self._flight.count or self._responses:
                for _ in self._record():
                    pass
                if self._flight.count:
                    self._responses.extend(self._flight.wait(_LONGEST_WAIT))
            state.set_aside_rest()
            with self._ledger.transaction():
                batches.note(self._ledger, state.run.number, state.tally)
            runs.end(self._ledger, state.run.number, self._status(), state.error, time.time())
        except StateError as error:
            # What could not be written stays claimed in the ledger as in doubt, and is sent again with the same IDs.
            self._finished = False
            state.error = state.error or error
        finally:
            self._flight.close()
            self._control.on_change(None)

    def _status(self) -> Status:
        if self._finished:
            return Status.DONE
        return Status.FAILED if self._state.error else Status.STOPPED

    def _summary(self) -> Summary:
        run = self._state.run
        return Summary(run.id, self._status(), run.total, self._state.tally, self._supply.similar_by)
