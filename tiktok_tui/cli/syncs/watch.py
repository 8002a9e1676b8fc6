"""`tiktok-tui sync watch`: send each file that appears in the folders of syncs, until Ctrl+C."""

from __future__ import annotations

import argparse
import contextlib
import functools
import threading

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import completion, console
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.exits import Exit, Stopped
from tiktok_tui.cli.signals import on_stop
from tiktok_tui.cli.syncs import run
from tiktok_tui.events.errors import UsageError


def _arguments(parser: argparse.ArgumentParser) -> None:
    names = parser.add_argument(
        "names", metavar="NAME", nargs="*", help="as `sync list` shows it; by default every sync with watch = true"
    )
    completion.offer(names, completion.syncs)
    parser.add_argument(
        "--settle",
        metavar="SECONDS",
        type=shared.positive,
        default=5,
        help="take a file as complete when it has not changed for so long (5)",
    )
    shared.add_json(parser)


def _run(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.cli.syncs.steps import ConsoleSteps
    from tiktok_tui.syncs.settings import store
    from tiktok_tui.syncs.settings.schedule import Kind
    from tiktok_tui.syncs.watching.watch import Waits, source_to_watch, watch

    home = the_home()
    if arguments.names:
        syncs = [store.load(home, name) for name in dict.fromkeys(arguments.names)]
    else:
        listing = store.listing(home)
        for error in listing.broken:
            console.failure(error)
        syncs = [sync for sync in listing.syncs if sync.schedule is not None and sync.schedule.kind is Kind.WATCH]
    if not syncs and not store.names(home):
        raise store.none_yet()
    if not syncs:
        raise UsageError(
            "No sync watches a folder.",
            remedy="Name one that reads files, or write in its file: [schedule], and below it watch = true.",
        )
    for sync in syncs:
        console.say(f"Watching {source_to_watch(home, sync).where} for {sync.name}. Ctrl+C ends it.")
    stop = threading.Event()
    show = functools.partial(run.show, as_json=arguments.json)
    # Stopped in the middle of a file: the next watch continues it.
    with on_stop(stop.set), contextlib.suppress(Stopped):
        watch(home, syncs, ConsoleSteps(), show, stop, Waits(settle=arguments.settle))
    console.say("Stopped watching.")
    return Exit.ACCEPTED


WATCH = Command(
    "watch",
    "Stay, and send each file that appears in a folder once it is complete",
    "tiktok-tui sync watch store-sales",
    _arguments,
    _run,
)
