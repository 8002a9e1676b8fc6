"""The events of one file that look like accepted ones, and what becomes of them once the whole file is known.

Two purchases of one person may share a mark (`similar`). Where the accepted event is in the same file under its own ID,
it cannot be another row of it, too: marks are counted, and those that known events of the file account for hold nothing
back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from tiktok_tui.events.counts import agreeing
from tiktok_tui.files.row_names import number_in_words
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.query.marks import KIND_BITS
from tiktok_tui.uploads.ledger.similar import Counts, Evidence, add, count, evidence, pack, slices

MOST_SUSPECTS: Final = 200_000
"""Events of one file that are compared with its others; what goes beyond is held back, so that memory is bounded."""

_ROWS: Final = 5


class Suspects:
    """The events of one file that share a mark with a kept one, until all of the file has been read."""

    def __init__(self) -> None:
        self.held: Counter[Evidence] = Counter()
        """The events that are held back, by what they have in common with accepted ones."""
        self._rows: list[int] = []
        self._waiting: list[Event] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, events: Sequence[tuple[Event, Evidence]]) -> None:
        """Note events of the file that share a mark with a kept one, and what it is.

        Those that an earlier version may have sent are held back at once: it kept nothing to compare them with.
        """
        for event, found in events:
            if found is not Evidence.VERSION and len(self._waiting) < MOST_SUSPECTS:
                self._waiting.append(event._replace(body=b""))
            else:
                self._hold(event, found)

    def explained(
        self, chunks: Iterable[Sequence[Event]], known: Callable[[Sequence[Event]], Iterable[Event]]
    ) -> Counts:
        """Count the marks of the file's own accepted events, as far as the suspects have them too.

        `chunks` are all events of the file, `known` picks those that were accepted or are in doubt.
        """
        hashes = {mark >> KIND_BITS for event in self._waiting for mark in event.marks if mark is not None}
        there: Counts = {}
        for chunk in chunks:
            concerned = [
                event for event in chunk if any(mark >> KIND_BITS in hashes for mark in event.marks if mark is not None)
            ]
            if concerned:
                for mark, kinds in count([pack(known(concerned))]).items():
                    for kind, events in kinds.items():
                        add(there, mark, kind, events)
        return there

    def settle(self, explained: Counts, look: Callable[[Sequence[Event]], Counts]) -> frozenset[bytes]:
        """Hold back those whose marks are not all `explained`; return the keys of the others.

        `look` gives the kept marks among those of some events.
        """
        waiting, self._waiting = self._waiting, []
        free: list[bytes] = []
        for some in slices(waiting, 1000):
            counted = look(some)
            for mark, kinds in counted.items():
                for kind, events in explained.get(mark, {}).items():
                    kinds[kind] = kinds.get(kind, 0) - events
            for event in some:
                if found := evidence(event, counted):
                    self._hold(event, found)
                else:
                    free.append(event.key)
        return frozenset(free)

    @property
    def words(self) -> str:
        """The likenesses of the events that are held back, with their counts and the first rows."""
        shared = ", ".join(f"{found}: {count:,}" for found, count in self.held.most_common())
        rows = ", ".join(map(number_in_words, sorted(self._rows)))
        more = " …" if len(self._rows) < self.held.total() else ""
        return f"{shared}; {agreeing(len(self._rows), 'row')} {rows}{more}"

    def _hold(self, event: Event, found: Evidence) -> None:
        self.held[found] += 1
        if len(self._rows) < _ROWS:
            self._rows.append(event.row)
