"""`tiktok-tui sync edit`: change settings of a sync; its history and what is held stay."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import asking, console, output
from tiktok_tui.cli.syncs import schedule, settings
from tiktok_tui.events.errors import UsageError

if TYPE_CHECKING:
    from tiktok_tui.syncs.settings.sync import Sync


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the new name, the settings and --yes; NAME is there already."""
    parser.add_argument("--name", metavar="NEW-NAME", dest="new_name", help="what you call it; NAME stays the same")
    settings.add_settings(parser, new=False)
    shared.add_yes(parser)
    parser.epilog = "What is not named stays as it is; an empty value ('') takes a setting away."


def edit(arguments: argparse.Namespace) -> int:
    """Change the given settings of a sync."""
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.events.system import settings_file
    from tiktok_tui.syncs.new_sync import check_new
    from tiktok_tui.syncs.settings import store

    home = the_home()
    before = store.load(home, arguments.name)
    wanted = _changed(before, arguments)
    if wanted == before:
        raise UsageError(
            "There is nothing to change.", remedy="Name a setting, such as --daily 04:30. --help lists them all."
        )
    notes = check_new(home, wanted)
    if settings_file.file_has_comments(store.path_of(home, before.id)):
        asking.insisted("The comments in its file will be lost. Continue?", yes=arguments.yes)
    wanted = _changed(store.load(home, before.id), arguments)  # somebody else may have changed other settings by now
    path = store.save(home, wanted)
    for note in notes:
        console.say(note)
    output.line(f"{wanted.id}: saved as {path}")
    schedule.scheduled_times(home, wanted)
    return 0


def _changed(before: Sync, arguments: argparse.Namespace) -> Sync:
    from tiktok_tui.cli.syncs.options_text import OptionsText

    said = OptionsText("", "tiktok-tui sync edit")
    moved = any(value is not None for value in (arguments.file, arguments.connection, arguments.query))
    source = settings.source_of(arguments) if moved else before.source
    return replace(
        before,
        name=before.name if arguments.new_name is None else arguments.new_name.strip() or before.id,
        destination=before.destination if arguments.destination is None else arguments.destination,
        source=source,
        mapping=before.mapping if arguments.mapping is None else settings.mapping_of(arguments),
        schedule=settings.schedule_of(arguments, before.schedule, said),
        limits=settings.limits_of(arguments, before.limits, said),
        done=settings.done_of(arguments, source, before),
        sheet=before.sheet if arguments.sheet is None else arguments.sheet or None,
    )
