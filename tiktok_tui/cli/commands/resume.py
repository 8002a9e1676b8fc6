"""`tiktok-tui resume`: continue an unfinished run."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import asking, completion, console, output
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES
from tiktok_tui.cli.exits import Exit
from tiktok_tui.events.counts import counted
from tiktok_tui.events.errors import FileError, SettingsError

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.uploads.run import Run
    from tiktok_tui.uploads.updates import RunFinished, RunStopped


def _arguments(parser: argparse.ArgumentParser) -> None:
    run = parser.add_argument(
        "run", metavar="RUN", nargs="?", help="the run's name; the newest unfinished one by default"
    )
    completion.offer(run, completion.runs)
    parser.add_argument(
        "--send-doubtful",
        action="store_true",
        help="also send events that TikTok may already have and would count twice",
    )
    shared.add_send_similar(parser)
    shared.add_new_ledger(parser)
    shared.add_yes(parser)
    shared.add_json(parser)


def _run(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.cli.jobs import sending
    from tiktok_tui.uploads.ledger.locks import is_sending

    home = the_home()
    found = _found(home, arguments.run)
    if not found:
        console.say("There is no unfinished run.")
        return Exit.ACCEPTED
    sending.agree_on_ledger(home, new_ledger=arguments.new_ledger)
    for run in found:
        if arguments.run is None and is_sending(home, run.number):
            console.say(f"Run {run.id} is being sent already, by another window or a scheduled job.")
            continue
        try:
            ended, rejected = _resume(home, run, arguments)
        except (FileError, SettingsError) as error:
            if arguments.run is not None:
                raise
            console.failure(error)
            console.say(f"Run {run.id} is skipped. `tiktok-tui give-up {run.id}` ends it for good.")
        else:
            return sending.code_of(ended, rejected)
    console.say("No other run is unfinished.")
    return Exit.ACCEPTED


def _resume(home: Home, run: Run, arguments: argparse.Namespace) -> tuple[RunFinished | RunStopped, int]:
    """Resume one run, show the result, and return how it ended and how many rows were rejected.

    Raises:
        FileError, SettingsError: it cannot be resumed; nothing was sent.
    """
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.environment import api_url
    from tiktok_tui.cli.jobs import sending
    from tiktok_tui.uploads.connection import connect_to
    from tiktok_tui.uploads.resume_checks import check_file
    from tiktok_tui.uploads.start import resume_run

    destination = destinations.load(home, run.spec.destination)
    check_file(run)
    asking.agreed(
        f"Send the remaining {run.left:,} of {counted(run.total, 'event')} from {run.spec.name} to {destination.name}?",
        yes=arguments.yes,
    )
    connection = connect_to(home, destination, api_url())
    with resume_run(
        home,
        run,
        destination,
        connection,
        send_doubtful=arguments.send_doubtful,
        send_similar=arguments.send_similar,
    ) as going:
        totals = going.run.spec.totals
        ended = sending.watch(going, destination)
        if arguments.json:
            output.as_json(totals.counts(run.spec.name) | ended.summary.counts())
        else:
            sending.show(ended.summary, destination)
    return ended, totals.rejected


def _found(home: Home, name: str | None) -> list[Run]:
    """Return the run with this name, or all unfinished ones, newest first. Raises UsageError for an unknown name."""
    from tiktok_tui.uploads.ledger import runs
    from tiktok_tui.uploads.ledger.database import Ledger

    if name is None and not home.ledger.exists():
        return []
    with Ledger(home.ledger) as ledger:
        return [runs.find(ledger, name)] if name is not None else runs.unfinished(ledger)


COMMAND = Command("resume", SUMMARIES["resume"], "tiktok-tui resume", _arguments, _run)
