"""MySQL and MariaDB, by PyMySQL: read-only, in UTC, the rows streamed as the texts that the server sends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb

from tiktok_tui.events.errors import AppError, CredentialError, FileError, SettingsError
from tiktok_tui.sources.databases import errors
from tiktok_tui.sources.databases.database import SECONDS_OF_A_QUERY, SECONDS_TO_CONNECT, Answer, TableName
from tiktok_tui.sources.databases.mysql_rows import copy_rows
from tiktok_tui.sources.databases.mysql_settings import mysql_settings
from tiktok_tui.sources.databases.mysql_socket import MysqlSocket
from tiktok_tui.sources.databases.statement import one_select, refuse_files
from tiktok_tui.sources.transfer import Transfer

if TYPE_CHECKING:
    import pymysql

_LINE: Final = re.compile(r"at line (\d+)")
_REFUSED_USER: Final = (1045, 1698, 1044, 1251, 1862, 2049)
_MAY_NOT_READ: Final = (1142, 1143, 1227, 1370)
_LOST: Final = (2006, 2013, 2055, 1053, 1927)
_TOO_LONG: Final = (1969, 3024)
_ABOUT_THE_QUERY: Final = (1146, 1054, 1052, 1055, 1056, 1060, 1066, 1111, 1140, 1241, 1305, 1630, 1222)
"""Errors that a server finds in the query alone: its words hold no cells."""

_TABLES: Final = """
    SELECT table_schema, table_name FROM information_schema.tables
    WHERE table_schema NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys') ORDER BY 1, 2
"""


class MysqlDatabase:
    """A connection to MySQL or MariaDB. A query that is stopped ends it; the next one connects again."""

    def __init__(self, name: str, options: Mapping[str, str]) -> None:
        """Connect. Raises SettingsError, CredentialError, UnreachableError."""
        self._name = name
        self._where = f"connection {name}"
        try:
            import pymysql  # noqa: F401 - what follows needs it
        except ModuleNotFoundError:
            raise errors.not_installed("MySQL", "pymysql", self._where) from None
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
        query = one_select(query, self._where, mysql=True)
        refuse_files(query, self._where)
        with (
            self._refusals(query),
            transfer.interrupted_by(self._stop),
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

    def close(self) -> None:
        """End the connection."""
        self._drop()

    def _open(self) -> pymysql.connections.Connection:
        """Return the connection, made again if the last query was stopped."""
        if self._connection is None:
            self._socket = MysqlSocket(self._settings, SECONDS_TO_CONNECT)
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
                cursor.close()
                connection.rollback()
                ended = True
            else:
                self._stop()
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

    def _stop(self) -> None:
        """Stop what runs, on the server too, from any thread."""
        if self._socket is not None:
            self._socket.stop()

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
            raise self._refused(error, query) from None

    def _refused(self, error: Exception, query: str) -> AppError:
        code = error.args[0] if error.args and isinstance(error.args[0], int) else 0
        words = str(error.args[1]) if len(error.args) > 1 else ""
        if code in _REFUSED_USER:
            return CredentialError(
                "The server refuses the user or the password.",
                where=self._where,
                remedy="Check the user, and store the password again: "
                f"`tiktok-tui connection add {self._name} --replace`.",
            )
        if code == 1049:
            return SettingsError("The server has no database of this name.", where=self._where, remedy="Correct it.")
        if code == 2026:
            return SettingsError(
                "The server offers no TLS, or its certificate is not trusted.",
                where=self._where,
                remedy="Name the authority that signed it (ssl-ca=FILE), or another ssl-mode, in the address.",
            )
        if code in (2002, 2003):
            return errors.unreachable(self._name, unknown_host="Name or service" in words or "getaddrinfo" in words)
        if code in _LOST or not code:
            return errors.lost(self._where)
        if code in _TOO_LONG:
            return errors.too_long(self._where)
        if code == 1792:
            return errors.refused(errors.Refusal("25006"), self._where, query, saw_only_query=True)
        if code in _MAY_NOT_READ:
            return errors.refused(errors.Refusal("42501"), self._where, query, saw_only_query=True)
        if code == 1064:
            line = _LINE.search(words)
            where = f"{self._where}, line {line[1]}" if line else self._where
            return FileError(
                "The database refuses the query: it has a syntax error.", where=where, remedy="Correct it."
            )
        if code in _ABOUT_THE_QUERY:
            return errors.refused(errors.Refusal("42000", _names_only(words)), self._where, query, saw_only_query=True)
        return FileError(
            f"The database refuses the query (error {code}).",
            where=self._where,
            remedy="Run it in the database's own program to see the details, which may quote people's data.",
        )


def _names_only(words: str) -> str:
    """Put the names in typographic quotes: MySQL quotes them with apostrophes, as texts are quoted elsewhere."""
    return re.sub(r"'([^']*)'", r"“\1”", words)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
