"""A sync: a source that is sent to a destination again and again, when, and within which limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

from tiktok_tui.syncs.settings.schedule import Schedule

OCCASIONS: Final = ("failed", "held", "rejected", "sent")
"""The results that a message may be sent about."""


@dataclass(frozen=True, slots=True)
class PathSource:
    """Files, an address, an object in a store, or a query over files; `text` is what `files.source_of` reads.

    The path of files is absolute.
    """

    text: str


@dataclass(frozen=True, slots=True)
class ConnectionSource:
    """Rows of a connection: one of `table`, `query` (a file with a SELECT; absolute) and `sql` (the SELECT itself)."""

    connection: str
    table: str = ""
    query: Path | None = None
    sql: str = ""


SyncSource = PathSource | ConnectionSource


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the rows, in percent."""

    percent: float

    def __str__(self) -> str:
        return f"{self.percent:g} %"


@dataclass(frozen=True, slots=True)
class Limits:
    """Nothing is sent when the export is outside of these; None: no limit.

    `rejected` are the rows that may be rejected, `events` the fewest and the most events of the export (good and bad
    ones), `older_than` the greatest age of its newest conversion.
    """

    rejected: Share | int | None = None
    events: tuple[int | None, int | None] | None = None
    older_than: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Notify:
    """Who is told about a result, and about which (see `OCCASIONS`).

    `services` are the kinds of apprise's addresses ("slack"); the addresses themselves are in the keyring. `command` is
    a program and its arguments, which gets the result as JSON on its standard input.
    """

    on: frozenset[str] = frozenset(("failed", "held", "rejected"))
    services: tuple[str, ...] = ()
    command: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sync:
    """One sync. `id` names its file, `name` is for people; `destination` is a destination's slug.

    `mapping` is a mapping file, or None for the mapping that is remembered for the header. `done` is the folder that
    files are moved to once they are sent, or None. `sheet` is the sheet of an Excel file. Paths are absolute.
    """

    id: str
    name: str
    destination: str
    source: SyncSource
    mapping: Path | None = None
    schedule: Schedule | None = None
    limits: Limits = field(default_factory=Limits)
    notify: Notify = field(default_factory=Notify)
    done: Path | None = None
    sheet: str | None = None
