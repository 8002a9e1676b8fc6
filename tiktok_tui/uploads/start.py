"""Start an upload: put a new or a resumed run together from its parts, and take them apart at the end."""

from __future__ import annotations

import functools
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import UsageError
from tiktok_tui.events.system.closing import Closing
from tiktok_tui.uploads.connection import Connection
from tiktok_tui.uploads.ledger import batches, runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.doubts import doubt_count, recover
from tiktok_tui.uploads.ledger.housekeeping import tidy_up
from tiktok_tui.uploads.ledger.locks import RunLock, unattended
from tiktok_tui.uploads.ledger.marker import check_ledger, mark_ledger
from tiktok_tui.uploads.ledger.query_keys import count_keys, keep_keys
from tiktok_tui.uploads.options import Options, RetryPolicy
from tiktok_tui.uploads.resume_checks import (
    check_content,
    check_destination,
    check_file,
    check_sendable,
    settings_of,
    spec_for,
)
from tiktok_tui.uploads.run import Run, Status
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.sending.garbage import collected_rarely
from tiktok_tui.uploads.sending.loop import upload
from tiktok_tui.uploads.sending.prefetch import Prefetch
from tiktok_tui.uploads.updates import Update

if TYPE_CHECKING:
    from tiktok_tui.files.opening import Table
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.tiktok.client import Client


_PREFETCHED: Final = 64
"""Chunks of up to 1000 events that wait to be sent: some 50 MB, and enough while the next rows are being read."""


class Sending(Closing):
    """A run being sent: iterate over it once for its updates. A context manager that releases everything.

    Leaving it early finishes the batches in flight and records them; `control` pauses and stops from any thread.
    """

    def __init__(self, run: Run, control: Control, updates: Iterator[Update], parts: ExitStack) -> None:
        self.run = run
        self.control = control
        self._updates = updates
        self._parts = parts

    def __iter__(self) -> Iterator[Update]:
        return self._updates

    def close(self) -> None:
        """Release the run, its ledger and its connections."""
        self._parts.close()


def start_run(
    home: Home,
    table: Table,
    prepared: Prepared,
    destination: Destination,
    mapping: Mapping,
    connection: Connection,
    *,
    checked_at: datetime,
    options: Options | None = None,
    control: Control | None = None,
    policy: RetryPolicy | None = None,
) -> Sending:
    """Begin a run of a prepared file. `checked_at` is the "now" that it was prepared with.

    The table and what was prepared from it stay the caller's. Raises StateError, FileError, SettingsError, and
    LedgerDoubtError for a ledger that lacks runs made before (see `marker.accept_ledger`).
    """
    check_ledger(home)
    spec = spec_for(table, prepared, destination, mapping, connection.base_url, options or Options(), checked_at)
    with ExitStack() as parts:
        ledger = parts.enter_context(Ledger(home.ledger))
        client = _client(connection, parts)
        run = runs.begin(ledger, spec, datetime.now(UTC).astimezone())
        _take_lock(home, run, parts)
        mark_ledger(home, ledger)
        if spec.source.is_query:
            keep_keys(ledger, run.number, prepared.events(), spec.options.limit)
        return _sending(home, ledger, run, prepared, destination, client, control, policy, parts)


