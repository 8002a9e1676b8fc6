"""`tiktok-tui sync schedule` and `unschedule`: let the machine's own scheduler start a sync."""

from __future__ import annotations

import argparse
import shlex
from datetime import datetime
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import completion, console, output
from tiktok_tui.cli.command import Command

if TYPE_CHECKING:
    from tiktok_tui.syncs.scheduling.scheduler import Plan, Times


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
    from tiktok_tui.syncs import store
    from tiktok_tui.syncs.scheduling import scheduling

    home = the_home()
    sync = store.load(home, arguments.name)
    scheduler = scheduling.scheduler_named(arguments.scheduler)
    if arguments.dry:
        planned, times = scheduling.plan(home, sync, scheduler), None
    else:
        planned = scheduling.schedule(home, sync, scheduler)
        times = scheduler.times(sync.id, sync.schedule)
    for note in planned.notes:
        console.say(f"Note: {note}")
    words = sync.schedule.words() if sync.schedule else ""
    if arguments.json:
        output.as_json({"name": sync.id, "schedule": words} | plan_json(planned) | times_json(times))
    elif arguments.dry:
        _show(planned)
    else:
        output.line(f"{planned.scheduler} runs {sync.id} {words}.")
        for file in planned.files:
            output.line(f"Written: {file.name}")
        if times is not None and times.next is not None:
            output.line(f"Next: {moment(times.next)}")
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
        output.line(f"{' and '.join(removed)} no longer runs {arguments.name}.")
    else:
        console.say(f"No scheduler runs {arguments.name}.")
    return 0


def moment(when: datetime) -> str:
    """Return a time for people, in the machine's zone."""
    return f"{when.astimezone():%a %Y-%m-%d %H:%M %Z}"


def plan_json(planned: Plan) -> dict[str, object]:
    """Return what was written, for programs."""
    return {
        "scheduler": planned.scheduler,
        "files": [{"name": file.name, "text": file.text} for file in planned.files],
        "commands": [list(command) for command in planned.commands],
        "notes": list(planned.notes),
    }


def times_json(times: Times | None) -> dict[str, object]:
    """Return the next and the last time as the scheduler knows them, for programs; null for what is not known."""
    if times is None:
        return {"next": None, "last": None}
    return {
        "next": times.next.isoformat() if times.next else None,
        "last": times.last.isoformat() if times.last else None,
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
