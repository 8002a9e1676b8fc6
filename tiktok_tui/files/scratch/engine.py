"""Settings that every database of DuckDB here has."""

from __future__ import annotations

from typing import Final

NO_ASYNC_THREADS: Final = 0
"""For `async_threads`. With such threads a query that is interrupted while it writes Parquet may wait for ever (2.0.0).

Local files are read and written as fast without them.
"""
