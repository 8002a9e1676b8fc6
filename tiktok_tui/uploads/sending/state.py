"""What an upload knows while it runs, and how each answer changes that: the policy of sending."""

from __future__ import annotations

import heapq
import random
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from tiktok_tui.events.errors import AppError, SettingsError, UnreachableError
from tiktok_tui.prepare.event import Event
from tiktok_tui.tiktok import errors
from tiktok_tui.tiktok.answers import Answer
from tiktok_tui.uploads import updates as h
from tiktok_tui.uploads.ledger import batches
from tiktok_tui.uploads.ledger.claims import DOUBT_SECONDS, Sender
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.options import MOST_IN_FLIGHT, RetryPolicy
from tiktok_tui.uploads.run import Run
from tiktok_tui.uploads.sending.batch import Batch, taken_apart
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.sending.flight import Response, accepted_first
from tiktok_tui.uploads.sending.outcome import Outcome, outcome_of, outcome_of_answer, surely_not_taken
from tiktok_tui.uploads.sending.window import Window

_LIES_BORNE = 2  # innocent events named by TikTok, until it is no longer believed in this run
_FAILURES_BORNE = 3  # in a row, until nothing is sent for a while
_JITTER = 0.25


class SendState:
    """The state of a run from its start or resumption to its stop or end; for one thread.

    `settle` writes an answer down and only then changes what is known, so that after a failed write it can be called
    again with the same.
    """

    def __init__(self, run: Run, ledger: Ledger, control: Control, patience: RetryPolicy) -> None:
        options = run.job.options
        self.run = run
        self.sender = Sender(run.number, run.audience, options.resend, options.send_doubtful)
        self.most = max(1, min(options.in_flight_max, MOST_IN_FLIGHT))
        self.window = Window(self.most)
        self.tally = run.tally
        self.number = batches.last_number(ledger, run.number)
        self.hold = 0.0
        """Nothing is sent before this, in monotonic seconds."""
        self.error: AppError | None = None
        self.abandoned = False
        self.left_behind = False
        """Whether batches were set aside for another sitting."""
        self._ledger = ledger
        self._control = control
        self._patience = patience
        self._queue: deque[Batch] = deque()
        self._waiting: list[tuple[float, int, Batch]] = []
        self._calm = time.monotonic()
        self._contact = False
        self._failures = 0
        self._throttles = 0
        self._lies = 0
        self._expired = 0

    @property
    def halted(self) -> bool:
        """Whether no batch may be started any more."""
        return self.error is not None or self.abandoned or self._control.stopped

    @property
    def idle(self) -> bool:
        """Whether no piece waits for its turn."""
        return not self._queue and not self._waiting

    def next_due(self) -> float | None:
        """When the next waiting piece is due, in monotonic seconds."""
        return self._waiting[0][0] if self._waiting else None

    def calm(self) -> None:
        """Count from now how long nothing has got through."""
        self._calm = time.monotonic()

    def next_piece(self) -> Batch | None:
        """A piece whose wait is over, or a part of a refused batch."""
        while self._waiting and self._waiting[0][0] <= time.monotonic():
            piece = heapq.heappop(self._waiting)[2]
            if piece.doubt is None or time.time() - piece.doubt < DOUBT_SECONDS or self.sender.force:
                return piece
            # It waited too long, in a pause for instance: TikTok might count it twice.
            batches.set_aside(self._ledger, self.sender, piece.number, piece.events, piece.doubt, None, self.tally)
            self._expired += len(piece.events)
        return self._queue.popleft() if self._queue else None

    def taken(self, skipped: int, withheld: int, *, new: bool) -> None:
        """Count what the supply has left out so far, and a new batch of the file if there is one."""
        self.number += new
        self.tally = replace(
            self.tally,
            skipped=skipped,
            withheld=withheld + self._expired,
            batches=self.tally.batches + new,
        )

    def sending(self, piece: Batch) -> None:
        """The piece leaves now; one that is not fresh from the file is written down as such."""
        now = time.time()
        if piece.tries or piece.parent is not None:
            batches.sending(self._ledger, self.sender, piece.number, now)
        piece.sent = now
        piece.tries += 1
        self.tally = replace(self.tally, requests=self.tally.requests + 1)

    def settle(self, landed: Sequence[Response]) -> tuple[int, list[h.Happening]]:
        """Write down what came of the first request, and of all that were accepted together with it.

        Gives how many of `landed` these were, and what happened by that. What is no AppError is raised.
        """
        if accepted := accepted_first(landed):
            return len(accepted), self._accepted(accepted)
        return 1, self._not_accepted(landed[0])

    def _not_accepted(self, landed: Response) -> list[h.Happening]:
        piece, result = landed.piece, landed.result
        assert isinstance(result, Exception)
        if not isinstance(result, AppError):
            raise result
        outcome = outcome_of(piece, result, landed.seconds)
        if isinstance(result, errors.RowRefused):
            return self._refused(piece, result, outcome)
        if isinstance(result, UnreachableError):
            return self._failed(piece, result, outcome, landed.sent_at)
        self._contact = True
        happened = self._release(piece, outcome, piece.doubt, self.tally)
        self.error = self.error or result
        return happened

    def set_aside_rest(self) -> list[h.Happening]:
        """Let go of everything that waits."""
        rest = [*self._queue, *(piece for _, _, piece in sorted(self._waiting, key=lambda entry: entry[1]))]
        happened: list[h.Happening] = []
        for piece in rest:
            happened += self._release(piece, None, piece.doubt, self.tally)
        self._queue.clear()
        self._waiting.clear()
        return happened

    def _accepted(self, accepted: Sequence[tuple[Batch, Answer]]) -> list[h.Happening]:
        answered = [(piece.number, piece.events, outcome_of_answer(piece, answer)) for piece, answer in accepted]
        tally = replace(
            self.tally,
            accepted=self.tally.accepted + sum(len(piece.events) for piece, _ in accepted),
            uncertain=self.tally.uncertain + sum(len(piece.events) for piece, each in accepted if each.partial),
        )
        batches.accept(self._ledger, self.sender, answered, tally)
        self.tally = tally
        self.calm()
        self._contact = True
        self._failures = self._throttles = 0
        for piece, _ in accepted:
            self.window.accepted()
            self._lies += piece.suspect
        return [h.BatchAccepted.by(answer, piece.number, len(piece.events)) for piece, answer in accepted]

    def _refused(self, piece: Batch, error: errors.RowRefused, outcome: Outcome) -> list[h.Happening]:
        if len(piece.events) == 1:
            happened = self._refused_alone(piece, error, outcome)
        elif self.halted:
            happened = self._release(piece, outcome, None, self.tally)
        else:
            happened = self._split(piece, error, outcome)
        self.calm()
        self._contact = True
        self._failures = 0
        return happened

    def _refused_alone(self, piece: Batch, error: errors.RowRefused, outcome: Outcome) -> list[h.Happening]:
        event = piece.events[0]
        tally = replace(self.tally, refused=self.tally.refused + 1)
        batches.refuse(self._ledger, self.sender, piece.number, event, error.field, outcome, tally)
        self.tally = tally
        if tally.refused >= self._patience.hopeless and not (tally.accepted or tally.skipped):
            self.error = self.error or SettingsError(
                f"TikTok has refused the first {tally.refused:,} events and accepted none; the last time: {error.what}",
                where=error.where,
                remedy="Correct the mapping or the destination, then send the file again.",
            )
        return [
            h.RowRefused(piece.number, event.row, error.field, error.what, error.remedy, error.code, error.request_id)
        ]

    def _split(self, piece: Batch, error: errors.RowRefused, outcome: Outcome) -> list[h.Happening]:
        index = error.index if self._lies < _LIES_BORNE else None
        parts = [
            Batch(number, part.events, piece.number, part.named, part.suspect)
            for number, part in enumerate(taken_apart(piece.events, index, piece.named), self.number + 1)
        ]
        written: list[tuple[int, Sequence[Event]]] = [(part.number, part.events) for part in parts]
        batches.split(self._ledger, self.sender, piece.number, written, outcome, self.tally, time.time())
        self.number = parts[-1].number
        self._queue.extendleft(reversed(parts))  # down to the bad events first: if all are bad, that shows soon
        counts = tuple((part.number, len(part.events)) for part in parts)
        return [h.BatchSplit(piece.number, counts, error.what, error.code, error.request_id)]

    def _failed(self, piece: Batch, error: UnreachableError, outcome: Outcome, sent_at: float) -> list[h.Happening]:
        now = time.monotonic()
        doubt = piece.doubt if surely_not_taken(error) else piece.doubt or piece.sent
        failing = piece.failing if piece.failing is not None else sent_at
        self._contact = self._contact or outcome.code != 0
        if self.halted:
            return self._release(piece, outcome, doubt, self.tally)
        throttled = isinstance(error, errors.Transient) and error.throttled
        if news := throttled and self.window.throttled(sent_at, now):
            self._throttles += 1
        self._failures += 1
        wait = self._wait(piece, error, throttled=throttled)
        patience = self._patience.outage if self._contact else self._patience.first_contact
        if now + wait > max(self._calm, failing) + patience:
            happened = self._release(piece, outcome, doubt, self.tally)
            self.error = error
            return happened
        batches.wait(self._ledger, self.sender, piece.number, doubt, outcome, self.tally)
        piece.doubt, piece.failing = doubt, failing
        heapq.heappush(self._waiting, (now + wait, piece.number, piece))
        if throttled or self._failures >= _FAILURES_BORNE:
            self.hold = max(self.hold, now + wait)
        happened = [h.BatchRetrying(piece.number, piece.tries, wait, error.what, outcome.code, outcome.request_id)]
        if news:
            happened.append(h.Throttled(self.window.size, wait, error.what))
        return happened

    def _wait(self, piece: Batch, error: UnreachableError, *, throttled: bool) -> float:
        asked = error.wait if isinstance(error, errors.Transient) else None
        failures = max(1, self._throttles) if throttled else piece.tries
        return self._patience.wait(failures, throttled=throttled, asked=asked) * (1 + _JITTER * random.random())

    def _release(
        self, piece: Batch, outcome: Outcome | None, doubt: float | None, tally: batches.Tally
    ) -> list[h.Happening]:
        batches.set_aside(self._ledger, self.sender, piece.number, piece.events, doubt, outcome, tally)
        self.tally = tally
        self.left_behind = True
        why = outcome.message if outcome else ""
        return [h.BatchSetAside(piece.number, len(piece.events), doubt is not None, why)]
