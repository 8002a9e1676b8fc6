"""A query of a database, as a source of rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tiktok_tui.files.source.identity import digest_of
from tiktok_tui.files.source.kind import SourceKind


@dataclass(frozen=True, slots=True)
class DatabaseSource(SourceKind):
    """A query for a connection, with the window of time that its placeholders stand for.

    `query` still holds the placeholders (`:since` …); `since` and `until` are aware datetimes, or None where the query
    does not use them. `title` is what lists call it: a table, or the file of the query.
    """

    connection: str
    query: str
    since: datetime | None = None
    until: datetime | None = None
    title: str = ""

    @property
    def text(self) -> str:
        """The query."""
        return self.query

    @property
    def label(self) -> str:
        """The connection, and the title of the query if it has one: "warehouse orders"."""
        return f"{self.connection} {self.title}".rstrip()

    @property
    def where(self) -> str:
        """The place that an error names."""
        return self.label

    @property
    def is_query(self) -> bool:
        """True: a run keeps the keys of its events."""
        return True

    @property
    def is_live(self) -> bool:
        """True: run again, the query may give other rows, and the same rows in another order."""
        return True

    def fingerprint(self, layout: Iterable[str], paths: Sequence[Path], check: Callable[[], None]) -> str:
        """Return the identity of this answer as hex: the query and every byte of the copy of its rows (`paths`)."""
        return digest_of(layout, self.to_json(), paths, check)

    def to_json(self) -> str:
        """Return the source as JSON text, for the ledger."""
        return json.dumps(
            {
                "kind": "database",
                "connection": self.connection,
                "query": self.query,
                "since": self.since.isoformat() if self.since else None,
                "until": self.until.isoformat() if self.until else None,
                "title": self.title,
            }
        )

    @classmethod
    def from_values(cls, values: dict[str, str | None]) -> DatabaseSource:
        """Return the source whose values `to_json` wrote."""
        since, until = values["since"], values["until"]
        return cls(
            values["connection"] or "",
            values["query"] or "",
            datetime.fromisoformat(since) if since else None,
            datetime.fromisoformat(until) if until else None,
            values["title"] or "",
        )
