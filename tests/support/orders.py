"""Exports of orders to send, as many as wanted."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

MAPPING = """\
[fields]
event_id = { column = "order" }
timestamp = { column = "sold_at" }
email = { column = "mail" }
value = { column = "total" }
"""


def write_orders(path: Path, count: int, *, bad: int = 0, first: int = 0) -> Path:
    """Write `count` orders to `path`, the first `bad` of them without a usable identifier."""
    now = datetime.now(UTC)
    with path.open("w", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(("order", "sold_at", "mail", "total"))
        for number in range(first, first + count):
            mail = "nobody" if number - first < bad else f"customer{number}@example.org"
            out.writerow((f"A{number}", (now - timedelta(minutes=number % 5000)).isoformat(), mail, f"{number}.50"))
    return path
