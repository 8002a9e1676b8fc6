"""`tiktok-tui sync add`: the file of a sync, from arguments."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import console, output
from tiktok_tui.events.errors import UsageError

if TYPE_CHECKING:
    from tiktok_tui.events.settings_text import SettingsText
    from tiktok_tui.syncs.schedule import Schedule
    from tiktok_tui.syncs.sync import Limits, SyncSource


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add NAME, the source and its destination, the schedule and the limits."""
    parser.add_argument("name", metavar="NAME", help="a name of your choice")
    shared.add_origin(parser, piped=False)
    shared.add_destination(parser)
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--daily", metavar="HH:MM", help="every day at this time")
    when.add_argument("--hourly", metavar="MINUTE", type=int, nargs="?", const=0, help="every hour at this minute (0)")
    when.add_argument("--cron", metavar="EXPRESSION", help='a cron expression in quotes, such as "15 3 * * 1-5"')
    when.add_argument("--watch", action="store_true", help="whenever a file appears in the folder")
    parser.add_argument("--time-zone", metavar="ZONE", help="the schedule's, such as America/New_York (the machine's)")
    parser.add_argument("--done", metavar="FOLDER", help="move files to this folder, beside them, once they are sent")
    parser.add_argument("--max-rejected", metavar="LIMIT", help="hold it if more rows are rejected: '5 %%', or 100")
    parser.add_argument("--events", metavar="FEWEST-MOST", help="hold it if it has fewer or more events: 500-50000")
    parser.add_argument(
        "--older-than", metavar="SPAN", help="hold it if the newest conversion is older, such as '2 days'"
    )
    parser.epilog = "Nothing runs by itself yet: `tiktok-tui sync schedule NAME` has this machine run it at its times."


def add(arguments: argparse.Namespace) -> int:
    """Check the sync and save it."""
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.events.settings_text import SettingsText
    from tiktok_tui.syncs import store
    from tiktok_tui.syncs.new_sync import check_new
    from tiktok_tui.syncs.sync import Sync
    from tiktok_tui.syncs.sync_file import folder_of

    home = the_home()
    said = SettingsText("", "tiktok-tui sync add")
    source = _source(arguments)
    sync = Sync(
        id=store.new_id(home, arguments.name),
        name=arguments.name,
        destination=arguments.destination,
        source=source,
        mapping=_path(arguments.mapping),
        schedule=_schedule(arguments, said),
        limits=_limits(arguments, said),
        done=Path(folder_of(source), arguments.done).expanduser() if arguments.done is not None else None,
        sheet=arguments.sheet,
    )
    notes = check_new(home, sync)
    path = store.save(home, sync)
    for note in notes:
        console.say(note)
    output.line(f"{sync.id}: saved as {path}")
    console.say(f"`tiktok-tui sync run {sync.id} --dry-run` checks it, `tiktok-tui sync run {sync.id}` sends it.")
    return 0


def _source(arguments: argparse.Namespace) -> SyncSource:
    from tiktok_tui.files.files_source import FilesSource
    from tiktok_tui.files.source import FileSource, is_query, source_of
    from tiktok_tui.syncs.sync import ConnectionSource, PathSource

    file, connection, query = arguments.file, arguments.connection, arguments.query
    if connection is None:
        if file is None or query is not None:
            raise UsageError(
                "The source is missing." if query is None else "--query needs the connection that it is for.",
                remedy="Name a file, a folder or a pattern in quotes, or a --connection with a table or a --query.",
            )
        source = source_of(file)
        return PathSource(source.text if isinstance(source, FileSource | FilesSource) else file)
    if (file is None) == (query is None):
        raise UsageError("With --connection goes a table's name or a --query.", remedy="Give one of the two.")
    if query is None:
        return ConnectionSource(connection, table=file)
    path = Path(query).expanduser()
    if is_query(query) and not path.is_file():
        return ConnectionSource(connection, sql=query)
    return ConnectionSource(connection, query=path.absolute())


def _schedule(arguments: argparse.Namespace, said: SettingsText) -> Schedule | None:
    from tiktok_tui.syncs.schedule import parse_schedule

    given = {key: getattr(arguments, key) for key in ("daily", "hourly", "cron", "time_zone")}
    table = {key: value for key, value in given.items() if value is not None}
    if arguments.watch:
        table["watch"] = True
    if not table:
        return None
    if list(table) == ["time_zone"]:
        raise UsageError("--time-zone needs a time.", remedy="Add --daily, --hourly or --cron, or leave it out.")
    return parse_schedule(said, table)


def _limits(arguments: argparse.Namespace, said: SettingsText) -> Limits:
    from tiktok_tui.syncs.limits_text import parse_limits

    table: dict[str, object] = {}
    if arguments.max_rejected is not None:
        table["rejected"] = arguments.max_rejected
    if arguments.events is not None:
        parts = arguments.events.replace(",", "").replace("_", "").split("-")
        table["events"] = [int(part) if part.strip().isdecimal() else part for part in parts if part.strip()]
    if arguments.older_than is not None:
        table["older_than"] = arguments.older_than
    return parse_limits(said, table)


def _path(text: str | None) -> Path | None:
    return Path(text).expanduser().absolute() if text is not None else None
