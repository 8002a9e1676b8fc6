"""Run the query of a database source and stream its answer into one Parquet file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.source.copy import PrivateCopy
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.sources.connections import store
from tiktok_tui.sources.databases.opening import opened
from tiktok_tui.sources.dialects import dialect_of
from tiktok_tui.sources.placeholders import filled, placeholders_in
from tiktok_tui.sources.transfer import Transfer
from tiktok_tui.tiktok.limits import MAX_AGE_DAYS


@dataclass(frozen=True, slots=True)
class DatabaseFetch:
    """Fetches one source over its connection; at most `limit` rows, for a preview."""

    home: Home
    source: DatabaseSource
    limit: int | None = None

    def __call__(self, folder: Path, transfer: Transfer) -> PrivateCopy:
        """Run the query; returns its rows as a Parquet file in `folder`."""
        transfer.check()
        path = folder / "answer.parquet"
        with opened(self.home, self.source.connection) as database:
            transfer.check()
            query, notes = self._filled()
            answer = database.copy(query, path, transfer, limit=self.limit)
            return PrivateCopy(path, f"{database.kind} query", (*notes, *answer.notes))

    def _filled(self) -> tuple[str, tuple[str, ...]]:
        """Return the query with its placeholders replaced, and a note about the window."""
        source = self.source
        dialect = dialect_of(store.load(self.home, source.connection).driver)
        used = placeholders_in(source.query, dialect)
        if not used:
            return source.query, ()
        if self.limit is not None and source.until is None:  # a preview
            now = datetime.now(UTC)
            return filled(source.query, now - timedelta(days=MAX_AGE_DAYS), now, dialect), ()
        if source.since is None or source.until is None:
            raise FileError(
                f"The query's {', '.join(f':{name}' for name in sorted(used))} stand for no time.",
                where=source.where,
                remedy="Give --since and --until.",
            )
        window = f"{source.since:%Y-%m-%d %H:%M} to {source.until:%Y-%m-%d %H:%M}"
        note = f"Rows from {window} UTC: what the placeholders of the query stand for"
        return filled(source.query, source.since, source.until, dialect), (note,)
