"""One open file on its way to one destination, and every assumption that changes what is sent."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnlyDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.files.opening import Table
    from tiktok_tui.mapping.model import Mapping, Note
    from tiktok_tui.mapping.suggest.table import FileCounts
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.uploads.choosing import Reporter


@dataclass(frozen=True, slots=True)
class OpenedJob:
    """One file on its way to one destination.

    `counts` gives the values of columns over the whole file; `found` says how the mapping was found, if suggested;
    `said` are the notes of the file that were shown when it was opened: reading all of it may find more.
    """

    home: Home
    destination: Destination
    table: Table
    mapping: Mapping
    counts: FileCounts | None = None
    found: tuple[Note, ...] = ()
    said: tuple[str, ...] = ()

    def notes(self, prepared: Prepared) -> tuple[Note, ...]:
        """Return every assumption that changes what is sent: of the file, the suggestion, the mapping and the check."""
        from tiktok_tui.mapping.model import Note
        from tiktok_tui.mapping.notes import notes

        names = [column.name for column in self.table.columns]
        of_file = (Note("file", text) for text in self.table.notes)
        of_sent = self.counts.of_sent(self.mapping) if self.counts is not None and self.table.is_small else None
        assumed = notes(self.mapping, self.destination, names, self._counts, of_sent)
        return tuple(dict.fromkeys((*of_file, *self.found, *assumed, *prepared.notes())))

    def _counts(self, names: Sequence[str]) -> ReadOnlyDict[str, Sequence[tuple[str, int]]]:
        """Count the values of columns; of a large file only of those that the check has read anyway."""
        if self.counts is None:
            return {}
        read = set(self.mapping.columns())
        return self.counts([name for name in names if self.table.is_small or name in read])

    def say_notes(self, prepared: Prepared, reporter: Reporter) -> tuple[Note, ...]:
        """Show the assumptions, apart from those that were shown when the file was opened; return all."""
        found = self.notes(prepared)
        for note in found:
            if note.about != "fields" and note.text not in self.said:
                reporter.say(f"Note: {note}")
        return found
