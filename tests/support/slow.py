"""Queries that run for minutes, to be stopped."""

from __future__ import annotations

from pathlib import Path


def slow_query(folder: Path) -> str:
    """Return a query over a file in `folder` that compares thirty billion triples of rows and finds none."""
    path = folder / "slow.csv"
    path.write_text("x,y\n" + "".join(f"{number},1\n" for number in range(3000)))
    tables = ", ".join(f"'{path}' {name}" for name in "abc")
    return f"SELECT a.x, b.y FROM {tables} WHERE md5(a.x || b.x || c.x) = 'none'"
