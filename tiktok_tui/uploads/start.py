"""Puts an upload together from its parts and takes them apart again: a new run, or an old one taken up."""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.closing import Closing
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import StateError, UsageError
from tiktok_tui.uploads.connection import Connection, sandbox_url
from tiktok_tui.uploads.ledger import archive, batches, runs
from tiktok_tui.uploads.ledger.claims import Sender, screen
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.locks import RunLock, unattended
from tiktok_tui.uploads.options import Options, RetryPolicy
from tiktok_tui.uploads.resume_checks import changed, check_destination, check_file, job_for, settings_of
from tiktok_tui.uploads.run import Run
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.sending.loop import upload
from tiktok_tui.uploads.sending.prefetch import Ahead
from tiktok_tui.uploads.updates import Happening

if TYPE_CHECKING:
    from tiktok_tui.files.opening import Table
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.tiktok.client import Client


_AHEAD: Final = 64
"""Chunks of up to 1000 events that wait to be sent: some 50 MB, and enough while the next rows are being read."""


class Sending(Closing):
    """A run being sent: iterate over it once for what happens. A context manager that lets go of everything.

    Leaving it early finishes the batches in flight and writes them down; `control` pauses and stops from any thread.
    """

    def __init__(self, run: Run, control: Control, happenings: Iterator[Happening], parts: ExitStack) -> None:
        self.run = run
        self.control = control
        self._happenings = happenings
        self._parts = parts

    def __iter__(self) -> Iterator[Happening]:
        return self._happenings

    def close(self) -> None:
        """Let go of the run, its ledger and its connections."""
        self._parts.close()


def start_run(
    home: Home,
    table: Table,
    prepared: Prepared,
    destination: Destination,
    mapping: Mapping,
    way: Connection,
    *,
    checked: datetime,
    options: Options | None = None,
    control: Control | None = None,
    patience: RetryPolicy | None = None,
) -> Sending:
    """Begin a run of a prepared file. `checked` is the "now" that it was prepared with.

    The table and what was prepared from it stay the caller's. Raises StateError, FileError, SettingsError.
    """
    job = job_for(table, prepared, destination, mapping, way.base_url, options or Options(), checked)
    with ExitStack() as parts:
        ledger = parts.enter_context(Ledger(home.ledger))
        client = _client(way, parts)
        run = runs.begin(ledger, job, datetime.now(UTC).astimezone())
        _take_lock(home, run, parts)
        return _sending(home, ledger, run, prepared, destination, client, control, patience, parts)


def resume_run(
    home: Home,
    run: Run,
    destination: Destination,
    way: Connection,
    *,
    send_doubtful: bool = False,
    control: Control | None = None,
    patience: RetryPolicy | None = None,
    opened: tuple[Table, Prepared, datetime] | None = None,
) -> Sending:
    """Go on with a run where it ended, be that by a stop, an error or a crash.

    The file is opened and checked again (by today's date), unless the caller has it open still: `opened` is the table,
    what was prepared, and the "now" of that. `send_doubtful` sends events that TikTok might count twice.

    Raises UsageError when nothing is left to do, FileError when the file is gone or changed, SettingsError when the
    destination is no longer the one that events were sent to, StateError when the run is being sent already.
    """
    with ExitStack() as parts:
        _take_lock(home, run, parts)
        ledger = parts.enter_context(Ledger(home.ledger))
        run = runs.find(ledger, run.id)
        check_destination(run, destination, way.base_url)
        check_file(run)
        if opened is None:
            opened = _open(home, run, destination, parts)
        elif opened[0].fingerprint() != run.job.fingerprint:
            raise changed(run)
        _, prepared, checked = opened
        options = replace(run.job.options, send_doubtful=run.job.options.send_doubtful or send_doubtful)
        job = replace(
            run.job,
            settings=settings_of(destination),
            options=options,
            checked=checked.timestamp(),
            totals=prepared.totals,
        )
        client = _client(way, parts)
        run = runs.take_up(ledger, run, job)
        return _sending(home, ledger, run, prepared, destination, client, control, patience, parts)


def run_named(home: Home, name: str | None = None) -> Run:
    """The run with this name, or the newest unfinished one. Raises UsageError."""
    with Ledger(home.ledger) as ledger:
        if name is not None:
            return runs.find(ledger, name)
        if run := runs.newest_unfinished(ledger):
            return run
    raise UsageError("There is no unfinished run.", remedy="`tiktok-tui runs` lists all of them.")


def count_already_sent(
    home: Home, prepared: Prepared, destination: Destination, *, api_url: str, test_event_code: str = ""
) -> int:
    """How many of the sendable events TikTok accepted in the last 30 days. Goes through all of them."""
    if not home.ledger.exists():
        return 0
    api_url = sandbox_url() if destination.sandbox else api_url
    with Ledger(home.ledger) as ledger:
        audience = runs.audience(ledger, api_url, test_event_code)
        if audience is None:
            return 0
        archive.file_all(ledger)
        sender = Sender(0, audience, send_doubtful=True)
        return sum(screen(ledger, sender, events, time.time()).skipped for events in prepared.events())


def _sending(
    home: Home,
    ledger: Ledger,
    run: Run,
    prepared: Prepared,
    destination: Destination,
    client: Client,
    control: Control | None,
    patience: RetryPolicy | None,
    parts: ExitStack,
) -> Sending:
    control = control or Control()
    events = parts.enter_context(Ahead(prepared.events(), _AHEAD))
    happenings = upload(
        events,
        run,
        EventSource(destination.event_source),
        client,
        ledger,
        control,
        unattended=functools.partial(unattended, home),
        patience=patience,
    )
    # Undone from the last to the first: the upload writes down what is in flight while ledger and lock are still held.
    parts.callback(_tidy_up, ledger, run)
    parts.callback(happenings.close)
    return Sending(run, control, happenings, parts.pop_all())


def _client(way: Connection, parts: ExitStack) -> Client:
    from tiktok_tui.tiktok.client import Client

    return parts.enter_context(Client(way.tokens, base_url=way.base_url))


def _take_lock(home: Home, run: Run, parts: ExitStack) -> None:
    lock = RunLock(home, run.number)
    lock.acquire()
    parts.callback(lock.release)


def _tidy_up(ledger: Ledger, run: Run) -> None:
    """Housekeeping, which can wait for the next run."""
    with contextlib.suppress(StateError):
        archive.file_accepted(ledger, run.number)
        batches.prune(ledger, time.time())


def _open(home: Home, run: Run, destination: Destination, parts: ExitStack) -> tuple[Table, Prepared, datetime]:
    from tiktok_tui.files.opening import open_table
    from tiktok_tui.mapping import toml
    from tiktok_tui.prepare.prepare import prepare

    now = datetime.now(UTC)
    mapping = toml.loads(run.job.mapping, where=f"the mapping of run {run.id}")
    table = parts.enter_context(
        open_table(run.job.source, scratch=private_folder(home.scratch), sheet=run.job.options.sheet)
    )
    if table.fingerprint() != run.job.fingerprint:
        raise changed(run)
    return table, parts.enter_context(prepare(table, mapping, destination, now=now)), now
