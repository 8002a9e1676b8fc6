"""Makes files to measure with: 20 columns, 3 % of the rows bad, as many rows as wanted, the same every time.

python -m tests.bench.generate 1000000 tests/bench/data/1m.csv
python -m tests.bench.generate 1000000 tests/bench/data/orders.parquet --bad none --lines 3
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
from openpyxl import Workbook  # type: ignore[import-untyped]  # it has no types

from tiktok_tui.files.sql import quote_literal

FORMATS = {".csv": "FORMAT csv, HEADER", ".parquet": "FORMAT parquet, COMPRESSION zstd", ".jsonl": "FORMAT json"}

BAD = {"some": "hash(i) % 100000", "none": "3000 + hash(i) % 97000", "all": "hash(i) % 1700"}
"""Draws the kind of row: 0 to 2999 are bad, each in its way, 0 to 1699 whatever else is in the row."""

EXTRA = 40
"""Columns that nothing is mapped to, of a wide file."""


@dataclass(frozen=True)
class Shape:
    """The nature of a file: which rows are bad, all phones national and distinct, rows an order, 40 columns more."""

    bad: str = "some"
    national: bool = False
    lines: int = 1
    wide: bool = False


USUAL = Shape()
_MIXED = """CASE b % 4 WHEN 0 THEN '+1206' || lpad((5550000 + b % 10000)::VARCHAR, 7, '0')
    WHEN 1 THEN '(212) 555-' || lpad((b % 10000)::VARCHAR, 4, '0')
    WHEN 2 THEN '+44 7700 900' || lpad((b % 1000)::VARCHAR, 3, '0')
    ELSE '+49 171 39200' || lpad((b % 100)::VARCHAR, 2, '0') END"""
_NATIONAL = """printf('(%s) %03d-%04d', ['212', '312', '415', '206'][1 + (i // 8000000 % 4)::INT],
    200 + (i // 10000 % 800)::INT, (i % 10000)::INT)"""

# Every value is made of the row's number alone, and the hash spreads it, so that neighbours differ.
_ROWS = """
WITH numbered AS (
  SELECT i, {bad} AS bad, hash(i + 7) AS a, hash(i + 77) AS b
  FROM (SELECT i - i % {lines} AS i FROM range({rows}) AS t(i))
)
SELECT
  'E' || lpad(i::VARCHAR, 15, '0') AS event_id,
  CASE WHEN bad BETWEEN 0 AND 499 THEN 'Purchsae' ELSE ['Purchase', 'Lead', 'AddToCart'][1 + (a % 3)::INT] END AS event,
  CASE WHEN bad BETWEEN 500 AND 999 THEN '2019-04-01T10:00:00Z' WHEN bad BETWEEN 1000 AND 1199 THEN 'yesterday'
    ELSE strftime({start} + to_seconds((b % {seconds})::BIGINT), '%Y-%m-%dT%H:%M:%SZ') END AS timestamp,
  CASE WHEN bad BETWEEN 1200 AND 1699 THEN 'nobody' WHEN a % 10 < 2 THEN NULL
    ELSE [' ', ''][1 + (a % 2)::INT] || 'Customer.' || (b % 900000) || '@Example.com' END AS email,
  CASE WHEN bad BETWEEN 1200 AND 1699 THEN NULL WHEN bad BETWEEN 1700 AND 1999 THEN '12'
    {phone} END AS phone,
  'C' || (b % 900000) AS external_id,
  'O-' || i AS order_id,
  'S' || (a % 300) AS shop_id,
  CASE WHEN bad BETWEEN 2000 AND 2399 THEN '-12.50' WHEN bad BETWEEN 2400 AND 2599 THEN 'free'
    ELSE printf('%d.%02d', (a % 900)::INT, (b % 100)::INT) END AS value,
  CASE WHEN bad BETWEEN 2600 AND 2999 THEN 'XXX' ELSE ['USD', 'EUR', 'GBP'][1 + (b % 3)::INT] END AS currency,
  'SKU-' || (a % 5000) AS content_id,
  'Product "' || (a % 5000) || '", size ' || (b % 5) AS content_name,
  'Category ' || (a % 40) AS content_category,
  'Brand ' || (b % 200) AS brand,
  printf('%d.%02d', (b % 300)::INT, (a % 100)::INT) AS price,
  (1 + a % 3)::VARCHAR AS quantity,
  'product' AS content_type,
  'Sold at till ' || (a % 20) || ', receipt ' || i AS description,
  'in_store' AS event_channel,
  'nothing of interest to anybody, but every export has such a column' AS note{extra}
FROM numbered
"""


def generate(rows: int, path: Path, *, now: datetime, shape: Shape = USUAL) -> None:
    """Write `rows` rows to `path` (.csv, .parquet, .jsonl or .xlsx); their times lie in the 26 days before `now`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    start = (now - timedelta(days=26)).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    query = _ROWS.format(
        rows=rows,
        start=f"TIMESTAMP {quote_literal(start)}",
        seconds=26 * 24 * 3600 - 3600,
        bad=BAD[shape.bad],
        lines=shape.lines,
        phone=f"ELSE {_NATIONAL}" if shape.national else f"WHEN a % 10 >= 2 AND a % 10 < 4 THEN NULL ELSE {_MIXED}",
        extra="".join(f",\n  'w' || (hash(i + {n}) % 1000) AS extra_{n}" for n in range(EXTRA if shape.wide else 0)),
    )
    with duckdb.connect(config={"memory_limit": "1GB"}) as connection:
        if path.suffix == ".xlsx":
            _write_workbook(connection.execute(query), path)
        else:
            connection.execute(f"COPY ({query}) TO {quote_literal(str(path))} ({FORMATS[path.suffix]})")


def _write_workbook(rows: duckdb.DuckDBPyConnection, path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    assert rows.description is not None
    sheet.append([column[0] for column in rows.description])
    while chunk := rows.fetchmany(10_000):
        for row in chunk:
            sheet.append(row)
    book.save(path)


def main() -> None:
    """Read the arguments and write the file."""
    parser = argparse.ArgumentParser(description="Make a file to measure with.")
    parser.add_argument("rows", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--bad", choices=BAD, default="some", help="3 %% of the rows by default")
    parser.add_argument("--national", action="store_true", help="every phone in national form, no two alike")
    parser.add_argument("--lines", type=int, default=1, help="rows an order")
    parser.add_argument("--wide", action="store_true", help=f"{EXTRA} columns more")
    given = parser.parse_args()
    shape = Shape(given.bad, given.national, given.lines, given.wide)
    generate(given.rows, given.path, now=datetime.now(UTC), shape=shape)


if __name__ == "__main__":
    main()
