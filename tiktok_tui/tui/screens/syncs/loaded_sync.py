"""A sync with its nights, as its screen needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.syncs.night import Night
    from tiktok_tui.syncs.standing import Standing


@dataclass(frozen=True, slots=True)
class LoadedSync:
    """A sync as its screen needs it; `nights` are the oldest first, `destination` is its name for people."""

    standing: Standing
    nights: tuple[Night, ...]
    destination: str

    @classmethod
    def read(cls, home: Home, sync_id: str, now: datetime) -> LoadedSync:
        """Read it; called in a thread. Raises SettingsError, StateError."""
        from tiktok_tui.accounts import destinations
        from tiktok_tui.syncs import history, store
        from tiktok_tui.syncs.standing import standing

        sync = store.load(home, sync_id)
        names = {each.slug: each.name for each in destinations.listing(home).destinations}
        nights = tuple(history.nights(home, sync_id))
        return cls(standing(home, sync, now), nights, names.get(sync.destination, f"{sync.destination}, which is gone"))

    def before(self, index: int) -> Night | None:
        """The last night before number `index` that was sent."""
        return next((night for night in reversed(self.nights[:index]) if night.is_good), None)
