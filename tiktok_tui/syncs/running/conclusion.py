"""How a night ends, whatever it ends with: its result is written, and people are told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tiktok_tui.events.errors import AppError, StateError
from tiktok_tui.events.system.system_errors import no_memory, refused_by_system
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.syncs.history import history
from tiktok_tui.syncs.history.lock import locked
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.messages.notify import tell

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.syncs.running.steps import Steps
    from tiktok_tui.syncs.settings.sync import Sync


@contextmanager
def locked_then_told(home: Home, sync_id: str, steps: Steps) -> Iterator[Callable[[SyncResult], None]]:
    """Hold the lock of the sync within the block, and tell of each result that it is given, however the block ends.

    That comes after the lock, since a command that is called may use the sync. A result with a fault of our own is
    raised as that. Raises StateError while another process runs the sync.
    """
    results: list[SyncResult] = []

    def take(result: SyncResult) -> None:
        results.append(result)
        if result.fault is not None:
            raise result.fault

    try:
        with locked(home, sync_id):
            yield take
    finally:
        for sentence in (each for result in results for each in tell(home, result)):
            steps.say(sentence)


def concluded(home: Home, sync: Sync, night: Night, act: Callable[[], SyncResult]) -> SyncResult:
    """Return the result of `act`, or the one of its error, and write its night."""
    try:
        result = act()
    except AppError as error:
        result = _failed(home, sync, night, error)
    except OSError as error:
        result = _failed(home, sync, night, refused_by_system(error))
    except MemoryError:
        result = _failed(home, sync, night, no_memory())
    except Cancelled:
        result = SyncResult(sync, _stopped(history.latest(home, sync.id, night)), stopped=True)
    except Exception as error:  # somebody is told of a night that fails, whatever the cause
        ours = StateError(f"A fault in tiktok-tui itself ({type(error).__name__}).")
        result = replace(_failed(home, sync, night, ours), fault=error)
    result = replace(result, night=replace(result.night, ended=max(datetime.now(UTC), night.started)))
    history.write(home, sync.id, result.night)
    return result


def _failed(home: Home, sync: Sync, night: Night, error: AppError) -> SyncResult:
    where = f"{error.where}: " if error.where else ""
    failed = replace(history.latest(home, sync.id, night), state=NightState.FAILED, reason=f"{where}{error.what}")
    return SyncResult(sync, failed, error=error)


def _stopped(night: Night) -> Night:
    if not night.run:
        return replace(night, reason="Stopped before anything was sent.")
    return replace(night, state=NightState.FAILED, reason="Stopped. The next run continues it.")
