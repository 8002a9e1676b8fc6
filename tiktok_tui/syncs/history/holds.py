"""Exports that were checked, found odd and not sent: they wait until somebody releases or drops them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.accounts.home import remove as remove_file
from tiktok_tui.events.errors import StateError
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import SourceRef, source_from_json
from tiktok_tui.prepare.prepare import Prepared


@dataclass(frozen=True, slots=True)
class Hold:
    """A held export. `night` is the number of its night, `source` where it is, as JSON, and `label` its name.

    `mapping` (TOML) is the one it was checked with at `checked_at`; `digest` identifies the `events` that would have
    been sent. `reasons` say why it is held.
    """

    night: int
    source: str
    label: str
    sheet: str | None
    mapping: str
    checked_at: datetime
    digest: str
    events: int
    reasons: tuple[str, ...]

    @property
    def reason(self) -> str:
        """All reasons in one text."""
        return " ".join(self.reasons)


def holds(home: Home, sync_id: str) -> tuple[Hold, ...]:
    """Return what is held of the sync, oldest first. Raises StateError for a file that cannot be read."""
    path = _path(home, sync_id)
    try:
        return tuple(
            Hold(
                **{
                    **values,
                    "checked_at": datetime.fromisoformat(values["checked_at"]),
                    "reasons": tuple(values["reasons"]),
                }
            )
            for values in json.loads(path.read_bytes())
        )
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError):
        raise StateError(
            "The record of what is held cannot be read.",
            where=str(path),
            remedy=f"Check who owns it; `tiktok-tui sync drop {sync_id}` gives up what is held.",
        ) from None


def add(home: Home, sync_id: str, hold: Hold) -> tuple[int, ...]:
    """Add a hold; it replaces those of the same source. Returns the nights of the ones that it replaced."""
    known = holds(home, sync_id)
    replaced = [old for old in known if _same(old, hold)]
    _write(home, sync_id, [*(old for old in known if old not in replaced), hold])
    return tuple(old.night for old in replaced if old.night != hold.night)


def remove(home: Home, sync_id: str, hold: Hold) -> None:
    """Take a hold off the list."""
    _write(home, sync_id, [known for known in holds(home, sync_id) if known.night != hold.night])


def clear(home: Home, sync_id: str) -> None:
    """Remove all holds of the sync, also if their file cannot be read. Raises StateError."""
    remove_file(_path(home, sync_id))


def digest_of(prepared: Prepared) -> str:
    """Return the identity of the events that would be sent, whatever their order: a database may change it."""
    total = count = 0
    for events in prepared.events():
        for event in events:
            total += int.from_bytes(hashlib.sha256(event.key + event.body).digest(), "big")
        count += len(events)
    return f"{count}-{total % 2**256:064x}"


def _same(one: Hold, other: Hold) -> bool:
    """Return True if both are of one source; a later window of a query reaches over an earlier one."""
    return _place(source_from_json(one.source)) == _place(source_from_json(other.source))


def _place(source: SourceRef) -> tuple[str, ...]:
    if isinstance(source, DatabaseSource):
        return source.connection, source.query
    return type(source).__name__, source.text


def _write(home: Home, sync_id: str, known: Iterable[Hold]) -> None:
    values = [{**asdict(hold), "checked_at": hold.checked_at.isoformat()} for hold in known]
    if values:
        write_private(_path(home, sync_id), json.dumps(values))
    else:
        clear(home, sync_id)


def _path(home: Home, sync_id: str) -> Path:
    return home.nights / f"{sync_id}.held.json"
