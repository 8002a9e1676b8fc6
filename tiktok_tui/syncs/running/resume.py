"""Resume the runs of earlier nights before a new one begins; those that cannot be resumed are reported."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.environment import api_url
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.counts import counted
from tiktok_tui.events.errors import FileError, SettingsError, StateError, UsageError
from tiktok_tui.syncs.history import history, holds
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.running.done import files_of, move_sent
from tiktok_tui.uploads.connection import connect_to
from tiktok_tui.uploads.ledger import runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.run import Status
from tiktok_tui.uploads.start import resume_run
from tiktok_tui.uploads.summary import Summary
from tiktok_tui.uploads.updates import RunFinished, RunStopped

if TYPE_CHECKING:
    from tiktok_tui.syncs.running.steps import Steps
    from tiktok_tui.syncs.settings.sync import Sync
    from tiktok_tui.uploads.run import Run


class ResumeStopped(Exception):
    """A person stopped a run that was being resumed."""


def resume_earlier(home: Home, sync: Sync, steps: Steps, now: datetime) -> tuple[str, ...]:
    """Resume the unfinished runs of this sync, oldest first, and write their nights; return what is to be noted.

    A run that a person gave up with its export is left alone, also if its release was cut short. Raises what ended a
    resumed run (UnreachableError, CredentialError …), ResumeStopped if a person stopped it.
    """
    nights = history.nights(home, sync.id)
    by_run = {night.run: night for night in nights if night.run and night.state is not NightState.DROPPED}
    if not by_run or not home.ledger.exists():
        return ()
    notes = []
    with Ledger(home.ledger) as ledger:
        unfinished = runs.unfinished(ledger)
        _note_finished(home, sync, ledger, by_run.values(), now)
    for run in reversed(unfinished):
        if run.id not in by_run:
            continue
        try:
            ended = resumed(home, run, steps)
        except (FileError, SettingsError, UsageError, StateError) as error:
            notes.append(
                f"Run {run.id} of {by_run[run.id].started.astimezone():%Y-%m-%d} cannot be resumed: {error.what} "
                f"`tiktok-tui give-up {run.id}` ends it for good."
            )
            continue
        settled(home, sync, by_run[run.id], run, ended.summary, steps, now)
        if isinstance(ended, RunStopped):
            raise ended.error or ResumeStopped
        notes.append(f"Run {run.id} was finished first: {counted(ended.summary.accepted, 'event')} accepted in all.")
    return tuple(notes)


def _note_finished(home: Home, sync: Sync, ledger: Ledger, nights: Iterable[Night], now: datetime) -> None:
    """Write the nights that a person has finished since, with `tiktok-tui resume` or in the app."""
    for night in nights:
        with suppress(UsageError):  # a run of a ledger that is lost
            run = runs.find(ledger, night.run)
            if night.state in (NightState.FAILED, NightState.HELD) and run.status is Status.DONE:
                _finished(home, sync, night.with_upload(Summary(run.id, run.status, run.total, run.tally)), now)


def resumed(home: Home, run: Run, steps: Steps) -> RunFinished | RunStopped:
    """Send the rest of a run. Raises FileError, SettingsError, UsageError or StateError if that cannot be begun."""
    destination = destinations.load(home, run.spec.destination)
    connection = connect_to(home, destination, api_url())
    with resume_run(home, run, destination, connection) as sending:
        return steps.follow(sending, destination)


def settled(home: Home, sync: Sync, night: Night, run: Run, summary: Summary, steps: Steps, now: datetime) -> Night:
    """Write the night as its run has ended since, and return it; what was sent late is moved and held no longer."""
    night = night.with_upload(summary)
    if summary.status is not Status.DONE:
        history.write(home, sync.id, night)
        return night
    night = _finished(home, sync, night, now)
    for sentence in move_sent(sync, night, files_of(run.spec.source)):
        steps.say(sentence)
    return night


def _finished(home: Home, sync: Sync, night: Night, now: datetime) -> Night:
    """Write the night as sent, with the reason for which it was late, and return it; nothing of it is held any more.

    `now` is when that was noticed.
    """
    state = NightState.RELEASED if night.state is NightState.HELD else NightState.SENT
    reason = f"Resumed on {now.astimezone():%Y-%m-%d %H:%M}. {night.reason}".rstrip()
    night = replace(night, state=state, reason=reason)
    history.write(home, sync.id, night)
    for hold in holds.holds(home, sync.id):
        if hold.night == night.number:
            holds.remove(home, sync.id, hold)
    return night
