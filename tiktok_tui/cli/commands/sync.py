"""`tiktok-tui sync …`: set up what is sent again and again, run it, and decide about what is held."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import asking, completion, console, output
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES
from tiktok_tui.cli.exits import Exit
from tiktok_tui.cli.syncs import add, edit, notify, run, schedule, watch
from tiktok_tui.events.counts import counted

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.syncs.history.night import Night
    from tiktok_tui.syncs.standing import Standing


def _list(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.syncs.standing import standings

    home = the_home()
    found = standings(home, datetime.now(UTC))
    for error in found.broken:
        console.failure(error)
    if arguments.json:
        output.as_json([_facts(home, each) for each in found.syncs])
    elif found.syncs:
        header = ("name", "destination", "when", "next", "last run", "result")
        output.table([_row(home, each) for each in found.syncs], header=header)
        for each in found.syncs:
            _say_failed(each)
    elif not found.broken:
        console.say("There is no sync yet: `tiktok-tui sync add NAME FILE -d DEST`.")
    return Exit.SETTINGS if found.broken else Exit.ACCEPTED


def _row(home: Home, standing: Standing) -> tuple[str, ...]:
    from tiktok_tui.syncs.messages.messages import outcome

    sync, last = standing.sync, standing.last
    when = sync.schedule.words() if sync.schedule is not None else "when you run it"
    result = "running" if standing.running else outcome(last) if last is not None else ""
    if any(last is None or hold.night != last.number for hold in standing.holds):
        result += f" ({len(standing.holds)} held)"
    times = schedule.scheduled_times(home, sync)
    upcoming = "not scheduled" if times is None else _local(times.next) if times.next else f"by {times.scheduler}"
    return sync.id, sync.destination, when, upcoming, _local(last.started) if last is not None else "never", result


def _say_failed(standing: Standing) -> None:
    """Say how a sync whose last night failed is tried again."""
    from tiktok_tui.syncs.history.night import NightState
    from tiktok_tui.syncs.messages.messages import tried_again

    last, again = standing.last, tried_again(standing.sync)
    if last is not None and last.state is NightState.FAILED and again and not standing.running:
        console.say(f"{standing.sync.id} failed. {again}")


def _facts(home: Home, standing: Standing) -> dict[str, object]:
    sync = standing.sync
    times = schedule.scheduled_times(home, sync)
    return {
        "name": sync.id,
        "title": sync.name,
        "destination": sync.destination,
        "schedule": sync.schedule.words() if sync.schedule is not None else None,
        "next": standing.next.isoformat() if standing.next is not None else None,
        "scheduled": times and {"by": times.scheduler} | schedule.times_json(times),
        "last": standing.last.facts() if standing.last is not None else None,
        "held": [
            {"number": hold.night, "file": hold.label, "events": hold.events, "reason": hold.reason}
            for hold in standing.holds
        ],
        "running": standing.running,
    }


def _show(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.syncs.settings import store
    from tiktok_tui.syncs.standing import standing

    home = the_home()
    sync = store.load(home, arguments.name)
    found = standing(home, sync, datetime.now(UTC))
    if arguments.json:
        output.as_json(_facts(home, found))
        return Exit.ACCEPTED
    path = store.path_of(home, sync.id)
    console.say(str(path))
    output.line(path.read_text(encoding="utf-8").rstrip())
    times = schedule.scheduled_times(home, sync)
    if found.next is not None:
        console.say(f"Next time by its schedule: {_local(found.next)}.")
    if times is not None and times.next is not None:
        last = f", and did last on {_local(times.last)}" if times.last is not None else ""
        console.say(f"{times.scheduler} starts it next on {_local(times.next)}{last}.")
    for hold in found.holds:
        events = counted(hold.events, "event")
        console.say(f"Held: {hold.label} of {_local(hold.checked_at)}, {events}. {hold.reason}")
    _say_failed(found)
    return Exit.ACCEPTED


def _history(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.syncs.history import history
    from tiktok_tui.syncs.settings import store

    home = the_home()
    sync = store.load(home, arguments.name)
    nights = history.nights(home, sync.id)[-arguments.limit :]
    if arguments.json:
        output.as_json([night.facts() for night in nights])
    elif nights:
        header = ("nr", "started", "result", "rows", "rejected", "accepted", "run", "reason")
        output.table([_night_row(night) for night in reversed(nights)], header=header, right=(0, 3, 4, 5))
    else:
        console.say(f"{sync.id} has not run yet: `tiktok-tui sync run {sync.id}`.")
    return Exit.ACCEPTED


def _night_row(night: Night) -> tuple[str, ...]:
    counts = (f"{count:,}" for count in (night.rows, night.rejected + night.refused, night.accepted))
    return str(night.number), _local(night.started), str(night.state), *counts, night.run, night.reason


def _drop(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.syncs.running.release import drop
    from tiktok_tui.syncs.settings import store

    home = the_home()
    sync = store.load(home, arguments.name)
    asking.agreed(f"Give up what is held of {sync.name}? Nothing of it is sent.", yes=arguments.yes)
    for night in drop(home, sync.id):
        console.say(f"Given up: {night.source} of {_local(night.started)}. {night.reason}")
    return Exit.ACCEPTED


def _remove(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.syncs import removal
    from tiktok_tui.syncs.settings import store

    home = the_home()
    store.path_of(home, arguments.name)
    asking.agreed(f"Remove the sync {arguments.name}, its history and what is held of it?", yes=arguments.yes)
    removal.remove(home, arguments.name)
    console.say(f"Removed {arguments.name}. Its runs stay in `tiktok-tui runs`.")
    return Exit.ACCEPTED


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _add_history(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", metavar="N", type=shared.positive, default=30, help="so many runs (30)")
    shared.add_json(parser)


_NAME_AND_JSON = shared.name_and(shared.add_json, "sync list", completion.syncs)
_NAME_AND_YES = shared.name_and(shared.add_yes, "sync list", completion.syncs)

COMMAND = Command(
    "sync",
    SUMMARIES["sync"],
    "tiktok-tui sync run nightly",
    parts=(
        Command(
            "add",
            "Save a sync: a source, a destination, a schedule and limits under a name",
            "tiktok-tui sync add nightly '/srv/exports/orders-*.csv' -d store-sales --daily 03:15 --max-rejected '5 %'",
            add.add_arguments,
            add.add,
        ),
        Command(
            "list",
            "Show every sync with its last result and its next time",
            "tiktok-tui sync list",
            shared.add_json,
            _list,
        ),
        Command("show", "Print its settings, and what is held", "tiktok-tui sync show nightly", _NAME_AND_JSON, _show),
        Command(
            "edit",
            "Change its settings; its history and what is held stay",
            "tiktok-tui sync edit nightly --daily 04:30 --max-rejected '2 %'",
            shared.name_and(edit.add_arguments, "sync list", completion.syncs),
            edit.edit,
        ),
        Command(
            "run",
            "Resume what is unfinished, check, and send; or hold what is outside of the limits",
            "tiktok-tui sync run nightly",
            run.run_arguments,
            run.run,
        ),
        schedule.SCHEDULE,
        schedule.UNSCHEDULE,
        watch.WATCH,
        Command(
            "history",
            "Show its last runs and their results",
            "tiktok-tui sync history nightly",
            shared.name_and(_add_history, "sync list", completion.syncs),
            _history,
        ),
        Command(
            "release",
            "Send what is held although it is outside of the limits",
            "tiktok-tui sync release nightly",
            shared.name_and(run.release_arguments, "sync list", completion.syncs),
            run.release,
        ),
        Command("drop", "Give up what is held", "tiktok-tui sync drop nightly", _NAME_AND_YES, _drop),
        Command(
            "notify",
            "Show who is told about its results; add and test addresses",
            "tiktok-tui sync notify nightly --test",
            shared.name_and(notify.add_arguments, "sync list", completion.syncs),
            notify.run,
        ),
        Command("remove", "Remove it and its history", "tiktok-tui sync remove nightly", _NAME_AND_YES, _remove),
    ),
)
