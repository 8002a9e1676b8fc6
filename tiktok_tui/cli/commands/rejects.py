"""`tiktok-tui rejects`: write the rows of a run that were not accepted, to correct and send again."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import completion, console, output
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.files.opening import Table
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.prepare.problem import Reject
    from tiktok_tui.uploads.opened_job import OpenedJob


def _arguments(parser: argparse.ArgumentParser) -> None:
    run = parser.add_argument("run", metavar="RUN", help="as `runs` shows it")
    completion.offer(run, completion.runs)
    shared.add_output(parser, "OUT.csv")


def _run(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.cli.jobs import job
    from tiktok_tui.uploads.exports.rejects import rejects_of
    from tiktok_tui.uploads.exports.reopen import reopened
    from tiktok_tui.uploads.ledger import runs
    from tiktok_tui.uploads.ledger.database import Ledger

    home = the_home()
    run = runs.run_named(home, arguments.run)
    with (
        reopened(home, run, open_source=job.open_source, check=job.check_table) as (table, prepared),
        Ledger(home.ledger) as ledger,
    ):
        write(home, table, prepared, rejects_of(ledger, run, prepared), arguments.output)
    return 0


def save(job: OpenedJob, prepared: Prepared, run: str, path: str | Path) -> None:
    """Write the rejects of a run whose file is still open: those of the check and those that TikTok refused."""
    from tiktok_tui.uploads.exports.rejects import rejects_of
    from tiktok_tui.uploads.ledger import runs
    from tiktok_tui.uploads.ledger.database import Ledger

    with Ledger(job.home.ledger) as ledger:
        write(job.home, job.table, prepared, rejects_of(ledger, runs.find(ledger, run), prepared), path)


def write(home: Home, table: Table, prepared: Prepared, rejects: Iterable[Reject], path: str | Path | None) -> int:
    """Write rejected rows as CSV to `path` (0600, whole or not at all) or to stdout; return how many there were."""
    from tiktok_tui.uploads.exports.rejects import save_rejects, write_rows

    if path is None and console.is_terminal(sys.stdout):
        shown = io.BytesIO()
        written = write_rows(home, table, prepared, rejects, shown)
        output.line(shown.getvalue().decode("utf-8-sig").replace("\r\n", "\n").rstrip())
        return written
    if path is None:
        return write_rows(home, table, prepared, rejects, sys.stdout.buffer)
    written = save_rejects(home, table, prepared, rejects, path)
    console.say(f"Rejected rows: {path} ({written:,}). Correct them in that file and send it.")
    return written


COMMAND = Command(
    "rejects",
    SUMMARIES["rejects"],
    "tiktok-tui rejects 2026-03-01-001 -o rejects.csv",
    _arguments,
    _run,
)
