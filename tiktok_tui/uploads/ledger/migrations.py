"""Brings the ledger of an older version to today's schema, step by step; `schema.sql` is the result of them all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final

from tiktok_tui.uploads.ledger.addresses import normalised

Step = str | Callable[[sqlite3.Connection], None]


def _merge_recipients(connection: sqlite3.Connection) -> None:
    """Give every recipient the one spelling of its address; those that were one address become one."""
    kept: dict[tuple[str, str], int] = {}
    for number, base_url, code in connection.execute("SELECT * FROM recipients ORDER BY number").fetchall():
        address = (normalised(base_url), code)
        first = kept.setdefault(address, number)
        if first == number:
            continue
        connection.execute("UPDATE runs SET recipient = ? WHERE recipient = ?", (first, number))
        for table in ("accepted", "doubts"):
            connection.execute(f"UPDATE OR IGNORE {table} SET recipient = ? WHERE recipient = ?", (first, number))
            connection.execute(f"DELETE FROM {table} WHERE recipient = ?", (number,))
        connection.execute("DELETE FROM recipients WHERE number = ?", (number,))
    for (url, _), number in kept.items():
        connection.execute("UPDATE recipients SET base_url = ? WHERE number = ?", (url, number))


_STEPS: Final[dict[int, tuple[Step, ...]]] = {
    1: (
        "ALTER TABLE audiences RENAME TO recipients",
        "ALTER TABLE runs RENAME COLUMN audience TO recipient",
        "ALTER TABLE runs RENAME COLUMN changed TO modified_at",
        "ALTER TABLE runs RENAME COLUMN checked TO checked_at",
        "ALTER TABLE runs RENAME COLUMN started TO started_at",
        "ALTER TABLE runs RENAME COLUMN finished TO finished_at",
        "ALTER TABLE accepted RENAME COLUMN audience TO recipient",
        "ALTER TABLE doubts RENAME COLUMN audience TO recipient",
        "ALTER TABLE batches ADD COLUMN details TEXT NOT NULL DEFAULT ''",
        "CREATE TABLE run_keys (run INTEGER NOT NULL, key BLOB NOT NULL, PRIMARY KEY (run, key)) WITHOUT ROWID",
        "CREATE TABLE identity (id TEXT NOT NULL)",
        "INSERT INTO identity VALUES (hex(randomblob(16)))",
        _merge_recipients,
    ),
    2: ("ALTER TABLE refusals ADD COLUMN name TEXT NOT NULL DEFAULT ''",),
    3: (
        "ALTER TABLE runs ADD COLUMN similar INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE batches ADD COLUMN marks BLOB",
        "CREATE TABLE marks (recipient INTEGER NOT NULL, mark INTEGER NOT NULL, kind INTEGER NOT NULL,"
        " events INTEGER NOT NULL, day INTEGER NOT NULL, PRIMARY KEY (recipient, mark, kind)) WITHOUT ROWID",
    ),
    4: ("ALTER TABLE runs ADD COLUMN marked INTEGER NOT NULL DEFAULT 1", "UPDATE runs SET marked = 0"),
    5: ("CREATE INDEX runs_without_marks ON runs (recipient) WHERE marked = 0",),
}
"""The steps that lead from a version to the next one."""

NEWEST: Final = max(_STEPS) + 1


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Change the schema from `version` to the newest; within a transaction of the caller's."""
    for number in range(version, NEWEST):
        for step in _STEPS[number]:
            if isinstance(step, str):
                connection.execute(step)
            else:
                step(connection)
