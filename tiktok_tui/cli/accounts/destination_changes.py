"""Change a saved destination: edit it, copy it, move it from the sandbox to TikTok. TikTok is asked before saving."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import asking, console, output
from tiktok_tui.cli.accounts import destination_settings
from tiktok_tui.events.errors import SettingsError, UsageError

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination


def checked(home: Home, destination: Destination, *, filled: bool = False, file: str = "") -> Destination:
    """Return `destination` with its blanks filled from TikTok; `filled` replaces a time zone that was not chosen.

    An error about a setting names its option, or `file`.

    Raises:
        SettingsError, CredentialError, UnreachableError: as `check_destination`.
    """
    from tiktok_tui.accounts.checking import check_destination
    from tiktok_tui.accounts.environment import api_url
    from tiktok_tui.uploads.connection import client_for

    try:
        with client_for(home, destination, api_url()) as client:
            found = check_destination(client, replace(destination, time_zone="") if filled else destination)
    except SettingsError as error:
        error.where = error.where or file or destination_settings.option_of(error.field)
        if error.field == "advertiser_id" and (reached := _reached(home, destination)):
            error.remedy = f"The credential reaches {reached}."
        raise
    for note in found.notes:
        console.say(note)
    return found.destination


def _reached(home: Home, destination: Destination) -> str:
    """Return the advertisers that TikTok listed for the credential; "" if it may not list them."""
    from tiktok_tui.accounts import credentials, environment

    if not destination.credential or environment.access_token():
        return ""
    return ", ".join(f"{each.id} ({each.name})" for each in credentials.load(home, destination.credential).advertisers)


def set_of(destination: Destination) -> str:
    """Return the event set's ID and name."""
    named = f" ({destination.event_set_name})" if destination.event_set_name else ""
    return f"{destination.event_set_id or 'of each row'}{named}"


def add_copy(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `destination copy`."""
    destination_settings.add_saved(parser)
    parser.add_argument("new_name", metavar="NEW-NAME", help="the copy's name")
    destination_settings.add_changes(parser)
    shared.add_json(parser)


def copy(arguments: argparse.Namespace) -> int:
    """Save a copy under another name, with the given settings changed."""
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home as the_home

    home = the_home()
    before = destinations.load(home, arguments.name)
    new = replace(before, slug=destinations.new_slug(home, arguments.new_name))
    given = destination_settings.given(arguments)
    wanted = destination_settings.changed(new, {"name": arguments.new_name} | given)
    return _save(home, None, wanted, given, arguments.json)


def add_edit(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `destination edit`."""
    destination_settings.add_saved(parser)
    parser.add_argument("--name", metavar="NEW-NAME", dest="new_name", help="what you call it; -d stays the same")
    destination_settings.add_changes(parser)
    shared.add_yes(parser)
    shared.add_json(parser)
    parser.epilog = "An empty value ('') puts a setting back to its default."


def edit(arguments: argparse.Namespace) -> int:
    """Change the given settings of a destination."""
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home as the_home

    home = the_home()
    before = destinations.load(home, arguments.name)
    given = destination_settings.given(arguments)
    if arguments.new_name is not None:
        given["name"] = arguments.new_name
    if not given:
        raise UsageError(
            "There is nothing to change.", remedy="Name a setting, such as --currency EUR. --help lists them all."
        )
    wanted = destination_settings.changed(before, given)
    if lost := _lost_comments(home, before.slug):
        asking.insisted(f"{lost.strip()} Continue?", yes=arguments.yes)
    return _save(home, before, wanted, given, arguments.json)


def _save(home: Home, before: Destination | None, wanted: Destination, given: dict[str, object], as_json: bool) -> int:
    """Check with TikTok and save; `before` is the destination as it was read, None for a new one."""
    from tiktok_tui.accounts import destinations

    destinations.refuse_taken_name(home, wanted)
    now = checked(home, wanted, filled=given.get("time_zone") == "")
    destinations.refuse_changed(home, now.slug, before)
    path = destinations.save(home, now)
    for warning in destinations.warnings(home, now):
        console.say(warning)
    if as_json:
        output.as_json(destination_settings.facts(now))
    else:
        output.line(f"{now.slug}: saved as {path}")
    return 0


def add_go_live(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `destination go-live`."""
    destination_settings.add_saved(parser)
    shared.add_yes(parser)
    destination_settings.add_account(parser)


def go_live(arguments: argparse.Namespace) -> int:
    """Move a destination from the sandbox to the real account."""
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home as the_home

    home = the_home()
    before = destinations.load(home, arguments.name)
    given = destination_settings.given(arguments)
    if not given.get("credential", before.credential):
        given["credential"] = destination_settings.only_credential(home)
    wanted = destination_settings.changed(before, given | {"sandbox": False})
    asking.insisted(
        f"From now on, {wanted.name} sends to TikTok: advertiser {wanted.advertiser_id}, event set {set_of(wanted)}."
        f"{_lost_comments(home, wanted.slug)} Continue?",
        yes=arguments.yes,
    )
    now = checked(home, wanted)
    destinations.refuse_changed(home, now.slug, before)
    destinations.save(home, now)
    output.line(f"{now.slug}: sends to TikTok now, event set {set_of(now)}")
    return 0


def _lost_comments(home: Home, slug: str) -> str:
    from tiktok_tui.accounts import destinations
    from tiktok_tui.events.system import settings_file

    lost = settings_file.file_has_comments(destinations.path_of(home, slug))
    return " The comments in its file will be lost." if lost else ""
