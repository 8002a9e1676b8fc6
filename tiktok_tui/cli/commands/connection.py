"""`tiktok-tui connection …`: add, list, test and remove connections to databases, and list their tables."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import asking, completion, console, output
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES
from tiktok_tui.cli.exits import Exit

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.sources.connections.profile import Profile

_EXAMPLE_ADDRESS = "postgresql://reader@db.example.com:5432/shop"


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="a name of your choice")
    parser.add_argument("--uri", metavar="ADDRESS", help=f"the server, such as {_EXAMPLE_ADDRESS}")
    parser.add_argument(
        "--driver",
        metavar="DRIVER",
        help="postgresql, mysql or an ADBC driver; by default the address's scheme",
    )
    parser.add_argument(
        "--option",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        help="another option of the driver; a secret is written {{ env_var(NAME) }}",
    )
    parser.add_argument("--no-password", action="store_true", help="the server asks for none, or ~/.pgpass has it")
    parser.add_argument("--replace", action="store_true", help="write the connection of this name anew")
    parser.epilog = (
        "Each secret comes from the environment's variable that the profile names (NAME_PASSWORD by default) and\n"
        "stays there; else it is asked for, or read from stdin, and stored in the keyring."
    )


def _add(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.sources.new_connection import NewConnection, add, new_path

    home = the_home()
    new_path(home, arguments.name, replace=arguments.replace)
    uri = arguments.uri
    if uri is None and not arguments.option and console.may_ask():
        uri = asking.answer(f"Address ({_EXAMPLE_ADDRESS})")
    new = NewConnection.of(
        arguments.name,
        driver=arguments.driver or "",
        uri=uri or "",
        options=arguments.option,
        password=not arguments.no_password,
    )
    server = add(home, new, _ask, replace=arguments.replace)
    output.line(f"{arguments.name}: {server}")
    console.say(f"Saved. `tiktok-tui connection tables {arguments.name}` lists its tables.")
    return 0


def _ask(variable: str) -> str:
    from tiktok_tui.cli.secret_input import SecretInput

    return SecretInput().ask(f"Secret {variable}", variable)


def _list(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home
    from tiktok_tui.sources.connections import store

    listing = store.listing(home())
    for error in listing.broken:
        console.failure(error)
    if arguments.json:
        output.as_json([_facts(profile) for profile in listing.profiles])
    elif listing.profiles:
        rows = [(each.name, each.driver, each.address, str(each.path)) for each in listing.profiles]
        output.table(rows, header=("name", "driver", "address", "file"))
    elif not listing.broken:
        console.say("There is no connection yet: `tiktok-tui connection add NAME`.")
    return Exit.SETTINGS if listing.broken else Exit.ACCEPTED


def _test(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home
    from tiktok_tui.sources.databases.opening import opened

    _ask_missing(home(), arguments.name)
    began = time.monotonic()
    with opened(home(), arguments.name) as database:
        server = database.server()
    seconds = round(time.monotonic() - began, 3)
    if arguments.json:
        output.as_json({"name": arguments.name, "server": server, "seconds": seconds})
    else:
        output.line(f"{arguments.name}: {server}")
    return 0


def _tables(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home
    from tiktok_tui.sources.databases.opening import opened

    _ask_missing(home(), arguments.name)
    with opened(home(), arguments.name) as database:
        tables = database.tables()
    if arguments.json:
        output.as_json([{"schema": table.schema, "name": table.name} for table in tables])
    elif tables:
        output.table([(table.schema, table.name) for table in tables], header=("schema", "table"))
    else:
        console.say("The connection's user may read no table.")
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home
    from tiktok_tui.sources.connections.secrets import remove_connection

    asking.agreed(f"Remove the connection {arguments.name} and its secrets from the keyring?", yes=arguments.yes)
    remove_connection(home(), arguments.name)
    console.say(f"Removed {arguments.name} and its secrets.")
    return 0


def _ask_missing(home: Home, name: str) -> None:
    from tiktok_tui.cli import querying

    querying.ask_missing_secrets(home, name)


def _facts(profile: Profile) -> dict[str, object]:
    return {
        "name": profile.name,
        "driver": profile.driver,
        "address": profile.address,
        "variables": list(profile.variables()),
        "file": str(profile.path),
    }


_NAME_AND_JSON = shared.name_and(shared.add_json, "connection list", completion.connections)
_NAME_AND_YES = shared.name_and(shared.add_yes, "connection list", completion.connections)

COMMAND = Command(
    "connection",
    SUMMARIES["connection"],
    f"tiktok-tui connection add warehouse --uri {_EXAMPLE_ADDRESS}",
    parts=(
        Command(
            "add",
            "Add a connection: its server, and its password in the keyring",
            f"tiktok-tui connection add warehouse --uri {_EXAMPLE_ADDRESS}",
            _add_arguments,
            _add,
        ),
        Command("list", "Show every connection", "tiktok-tui connection list", shared.add_json, _list),
        Command("test", "Connect, and show the server", "tiktok-tui connection test warehouse", _NAME_AND_JSON, _test),
        Command(
            "tables",
            "List the tables that may be read",
            "tiktok-tui connection tables warehouse",
            _NAME_AND_JSON,
            _tables,
        ),
        Command(
            "remove", "Remove it and its secrets", "tiktok-tui connection remove warehouse", _NAME_AND_YES, _remove
        ),
    ),
)
