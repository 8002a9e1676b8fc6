"""A database that answers without a server: its tables are known, and a query gives numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import AppError
from tiktok_tui.sources.databases.database import Answer, TableName
from tiktok_tui.sources.transfer import Transfer


@dataclass(eq=False)
class StandIn:
    """Keeps the queries that it was asked, and whether it was closed."""

    names: Sequence[TableName] = ()
    rows: int = 30
    error: AppError | None = None
    kind: str = "Stand-in"
    asked: list[tuple[str, int | None]] = field(default_factory=list)
    closed: bool = False

    def server(self) -> str:
        if self.error is not None:
            raise self.error
        return "Stand-in 1.0 as reader"

    def tables(self) -> Sequence[TableName]:
        return self.names

    def select_all(self, table: TableName) -> str:
        return f"SELECT * FROM {table.title}"

    def copy(self, query: str, path: Path, transfer: Transfer, *, limit: int | None = None) -> Answer:
        if self.error is not None:
            raise self.error
        self.asked.append((query, limit))
        rows = self.rows if limit is None else min(limit, self.rows)
        with duckdb.connect() as connection:
            connection.execute(f"COPY (SELECT 'o' || range AS id FROM range({rows})) TO '{path}' (FORMAT parquet)")
        return Answer(rows, ("Times are in UTC",))

    def stop(self) -> None:
        """Nothing takes long."""

    def close(self) -> None:
        self.closed = True

    @contextmanager
    def opened(self, home: Home, connection: str) -> Iterator[StandIn]:
        """Take the place of `opening.opened`."""
        yield self
