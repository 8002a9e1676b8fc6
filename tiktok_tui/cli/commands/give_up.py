"""`tiktok-tui give-up`: end an unfinished run for good."""

from __future__ import annotations

import argparse

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import asking, completion, console
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES
from tiktok_tui.cli.exits import Exit
from tiktok_tui.events.counts import agreeing, counted


def _arguments(parser: argparse.ArgumentParser) -> None:
    run = parser.add_argument("run", metavar="RUN", help="the run's name, as `runs` shows it")
    completion.offer(run, completion.runs)
    shared.add_yes(parser)


def _run(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.uploads.ledger.runs import run_named
    from tiktok_tui.uploads.start import give_up

    home = the_home()
    found = run_named(home, arguments.run)
    have = agreeing(found.left, "has", "have")
    asking.agreed(
        f"Give run {found.id} up? {found.left:,} of its {counted(found.total, 'event')} {have} not been sent.",
        yes=arguments.yes,
    )
    run = give_up(home, found.id)
    stay = f"{counted(run.tally.accepted, 'event stays', 'events stay')} accepted"
    console.say(f"Run {run.id} is given up: {stay}, {counted(run.left, 'was', 'were')} not sent.")
    return Exit.ACCEPTED


COMMAND = Command("give-up", SUMMARIES["give-up"], "tiktok-tui give-up 2026-03-01-001", _arguments, _run)
