"""Send an export that was held, or give it up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.counts import counted
from tiktok_tui.events.errors import FileError, SettingsError, StateError, UsageError
from tiktok_tui.files.source.source import source_from_json
from tiktok_tui.mapping import toml
from tiktok_tui.syncs.history import history, holds
from tiktok_tui.syncs.history.holds import Hold, digest_of
from tiktok_tui.syncs.history.lock import locked
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.running.conclusion import concluded, locked_then_told
from tiktok_tui.syncs.running.done import files_of, move_sent
from tiktok_tui.syncs.running.limits import broken_limits
from tiktok_tui.syncs.running.resume import resumed, settled
from tiktok_tui.syncs.running.run import hold_back, send
from tiktok_tui.uploads.ledger.marker import check_ledger
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.opened_job import OpenedJob
from tiktok_tui.uploads.run import Status
from tiktok_tui.uploads.summary import Summary
from tiktok_tui.uploads.updates import RunStopped

if TYPE_CHECKING:
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.syncs.running.steps import Steps
    from tiktok_tui.syncs.settings.sync import Sync


def release(home: Home, sync: Sync, steps: Steps, *, now: datetime | None = None) -> list[SyncResult]:
    """Send what is held of the sync, oldest first. What has changed since it was checked is held again, and says so.

    Raises UsageError if nothing is held, StateError while another process runs the sync.
    """
    moment = now or datetime.now(UTC)
    results: list[SyncResult] = []
    with locked_then_told(home, sync.id, steps) as take:
        for hold in _held(home, sync.id):
            results.append(_released(home, sync, hold, steps, moment))
            take(results[-1])
    return results


def drop(home: Home, sync_id: str) -> list[Night]:
    """Give up what is held of the sync; returns its nights. Nothing of it is sent, unless a later export brings it.

    A record of what is held that cannot be read is given up as well. Raises UsageError if nothing is held, StateError
    while another process runs the sync.
    """
    with locked(home, sync_id):
        known = history.nights(home, sync_id)
        try:
            given_up = {hold.night for hold in _held(home, sync_id)}
        except StateError:  # the record cannot be read, so it is the history that tells what waits
            given_up = {night.number for night in known if night.state is NightState.HELD}
        dropped = [replace(night, state=NightState.DROPPED) for night in known if night.number in given_up]
        for night in dropped:
            history.write(home, sync_id, night)
        holds.clear(home, sync_id)
        return dropped


def _held(home: Home, sync_id: str) -> tuple[Hold, ...]:
    found = holds.holds(home, sync_id)
    if not found:
        raise UsageError(f"Nothing of the sync {sync_id} is held.", remedy="`tiktok-tui sync list` shows what is.")
    return found


def _released(home: Home, sync: Sync, hold: Hold, steps: Steps, now: datetime) -> SyncResult:
    known = {night.number: night for night in history.nights(home, sync.id)}
    night = known.get(hold.night) or Night(hold.night, hold.checked_at, state=NightState.HELD, reason=hold.reason)
    result = concluded(
        home,
        sync,
        night,
        lambda: _continued(home, sync, steps, night, now) or _sent(home, sync, hold, steps, night, now),
    )
    if result.night.run or (result.error is None and not result.stopped):
        return result
    still_held = replace(result.night, state=NightState.HELD, reason=hold.reason)  # nothing was sent: it waits on
    history.write(home, sync.id, still_held)
    return replace(result, night=still_held)


def _continued(home: Home, sync: Sync, steps: Steps, night: Night, now: datetime) -> SyncResult | None:
    """Send the rest of a release that was cut short; None if there is none, or if it cannot be resumed."""
    if not night.run or not home.ledger.exists():
        return None
    error = None
    try:
        run = run_named(home, night.run)
        summary = Summary(run.id, run.status, run.total, run.tally)
        if run.status is not Status.DONE:
            ended = resumed(home, run, steps)
            summary, error = ended.summary, ended.error if isinstance(ended, RunStopped) else None
    except (FileError, SettingsError, UsageError):
        return None
    night = settled(home, sync, night, run, summary, steps, now)
    return SyncResult(sync, night, summary=summary, error=error, stopped=summary.status is not Status.DONE)


def _sent(home: Home, sync: Sync, hold: Hold, steps: Steps, night: Night, now: datetime) -> SyncResult:
    check_ledger(home)
    destination = destinations.load(home, sync.destination)
    mapping = toml.loads(hold.mapping, where=f"the mapping of what is held of {sync.id}")
    source = source_from_json(hold.source)
    with steps.open(home, source, hold.sheet) as table:
        files = table.paths if files_of(source) else ()
        job = OpenedJob(home, destination, table, mapping, said=table.notes)
        with steps.check(table, mapping, destination, hold.checked_at) as prepared:
            changed = digest_of(prepared) != hold.digest  # as of then, so that nothing differs but the content
        with steps.check(table, mapping, destination, now) as prepared:
            if changed:
                return _held_again(home, sync, job, prepared, hold, night, now)
            notes = job.say_notes(prepared, steps)
            totals = prepared.totals
            night = night.with_check(table.name, totals)
            if not totals.sendable:
                holds.remove(home, sync.id, hold)
                reason = f"{hold.reason} None of it can be sent now."
                return SyncResult(sync, replace(night, state=NightState.RELEASED, reason=reason), totals, notes)
            result = send(home, sync, job, prepared, steps, night, now)
    holds.remove(home, sync.id, hold)
    if result.night.state is NightState.SENT:
        reason = f"Released on {now.astimezone():%Y-%m-%d %H:%M}. {hold.reason}"
        result = replace(result, night=replace(result.night, state=NightState.RELEASED, reason=reason))
    for sentence in move_sent(sync, result.night, files):
        steps.say(sentence)
    return replace(result, notes=notes)


def _held_again(
    home: Home, sync: Sync, job: OpenedJob, prepared: Prepared, hold: Hold, night: Night, now: datetime
) -> SyncResult:
    """Hold what the source gives now: nobody has decided about it."""
    totals = prepared.totals
    changed = (
        "The export, or a setting of its destination, has changed since it was checked: "
        f"{counted(totals.sendable, 'event')} can be sent now, {hold.events:,} then. "
        "Release it once more to send it as it is now."
    )
    reasons = (changed, *broken_limits(sync.limits, totals, now))
    night = replace(night.with_check(job.table.name, totals), state=NightState.HELD, reason=" ".join(reasons))
    hold_back(home, replace(sync, sheet=hold.sheet), job, prepared, night, reasons, now)
    return SyncResult(sync, night, totals)
