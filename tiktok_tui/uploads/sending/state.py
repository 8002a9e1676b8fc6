"""State of a running upload, and how each response changes it (retry, split, stop)."""

from __future__ import annotations

import heapq
import json
import random
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from tiktok_tui.events.errors import AppError, SettingsError, UnreachableError
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.problem import RowName
from tiktok_tui.tiktok import errors
from tiktok_tui.tiktok.answers import Answer
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.ledger import batches
from tiktok_tui.uploads.ledger.batches import Outcome, Refused
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.screening import DOUBT_SECONDS, Sender
from tiktok_tui.uploads.options import MOST_IN_FLIGHT, RetryPolicy
from tiktok_tui.uploads.run import LeftOut, Run
from tiktok_tui.uploads.sending.batch import Batch, split, surely_not_taken
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.sending.flight import Response, accepted_first
from tiktok_tui.uploads.sending.refused_sets import RefusedSets
from tiktok_tui.uploads.sending.window import Window

_MOST_WRONG_NAMINGS = 2  # good events named by TikTok, after which its index is ignored for the rest of the run
_MOST_FAILURES = 3  # in a row, after which nothing is sent for a while
_JITTER = 0.25


class SendState:
    """The state of a run from its start or resumption to its stop or end; for one thread.

    `record` writes a response to the ledger and only then changes the state, so that after a failed write it can be
    called again with the same response.
    """

    def __init__(self, run: Run, ledger: Ledger, control: Control, policy: RetryPolicy, row_name: RowName) -> None:
        options = run.spec.options
        self.run = run
        self.sender = Sender(run.number, run.recipient, options.resend, options.send_doubtful, options.send_similar)
        self.most = max(1, min(options.in_flight_max, MOST_IN_FLIGHT))
        self.window = Window(self.most)
        self.tally = run.tally
        self.number = batches.last_number(ledger, run.number)
        self.hold = 0.0
        """Nothing is sent before this time, in monotonic seconds."""
        self.error: AppError | None = None
        self.abandoned = False
        self.left_behind = False
        """True if batches were set aside until the run is resumed."""
        self.refused_sets = RefusedSets(str(json.loads(run.spec.settings).get("event_set_id", "")))
        self._ledger = ledger
        self._control = control
        self._policy = policy
        self._row_name = row_name
        self._queue: deque[Batch] = deque()
        self._waiting: list[tuple[float, int, Batch]] = []
        self._progress_at = time.monotonic()
        self._contact = False
        self._failures = 0
        self._throttles = 0
        self._wrong_namings = 0
        self._expired = 0

    @property
    def halted(self) -> bool:
        """True if no further batch may be started."""
        return self.error is not None or self.abandoned or self._control.stopped

    @property
    def idle(self) -> bool:
        """True if no batch is queued or waiting."""
        return not self._queue and not self._waiting

    def next_due(self) -> float | None:
        """When the next waiting batch is due, in monotonic seconds."""
        return self._waiting[0][0] if self._waiting else None

    def restart_outage_clock(self) -> None:
        """Count from now how long nothing has been accepted."""
        self._progress_at = time.monotonic()

    def next_batch(self) -> Batch | None:
        """A batch whose wait is over, or a part of a refused batch."""
        while self._waiting and self._waiting[0][0] <= time.monotonic():
            batch = heapq.heappop(self._waiting)[2]
            if batch.doubt is None or time.time() - batch.doubt < DOUBT_SECONDS or self.sender.force:
                return batch
            # It waited too long, in a pause for instance: TikTok might count it twice.
            batches.set_aside(self._ledger, self.sender, batch.number, batch.events, batch.doubt, None, self.tally)
            self._expired += len(batch.events)
        return self._queue.popleft() if self._queue else None

    def taken(self, left_out: LeftOut, *, new: bool) -> None:
        """Count what the supply has left out so far, and a new batch of the file if there is one."""
        self.number += new
        tally = replace(self.tally, skipped=left_out.skipped, withheld=left_out.withheld + self._expired)
        self.tally = replace(tally, similar=left_out.similar, batches=tally.batches + new)

    def sending(self, batch: Batch) -> None:
        """The batch leaves now; a new one was written when it was claimed."""
        now = time.time()
        if batch.tries or batch.parent is not None:
            batches.sending(self._ledger, self.sender, batch.number, batch.events, now)
        batch.sent = now
        batch.tries += 1
        self.tally = replace(self.tally, requests=self.tally.requests + 1)

    def leave_out(self, batch: Batch) -> list[updates.Update]:
        """Set a batch of a refused event set aside, unsent."""
        return self._set_aside(batch, None, batch.doubt)

    def record(self, responses: Sequence[Response]) -> tuple[int, list[updates.Update]]:
        """Record the first response, and all acceptances that arrived together with it.

        Returns how many of `responses` these were, and the updates. An error that is no AppError is raised.
        """
        if accepted := accepted_first(responses):
            return len(accepted), self._accepted(accepted)
        return 1, self._not_accepted(responses[0])

    def set_aside_rest(self) -> list[updates.Update]:
        """Set aside every batch that is queued or waiting."""
        rest = [*self._queue, *(batch for _, _, batch in sorted(self._waiting, key=lambda entry: entry[1]))]
        news: list[updates.Update] = []
        for batch in rest:
            news += self._set_aside(batch, None, batch.doubt)
        self._queue.clear()
        self._waiting.clear()
        return news

    def _accepted(self, accepted: Sequence[tuple[Batch, Answer]]) -> list[updates.Update]:
        answered = [(batch.number, batch.events, batch.accepted(answer)) for batch, answer in accepted]
        tally = replace(
            self.tally,
            accepted=self.tally.accepted + sum(len(batch.events) for batch, _ in accepted),
            uncertain=self.tally.uncertain + sum(len(batch.events) for batch, each in accepted if each.partial),
        )
        batches.accept(self._ledger, self.sender, answered, tally)
        self.tally = tally
        self.restart_outage_clock()
        self._contact = True
        self._failures = self._throttles = 0
        for batch, _ in accepted:
            self.window.accepted()
            self._wrong_namings += batch.suspect
        return [updates.BatchAccepted.by(answer, batch.number, len(batch.events)) for batch, answer in accepted]

    def _not_accepted(self, response: Response) -> list[updates.Update]:
        batch, result = response.batch, response.result
        assert isinstance(result, Exception)
        if not isinstance(result, AppError):
            raise result
        outcome = batch.failed(result, response.seconds)
        if isinstance(result, errors.RowRefused):
            return self._refused(batch, result, outcome)
        if isinstance(result, UnreachableError):
            return self._failed(batch, result, outcome, response.sent_at)
        self._contact = True
        news = self._set_aside(batch, outcome, batch.doubt)
        if self.refused_sets.add(batch.event_set_id, result):
            self.restart_outage_clock()
            if self.tally.accepted or not self.refused_sets.too_many:
                return news
        self.error = self.error or result
        return news

    def _refused(self, batch: Batch, error: errors.RowRefused, outcome: Outcome) -> list[updates.Update]:
        if len(batch.events) == 1:
            news = self._refused_alone(batch, error, outcome)
        elif self.halted:
            news = self._set_aside(batch, outcome, None)
        else:
            news = self._split(batch, error, outcome)
        self.restart_outage_clock()
        self._contact = True
        self._failures = 0
        return news

    def _refused_alone(self, batch: Batch, error: errors.RowRefused, outcome: Outcome) -> list[updates.Update]:
        event = batch.events[0]
        tally = replace(self.tally, refused=self.tally.refused + 1)
        refusal = Refused(event, error.field, self._row_name(event.row))
        batches.refuse(self._ledger, self.sender, batch.number, refusal, outcome, tally)
        self.tally = tally
        if tally.refused >= self._policy.hopeless and not (tally.accepted or tally.skipped):
            self.error = self.error or SettingsError(
                f"TikTok has refused the first {tally.refused:,} events and accepted none; the last time: {error.what}",
                where=error.where,
                remedy="Correct the mapping or the destination, then send the file again.",
            )
        return [updates.RowRefused.by(error, batch.number, event.row, refusal.name)]

    def _split(self, batch: Batch, error: errors.RowRefused, outcome: Outcome) -> list[updates.Update]:
        index = error.index if self._wrong_namings < _MOST_WRONG_NAMINGS else None
        parts = [
            Batch(number, part.events, batch.number, part.named, part.suspect)
            for number, part in enumerate(split(batch.events, index, batch.named), self.number + 1)
        ]
        written: list[tuple[int, Sequence[Event]]] = [(part.number, part.events) for part in parts]
        batches.split(self._ledger, self.sender, batch.number, written, outcome, self.tally, time.time())
        self.number = parts[-1].number
        self._queue.extendleft(reversed(parts))  # the bad events first: if all are bad, that shows soon
        counts = tuple((part.number, len(part.events)) for part in parts)
        return [updates.BatchSplit(batch.number, counts, error.what, error.code, error.request_id)]

    def _failed(self, batch: Batch, error: UnreachableError, outcome: Outcome, sent_at: float) -> list[updates.Update]:
        now = time.monotonic()
        doubt = batch.doubt if surely_not_taken(error) else batch.doubt or batch.sent
        failing = batch.failing if batch.failing is not None else sent_at
        self._contact = self._contact or outcome.code != 0
        if self.halted:
            return self._set_aside(batch, outcome, doubt)
        throttled = isinstance(error, errors.Transient) and error.throttled
        if halved := throttled and self.window.throttled(sent_at, now):
            self._throttles += 1
        self._failures += 1
        wait = self._wait(batch, error, throttled=throttled)
        most = self._policy.outage if self._contact else self._policy.first_contact
        if now + wait > max(self._progress_at, failing) + most:
            news = self._set_aside(batch, outcome, doubt)
            self.error = error
            return news
        batches.wait(self._ledger, self.sender, batch.number, doubt, outcome, self.tally)
        batch.doubt, batch.failing = doubt, failing
        heapq.heappush(self._waiting, (now + wait, batch.number, batch))
        if throttled or self._failures >= _MOST_FAILURES:
            self.hold = max(self.hold, now + wait)
        news = [updates.BatchRetrying(batch.number, batch.tries, wait, error.what, outcome.code, outcome.request_id)]
        if halved:
            news.append(updates.Throttled(self.window.size, wait, error.what))
        return news

    def _wait(self, batch: Batch, error: UnreachableError, *, throttled: bool) -> float:
        asked = error.wait if isinstance(error, errors.Transient) else None
        failures = max(1, self._throttles) if throttled else batch.tries
        return self._policy.wait(failures, throttled=throttled, asked=asked) * (1 + _JITTER * random.random())

    def _set_aside(self, batch: Batch, outcome: Outcome | None, doubt: float | None) -> list[updates.Update]:
        batches.set_aside(self._ledger, self.sender, batch.number, batch.events, doubt, outcome, self.tally)
        self.left_behind = True
        why = outcome.message if outcome else ""
        return [updates.BatchSetAside(batch.number, len(batch.events), doubt is not None, why)]
