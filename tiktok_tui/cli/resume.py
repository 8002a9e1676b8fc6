"""`tiktok-tui resume`: continue an unfinished run."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import asking, check, completion, console, output
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.exits import Exit

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.uploads.run import Run


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
    shared.add_yes(parser)
    shared.add_json(parser)


def _run(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.environment import api_url
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.cli import sending
    from tiktok_tui.uploads.connection import connect_to
    from tiktok_tui.uploads.start import resume_run

    home = the_home()
    found = _found(home, arguments.run)
    if found is None:
        console.say("There is no unfinished run.")
        return Exit.ACCEPTED
    destination = destinations.load(home, found.spec.destination)
    asking.agreed(
        f"Send the remaining {found.left:,} of {found.total:,} events from {found.spec.name} to {destination.name}?",
        yes=arguments.yes,
    )
    way = connect_to(home, destination, api_url())
    with resume_run(home, found, destination, way, send_doubtful=arguments.send_doubtful) as going:
        totals = going.run.spec.totals
        ended = sending.watch(going, f"Sending to {destination.name}", destination)
    if arguments.json:
        output.as_json(check.counts(found.spec.name, totals) | sending.counts(ended.summary))
    else:
        sending.show(ended.summary, destination)
    return sending.code_of(ended, totals.rejected)


def _found(home: Home, name: str | None) -> Run | None:
    """Return the run with this name, or the newest unfinished one, if any. Raises UsageError for an unknown name."""
    from tiktok_tui.uploads.ledger import runs
    from tiktok_tui.uploads.ledger.database import Ledger

    if name is None and not home.ledger.exists():
        return None
    with Ledger(home.ledger) as ledger:
        return runs.find(ledger, name) if name is not None else runs.newest_unfinished(ledger)


COMMAND = Command("resume", "Continue an unfinished run", "tiktok-tui resume", _arguments, _run)
