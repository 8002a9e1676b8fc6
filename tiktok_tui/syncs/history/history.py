"""The nights of each sync: a file of JSON lines beside the ledger, which survives a damaged ledger."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Final

from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.accounts.home import remove as remove_file
from tiktok_tui.events.errors import StateError
from tiktok_tui.syncs.history.night import Night

KEPT: Final = 1000
"""So many nights are kept, the newest ones: some 400 bytes each."""


def nights(home: Home, sync_id: str) -> list[Night]:
    """Return the nights of the sync, oldest first; a line that cannot be read is left out. Raises StateError."""
    found = (_night(line) for line in _lines(home, sync_id))
    return [night for night in found if night is not None]


def begin(home: Home, sync_id: str, now: datetime) -> Night:
    """Write a new night, which counts as failed until `write` says otherwise. The caller holds the sync's lock."""
    known = nights(home, sync_id)
    night = Night(number=known[-1].number + 1 if known else 1, started=now)
    write(home, sync_id, night)
    return night


def write(home: Home, sync_id: str, night: Night) -> None:
    """Write the night in place of the one with its number, or as a new one. The caller holds the sync's lock."""
    lines = _lines(home, sync_id)
    new = json.dumps(night.facts())
    for index, line in enumerate(lines):
        known = _night(line)
        if known is not None and known.number == night.number:
            lines[index] = new
            break
    else:
        lines.append(new)
    write_private(_path(home, sync_id), "".join(f"{line}\n" for line in lines[-KEPT:]))


def latest(home: Home, sync_id: str, night: Night) -> Night:
    """Return the night as it was last written, which may be with its run; as it is if it never was."""
    return next((each for each in nights(home, sync_id) if each.number == night.number), night)


def remove(home: Home, sync_id: str) -> None:
    """Remove the history of the sync. Raises StateError."""
    remove_file(_path(home, sync_id))


def _lines(home: Home, sync_id: str) -> list[str]:
    path = _path(home, sync_id)
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StateError(
            f"The sync's history cannot be read: {error.strerror}.",
            where=str(path),
            remedy="Check who owns the file, or set TIKTOK_TUI_HOME to a folder of your own.",
        ) from None


def _night(line: str) -> Night | None:
    try:
        return Night.of(json.loads(line))
    except (ValueError, TypeError, KeyError):
        return None


def _path(home: Home, sync_id: str) -> Path:
    return home.nights / f"{sync_id}.jsonl"
