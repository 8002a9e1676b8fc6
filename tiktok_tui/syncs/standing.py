"""Every sync with its last and next run and what is held of it, for lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import SettingsError, StateError
from tiktok_tui.syncs.history import history, holds
from tiktok_tui.syncs.history.holds import Hold
from tiktok_tui.syncs.history.lock import is_running
from tiktok_tui.syncs.history.night import Night
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.sync import Sync


@dataclass(frozen=True, slots=True)
class Standing:
    """A sync, its last night (None before the first), its next time by its schedule (None without), and what is held.

    `running` is true while some process runs it.
    """

    sync: Sync
    last: Night | None
    next: datetime | None
    holds: tuple[Hold, ...]
    running: bool


@dataclass(frozen=True, slots=True)
class Standings:
    """All syncs by ID, and the errors of those whose files cannot be read."""

    syncs: tuple[Standing, ...]
    broken: tuple[SettingsError | StateError, ...]


def standing(home: Home, sync: Sync, now: datetime) -> Standing:
    """Return the standing of one sync. Raises StateError if its history cannot be read."""
    running = is_running(home, sync.id)  # first: one that ends meanwhile has written its night when that is read
    known = history.nights(home, sync.id)
    upcoming = sync.schedule.next_after(now) if sync.schedule is not None else None
    return Standing(sync, known[-1] if known else None, upcoming, holds.holds(home, sync.id), running)


def standings(home: Home, now: datetime) -> Standings:
    """Return the standing of every sync. Raises StateError if the folder of the syncs may not be read."""
    listing = store.listing(home)
    found: list[Standing] = []
    broken: list[SettingsError | StateError] = [*listing.broken]
    for sync in listing.syncs:
        try:
            found.append(standing(home, sync, now))
        except StateError as error:
            broken.append(error)
    return Standings(tuple(found), tuple(broken))


def is_due(home: Home, sync: Sync, now: datetime) -> bool:
    """Return True if a time of the schedule has come since the last run, or since the sync's file was written.

    A sync without a schedule, with a watched folder, or whose file is gone meanwhile, is never due. A run that began
    later than `now`, under a clock that was ahead, does not count.
    """
    if sync.schedule is None:
        return False
    runs = [night.started for night in history.nights(home, sync.id) if night.started <= now]
    try:
        written = datetime.fromtimestamp(store.path_of(home, sync.id).stat().st_mtime, UTC)
    except FileNotFoundError:
        return False
    upcoming = sync.schedule.next_after(runs[-1] if runs else written)
    return upcoming is not None and upcoming <= now
