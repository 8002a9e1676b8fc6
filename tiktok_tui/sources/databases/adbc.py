"""One connection through ADBC: the driver manager's handles, opened, cancelled and closed in the right order."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

import duckdb

from tiktok_tui.files.progress import Cancelled

if TYPE_CHECKING:
    import adbc_driver_manager

PACKAGED = ("postgresql", "sqlite", "flightsql", "snowflake", "bigquery")
"""Drivers that the package index has as `adbc-driver-NAME`."""


_CANCEL_EVERY = 0.1
"""Seconds between two requests to stop a statement."""


class AdbcSession:
    """One ADBC connection with one statement. All methods raise `adbc_driver_manager.Error`, and Cancelled."""

    def __init__(self, driver: str, options: Mapping[str, str], *, autocommit: bool) -> None:
        """Raises ModuleNotFoundError where the driver manager is not installed."""
        import adbc_driver_manager

        self._autocommit = autocommit
        self._cancelled = False
        self._statement: adbc_driver_manager.AdbcStatement | None = None
        self._changed = threading.Condition()
        """Held wherever the statement is cancelled or closed: one that is closed must not be cancelled."""
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
        """Stop what runs, on the server too, from any thread; until `end`, nothing else begins."""
        with self._changed:
            if self._cancelled:
                return
            self._cancelled = True
            statement = self._statement
        if statement is not None:
            threading.Thread(target=self._stop, args=(statement,), name="cancel-query", daemon=True).start()

    def end(self) -> None:
        """Close the statement, and roll the transaction back if there is one."""
        import adbc_driver_manager

        self._close_statement()
        if not self._autocommit:
            with suppress(adbc_driver_manager.Error):  # the connection is lost; the next call reports it
                self.connection.rollback()
        self._cancelled = False

    def close(self) -> None:
        """Close everything; what still runs is stopped."""
        with self._changed:
            if self._statement is not None:
                _cancel(self._statement)
        self._close_statement()
        self.connection.close()
        self._database.close()

    def _new(self, sql: str) -> adbc_driver_manager.AdbcStatement:
        import adbc_driver_manager

        self._close_statement()
        statement = adbc_driver_manager.AdbcStatement(self.connection)
        statement.set_sql_query(sql)
        with self._changed:
            if self._cancelled:
                statement.close()
                raise Cancelled
            self._statement = statement
        return statement

    def _close_statement(self) -> None:
        with self._changed:
            if self._statement is not None:
                self._statement.close()
                self._statement = None
                self._changed.notify_all()

    def _stop(self, statement: adbc_driver_manager.AdbcStatement) -> None:
        """Ask the server to stop a statement until it ends."""
        with self._changed:
            # Again and again: a driver forgets a request that comes just before its statement begins.
            while self._statement is statement:
                _cancel(statement)
                self._changed.wait(_CANCEL_EVERY)


def _cancel(statement: adbc_driver_manager.AdbcStatement) -> None:
    import adbc_driver_manager

    with suppress(adbc_driver_manager.Error):  # nothing runs, or the driver cannot cancel
        statement.cancel()


def rows_of(stream: object, select: str = "SELECT * FROM answer") -> list[tuple[object, ...]]:
    """Return the rows of a short Arrow stream; `select` (SQL) reads it under the name `answer`."""
    with duckdb.connect(":memory:") as database:
        database.register("answer", stream)
        rows: Sequence[tuple[object, ...]] = database.execute(select).fetchall()
        return list(rows)


def load(driver: str) -> None:
    """Load a driver without any option. Raises `adbc_driver_manager.Error` if it is not there, or asks for some."""
    import adbc_driver_manager

    if _package(driver) is None:
        adbc_driver_manager.AdbcDatabase(driver=driver).close()


def _database(driver: str, options: Mapping[str, str]) -> adbc_driver_manager.AdbcDatabase:
    import adbc_driver_manager

    package = _package(driver)
    if package is None:
        return adbc_driver_manager.AdbcDatabase(driver=driver, **options)
    opened: adbc_driver_manager.AdbcDatabase = package.connect(*_arguments(driver, options))
    return opened


def _package(driver: str) -> ModuleType | None:
    """Return the package that holds the driver; None for one that comes in another way: by `dbc`, or by the system."""
    try:
        return import_module(f"adbc_driver_{driver}") if driver in PACKAGED else None
    except ModuleNotFoundError:
        return None


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
