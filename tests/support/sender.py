"""Sends or resumes in a process of its own, for a test to kill.

    python -m tests.support.sender HOME URL [FILE [KIND COUNT]]

Each update is a line on stdout: its kind, then number, first and last row where it has them. With FILE blank the
newest unfinished run is resumed. After COUNT lines of KIND it stands still, so that the kill comes in time however slow
the test is; the requests that are on their way continue.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.support.uploads import MAPPING, QUICK, SHOP
from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.files.opening import open_table
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.tokens import FixedToken
from tiktok_tui.uploads.connection import Connection
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.start import resume_run, start_run
from tiktok_tui.uploads.updates import BatchAccepted, BatchStarted, RunFinished, RunStopped, Update

PATIENT = replace(QUICK, outage=20.0, first_contact=20.0)


def main(folder: str, url: str, file: str = "", until: str = "", count: str = "0") -> int:
    """Send, and say how it ends."""
    home = Home(Path(folder), Path(folder))
    connection = Connection(url, FixedToken(known.TOKEN))
    if not file:
        with resume_run(home, run_named(home), SHOP, connection, policy=PATIENT) as sending:
            return _tell(sending, until, int(count))
    now = datetime.now(UTC)
    with (
        open_table(file, scratch=private_folder(home.scratch)) as table,
        prepare(table, MAPPING, SHOP, now=now) as prepared,
        start_run(home, table, prepared, SHOP, MAPPING, connection, checked_at=now, policy=PATIENT) as sending,
    ):
        return _tell(sending, until, int(count))


def _tell(updates: Iterable[Update], until: str, count: int) -> int:
    for update in updates:
        words = [type(update).__name__]
        if isinstance(update, BatchStarted):
            words += [str(update.number), str(update.first_row), str(update.last_row)]
        elif isinstance(update, BatchAccepted):
            words.append(str(update.number))
        elif isinstance(update, RunFinished | RunStopped):
            words += [str(update.summary.accepted), str(update.summary.skipped), str(update.summary.left)]
        print(*words, flush=True)
        count -= words[0] == until
        if until and count == 0:
            signal.pause()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
