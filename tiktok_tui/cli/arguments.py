"""The arguments that several commands share, each explained once."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from tiktok_tui.cli import completion, querying
from tiktok_tui.cli.times import instant


def add_file(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of every command that reads a file: the file, its destination and its mapping."""
    add_origin(parser)
    querying.add_window(parser)
    add_destination(parser)


def add_origin(parser: argparse.ArgumentParser, *, piped: bool = True) -> None:
    """Add FILE, which may be `piped` in, or the connection and the query in its place."""
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help=f"the export; a folder, a pattern in quotes, an https address, {'- for what is piped in, ' * piped}"
        "or a query such as \"SELECT * FROM 'orders.csv'\"",
    )
    querying.add_connection(parser)


def add_destination(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add the destination, the mapping and the sheet."""
    destination = parser.add_argument(
        "-d", "--destination", metavar="DEST", required=required, help="the destination's name, as in its file"
    )
    completion.offer(destination, completion.destinations)
    parser.add_argument(
        "-m", "--mapping", metavar="MAPPING", help="a mapping file; by default the remembered or suggested mapping"
    )
    parser.add_argument(
        "--sheet",
        metavar="NAME",
        help="the sheet of an Excel file (by default the first with rows), or the table of a database file",
    )


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """Add --as-of, the time that counts as now."""
    parser.add_argument(
        "--as-of", metavar="TIME", type=instant, help="check ages as of this time, such as 2026-03-01T00:00:00Z"
    )


def name_and(
    add: Callable[[argparse.ArgumentParser], None], lister: str, names: completion.Names
) -> Callable[[argparse.ArgumentParser], None]:
    """Return what adds NAME, one of the names that the command `lister` shows, and then what `add` adds."""

    def add_both(parser: argparse.ArgumentParser) -> None:
        name = parser.add_argument("name", metavar="NAME", help=f"as `{lister}` shows it")
        completion.offer(name, names)
        add(parser)

    return add_both


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add --json, for programs that read the result."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def add_output(parser: argparse.ArgumentParser, example: str) -> None:
    """Add --output, a file in place of standard output, which `-` means as it does elsewhere: None."""
    parser.add_argument(
        "-o",
        "--output",
        metavar=example,
        type=lambda path: None if path == "-" else path,
        help="write to this file instead of stdout",
    )


def add_new_ledger(parser: argparse.ArgumentParser) -> None:
    """Add --new-ledger, for a ledger that was lost."""
    parser.add_argument(
        "--new-ledger", action="store_true", help="send although the record of earlier runs is missing or too short"
    )


def add_send_similar(parser: argparse.ArgumentParser) -> None:
    """Add --send-similar, for events that are held back since they look like accepted ones."""
    parser.add_argument(
        "--send-similar",
        action="store_true",
        help="also send events that look like events accepted before under other IDs",
    )


def add_yes(parser: argparse.ArgumentParser, question: str = "do not ask first") -> None:
    """Add --yes, which skips the question."""
    parser.add_argument("--yes", "-y", action="store_true", help=question)


def port(text: str) -> int:
    """Return the port number in `text`, from 1 to 65535."""
    from tiktok_tui.accounts.loopback import port_of
    from tiktok_tui.events.errors import SettingsError

    try:
        return port_of(text or "-")
    except SettingsError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port. {error.what}".rstrip(".")) from None


def positive(text: str) -> int:
    """Return the whole number in `text`, at least 1."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return number
