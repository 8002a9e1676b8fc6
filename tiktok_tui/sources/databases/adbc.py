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
        self._lock = threading.Lock()
        self._cancelled, self._ended = threading.Event(), threading.Event()
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
        """Stop what runs, on the server too, from any thread; until `end`, nothing else begins."""
        with self._lock:
            if self._cancelled.is_set():
                return
            self._cancelled.set()
        # Again and again: a driver forgets a request that comes just before its statement begins.
        threading.Thread(target=self._keep_cancelling, name="cancel-query", daemon=True).start()

    def _keep_cancelling(self) -> None:
        while self._cancelled.is_set() and self.stop_statement():
            self._ended.wait(_CANCEL_EVERY)

    def stop_statement(self) -> bool:
        """Ask the server to stop the statement; False if there is none."""
        import adbc_driver_manager

        with self._lock:
            if self._statement is None:
                return False
            with suppress(adbc_driver_manager.Error):  # nothing runs, or the driver cannot cancel
                self._statement.cancel()
            return True

    def end(self) -> None:
        """Close the statement, and roll the transaction back if there is one."""
        import adbc_driver_manager

        self._close_statement()
        if not self._autocommit:
            with suppress(adbc_driver_manager.Error):  # the connection is lost; the next call reports it
                self.connection.rollback()
        self._cancelled.clear()

    def close(self) -> None:
        """Close everything; what still runs is stopped."""
        self.stop_statement()
        self._close_statement()
        self.connection.close()
        self._database.close()

    def _new(self, sql: str) -> adbc_driver_manager.AdbcStatement:
        import adbc_driver_manager

        self._close_statement()
        statement = adbc_driver_manager.AdbcStatement(self.connection)
        statement.set_sql_query(sql)
        with self._lock:
            if self._cancelled.is_set():
                statement.close()
                raise Cancelled
            self._statement = statement
            self._ended.clear()
        return statement

    def _close_statement(self) -> None:
        with self._lock:
            if self._statement is not None:
                self._statement.close()
                self._statement = None
                self._ended.set()


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
