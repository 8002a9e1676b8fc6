"""`tiktok-tui rejects`: write the rows of a run that were not accepted, to correct and send again."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tiktok_tui.cli import completion, console, output
from tiktok_tui.cli.command import Command

if TYPE_CHECKING:
    from tiktok_tui.cli.job import OpenedJob
    from tiktok_tui.files.opening import Table
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.prepare.problem import Reject


def _arguments(parser: argparse.ArgumentParser) -> None:
    run = parser.add_argument("run", metavar="RUN", help="as `runs` shows it")
    completion.offer(run, completion.runs)
    parser.add_argument("-o", "--output", metavar="OUT.csv", help="write to this file instead of stdout")


def _run(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.cli import job
    from tiktok_tui.events.errors import FileError
    from tiktok_tui.mapping import toml
    from tiktok_tui.uploads.exports import reopen
    from tiktok_tui.uploads.ledger import history, runs
    from tiktok_tui.uploads.ledger.database import Ledger

    home = the_home()
    with Ledger(home.ledger) as ledger:
        run = runs.find(ledger, arguments.run)
        mapping = toml.loads(run.job.mapping, where=f"the mapping of run {run.id}")
        with job.open_source(home, run.job.source, sheet=run.job.options.sheet) as table:
            if table.fingerprint() != run.job.fingerprint:
                raise FileError(
                    f"The file has changed since run {run.id}, so its rejects can no longer be reconstructed.",
                    where=run.job.source.where,
                    remedy="Check the file as it is now: `tiktok-tui check FILE -d DEST --rejects OUT.csv`.",
                )
            work = job.OpenedJob(home, reopen.as_sent(run), table, mapping)
            with job.checked(work, now=datetime.fromtimestamp(run.job.checked, UTC)) as prepared:
                write(table, history.rejects(ledger, run, table, prepared), arguments.output)
    return 0


def save(job: OpenedJob, prepared: Prepared, run: str, path: str | Path) -> None:
    """Write the rejects of a run whose file is still open: those of the check and those that TikTok refused."""
    from tiktok_tui.uploads.ledger import history, runs
    from tiktok_tui.uploads.ledger.database import Ledger

    with Ledger(job.home.ledger) as ledger:
        write(job.table, history.rejects(ledger, runs.find(ledger, run), job.table, prepared), path)


def write(table: Table, rejects: Iterable[Reject], path: str | Path | None) -> int:
    """Write rejected rows as CSV to `path` (0600, whole or not at all) or to stdout; return how many there were."""
    from tiktok_tui.uploads.exports.rejects import save_rejects, write_rows

    if path is None and console.is_terminal(sys.stdout):
        shown = io.BytesIO()
        written = write_rows(table, rejects, shown)
        output.line(shown.getvalue().decode("utf-8-sig").rstrip())
        return written
    if path is None:
        return write_rows(table, rejects, sys.stdout.buffer)
    written = save_rejects(table, rejects, path)
    console.say(f"Rejected rows: {path} ({written:,}). Correct them in that file and send it.")
    return written


COMMAND = Command(
    "rejects",
    "Write the rejected rows of a run",
    "tiktok-tui rejects 2026-03-01-001 -o rejects.csv",
    _arguments,
    _run,
)
