"""PostgreSQL and its kin, by ADBC: read-only, in UTC."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

import duckdb

from tiktok_tui.files.sql import quote_identifier
from tiktok_tui.sources.databases import errors
from tiktok_tui.sources.databases.adbc import AdbcSession
from tiktok_tui.sources.databases.arrow_types import columns_of_schema
from tiktok_tui.sources.databases.database import SECONDS_OF_A_QUERY, SECONDS_TO_CONNECT, Answer, TableName
from tiktok_tui.sources.databases.native_output import native_output_captured
from tiktok_tui.sources.databases.parquet import write_parquet
from tiktok_tui.sources.databases.postgres_types import reading_of
from tiktok_tui.sources.databases.statement import one_statement
from tiktok_tui.sources.dialects import dialect_of
from tiktok_tui.sources.transfer import Transfer

_FIRST: Final = (
    "SET TRANSACTION READ ONLY",
    f"SET LOCAL statement_timeout = '{SECONDS_OF_A_QUERY}s'",
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL client_min_messages = error",
)
_TABLES: Final = """
    SELECT n.nspname::text, c.relname::text FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
      AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
      AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
    ORDER BY 1, 2
"""


def require_driver(where: str) -> None:
    """Raise SettingsError if the driver is not installed; without the package, ADBC would look for another driver."""
    errors.require_packages(PostgresDatabase.kind, ("adbc-driver-postgresql", "nanoarrow"), where)


class PostgresDatabase:
    """One connection to PostgreSQL."""

    kind = "PostgreSQL"

    def __init__(self, name: str, options: dict[str, str]) -> None:
        """Connect. Raises SettingsError, CredentialError, UnreachableError."""
        self._where = f"connection {name}"
        options = options | {"uri": _with_timeout(options.get("uri", ""))}
        require_driver(self._where)
        import adbc_driver_manager

        trouble = ""
        with native_output_captured() as output:
            try:
                self._session = AdbcSession("postgresql", options, autocommit=False)
            except adbc_driver_manager.Error as error:
                trouble = str(error)
        if trouble:
            raise errors.cannot_connect(name, trouble, output.text)

    def server(self) -> str:
        """Return the server's version and the user."""
        with self._reading(""):
            version, user = self._session.rows("SELECT current_setting('server_version'), current_user::text")[0]
        return f"{self.kind} {version}, as {user}"

    def tables(self) -> Sequence[TableName]:
        """Return the tables and views that the user may read, sorted."""
        with self._reading(""):
            return [TableName(str(schema), str(name)) for schema, name in self._session.rows(_TABLES)]

    def select_all(self, table: TableName) -> str:
        """Return the query for all rows of a table."""
        return f"SELECT * FROM {quote_identifier(table.schema)}.{quote_identifier(table.name)}"

    def copy(self, query: str, path: Path, transfer: Transfer, *, limit: int | None = None) -> Answer:
        """Run a query and write its rows to a new Parquet file; with `limit` it is stopped after so many rows."""
        query = one_statement(query, self._where, dialect_of("postgresql"))
        with self._reading(query), transfer.interrupted_by(self.stop):
            with self._saw_only(query):
                # A comment at the end would hide the parenthesis that COPY puts after the query.
                columns = columns_of_schema(self._session.schema(f"{query}\n"))
            if not columns:
                raise errors.gives_no_columns(self._where)
            reading = reading_of(query, columns, limit)
            stream = self._session.stream(reading.on_server)
            try:
                rows = write_parquet(
                    stream,
                    path,
                    transfer,
                    select=reading.here,
                    numbers=reading.numbers,
                    cancel=self.stop,
                    where=self._where,
                )
            except duckdb.InvalidInputException as error:
                raise errors.broken_off(str(error), self._where) from None
        return Answer(rows)

    def stop(self) -> None:
        """Stop what runs, on the server too, from any thread."""
        self._session.cancel()

    def close(self) -> None:
        """End the connection."""
        self._session.close()

    @contextmanager
    def _reading(self, query: str) -> Iterator[None]:
        """Run the block in a read-only transaction, which is rolled back at its end."""
        import adbc_driver_manager

        try:
            for statement in _FIRST:
                self._session.execute(statement)
            yield
        except adbc_driver_manager.Error as error:
            raise self._refused(error, query, saw_only_query=False) from None
        finally:
            self._session.end()

    @contextmanager
    def _saw_only(self, query: str) -> Iterator[None]:
        """Within the block the server reads the query and no rows: its words hold no cells."""
        import adbc_driver_manager

        try:
            yield
        except adbc_driver_manager.Error as error:
            raise self._refused(error, query, saw_only_query=True) from None

    def _refused(self, error: object, query: str, *, saw_only_query: bool) -> Exception:
        details = {bytes(key): bytes(value) for key, value in getattr(error, "details", ())}
        words = details.get(b"PG_DIAG_MESSAGE_PRIMARY", b"").decode(errors="replace")
        position = int(details.get(b"PG_DIAG_STATEMENT_POSITION", b"0"))
        refusal = errors.Refusal(str(getattr(error, "sqlstate", None) or ""), words, position)
        if not refusal.sqlstate and not details:
            return errors.lost(self._where)
        return errors.refused(refusal, self._where, query, saw_only_query=saw_only_query)


def _with_timeout(uri: str) -> str:
    """Return the address with a limit for connecting, if it has none."""
    if "connect_timeout" in uri:
        return uri
    setting = f"connect_timeout={SECONDS_TO_CONNECT}"
    if "://" not in uri:
        return f"{uri} {setting}".strip()
    return f"{uri}{'&' if '?' in uri else '?'}{setting}&fallback_application_name={quote('tiktok-tui')}"
