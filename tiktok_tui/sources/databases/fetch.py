"""Run the query of a database source and stream its answer into one Parquet file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tiktok_tui.accounts.home import Home
from tiktok_tui.files.copy import PrivateCopy
from tiktok_tui.files.database_source import DatabaseSource
from tiktok_tui.sources.databases.opening import opened
from tiktok_tui.sources.transfer import Transfer


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
            answer = database.copy(self.source.query, path, transfer, limit=self.limit)
            return PrivateCopy(path, f"{database.kind} query", answer.notes)
