"""Makes files to measure with: 20 columns, 3 % of the rows bad, as many rows as wanted, the same every time.

python -m tests.bench.generate 1000000 tests/bench/data/1m.csv
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from tiktok_tui.files.sql import quote_literal

FORMATS = {".csv": "FORMAT csv, HEADER", ".parquet": "FORMAT parquet, COMPRESSION zstd", ".jsonl": "FORMAT json"}

# Every value is made of the row's number alone; `pick` spreads it, so that neighbours differ.
_ROWS = """
WITH numbered AS (SELECT i, hash(i) % 100000 AS bad, hash(i + 7) AS a, hash(i + 77) AS b FROM range({rows}) AS t(i))
SELECT
  'E' || lpad(i::VARCHAR, 15, '0') AS event_id,
  CASE WHEN bad BETWEEN 0 AND 499 THEN 'Purchsae' ELSE ['Purchase', 'Lead', 'AddToCart'][1 + (a % 3)::INT] END AS event,
  CASE WHEN bad BETWEEN 500 AND 999 THEN '2019-04-01T10:00:00Z' WHEN bad BETWEEN 1000 AND 1199 THEN 'yesterday'
    ELSE strftime({start} + to_seconds((b % {seconds})::BIGINT), '%Y-%m-%dT%H:%M:%SZ') END AS timestamp,
  CASE WHEN bad BETWEEN 1200 AND 1699 THEN 'nobody' WHEN a % 10 < 2 THEN NULL
    ELSE [' ', ''][1 + (a % 2)::INT] || 'Customer.' || (b % 900000) || '@Example.com' END AS email,
  CASE WHEN bad BETWEEN 1200 AND 1699 THEN NULL WHEN bad BETWEEN 1700 AND 1999 THEN '12'
    WHEN a % 10 >= 2 AND a % 10 < 4 THEN NULL
    WHEN b % 4 = 0 THEN '+1206' || lpad((5550000 + b % 10000)::VARCHAR, 7, '0')
    WHEN b % 4 = 1 THEN '(212) 555-' || lpad((b % 10000)::VARCHAR, 4, '0')
    WHEN b % 4 = 2 THEN '+44 7700 900' || lpad((b % 1000)::VARCHAR, 3, '0')
    ELSE '+49 171 39200' || lpad((b % 100)::VARCHAR, 2, '0') END AS phone,
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
  'nothing of interest to anybody, but every export has such a column' AS note
FROM numbered
"""


def generate(rows: int, path: Path, *, now: datetime) -> None:
    """Write `rows` rows to `path` (.csv, .parquet or .jsonl); their times lie in the 26 days before `now`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    start = (now - timedelta(days=26)).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    query = _ROWS.format(rows=rows, start=f"TIMESTAMP {quote_literal(start)}", seconds=26 * 24 * 3600 - 3600)
    with duckdb.connect(config={"memory_limit": "1GB"}) as connection:
        connection.execute(f"COPY ({query}) TO {quote_literal(str(path))} ({FORMATS[path.suffix]})")


def main() -> None:
    """Read the arguments and write the file."""
    parser = argparse.ArgumentParser(description="Make a file to measure with.")
    parser.add_argument("rows", type=int)
    parser.add_argument("path", type=Path)
    arguments = parser.parse_args()
    generate(arguments.rows, arguments.path, now=datetime.now(UTC))


if __name__ == "__main__":
    main()
