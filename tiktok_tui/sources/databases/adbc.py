"""One connection through ADBC: the driver manager's handles, opened, cancelled and closed in the right order."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    import adbc_driver_manager

PACKAGED = ("postgresql", "sqlite", "flightsql", "snowflake", "bigquery")
"""Drivers that the package index has as `adbc-driver-NAME`."""


class AdbcSession:
    """One ADBC connection with one statement. All methods raise `adbc_driver_manager.Error`."""

    def __init__(self, driver: str, options: Mapping[str, str], *, autocommit: bool) -> None:
        """Raises ModuleNotFoundError where the driver manager is not installed."""
        import adbc_driver_manager

        self._lock = threading.Lock()
        self._statement: adbc_driver_manager.AdbcStatement | None = None
        self._database = _database(driver, options)
        try:
            self.connection = adbc_driver_manager.AdbcConnection(self._database)
            if not autocommit:
                self.connection.set_autocommit(False)
        except BaseException:
            self._database.close()
            raise

    def execute(self, sql: str) -> None:
        """Run a statement that gives no rows."""
        self._new(sql).execute_update()

    def schema(self, sql: str) -> object:
        """Return the schema of a query's answer, as an Arrow schema handle; the query does not run."""
        return self._new(sql).execute_schema()

    def stream(self, sql: str) -> object:
        """Run a query and return its answer as an Arrow stream handle."""
        handle: object = self._new(sql).execute_query()[0]
        return handle

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Run a query with a short answer and return its rows."""
        return rows_of(self.stream(sql))

    def cancel(self) -> None:
        """Stop what runs, on the server too, from any thread."""
        import adbc_driver_manager

        with self._lock:
            if self._statement is not None:
                try:
                    self._statement.cancel()
                except adbc_driver_manager.Error:
                    return  # nothing runs, or the driver cannot cancel

    def end(self) -> None:
        """Roll the transaction back; the next statement begins another."""
        import adbc_driver_manager

        self._close_statement()
        try:
            self.connection.rollback()
        except adbc_driver_manager.Error:
            return  # the connection is lost; what comes next says so

    def close(self) -> None:
        """Close everything; what still runs is stopped."""
        self.cancel()
        self._close_statement()
        self.connection.close()
        self._database.close()

    def _new(self, sql: str) -> adbc_driver_manager.AdbcStatement:
        import adbc_driver_manager

        self._close_statement()
        statement = adbc_driver_manager.AdbcStatement(self.connection)
        statement.set_sql_query(sql)
        with self._lock:
            self._statement = statement
        return statement

    def _close_statement(self) -> None:
        with self._lock:
            if self._statement is not None:
                self._statement.close()
                self._statement = None


def rows_of(stream: object, select: str = "SELECT * FROM answer") -> list[tuple[object, ...]]:
    """Return the rows of a short Arrow stream; `select` (SQL) reads it under the name `answer`."""
    with duckdb.connect(":memory:") as database:
        database.register("answer", stream)
        rows: Sequence[tuple[object, ...]] = database.execute(select).fetchall()
        return list(rows)


def _database(driver: str, options: Mapping[str, str]) -> adbc_driver_manager.AdbcDatabase:
    import adbc_driver_manager

    if driver in PACKAGED:
        try:
            package = import_module(f"adbc_driver_{driver}")
        except ModuleNotFoundError:
            pass  # installed in another way, then: by `dbc`, or by the system
        else:
            opened: adbc_driver_manager.AdbcDatabase = package.connect(*_arguments(driver, options))
            return opened
    return adbc_driver_manager.AdbcDatabase(driver=driver, **options)


def _arguments(driver: str, options: Mapping[str, str]) -> tuple[object, ...]:
    """Return the arguments of `connect` of a package, which are not the same for all."""
    rest = {key: value for key, value in options.items() if key != "uri"}
    match driver:
        case "sqlite":
            return (options.get("uri"),)
        case "bigquery":
            return (dict(options),)
        case _:
            return options.get("uri"), rest
