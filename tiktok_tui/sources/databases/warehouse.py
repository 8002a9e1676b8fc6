"""Any other database for which there is an ADBC driver: Snowflake, BigQuery, Databricks, Trino, SQL Server and more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from tiktok_tui.events.errors import FileError, SettingsError
from tiktok_tui.files.sql import quote_identifier
from tiktok_tui.sources.databases import errors
from tiktok_tui.sources.databases.adbc import AdbcSession, load, rows_of
from tiktok_tui.sources.databases.arrow_types import infos
from tiktok_tui.sources.databases.database import Answer, TableName
from tiktok_tui.sources.databases.native_output import native_output_captured
from tiktok_tui.sources.databases.parquet import write_parquet
from tiktok_tui.sources.databases.statement import one_select
from tiktok_tui.sources.databases.warehouse_errors import cannot_connect, missing_driver, refused
from tiktok_tui.sources.dialects import dialect_of
from tiktok_tui.sources.transfer import Transfer

_NAMES: Final = {
    "snowflake": "Snowflake",
    "bigquery": "BigQuery",
    "redshift": "Redshift",
    "databricks": "Databricks",
    "mssql": "SQL Server",
    "trino": "Trino",
    "flightsql": "Flight SQL",
    "sqlite": "SQLite",
    "duckdb": "DuckDB",
}
_OWN_OPTIONS: Final = {
    # Snowflake's driver reports its use to Snowflake by itself.
    "snowflake": {"adbc.snowflake.sql.client_option.disable_telemetry": "true"},
}
_BACKTICKS: Final = ("bigquery", "databricks")
_TABLES: Final = """
    SELECT coalesce(s.db_schema_name, ''), t.table_name FROM (
        SELECT unnest(catalog_db_schemas) AS s FROM answer
    ), unnest(s.db_schema_tables) AS u(t)
    WHERE lower(coalesce(s.db_schema_name, '')) NOT IN ('information_schema', 'pg_catalog', 'sys')
    ORDER BY 1, 2
"""
_INFO: Final = (0, 1)
"""ADBC's codes for the database's name and its version."""


def require_driver(driver: str, where: str) -> None:
    """Raise SettingsError if the driver is not installed. It is loaded, and connects to nothing."""
    _require_packages(driver, where)
    import adbc_driver_manager

    missing: SettingsError | None = None
    with native_output_captured():
        try:
            load(driver)
        except adbc_driver_manager.Error as error:  # most often the driver asks for its options
            missing = missing_driver(error, driver, where)
    if missing is not None:
        raise missing


def _require_packages(driver: str, where: str) -> None:
    errors.require_packages(_kind(driver), ("adbc-driver-manager", "nanoarrow"), where)


def _kind(driver: str) -> str:
    """Return the database's name for people."""
    return _NAMES.get(driver, driver)


class WarehouseDatabase:
    """A connection through an ADBC driver. Read-only is the role's business: only a SELECT is let through here."""

    def __init__(self, name: str, driver: str, options: Mapping[str, str]) -> None:
        """Connect. Raises SettingsError, CredentialError, UnreachableError."""
        self._name = name
        self._where = f"connection {name}"
        self._driver = driver
        self.kind = _kind(driver)
        _require_packages(driver, self._where)
        import adbc_driver_manager

        failure: adbc_driver_manager.Error | None = None
        with native_output_captured():
            try:
                self._session = AdbcSession(driver, _OWN_OPTIONS.get(driver, {}) | dict(options), autocommit=True)
            except adbc_driver_manager.Error as error:
                failure = error
        if failure is not None:
            raise cannot_connect(failure, name, self.kind, driver)

    def server(self) -> str:
        """Return the database's name and version, as the driver gives them."""
        with self._reading(""):
            words = infos(self._session.connection.get_info(list(_INFO)), _INFO)
        return " ".join(words) or self.kind

    def tables(self) -> Sequence[TableName]:
        """Return the tables and views that the driver lists, sorted."""
        import adbc_driver_manager

        with self._reading(""):
            listed = self._session.connection.get_objects(adbc_driver_manager.GetObjectsDepth.TABLES)
            return [TableName(str(schema), str(name)) for schema, name in rows_of(listed, _TABLES)]

    def select_all(self, table: TableName) -> str:
        """Return the query for all rows of a table."""
        names = [name for name in (table.schema, table.name) if name]
        if self._driver in _BACKTICKS:
            return "SELECT * FROM " + ".".join("`" + name.replace("`", "") + "`" for name in names)
        return "SELECT * FROM " + ".".join(map(quote_identifier, names))

    def copy(self, query: str, path: Path, transfer: Transfer, *, limit: int | None = None) -> Answer:
        """Run a query and write its rows to a new Parquet file; with `limit` it is stopped after so many rows."""
        query = one_select(query, self._where, dialect_of(self._driver))
        with self._reading(query), transfer.interrupted_by(self.stop):
            end = "" if limit is None else f" LIMIT {limit:d}"
            try:
                rows = write_parquet(
                    self._session.stream(query),
                    path,
                    transfer,
                    select=f"SELECT * FROM answer{end}",
                    cancel=self.stop,
                    where=self._where,
                )
                return Answer(rows)
            except duckdb.NotImplementedException:
                raise FileError(
                    "The answer has a column of a type that cannot be read.",
                    where=self._where,
                    remedy="Cast it in the query: CAST(column AS VARCHAR).",
                ) from None
            except duckdb.InvalidInputException as error:
                raise errors.broken_off(str(error), self._where) from None

    def stop(self) -> None:
        """Stop what runs, on the server too, from any thread."""
        self._session.cancel()

    def close(self) -> None:
        """End the connection."""
        self._session.close()

    @contextmanager
    def _reading(self, query: str) -> Iterator[None]:
        import adbc_driver_manager

        try:
            yield
        except adbc_driver_manager.Error as error:
            raise refused(error, self._name, self.kind, query) from None
        finally:
            self._session.end()
