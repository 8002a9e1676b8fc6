"""Each database writes times, strings and comments in its own way."""

from __future__ import annotations

import pytest

from tiktok_tui.sources.dialects import Dialect, TimeStyle, dialect_of


@pytest.mark.parametrize(
    ("drivers", "dialect"),
    [
        (("postgresql", "adbc_driver_postgresql", "Redshift"), Dialect(nested_comments=True)),
        (
            ("mysql", "MariaDB"),
            Dialect(TimeStyle.WITHOUT, backslash=True, hash_comments=True, blank_after_dashes=True),
        ),
        (("clickhouse",), Dialect(TimeStyle.WITHOUT, backslash=True, hash_comments=True)),
        (("snowflake", "databricks"), Dialect(backslash=True)),
        (("bigquery",), Dialect(backslash=True, hash_comments=True)),
        (("trino",), Dialect(TimeStyle.TYPED)),
        (("sqlite",), Dialect(TimeStyle.WITHOUT, brackets=True)),
        (("mssql", "sqlserver"), Dialect(TimeStyle.WITHOUT, nested_comments=True, brackets=True)),
        (("duckdb", "flightsql", ""), Dialect()),
    ],
)
def test_each_driver_has_its_dialect(drivers: tuple[str, ...], dialect: Dialect) -> None:
    assert [dialect_of(driver) for driver in drivers] == [dialect] * len(drivers)
