"""`tiktok-tui event-set …`: list, create and change offline event sets without the app."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import asking, completion, console, output
from tiktok_tui.cli.accounts.destination_settings import only_credential
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES
from tiktok_tui.events.errors import UsageError

if TYPE_CHECKING:
    from tiktok_tui.tiktok.client import Client


def _account(parser: argparse.ArgumentParser) -> None:
    destination = parser.add_argument(
        "-d", "--destination", metavar="DEST", help="take the credential and advertiser of this destination"
    )
    completion.offer(destination, completion.destinations)
    credential = parser.add_argument(
        "--credential",
        metavar="NAME",
        default="",
        help="the credential, where no destination is given; needed only when there are several",
    )
    completion.offer(credential, completion.credentials)
    parser.add_argument("--advertiser", metavar="ID", default="", help="the advertiser, where no destination is given")


@contextmanager
def _client(arguments: argparse.Namespace) -> Iterator[tuple[Client, str]]:
    """Yield a client for the account that the arguments name, and the advertiser's ID.

    Raises:
        UsageError: they name none.
    """
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.environment import api_url
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.uploads.connection import client_for

    home = the_home()
    if arguments.destination:
        destination = destinations.load(home, arguments.destination)
    else:
        credential = arguments.credential or only_credential(home)
        if not arguments.advertiser:
            raise UsageError(
                "The advertiser is missing.", remedy="Give -d DEST, or --credential NAME and --advertiser ID."
            )
        destination = Destination("", "", credential=credential, advertiser_id=arguments.advertiser)
    with client_for(home, destination, api_url()) as client:
        yield client, destination.advertiser_id


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    _account(parser)
    shared.add_json(parser)


def _list(arguments: argparse.Namespace) -> int:
    with _client(arguments) as (client, advertiser_id):
        found = client.event_sets(advertiser_id)
    if arguments.json:
        output.as_json(
            [
                {"id": each.id, "name": each.name, "description": each.description, "auto_tracking": each.auto_tracking}
                for each in found
            ]
        )
    elif not found:
        console.say("The advertiser has no event set yet: `tiktok-tui event-set create NAME`.")
    else:
        rows = [(each.id, each.name, "on" if each.auto_tracking else "off", each.description) for each in found]
        output.table(rows, header=("ID", "name", "auto tracking", "description"))
    return 0


def _create_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the new event set's name")
    parser.add_argument("--description", metavar="TEXT", required=True, help="required by TikTok")
    parser.add_argument("--auto-tracking", action="store_true", help="every future campaign uses it")
    _account(parser)
    shared.add_yes(parser)


def _create(arguments: argparse.Namespace) -> int:
    with _client(arguments) as (client, advertiser_id):
        asking.agreed(f"Create the event set {arguments.name} for advertiser {advertiser_id}?", yes=arguments.yes)
        made = client.create_event_set(
            advertiser_id, arguments.name, arguments.description, auto_tracking=arguments.auto_tracking
        )
    output.line(made)
    return 0


def _update_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("event_set", metavar="ID", help="the event set's ID")
    parser.add_argument("--name", metavar="NAME", help="its new name")
    parser.add_argument("--auto-tracking", choices=("on", "off"), help="whether every future campaign uses it")
    _account(parser)
    shared.add_yes(parser)


def _update(arguments: argparse.Namespace) -> int:
    if arguments.name is None and arguments.auto_tracking is None:
        raise UsageError("There is nothing to change.", remedy="Give --name or --auto-tracking.")
    changes = [f"name {arguments.name}"] if arguments.name is not None else []
    changes += [f"auto tracking {arguments.auto_tracking}"] if arguments.auto_tracking else []
    with _client(arguments) as (client, advertiser_id):
        asking.agreed(f"Change the event set {arguments.event_set}: {', '.join(changes)}?", yes=arguments.yes)
        tracking = None if arguments.auto_tracking is None else arguments.auto_tracking == "on"
        updated = client.update_event_set(
            advertiser_id, arguments.event_set, name=arguments.name, auto_tracking=tracking
        )
    output.line(f"{updated.id}  {updated.name}  auto tracking {'on' if updated.auto_tracking else 'off'}")
    return 0


COMMAND = Command(
    "event-set",
    SUMMARIES["event-set"],
    "tiktok-tui event-set list -d store-sales",
    parts=(
        Command("list", "Show the event sets", "tiktok-tui event-set list -d store-sales", _list_arguments, _list),
        Command("create", "Create an event set and print its ID",
                "tiktok-tui event-set create 'Store sales' --description 'All tills' --credential acme "
                "--advertiser 7123456789012345678", _create_arguments, _create),
        Command("update", "Rename an event set or switch its auto tracking",
                "tiktok-tui event-set update 7654321098765432109 --auto-tracking on -d store-sales",
                _update_arguments, _update),
    ),
)  # fmt: skip
