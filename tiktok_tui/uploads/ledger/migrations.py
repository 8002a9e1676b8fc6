"""Brings the ledger of an older version to today's schema, step by step; `schema.sql` is the result of them all."""

from __future__ import annotations

import sqlite3
from typing import Final

_STEPS: Final = {
    1: (
        "ALTER TABLE audiences RENAME TO recipients",
        "ALTER TABLE runs RENAME COLUMN audience TO recipient",
        "ALTER TABLE runs RENAME COLUMN changed TO modified_at",
        "ALTER TABLE runs RENAME COLUMN checked TO checked_at",
        "ALTER TABLE runs RENAME COLUMN started TO started_at",
        "ALTER TABLE runs RENAME COLUMN finished TO finished_at",
        "ALTER TABLE accepted RENAME COLUMN audience TO recipient",
        "ALTER TABLE doubts RENAME COLUMN audience TO recipient",
    ),
}
"""The statements that lead from a version to the next one."""

NEWEST: Final = max(_STEPS) + 1


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Change the schema from `version` to the newest; within a transaction of the caller's."""
    for step in range(version, NEWEST):
        for statement in _STEPS[step]:
            connection.execute(statement)