def resume_run(
    home: Home,
    run: Run,
    destination: Destination,
    connection: Connection,
    *,
    send_doubtful: bool = False,
    send_similar: bool = False,
    control: Control | None = None,
    policy: RetryPolicy | None = None,
    opened: tuple[Table, Prepared, datetime] | None = None,
) -> Sending:
    """Continue a run where it ended, be that by a stop, an error or a crash.

    The file is opened and checked again (by today's date), unless the caller has it open still: `opened` is the table,
    what was prepared, and the "now" of that. `send_doubtful` and `send_similar` send events that TikTok might count
    twice.

    Raises UsageError when nothing is left to do, FileError when the file is gone or changed, SettingsError when the
    destination is no longer the one that events were sent to or no row can be sent any more, StateError when the run is
    being sent already.
    """
    check_ledger(home)
    with ExitStack() as parts:
        _take_lock(home, run, parts)
        ledger = parts.enter_context(Ledger(home.ledger))
        run = runs.find(ledger, run.id)
        check_destination(run, destination, connection.base_url, doubt_count(ledger, run.number))
        if opened is None:
            check_file(run)
            opened = _open(home, run, destination, parts)
        else:
            check_content(run, opened[0])
        _, prepared, checked_at = opened
        check_sendable(run, prepared.totals)
        options = replace(
            run.spec.options,
            send_doubtful=run.spec.options.send_doubtful or send_doubtful,
            send_similar=run.spec.options.send_similar or send_similar,
        )
        spec = replace(
            run.spec,
            settings=settings_of(destination),
            options=options,
            checked_at=checked_at.timestamp(),
            totals=prepared.totals,
        )
        client = _client(connection, parts)
        total = spec.total
        if spec.source.is_query:
            if not batches.last_number(ledger, run.number):  # nothing was sent: they may be others now, or not all
                keep_keys(ledger, run.number, prepared.events(), options.limit)
            total = count_keys(ledger, run.number) or total
        run = runs.resume(ledger, run, spec, total)
        mark_ledger(home, ledger)
        return _sending(home, ledger, run, prepared, destination, client, control, policy, parts)


def give_up(home: Home, name: str) -> Run:
    """End an unfinished run for good; its events stay as they are.

    Raises UsageError for a run that is not unfinished, StateError for one that is being sent.
    """
    with Ledger(home.ledger) as ledger, ExitStack() as parts:
        run = runs.find(ledger, name)
        if not run.ended:
            _take_lock(home, run, parts)
            run = runs.find(ledger, run.id)  # its sender may have finished it before it let the lock go
        if run.ended:
            raise UsageError(f"Run {run.id} is not unfinished.", remedy="`tiktok-tui runs` lists all of them.")
        recover(ledger, run.number)
        runs.end(ledger, run.number, Status.GIVEN_UP, None, time.time())
        return runs.find(ledger, run.id)


def _sending(
    home: Home,
    ledger: Ledger,
    run: Run,
    prepared: Prepared,
    destination: Destination,
    client: Client,
    control: Control | None,
    policy: RetryPolicy | None,
    parts: ExitStack,
) -> Sending:
    control = control or Control()
    parts.enter_context(collected_rarely())
    events = parts.enter_context(Prefetch(prepared.events(), _PREFETCHED))
    updates = upload(
        events,
        run,
        EventSource(destination.event_source),
        client,
        ledger,
        control,
        reread=prepared.events,
        unattended=functools.partial(unattended, home),
        policy=policy,
        row_name=lambda row: prepared.row_names([row])[row],
    )
    # Undone from the last to the first: the upload records what is in flight while ledger and lock are still held.
    parts.callback(lambda: tidy_up(home, ledger, run.number, time.time()))
    parts.callback(updates.close)
    return Sending(run, control, updates, parts.pop_all())


def _client(connection: Connection, parts: ExitStack) -> Client:
    from tiktok_tui.tiktok.client import Client

    return parts.enter_context(Client(connection.tokens, base_url=connection.base_url))


def _take_lock(home: Home, run: Run, parts: ExitStack) -> None:
    lock = RunLock(home, run.number)
    lock.acquire()
    parts.callback(lock.release)


def _open(home: Home, run: Run, destination: Destination, parts: ExitStack) -> tuple[Table, Prepared, datetime]:
    from tiktok_tui.mapping import toml
    from tiktok_tui.prepare.prepare import prepare
    from tiktok_tui.sources.open_source import open_source

    now = datetime.now(UTC)
    mapping = toml.loads(run.spec.mapping, where=f"the mapping of run {run.id}")
    table = parts.enter_context(open_source(home, run.spec.source, sheet=run.spec.options.sheet))
    check_content(run, table)
    return table, parts.enter_context(prepare(table, mapping, destination, now=now)), now
