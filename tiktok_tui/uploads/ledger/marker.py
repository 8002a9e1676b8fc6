"""A marker outside of the ledger, by which a ledger that was deleted, emptied, cut or exchanged is noticed.

Without it such a ledger looks like that of a first run, and everything sent before would be sent again. If the
marker is gone as well (`rm ledger*`), the newest daily copy of the ledger stands in for it.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.events.counts import counted
from tiktok_tui.events.errors import StateError
from tiktok_tui.uploads.ledger.copies import newest_copy
from tiktok_tui.uploads.ledger.database import Ledger

_sound: set[tuple[Path, int, int]] = set()
"""The ledgers that this process has found sound: path, size and time of change. They are not read again."""


class LedgerDoubtError(StateError):
    """The ledger is not the one that was used last. A person may decide to continue with it."""

    guide = "troubleshooting"


@dataclass(frozen=True, slots=True)
class _Mark:
    """The ledger used last: its identity and the number of its newest run."""

    ledger: str
    runs: int


def check_ledger(home: Home) -> None:
    """Raise StateError for a damaged ledger, LedgerDoubtError for one that lacks runs made before."""
    mark = _read(home) or _of_copy(home)
    if not home.ledger.exists():
        if mark is not None:
            raise _doubt(home, 0, mark.runs)
        return
    status = home.ledger.stat()
    state = (home.ledger, status.st_size, status.st_mtime_ns)
    with Ledger(home.ledger) as ledger:
        if state not in _sound:
            ledger.check()
            _sound.add(state)
        known = newest_run(ledger)
        if mark is not None and (mark.ledger != ledger.identity() or known < mark.runs):
            raise _doubt(home, known, mark.runs)


def mark_ledger(home: Home, ledger: Ledger) -> None:
    """Remember this ledger as the one that was used last."""
    mark = {"ledger": ledger.identity(), "runs": newest_run(ledger)}
    write_private(home.ledger_marker, json.dumps(mark))


def accept_ledger(home: Home) -> None:
    """Continue with the ledger as it is, since a person has decided so; `check_ledger` accepts it from then on."""
    with Ledger(home.ledger) as ledger:
        mark_ledger(home, ledger)


def newest_run(ledger: Ledger) -> int:
    """The number of the newest run, 0 if there is none; runs are never deleted."""
    return ledger.number("SELECT max(number) FROM runs")


def _read(home: Home) -> _Mark | None:
    try:
        values = json.loads(home.ledger_marker.read_bytes())
        return _Mark(str(values["ledger"]), int(values["runs"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _of_copy(home: Home) -> _Mark | None:
    """Return the mark that the newest copy stands for, None if there is no copy that can be read."""
    if (copy := newest_copy(home)) is None:
        return None
    with contextlib.suppress(StateError), Ledger(copy) as ledger:
        return _Mark(ledger.identity(), newest_run(ledger))
    return None


def _doubt(home: Home, known: int, made: int) -> LedgerDoubtError:
    has = f"knows {counted(known, 'run')}" if known else "is empty or missing"
    runs = f"{counted(made, 'was', 'were')} made here"
    remedy = "Restore it from a backup if you can."
    if (copy := newest_copy(home)) is not None:
        day = datetime.fromtimestamp(copy.stat().st_mtime, UTC).strftime("%Y-%m-%d")
        remedy = f"Restore it: rename {copy}, the copy of {day}, to {home.ledger.name} in the folder {home.state}."
    return LedgerDoubtError(
        f"The ledger {has}, but {runs}: what the others sent is not known and would be sent again.",
        where=str(home.ledger),
        remedy=f"{remedy} Or send with --new-ledger: TikTok drops repeats for 48 hours only.",
    )
