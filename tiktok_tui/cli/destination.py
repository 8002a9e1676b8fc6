"""`tiktok-tui destination …`: set up, check and move destinations to the real account without the app."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import asking, completion, console, destination_settings, output
from tiktok_tui.cli.command import Command
from tiktok_tui.events.errors import SettingsError

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="a name of your choice")
    destination_settings.add_options(parser)


def _add(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.uploads.connection import tried

    home = the_home()
    settings = destination_settings.given(arguments)
    if not settings.get("sandbox") and "credential" not in settings:
        settings["credential"] = destination_settings.only_credential(home)
    slug = destinations.new_slug(home, arguments.name)
    made = destination_settings.destination(slug, {"name": arguments.name} | settings)
    wanted = tried(made) if made.sandbox else made
    checked = _checked(home, wanted, filled="time_zone" not in settings)
    path = destinations.save(home, checked)
    for warning in destinations.warnings(home, checked):
        console.say(warning)
    output.line(f"{checked.slug}: saved as {path}")
    return 0


def _checked(home: Home, destination: Destination, *, filled: bool = False, file: str = "") -> Destination:
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
            checked = check_destination(client, replace(destination, time_zone="") if filled else destination)
    except SettingsError as error:
        error.where = error.where or file or destination_settings.option_of(error.field)
        raise
    for note in checked.notes:
        console.say(note)
    return checked.destination


def _list(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home

    listing = destinations.listing(home())
    for broken in listing.broken:
        console.failure(broken)
    if arguments.json:
        output.as_json([_facts(destination) for destination in listing.destinations])
    elif not listing.destinations:
        console.say("There is no destination yet: `tiktok-tui destination add NAME`.")
    else:
        rows = [
            (
                each.slug,
                each.name,
                str(each.event_source),
                each.event_set_id,
                "sandbox" if each.sandbox else each.credential,
            )
            for each in listing.destinations
        ]
        output.table(rows, header=("name", "title", "source", "event set", "credential"))
    return 2 if listing.broken else 0


def _facts(destination: Destination) -> dict[str, object]:
    from dataclasses import asdict

    facts = {key: "" if value is None else value for key, value in asdict(destination).items()}
    return {key: value if isinstance(value, bool) else str(value) for key, value in facts.items()}


def _show(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home

    destination = destinations.load(home(), arguments.name)
    if arguments.json:
        output.as_json(_facts(destination))
    else:
        console.say(str(destinations.path_of(home(), arguments.name)))
        output.line(destinations.dumps(destination).rstrip())
    for warning in destinations.warnings(home(), destination):
        console.say(warning)
    return 0


def _test(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home as the_home

    home = the_home()
    destination = destinations.load(home, arguments.name)
    checked = _checked(home, destination, file=str(destinations.path_of(home, destination.slug)))
    output.line(f"{checked.slug}: TikTok knows advertiser {checked.advertiser_id}, event set {_set_of(checked)}")
    for warning in destinations.warnings(home, checked):
        console.say(warning)
    return 0


def _set_of(destination: Destination) -> str:
    named = f" ({destination.event_set_name})" if destination.event_set_name else ""
    return f"{destination.event_set_id or 'of each row'}{named}"


def _go_live(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home as the_home

    home = the_home()
    before = destinations.load(home, arguments.name)
    given = destination_settings.given(arguments)
    settings = _facts(before) | {"sandbox": False} | given
    if not settings["credential"]:
        settings["credential"] = destination_settings.only_credential(home)
    if "event_set_id" in given:
        settings["event_set_name"] = ""  # it named the sandbox's
    settings = {key: value for key, value in settings.items() if key != "slug" and value != ""}
    wanted = destination_settings.destination(before.slug, settings)
    asking.insisted(
        f"From now on, {wanted.name} sends to TikTok: advertiser {wanted.advertiser_id}, event set {_set_of(wanted)}."
        f"{_lost_comments(home, wanted.slug)} Continue?",
        yes=arguments.yes,
    )
    checked = _checked(home, wanted)
    destinations.save(home, checked)
    output.line(f"{checked.slug}: sends to TikTok now, event set {_set_of(checked)}")
    return 0


def _lost_comments(home: Home, slug: str) -> str:
    from tiktok_tui.accounts import destinations

    return (
        " The comments in its file will be lost."
        if destinations.file_has_comments(destinations.path_of(home, slug))
        else ""
    )


def _remove(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home as the_home

    home = the_home()
    destination = destinations.load(home, arguments.name)
    asking.agreed(f"Remove the destination {destination.name}? Its history stays.", yes=arguments.yes)
    destinations.remove(home, arguments.name)
    console.say(f"Removed {destination.name}.")
    return 0


def _name(parser: argparse.ArgumentParser) -> None:
    name = parser.add_argument("name", metavar="NAME", help="as `destination list` shows it")
    completion.offer(name, completion.destinations)


def _name_and_json(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    shared.add_json(parser)


def _name_and_yes(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    shared.add_yes(parser)


def _go_live_arguments(parser: argparse.ArgumentParser) -> None:
    _name_and_yes(parser)
    destination_settings.add_account(parser)


COMMAND = Command(
    "destination",
    "Add, list, show, test and remove destinations, and move one from the sandbox to TikTok",
    "tiktok-tui destination list",
    parts=(
        Command(
            "add",
            "Save a destination after checking it with TikTok",
            "tiktok-tui destination add 'Store sales' --credential acme --advertiser 7123456789012345678 "
            "--event-set 7654321098765432109 --fixed-event Purchase --phone-country US",
            _add_arguments,
            _add,
        ),
        Command("list", "Show every destination", "tiktok-tui destination list", shared.add_json, _list),
        Command("show", "Print its settings", "tiktok-tui destination show store-sales", _name_and_json, _show),
        Command("test", "Compare it with what TikTok knows", "tiktok-tui destination test store-sales", _name, _test),
        Command(
            "go-live",
            "Move it from the sandbox to the real account",
            "tiktok-tui destination go-live store-sales --credential acme",
            _go_live_arguments,
            _go_live,
        ),
        Command(
            "remove",
            "Remove it; its history stays",
            "tiktok-tui destination remove store-sales",
            _name_and_yes,
            _remove,
        ),
    ),
)
