"""`tiktok-tui sync run` and `sync release`: run syncs, and show their results."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import asking, completion, console, output
from tiktok_tui.cli.exits import Exit, Stopped, code_for
from tiktok_tui.events.errors import AppError, UsageError
from tiktok_tui.files.progress import Cancelled

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.syncs.history.result import SyncResult
    from tiktok_tui.syncs.settings.sync import Sync

_GRAVEST: Final = (Exit.STOPPED, Exit.SETTINGS, Exit.CREDENTIAL, Exit.UNREACHABLE, Exit.REJECTED)
"""Of several syncs, the exit code is the first of these that one of them ended with."""


def run_arguments(parser: argparse.ArgumentParser) -> None:
    """Add NAME… or --all or --due, and the options."""
    names = parser.add_argument("names", metavar="NAME", nargs="*", help="as `sync list` shows it")
    completion.offer(names, completion.syncs)
    parser.add_argument("--all", action="store_true", help="every sync")
    parser.add_argument(
        "--due",
        action="store_true",
        help="of these, or of all, those whose time has come since their last run, for a scheduler with other times",
    )
    parser.add_argument("--dry-run", action="store_true", help="check and compare with the limits; nothing is sent")
    shared.add_new_ledger(parser)
    shared.add_as_of(parser)
    shared.add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the syncs one after the other; one that fails does not keep the others from running."""
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.cli.syncs.steps import ConsoleSteps
    from tiktok_tui.syncs.running.run import check_sync, run_sync

    home, steps = the_home(), ConsoleSteps()
    now = arguments.as_of or datetime.now(UTC)
    chosen, codes = _chosen(home, arguments, now)
    for sync in chosen:
        try:
            if arguments.dry_run:
                result = check_sync(home, sync, steps, now=now)
            else:
                result = run_sync(home, sync, steps, now=now, new_ledger=arguments.new_ledger)
        except Cancelled:
            raise Stopped from None  # a check, which keeps nothing
        except AppError as error:
            console.failure(error)
            codes.append(code_for(error))
            continue
        show(result, as_json=arguments.json, dry=arguments.dry_run)
        codes.append(_code(result))
        if result.stopped:
            break
    return _gravest(codes)


def release_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `sync release`."""
    shared.add_yes(parser)
    shared.add_as_of(parser)
    shared.add_json(parser)


def release(arguments: argparse.Namespace) -> int:
    """Send what is held of a sync."""
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.cli.syncs.steps import ConsoleSteps
    from tiktok_tui.syncs.history import holds
    from tiktok_tui.syncs.running.release import release as release_held
    from tiktok_tui.syncs.settings import store

    home = the_home()
    sync = store.load(home, arguments.name)
    for hold in holds.holds(home, sync.id):
        console.say(f"Held: {hold.label} of {hold.checked_at.astimezone():%Y-%m-%d %H:%M}. {hold.reason}")
    asking.agreed(f"Send what is held of {sync.name} all the same?", yes=arguments.yes)
    results = release_held(home, sync, ConsoleSteps(), now=arguments.as_of)
    for result in results:
        show(result, as_json=arguments.json)
    return _gravest([_code(result) for result in results])


def _chosen(home: Home, arguments: argparse.Namespace, now: datetime) -> tuple[list[Sync], list[Exit]]:
    """Return the syncs to run, and the exit codes of those whose files cannot be read. Raises UsageError."""
    from tiktok_tui.syncs.settings import store
    from tiktok_tui.syncs.standing import is_due

    if not (arguments.names or arguments.all or arguments.due or store.names(home)):
        raise store.none_yet()
    if arguments.all == bool(arguments.names or arguments.due):
        raise UsageError(
            "--all goes with neither NAME nor --due." if arguments.all else "Which syncs?",
            remedy="Name one or several, or give --all or --due; `tiktok-tui sync list` shows them.",
        )
    if arguments.names:
        named = [store.load(home, name) for name in dict.fromkeys(arguments.names)]
        due = [sync for sync in named if not arguments.due or is_due(home, sync, now)]
        if not due and not arguments.json:
            output.line("No sync is due.")  # not on stderr, which cron mails each night
        return due, []
    listing = store.listing(home)
    for error in listing.broken:
        console.failure(error)
    syncs = [sync for sync in listing.syncs if arguments.all or is_due(home, sync, now)]
    if not syncs and not listing.broken:
        console.say("There is no sync yet." if not listing.syncs else "No sync is due.")
    return syncs, [Exit.SETTINGS for _ in listing.broken]


def show(result: SyncResult, *, as_json: bool, dry: bool = False) -> None:
    """Print the result of a run, and what it needs."""
    from tiktok_tui.syncs.messages import messages

    if as_json:
        output.as_json(result.facts())
    elif dry:
        output.line(f"{result.sync.name}: {messages.dry_run(result)}")
    else:
        output.line(f"{result.sync.name}: {messages.outcome(result.night)}")
    if result.error is not None:
        console.failure(result.error)
    elif not dry and (remedy := messages.remedy(result)):
        console.say(remedy)


def _code(result: SyncResult) -> Exit:
    if result.error is not None:
        return code_for(result.error)
    if result.stopped:
        return Exit.STOPPED
    return Exit.REJECTED if result.needs_a_look else Exit.ACCEPTED


def _gravest(codes: Iterable[Exit]) -> int:
    found = set(codes)
    return next((code for code in _GRAVEST if code in found), Exit.ACCEPTED)
