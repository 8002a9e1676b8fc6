"""The settings of a sync as options: those of `sync add` and `sync edit`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tiktok_tui.cli import arguments as shared
from tiktok_tui.events.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tiktok_tui.events.system.settings_text import SettingsText
    from tiktok_tui.syncs.settings.schedule import Schedule
    from tiktok_tui.syncs.settings.sync import Limits, Sync, SyncSource

_TIMES: Final = ("daily", "hourly", "cron", "time_zone")
_LIMITS: Final = {"max_rejected": "rejected", "events": "events", "older_than": "older_than"}


def add_settings(parser: argparse.ArgumentParser, *, new: bool) -> None:
    """Add the source and its destination, which a `new` sync needs, the schedule and the limits."""
    shared.add_origin(parser, piped=False)
    shared.add_destination(parser, required=new)
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--daily", metavar="HH:MM", help="every day at this time")
    when.add_argument(
        "--hourly", metavar="MINUTE", type=_minute, nargs="?", const=0, help="every hour at this minute (0)"
    )
    when.add_argument("--cron", metavar="EXPRESSION", help='a cron expression in quotes, such as "15 3 * * 1-5"')
    when.add_argument("--watch", action="store_true", help="whenever a file appears in the folder")
    parser.add_argument("--time-zone", metavar="ZONE", help="the schedule's, such as America/New_York (the machine's)")
    parser.add_argument("--done", metavar="FOLDER", help="move files to this folder, beside them, once they are sent")
    parser.add_argument("--max-rejected", metavar="LIMIT", help="hold it if more rows are rejected: '5 %%', or 100")
    parser.add_argument("--events", metavar="FEWEST-MOST", help="hold it if it has fewer or more events: 500-50000")
    parser.add_argument(
        "--older-than", metavar="SPAN", help="hold it if the newest conversion is older, such as '2 days'"
    )


def source_of(arguments: argparse.Namespace) -> SyncSource:
    """Return the source that the arguments name. Raises UsageError if they name none, or two."""
    from tiktok_tui.files.source import source
    from tiktok_tui.files.source.files import FilesSource
    from tiktok_tui.syncs.settings.sync import ConnectionSource, PathSource

    file, connection, query = arguments.file, arguments.connection, arguments.query
    if connection is None:
        if file is None or query is not None:
            raise UsageError(
                "The source is missing." if query is None else "--query needs the connection that it is for.",
                remedy="Name a file, a folder or a pattern in quotes, or a --connection with a table or a --query.",
            )
        named = source.source_of(file)
        return PathSource(named.text if isinstance(named, source.FileSource | FilesSource) else file)
    if (file is None) == (query is None):
        raise UsageError("With --connection goes a table's name or a --query.", remedy="Give one of the two.")
    if query is None:
        return ConnectionSource(connection, table=file)
    path = Path(os.path.expanduser(query))
    if source.is_query(query) and not os.path.isfile(path):  # which a long query could not be
        return ConnectionSource(connection, sql=query)
    return ConnectionSource(connection, query=path.absolute())


def schedule_of(arguments: argparse.Namespace, before: Schedule | None, said: SettingsText) -> Schedule | None:
    """Return the schedule with the options in place of what was. Raises UsageError for a time zone without a time."""
    from tiktok_tui.syncs.settings.changes import changed_schedule

    given = _given(arguments, dict.fromkeys(_TIMES)) | ({"watch": True} if arguments.watch else {})
    if before is None and list(given) == ["time_zone"]:
        raise UsageError("--time-zone needs a time.", remedy="Add --daily, --hourly or --cron, or leave it out.")
    return changed_schedule(before, given, said) if given else before


def limits_of(arguments: argparse.Namespace, before: Limits, said: SettingsText) -> Limits:
    """Return the limits with the options in place of what was."""
    from tiktok_tui.syncs.settings.changes import changed_limits

    return changed_limits(before, _given(arguments, _LIMITS), said)


def done_of(arguments: argparse.Namespace, source: SyncSource, before: Sync | None = None) -> Path | None:
    """Return the folder that the files of the source are moved to, None for none; it begins in the source's folder."""
    from tiktok_tui.syncs.settings.sync_file import folder_of

    if arguments.done is not None or before is None:
        return Path(folder_of(source), os.path.expanduser(arguments.done)) if arguments.done else None
    beside = folder_of(before.source)
    if before.done is not None and before.done.is_relative_to(beside):
        return folder_of(source) / before.done.relative_to(beside)
    return before.done


def mapping_of(arguments: argparse.Namespace) -> Path | None:
    """Return the mapping file; None for the mapping that is remembered."""
    return Path(os.path.expanduser(arguments.mapping)).absolute() if arguments.mapping else None


def _minute(text: str) -> int | str:
    """Return the number, or what is no number as it is: the schedule says what is wrong with it, and "" is none."""
    return int(text) if text.strip().isdecimal() else text.strip()


def _given(arguments: argparse.Namespace, keys: Mapping[str, str | None]) -> dict[str, str]:
    """Return the options that were given, by the names of their settings."""
    values = {setting or option: getattr(arguments, option) for option, setting in keys.items()}
    return {setting: value for setting, value in values.items() if value is not None}
