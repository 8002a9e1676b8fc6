"""`tiktok-tui sync schedule` and `unschedule`: let the machine's own scheduler start a sync."""

from __future__ import annotations

import argparse
import shlex
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import completion, console, output
from tiktok_tui.cli.command import Command

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.syncs.scheduling.scheduler import Plan, Times
    from tiktok_tui.syncs.settings.sync import Sync


def _arguments(parser: argparse.ArgumentParser) -> None:
    from tiktok_tui.syncs.scheduling import NAMES

    parser.add_argument(
        "--with",
        dest="scheduler",
        metavar="SCHEDULER",
        choices=NAMES,
        help=f"one of {', '.join(NAMES)}; by default the first that runs on this machine",
    )
    parser.add_argument("--print", dest="dry", action="store_true", help="only show what would be written")
    shared.add_json(parser)


def _schedule(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.syncs.scheduling import scheduling
    from tiktok_tui.syncs.settings import store

    home = the_home()
    sync = store.load(home, arguments.name)
    scheduler = scheduling.scheduler_named(arguments.scheduler)
    if arguments.dry:
        planned, times = scheduling.plan(home, sync, scheduler), None
    else:
        planned = scheduling.schedule(home, sync, scheduler)
        times = scheduling.times(home, sync)
    for note in planned.notes:
        console.say(f"Note: {note}")
    words = sync.schedule.words() if sync.schedule else ""
    if arguments.json:
        output.as_json({"name": sync.id, "schedule": words} | _plan_json(planned) | times_json(times))
    elif arguments.dry:
        _show(planned)
    else:
        output.line(f"{planned.scheduler} runs {sync.id} {words}.")
        output.line(f"It starts: {shlex.join(planned.runs)}")
        for file in planned.files:
            output.line(f"Written: {file.name}")
        if times is not None and times.next is not None:
            output.line(f"Next: {times.next.astimezone():%a %Y-%m-%d %H:%M %Z}")
    return 0


def _show(planned: Plan) -> None:
    for file in planned.files:
        output.line(f"# {file.name}")
        output.line(file.text)
    for command in planned.commands:
        output.line(f"$ {shlex.join(command)}")


def _unschedule(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home
    from tiktok_tui.syncs.scheduling import scheduling

    removed = scheduling.unschedule(home(), arguments.name)
    if arguments.json:
        output.as_json({"name": arguments.name, "removed": removed})
    elif removed:
        runs = "runs" if len(removed) == 1 else "run"
        output.line(f"{' and '.join(removed)} no longer {runs} {arguments.name}.")
    else:
        console.say(f"No scheduler runs {arguments.name}.")
    return 0


def scheduled_times(home: Home, sync: Sync) -> Times | None:
    """Return the times that the scheduler knows; None, with a message, if it does not answer."""
    from tiktok_tui.events.errors import StateError
    from tiktok_tui.syncs.scheduling import scheduling

    try:
        times = scheduling.times(home, sync)
        if times is not None and times.stale:
            way = "unschedule {0}` takes it off" if sync.schedule is None else "schedule {0}` renews it"
            console.say(f"{sync.id} still runs by an older schedule: `tiktok-tui sync {way.format(sync.id)}.")
        return times
    except StateError as error:
        console.failure(error)
        return None


def _plan_json(planned: Plan) -> dict[str, object]:
    """Return what was written, for programs."""
    return {
        "scheduler": planned.scheduler,
        "files": [{"name": file.name, "text": file.text} for file in planned.files],
        "runs": list(planned.runs),
        "commands": [list(command) for command in planned.commands],
        "notes": list(planned.notes),
    }


def times_json(times: Times | None) -> dict[str, object]:
    """Return the next and the last time as the scheduler knows them, for programs; null for what is not known."""
    if times is None:
        return {"next": None, "last": None, "stale": False}
    following, last = times.next, times.last
    return {
        "next": following and following.isoformat(),
        "last": last and last.isoformat(),
        "stale": times.stale,
    }


SCHEDULE = Command(
    "schedule",
    "Let the machine's own scheduler run a sync at its times",
    "tiktok-tui sync schedule nightly-store-sales",
    shared.name_and(_arguments, "sync list", completion.syncs),
    _schedule,
)
UNSCHEDULE = Command(
    "unschedule",
    "Take a sync off the machine's scheduler",
    "tiktok-tui sync unschedule nightly-store-sales",
    shared.name_and(shared.add_json, "sync list", completion.syncs),
    _unschedule,
)
