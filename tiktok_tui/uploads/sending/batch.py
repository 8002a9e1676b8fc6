"""A batch under way, and how it is taken apart when TikTok refuses it for one of its events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tiktok_tui.prepare.event import Event

TRUSTED_NAMINGS = 3
"""How often the event that TikTok names is taken out of one batch before it is halved as well (many are bad then)."""


@dataclass(slots=True)
class Batch:
    """A batch of one event set: as it came from the file, or a part of such a one (`parent`).

    `tries` made; `sent`: when the last one left, `doubt`: since when one may have got through, both Unix seconds;
    `failing`: since when none has, monotonic seconds; `named`: how often an event that TikTok named was taken out of
    it; `suspect`: it is such an event, alone.
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


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a refused batch, not yet numbered."""

    events: tuple[Event, ...]
    named: int
    suspect: bool = False


def taken_apart(events: Sequence[Event], index: int | None, named: int) -> list[Part]:
    """The smaller batches that a refused batch of two or more goes on as; together they hold just its events.

    `index` is the event that TikTok names, None if it names none or is not believed. That event goes on alone, so that
    an innocent one is accepted after all; and every part is smaller than the whole, so that it ends.
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
