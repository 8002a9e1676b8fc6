"""`tiktok-tui destination …`: set up, check and move destinations to the real account without the app."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import asking, console, output
from tiktok_tui.cli.accounts import destination_changes, destination_settings
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES

if TYPE_CHECKING:
    pass


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
    checked = destination_changes.checked(home, wanted, filled="time_zone" not in settings)
    destinations.refuse_changed(home, slug, None)
    path = destinations.save(home, checked)
    for warning in destinations.warnings(home, checked):
        console.say(warning)
    output.line(f"{checked.slug}: saved as {path}")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home

    listing = destinations.listing(home())
    for broken in listing.broken:
        console.failure(broken)
    if arguments.json:
        output.as_json([destination_settings.facts(destination) for destination in listing.destinations])
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


def _show(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home

    destination = destinations.load(home(), arguments.name)
    if arguments.json:
        output.as_json(destination_settings.facts(destination))
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
    checked = destination_changes.checked(home, destination, file=str(destinations.path_of(home, destination.slug)))
    event_set = destination_changes.set_of(checked)
    output.line(f"{checked.slug}: TikTok knows advertiser {checked.advertiser_id}, event set {event_set}")
    for warning in destinations.warnings(home, checked):
        console.say(warning)
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home as the_home

    home = the_home()
    destination = destinations.load(home, arguments.name)
    asking.agreed(f"Remove the destination {destination.name}? Its history stays.", yes=arguments.yes)
    destinations.remove(home, arguments.name)
    console.say(f"Removed {destination.name}.")
    return 0


def _name_and_json(parser: argparse.ArgumentParser) -> None:
    destination_settings.add_saved(parser)
    shared.add_json(parser)


def _name_and_yes(parser: argparse.ArgumentParser) -> None:
    destination_settings.add_saved(parser)
    shared.add_yes(parser)


COMMAND = Command(
    "destination",
    SUMMARIES["destination"],
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
        Command(
            "test",
            "Compare it with what TikTok knows",
            "tiktok-tui destination test store-sales",
            destination_settings.add_saved,
            _test,
        ),
        Command(
            "edit",
            "Change settings after checking them with TikTok",
            "tiktok-tui destination edit store-sales --currency EUR --phone-country FR",
            destination_changes.add_edit,
            destination_changes.edit,
        ),
        Command(
            "copy",
            "Save a copy under another name, with other settings if need be",
            "tiktok-tui destination copy store-sales 'Phone sales' --event-set 7654321098765432109",
            destination_changes.add_copy,
            destination_changes.copy,
        ),
        Command(
            "go-live",
            "Move it from the sandbox to the real account",
            "tiktok-tui destination go-live store-sales --credential acme",
            destination_changes.add_go_live,
            destination_changes.go_live,
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
