"""`tiktok-tui sync add`: the file of a sync, from arguments."""

from __future__ import annotations

import argparse

from tiktok_tui.cli import console, output
from tiktok_tui.cli.syncs import settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add NAME and the settings."""
    parser.add_argument("name", metavar="NAME", help="a name of your choice")
    settings.add_settings(parser, new=True)
    parser.epilog = "Nothing runs by itself yet: `tiktok-tui sync schedule NAME` has this machine run it at its times."


def add(arguments: argparse.Namespace) -> int:
    """Check the sync and save it."""
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.cli.syncs.options_text import OptionsText
    from tiktok_tui.syncs.new_sync import check_new
    from tiktok_tui.syncs.settings import store
    from tiktok_tui.syncs.settings.sync import Limits, Sync

    home = the_home()
    said = OptionsText("", "tiktok-tui sync add")
    source = settings.source_of(arguments)
    sync = Sync(
        id=store.new_id(home, arguments.name),
        name=arguments.name,
        destination=arguments.destination,
        source=source,
        mapping=settings.mapping_of(arguments),
        schedule=settings.schedule_of(arguments, None, said),
        limits=settings.limits_of(arguments, Limits(), said),
        done=settings.done_of(arguments, source),
        sheet=arguments.sheet,
    )
    notes = check_new(home, sync)
    path = store.save(home, sync)
    for note in notes:
        console.say(note)
    output.line(f"{sync.id}: saved as {path}")
    console.say(f"`tiktok-tui sync run {sync.id} --dry-run` checks it, `tiktok-tui sync run {sync.id}` sends it.")
    return 0
