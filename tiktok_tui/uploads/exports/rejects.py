"""A run's rejects as a file to mend and send again."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tiktok_tui.accounts.home import Home
from tiktok_tui.uploads.exports.outfile import replacing
from tiktok_tui.uploads.ledger.history import rejects
from tiktok_tui.uploads.start import run_named

if TYPE_CHECKING:
    from tiktok_tui.files.opening import Table
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.prepare.problem import Reject


def save_run_rejects(home: Home, run: str, table: Table, prepared: Prepared, path: str | Path) -> int:
    """Write every row of the run that was not accepted to `path` (0600, whole or not at all); gives how many.

    Raises FileError when it cannot be written there, UsageError when there is no such run.
    """
    from tiktok_tui.uploads.ledger.database import Ledger

    found = run_named(home, run)
    with Ledger(home.ledger) as ledger:
        return save_rejects(table, rejects(ledger, found, table, prepared), path)


def save_rejects(table: Table, rows: Iterable[Reject], path: str | Path) -> int:
    """Write rejected rows of `table` to `path`, never over the table's own file; gives how many. Raises FileError."""
    with replacing(path, keep=table.paths) as stream:
        return write_rows(table, rows, stream)


def write_rows(table: Table, rows: Iterable[Reject], stream: BinaryIO) -> int:
    """Write rejected rows of `table` to a stream; gives how many."""
    from tiktok_tui.prepare.explain.rejects_csv import write_rejects

    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    written = write_rejects(text, [column.name for column in table.columns], rows)
    text.detach()
    return written
