"""Run a sync once: resume what is unfinished, check the export, and send it or hold it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tiktok_tui.accounts import destinations, remembered
from tiktok_tui.accounts.environment import api_url
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.counts import agreeing
from tiktok_tui.events.errors import AppError
from tiktok_tui.mapping import toml
from tiktok_tui.syncs.history import history, holds
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.running.conclusion import concluded, locked_then_told
from tiktok_tui.syncs.running.done import files_of, move_sent
from tiktok_tui.syncs.running.limits import broken_limits, new_columns, unusual
from tiktok_tui.syncs.running.resume import ResumeStopped, resume_earlier
from tiktok_tui.syncs.running.source import source_for
from tiktok_tui.uploads.choosing import mapping_for
from tiktok_tui.uploads.ledger.marker import accept_ledger, check_ledger
from tiktok_tui.uploads.opened_job import OpenedJob
from tiktok_tui.uploads.updates import RunStopped

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.files.source.source import SourceRef
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.syncs.running.steps import Steps
    from tiktok_tui.syncs.settings.sync import Sync


def run_sync(
    home: Home,
    sync: Sync,
    steps: Steps,
    *,
    now: datetime | None = None,
    source: SourceRef | None = None,
    new_ledger: bool = False,
) -> SyncResult:
    """Run the sync as of `now` and write its night. `source`: send this one in place of the sync's own.

    What goes wrong is the result's error, except a fault of our own. Raises StateError while another process runs the
    same sync, or if the history cannot be written.
    """
    started = now or datetime.now(UTC)
    with locked_then_told(home, sync.id, steps) as take:
        night = history.begin(home, sync.id, started)
        result = concluded(
            home, sync, night, lambda: _Run(home, sync, steps, night, started).result(source, new_ledger=new_ledger)
        )
        take(result)
    return result


@contextmanager
def opened(home: Home, sync: Sync, destination: Destination, source: SourceRef, steps: Steps) -> Iterator[OpenedJob]:
    """Yield the open source with its mapping. Raises what `Steps.open` raises, and SettingsError without a mapping."""
    with steps.open(home, source, sync.sheet) as table:
        said = table.notes
        found = mapping_for(home, destination, table, sync.mapping, steps)
        yield OpenedJob(home, destination, table, found.mapping, found.counts, found.found, said)


def check_sync(home: Home, sync: Sync, steps: Steps, *, now: datetime | None = None) -> SyncResult:
    """Check what the sync would send as of `now`. Nothing is sent, resumed or written down. Raises AppError."""
    began = now or datetime.now(UTC)
    destination = destinations.load(home, sync.destination)
    source = source_for(home, sync, destination, api_url=api_url(), now=began)
    with (
        opened(home, sync, destination, source, steps) as job,
        steps.check(job.table, job.mapping, destination, began) as prepared,
    ):
        totals = prepared.totals
        assumptions = job.say_notes(prepared, steps)
    before = history.nights(home, sync.id)
    odd = unusual(sync.limits, totals, before, began)
    reasons = (*new_columns(job.found, before), *broken_limits(sync.limits, totals, began))
    night = Night(0, began, datetime.now(UTC), NightState.HELD if reasons else NightState.NOTHING, " ".join(reasons))
    return SyncResult(sync, replace(night.with_check(job.table.name, totals), notes=odd), totals, assumptions)


def send(
    home: Home, sync: Sync, job: OpenedJob, prepared: Prepared, steps: Steps, night: Night, now: datetime
) -> SyncResult:
    """Send what was checked `now`. The night knows the run before its first event is sent, to resume it after a crash.

    Raises what `connect_to` and `start_run` raise; an error that ends the upload is the result's.
    """
    from tiktok_tui.uploads.connection import connect_to
    from tiktok_tui.uploads.start import start_run

    connection = connect_to(home, job.destination, api_url())
    with start_run(home, job.table, prepared, job.destination, job.mapping, connection, checked_at=now) as sending:
        night = replace(night, run=sending.run.id)
        history.write(home, sync.id, night)
        ended = steps.follow(sending, job.destination)
    night = replace(night.with_upload(ended.summary), state=NightState.SENT, reason="")
    if ended.summary.accepted or ended.summary.skipped:
        _remember(job, steps)
    error = None
    if isinstance(ended, RunStopped):
        error = ended.error
        night = replace(night, state=NightState.FAILED, reason=f"{ended.reason} The next run continues it.")
    return SyncResult(
        sync, night, prepared.totals, summary=ended.summary, error=error, stopped=isinstance(ended, RunStopped)
    )


class _Run:
    """One run: what every step of it needs."""

    def __init__(self, home: Home, sync: Sync, steps: Steps, night: Night, now: datetime) -> None:
        self._home = home
        self._sync = sync
        self._steps = steps
        self._night = night
        self._now = now

    def result(self, source: SourceRef | None, *, new_ledger: bool) -> SyncResult:
        """Resume, check, and send or hold. Raises AppError."""
        if new_ledger:
            accept_ledger(self._home)
        check_ledger(self._home)
        destination = destinations.load(self._home, self._sync.destination)
        try:
            notes = resume_earlier(self._home, self._sync, self._steps, self._now)
        except ResumeStopped:
            reason = "Stopped while an earlier run was resumed. The next run continues it."
            return SyncResult(self._sync, replace(self._night, reason=reason), stopped=True)
        notes += tuple(
            f"The export of {hold.checked_at.astimezone():%Y-%m-%d %H:%M} is still held: {hold.reason} "
            f"`tiktok-tui sync release {self._sync.id}` sends it, `tiktok-tui sync drop {self._sync.id}` gives it up."
            for hold in holds.holds(self._home, self._sync.id)
        )
        if source is not None and not source.is_still_there():
            reason = f"{source.label} is gone: a run that was resumed sent and moved it, or somebody took it."
            return SyncResult(self._sync, replace(self._night, state=NightState.NOTHING, reason=reason))
        chosen = source or source_for(self._home, self._sync, destination, api_url=api_url(), now=self._now)
        with (
            opened(self._home, self._sync, destination, chosen, self._steps) as job,
            self._steps.check(job.table, job.mapping, destination, self._now) as prepared,
        ):
            self._night = replace(self._night.with_check(job.table.name, prepared.totals), notes=notes)
            files = job.table.paths if files_of(chosen) else ()
            result = self._decided(job, prepared)
        for sentence in move_sent(self._sync, result.night, files):
            self._steps.say(sentence)
        return result

    def _decided(self, job: OpenedJob, prepared: Prepared) -> SyncResult:
        totals, sync = prepared.totals, self._sync
        assumptions = job.say_notes(prepared, self._steps)
        before = history.nights(self._home, sync.id)
        odd = unusual(sync.limits, totals, before, self._now)
        self._night = replace(self._night, notes=(*self._night.notes, *odd))
        for text in self._night.notes:
            self._steps.say(text)
        if reasons := (*new_columns(job.found, before), *broken_limits(sync.limits, totals, self._now)):
            result = SyncResult(sync, self._held(job, prepared, reasons), totals)
        elif not totals.sendable:
            all_of_them = agreeing(totals.rejected, "The only row is", f"All {totals.rejected:,} rows are")
            why = f"{all_of_them} rejected." if totals.rejected else "There is nothing to send."
            result = SyncResult(sync, replace(self._night, state=NightState.NOTHING, reason=why), totals)
        else:
            history.write(self._home, sync.id, self._night)
            result = send(self._home, sync, job, prepared, self._steps, self._night, self._now)
        return replace(result, notes=assumptions)

    def _held(self, job: OpenedJob, prepared: Prepared, reasons: tuple[str, ...]) -> Night:
        night = replace(self._night, state=NightState.HELD, reason=" ".join(reasons))
        hold_back(self._home, self._sync, job, prepared, night, reasons, self._now)
        return night


def hold_back(
    home: Home, sync: Sync, job: OpenedJob, prepared: Prepared, night: Night, reasons: tuple[str, ...], now: datetime
) -> None:
    """Keep what is needed to send the export later. An older hold of the same source is given up for it."""
    hold = holds.Hold(
        night=night.number,
        source=job.table.source.to_json(),
        label=job.table.name,
        sheet=sync.sheet,
        mapping=toml.dumps(job.mapping),
        checked_at=now,
        digest=holds.digest_of(prepared),
        events=prepared.totals.sendable,
        reasons=reasons,
    )
    replaced = holds.add(home, sync.id, hold)
    for old in history.nights(home, sync.id):
        if old.number in replaced:
            reason = f"{old.reason} A later export of the same source is held in its place."
            history.write(home, sync.id, replace(old, state=NightState.DROPPED, reason=reason))


def _remember(job: OpenedJob, steps: Steps) -> None:
    """Remember the mapping for the next night. What was sent is sent, so a failure here is only said."""
    try:
        remembered.remember(job.home, job.destination.slug, job.table, job.mapping)
    except AppError as error:
        steps.failure(error)
        steps.say("The events are sent, but the mapping is not remembered for the next file.")
