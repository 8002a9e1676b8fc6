"""The input of a command: the open file, the destination, the mapping, and the check of them together."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tiktok_tui.cli import console
from tiktok_tui.cli.jobs.background import in_background

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.files.opening import Table
    from tiktok_tui.files.source.source import SourceRef
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.uploads.opened_job import OpenedJob


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
        from tiktok_tui.uploads.choosing import mapping_for
        from tiktok_tui.uploads.opened_job import OpenedJob

        said = table.notes
        path = Path(arguments.mapping) if arguments.mapping else None
        chosen = mapping_for(home, destination, table, path, console)
        yield OpenedJob(home, destination, table, chosen.mapping, chosen.counts, chosen.found, said)


@contextmanager
def open_source(home: Home, source: SourceRef, sheet: str | None = None) -> Iterator[Table]:
    """Yield the open source; its notes are printed on stderr. Raises FileError and what `open_source` raises."""
    from tiktok_tui.cli import querying
    from tiktok_tui.files.source.database import DatabaseSource
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
