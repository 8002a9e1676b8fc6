"""Run the query of a database source and stream its answer into one Parquet file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.copy import PrivateCopy
from tiktok_tui.files.database_source import DatabaseSource
from tiktok_tui.sources.transfer import Transfer


@dataclass(frozen=True, slots=True)
class DatabaseFetch:
    """Fetches one source over its connection."""

    home: Home
    source: DatabaseSource

    def __call__(self, folder: Path, transfer: Transfer) -> PrivateCopy:
        """Run the query; returns its rows as a Parquet file in `folder`."""
        raise FileError("No connections can be opened yet.", where=self.source.where)
