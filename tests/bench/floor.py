"""The physical floor: reading the file, SHA-256 of its identifiers and writing its JSON, each with the fastest library.

python -m tests.bench.floor tests/bench/data/1m.csv        needs the extra `bench`
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import polars_hash

READERS: dict[str, Callable[[Path], pl.DataFrame]] = {
    ".csv": lambda path: pl.read_csv(path, infer_schema=False),
    ".parquet": pl.read_parquet,
    ".jsonl": pl.read_ndjson,
    ".xlsx": lambda path: pl.read_excel(path, engine="calamine"),
}
IDENTIFIERS = ("email", "phone")


def main() -> None:
    """Measure the three one after the other and print their seconds, and the sum, as JSON."""
    path = Path(sys.argv[1])
    began = time.perf_counter()
    frame = READERS[path.suffix](path)
    read = time.perf_counter()
    frame.select(polars_hash.col(name).chash.sha2_256() for name in IDENTIFIERS)
    hashed = time.perf_counter()
    frame.write_ndjson(io.BytesIO())
    written = time.perf_counter()
    parts = {"read": read - began, "hash": hashed - read, "json": written - hashed}
    print(json.dumps({"rows": frame.height, "sendable": frame.height, "seconds": written - began, **parts}))


if __name__ == "__main__":
    main()
