"""A batch being sent, its outcome, and how it is split when TikTok refuses it for one of its events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tiktok_tui.events.errors import AppError, UnreachableError
from tiktok_tui.prepare.event import Event
from tiktok_tui.tiktok import errors
from tiktok_tui.tiktok.answers import Answer
from tiktok_tui.tiktok.redaction import redacted_json
from tiktok_tui.uploads.ledger.batches import Outcome

TRUSTED_NAMINGS = 3
"""How often the event that TikTok names is taken out of one batch before the rest is halved as well."""


@dataclass(slots=True)
class Batch:
    """A batch of one event set: as cut from the file, or a part of one that was refused (`parent`).

    `tries`: requests made. `sent`: when the last one left, `doubt`: since when one may have been carried out, both in
    Unix seconds; `failing`: since when all have failed, monotonic seconds. `named`: how often an event that TikTok
    named was taken out of it; `suspect`: it is such an event, alone.
    """

    number: int
    events: tuple[Event, ...]
    parent: int | None = None
    named: int = 0
    suspect: bool = False
    tries: int = 0
    sent: float = 0.0
    doubt: float | None = None
    failing: float | None = None

    @property
    def event_set_id(self) -> str:
        """The event set of all of its events."""
        return self.events[0].event_set_id

    def accepted(self, answer: Answer) -> Outcome:
        """The outcome of a request that was accepted."""
        details = redacted_json(answer.data) if answer.partial else ""
        return Outcome(self.tries, answer.seconds, answer.code, answer.request_id, answer.message, details)

    def failed(self, error: AppError, seconds: float) -> Outcome:
        """The outcome of a request that failed after `seconds`."""
        if isinstance(error, errors.TikTokError):
            return Outcome(self.tries, seconds, error.code, error.request_id, error.what)
        return Outcome(self.tries, seconds, message=error.what)


def surely_not_taken(error: UnreachableError) -> bool:
    """True if the request was certainly not carried out: it never left, or TikTok said that it had not begun."""
    return isinstance(error, errors.Transient) and not error.in_doubt


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a refused batch, not yet numbered."""

    events: tuple[Event, ...]
    named: int
    suspect: bool = False


def split(events: Sequence[Event], index: int | None, named: int) -> list[Part]:
    """The smaller batches that replace a refused batch of two or more events; together they hold exactly its events.

    `index` is the event that TikTok names, None if it names none or is no longer trusted. That event is sent alone, so
    that a wrongly named one is accepted after all; and every part is smaller than the whole, so that it ends.
    """
    assert len(events) > 1
    if index is None or not 0 <= index < len(events):
        return [Part(half, named) for half in _halves(tuple(events))]
    rest = (*events[:index], *events[index + 1 :])
    parts = [Part((events[index],), named, suspect=True)]
    if named + 1 < TRUSTED_NAMINGS or len(rest) == 1:
        return [*parts, Part(rest, named + 1)]
    return [*parts, *(Part(half, named + 1) for half in _halves(rest))]


def _halves(events: tuple[Event, ...]) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    middle = len(events) // 2
    return events[:middle], events[middle:]
