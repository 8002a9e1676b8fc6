"""A sync with its nights, as its screen needs it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tiktok_tui.events.errors import AppError

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.syncs.history.night import Night
    from tiktok_tui.syncs.standing import Standing


@dataclass(frozen=True, slots=True)
class LoadedSync:
    """A sync as its screen needs it; `nights` are the oldest first, `destination` is its name for people."""

    standing: Standing
    nights: tuple[Night, ...]
    destination: str
    scheduled: bool = False
    """True if a scheduler of the machine starts it at its times."""
    stale: bool = False
    """True if a scheduler of the machine starts it at older times."""

    @property
    def is_started(self) -> bool:
        """True if the machine starts it, at whichever times."""
        return self.scheduled or self.stale

    @classmethod
    def read(cls, home: Home, sync_id: str, now: datetime) -> LoadedSync:
        """Read it; called in a thread. Raises SettingsError, StateError."""
        from tiktok_tui.accounts import destinations
        from tiktok_tui.syncs.history import history
        from tiktok_tui.syncs.scheduling import scheduling
        from tiktok_tui.syncs.settings import store
        from tiktok_tui.syncs.standing import standing

        sync = store.load(home, sync_id)
        found = standing(home, sync, now)  # before the nights, as it says whether the last of them is over
        names = {each.slug: each.name for each in destinations.listing(home).destinations}
        nights = tuple(history.nights(home, sync_id))
        destination = names.get(sync.destination, f"{sync.destination}, which is gone")
        times = None
        with suppress(AppError):  # a scheduler that does not answer keeps nobody from looking
            times = scheduling.times(home, sync)
        stale = times is not None and (times.stale or sync.schedule is None)
        return cls(found, nights, destination, times is not None and not stale, stale)

    def before(self, index: int) -> Night | None:
        """The last night before number `index` that was sent."""
        return next((night for night in reversed(self.nights[:index]) if night.is_good), None)
