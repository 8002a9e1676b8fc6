"""The arguments that several commands share, each explained once."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from tiktok_tui.cli import completion


def add_file(parser: argparse.ArgumentParser) -> None:
    """What every command that reads a file takes: the file, its destination and its mapping."""
    parser.add_argument("file", metavar="FILE", help="the export, or a query such as \"SELECT * FROM 'orders.csv'\"")
    destination = parser.add_argument(
        "-d", "--destination", metavar="DEST", required=True, help="the destination's name, as in its file"
    )
    completion.offer(destination, completion.destinations)
    parser.add_argument(
        "-m", "--mapping", metavar="MAPPING", help="a mapping file; else the one remembered or suggested"
    )
    parser.add_argument("--sheet", metavar="NAME", help="the sheet of an Excel file; else the first with rows")


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """The instant that counts as now."""
    parser.add_argument(
        "--as-of", metavar="TIME", type=instant, help="take this instant for now, such as 2026-03-01T00:00:00Z"
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """Results for programs."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def add_yes(parser: argparse.ArgumentParser, question: str = "do not ask first") -> None:
    """No question."""
    parser.add_argument("--yes", "-y", action="store_true", help=question)


def instant(text: str) -> datetime:
    """An ISO 8601 time as an instant; UTC where it names no zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time such as 2026-03-01T00:00:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def positive(text: str) -> int:
    """A whole number of at least one."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return number
