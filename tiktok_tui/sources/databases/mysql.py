"""MySQL and MariaDB, by PyMySQL: read-only, in UTC, the rows streamed as the texts that the server sends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb

from tiktok_tui.events.errors import FileError
from tiktok_tui.sources.databases import errors
from tiktok_tui.sources.databases.database import SECONDS_OF_A_QUERY, SECONDS_TO_CONNECT, Answer, TableName
from tiktok_tui.sources.databases.mysql_errors import needs_cryptography, refused
from tiktok_tui.sources.databases.mysql_rows import copy_rows
from tiktok_tui.sources.databases.mysql_settings import mysql_settings
from tiktok_tui.sources.databases.mysql_socket import MysqlSocket
from tiktok_tui.sources.databases.statement import one_select, refuse_files
from tiktok_tui.sources.dialects import dialect_of
from tiktok_tui.sources.transfer import Transfer

if TYPE_CHECKING:
    import pymysql

_TABLES: Final = """
    SELECT table_schema, table_name FROM information_schema.tables
    WHERE table_schema NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys') ORDER BY 1, 2
"""


def require_driver(where: str) -> None:
    """Raise SettingsError if the driver is not installed."""
    errors.require_packages("MySQL", ("pymysql",), where)


class MysqlDatabase:
    """A connection to MySQL or MariaDB. A query that is stopped ends it; the next one connects again."""

    def __init__(self, name: str, options: Mapping[str, str]) -> None:
        """Connect. Raises SettingsError, CredentialError, UnreachableError."""
        self._name = name
        self._where = f"connection {name}"
        require_driver(self._where)
        self._settings = mysql_settings(options, self._where)
        self._socket: MysqlSocket | None = None
        self._connection: pymysql.connections.Connection | None = None
        with self._refusals(""):
            self.kind = "MariaDB" if "mariadb" in self._open().get_server_info().lower() else "MySQL"

    def server(self) -> str:
        """Return the server's version and the user."""
        [(version, user)] = self._rows("SELECT version(), current_user()")
        return f"{self.kind} {version}, as {user}"

    def tables(self) -> Sequence[TableName]:
        """Return the tables and views that the user may see, sorted."""
        return [TableName(schema, name) for schema, name in self._rows(_TABLES)]

    def select_all(self, table: TableName) -> str:
        """Return the query for all rows of a table."""
        return f"SELECT * FROM {_quoted(table.schema)}.{_quoted(table.name)}"

    def copy(self, query: str, path: Path, transfer: Transfer, *, limit: int | None = None) -> Answer:
        """Run a query and write its rows to a new Parquet file; with `limit` it is stopped after so many rows."""
        query = one_select(query, self._where, dialect_of("mysql"))
        refuse_files(query, self._where)
        with (
            self._refusals(query),
            transfer.interrupted_by(self.stop),
            self._reading(to_the_end=limit is None) as cursor,
        ):
            cursor.execute(query)
            if not cursor.description:
                raise errors.gives_no_columns(self._where)
            try:
                return copy_rows(cursor, path, transfer, limit, self._where)
            except duckdb.Error:
                # Its text quotes the row.
                raise FileError("A row of the answer cannot be read.", where=self._where) from None

    def stop(self) -> None:
        """Stop what runs, on the server too, from any thread."""
        if self._socket is not None:
            self._socket.stop()

    def close(self) -> None:
        """End the connection."""
        self._drop()

    def _open(self) -> pymysql.connections.Connection:
        """Return the connection, made again if the last query was stopped."""
        if self._connection is None:
            try:
                self._socket = MysqlSocket(self._settings, SECONDS_TO_CONNECT)
            except RuntimeError:
                raise needs_cryptography(self._where) from None
            self._connection = self._socket.connection
        return self._connection

    def _rows(self, sql: str) -> list[tuple[str, ...]]:
        with self._refusals(""), self._reading() as cursor:
            cursor.execute(sql)
            rows: list[tuple[str, ...]] = list(cursor.fetchall())
            return rows

    @contextmanager
    def _reading(self, *, to_the_end: bool = True) -> Iterator[pymysql.cursors.SSCursor]:
        """Give a cursor in a read-only transaction.

        The connection ends with the block, unless the answer was read to the end: closing would read the rest.
        """
        connection = self._open()
        cursor = connection.cursor()
        ended = False
        try:
            self._begin(cursor)
            yield cursor
            if to_the_end:
                connection.rollback()
                ended = True
            else:
                self.stop()
        finally:
            if not ended:
                self._drop()
                cursor.connection = None

    def _begin(self, cursor: pymysql.cursors.SSCursor) -> None:
        """Begin a read-only transaction in UTC, with a limit for the query's time."""
        import pymysql

        seconds = SECONDS_OF_A_QUERY
        limit = f"max_statement_time = {seconds}" if self.kind == "MariaDB" else f"max_execution_time = {seconds}000"
        with suppress(pymysql.err.OperationalError):  # an old server has no such variable
            cursor.execute(f"SET SESSION {limit}")
        cursor.execute("SET SESSION time_zone = '+00:00'")
        cursor.execute("START TRANSACTION READ ONLY")

    def _drop(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket = self._connection = None

    @contextmanager
    def _refusals(self, query: str) -> Iterator[None]:
        import pymysql

        try:
            yield
        except (pymysql.MySQLError, OSError) as error:
            raise refused(error, self._name, query) from None


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
