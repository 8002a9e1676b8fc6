"""The work of a sync's screen, done in a thread: run it, send what is held, give that up, remove the sync."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.syncs.history.result import SyncResult
    from tiktok_tui.syncs.running.steps import Steps
    from tiktok_tui.tui.frame.session import AppSession

Act = Callable[["Steps"], "list[SyncResult]"]
"""Does something with a sync by way of steps that can be watched; raises AppError."""


def run_now(session: AppSession, sync_id: str) -> Act:
    """Return the work of checking and sending what there is now, as the sync's file says then."""

    def act(steps: Steps) -> list[SyncResult]:
        from tiktok_tui.syncs.running.run import run_sync
        from tiktok_tui.syncs.settings import store

        return [run_sync(session.home, store.load(session.home, sync_id), steps, now=session.as_of)]

    return act


def send_held(session: AppSession, sync_id: str) -> Act:
    """Return the work of sending what is held, as the sync's file says then."""

    def act(steps: Steps) -> list[SyncResult]:
        from tiktok_tui.syncs.running.release import release
        from tiktok_tui.syncs.settings import store

        return release(session.home, store.load(session.home, sync_id), steps, now=session.as_of)

    return act


def give_up(home: Home, sync_id: str) -> None:
    """Give up what is held of the sync."""
    from tiktok_tui.syncs.running.release import drop

    drop(home, sync_id)


def remove(home: Home, sync_id: str) -> None:
    """Take the sync off the machine's scheduler, and remove it with its history; neither while it is being run."""
    from tiktok_tui.syncs import removal

    removal.remove(home, sync_id)
