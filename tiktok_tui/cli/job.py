"""The input of a command: the open file, the destination, the mapping, and the check of them together."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as ReadOnlyDict
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tiktok_tui.cli import console
from tiktok_tui.cli.background import in_background

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.files.opening import Table
    from tiktok_tui.files.source import SourceRef
    from tiktok_tui.mapping.model import Mapping, Note
    from tiktok_tui.mapping.suggest.draft import Counts
    from tiktok_tui.prepare.prepare import Prepared


@dataclass(frozen=True, slots=True)
class OpenedJob:
    """One file on its way to one destination.

    `counts` gives the values of columns over the whole file; `found` says how the mapping was found, if suggested;
    `said` are the notes of the file that were printed when it was opened: reading all of it may find more.
    """

    home: Home
    destination: Destination
    table: Table
    mapping: Mapping
    counts: Counts | None = None
    found: tuple[Note, ...] = ()
    said: tuple[str, ...] = ()

    def notes(self, prepared: Prepared) -> tuple[Note, ...]:
        """Return every assumption that changes what is sent: of the file, the suggestion, the mapping and the check."""
        from tiktok_tui.mapping.model import Note
        from tiktok_tui.mapping.notes import notes

        names = [column.name for column in self.table.columns]
        of_file = (Note("file", text) for text in self.table.notes)
        of_check = (Note("rows", text) for text in prepared.notes())
        return (*of_file, *self.found, *notes(self.mapping, self.destination, names, self._counts), *of_check)

    def _counts(self, names: Sequence[str]) -> ReadOnlyDict[str, Sequence[tuple[str, int]]]:
        """Count the values of columns; of a large file only of those that the check has read anyway."""
        if self.counts is None:
            return {}
        read = set(self.mapping.columns())
        return self.counts([name for name in names if self.table.is_small or name in read])

    def say_notes(self, prepared: Prepared) -> tuple[Note, ...]:
        """Say the assumptions on stderr, apart from those that were said when the file was opened; return all."""
        found = self.notes(prepared)
        for note in found:
            if note.about != "fields" and not (note.about == "file" and note.text in self.said):
                console.say(f"Note: {note}")
        return found


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[OpenedJob]:
    """Yield the job that FILE, -d, -m and --sheet describe; the file is closed afterwards.

    Raises:
        SettingsError, FileError: with what to correct.
    """
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.cli.querying import in_window, source_named

    home = the_home()
    destination = destinations.load(home, arguments.destination)
    source = in_window(home, source_named(home, arguments), destination, arguments)
    with open_source(home, source, sheet=arguments.sheet) as table:
        from tiktok_tui.cli import choosing

        said = table.notes
        path = Path(arguments.mapping) if arguments.mapping else None
        chosen = choosing.mapping_for(home, destination, table, path)
        yield OpenedJob(home, destination, table, chosen.mapping, chosen.counts, chosen.found, said)


@contextmanager
def open_source(home: Home, source: SourceRef, sheet: str | None = None) -> Iterator[Table]:
    """Yield the open source; its notes are printed on stderr. Raises FileError and what `open_source` raises."""
    from tiktok_tui.cli import querying
    from tiktok_tui.files.database_source import DatabaseSource
    from tiktok_tui.sources import open_source as sources
    from tiktok_tui.sources.transfer import Transfer

    if isinstance(source, DatabaseSource):
        querying.ask_missing_secrets(home, source.connection)
    transfer = Transfer()
    with in_background(
        lambda: sources.open_source(home, source, sheet=sheet, transfer=transfer),
        title="Opening",
        share=transfer.share,
        words=transfer.words,
        interrupt=transfer.cancel,
    ) as table:
        for note in table.notes:
            console.say(f"{table.name}: {note}")
        yield table


@contextmanager
def checked(job: OpenedJob, *, now: datetime | None = None) -> Iterator[Prepared]:
    """Check every row of the job, with progress; `now` is the time for the age rules.

    Raises:
        SettingsError, FileError: the mapping does not fit, or the file cannot be read to its end.
        Stopped: Ctrl+C.
    """
    with check_table(job.table, job.mapping, job.destination, now or datetime.now(UTC)) as prepared:
        yield prepared


@contextmanager
def check_table(table: Table, mapping: Mapping, destination: Destination, now: datetime) -> Iterator[Prepared]:
    """Check every row of a table, like `checked`."""
    from tiktok_tui.prepare.prepare import prepare

    with in_background(
        lambda: prepare(table, mapping, destination, now=now),
        title=f"Checking {table.name}",
        share=table.progress,
        interrupt=table.interrupt,
    ) as prepared:
        yield prepared
