"""The interface of an open database, whichever driver reaches it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tiktok_tui.sources.transfer import Transfer

SECONDS_TO_CONNECT = 15
"""How long a server may take to answer at first."""

SECONDS_OF_A_QUERY = 3600
"""How long a query may run on the server, where the server lets us limit it."""


@dataclass(frozen=True, slots=True)
class TableName:
    """A table or a view that the connection's user may read; `schema` is "" where the database has none."""

    schema: str
    name: str

    @property
    def title(self) -> str:
        """The name with its schema, for people: "sales.orders"."""
        return f"{self.schema}.{self.name}" if self.schema else self.name


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query were copied: how many, and what was assumed or changed, a sentence each."""

    rows: int
    notes: tuple[str, ...] = ()


class Database(Protocol):
    """A connection to a database, for reading alone. Used by one thread, but for `stop`.

    All methods raise AppError, never with a cell or a secret in its text, and Cancelled.
    """

    kind: str
    """The name that people know: "PostgreSQL"."""

    def server(self) -> str:
        """Return the server's own name and version, and the user, for people."""
        ...

    def tables(self) -> Sequence[TableName]:
        """Return the tables and views that may be read, sorted."""
        ...

    def select_all(self, table: TableName) -> str:
        """Return the query for all rows of a table."""
        ...

    def copy(self, query: str, path: Path, transfer: Transfer, *, limit: int | None = None) -> Answer:
        """Run a query and write its rows to a new Parquet file, which only its owner can read.

        With `limit` the query is stopped after so many rows.
        """
        ...

    def stop(self) -> None:
        """Stop what runs, on the server too, from any thread; the call that waits for it raises an error."""
        ...

    def close(self) -> None:
        """End the connection; what still runs on the server is stopped."""
        ...
