"""`tiktok-tui payload`: write the exact request bodies, one JSON a line, and send nothing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import console, output
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES
from tiktok_tui.cli.exits import Exit
from tiktok_tui.events.counts import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def _arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_file(parser)
    shared.add_as_of(parser)
    shared.add_output(parser, "OUT")
    parser.add_argument("--test-event-code", metavar="C", default="", help="add this code, as `send` would")


def _run(arguments: argparse.Namespace) -> int:
    from tiktok_tui.cli.jobs import job
    from tiktok_tui.uploads.exports.payload import lines

    with job.opened(arguments) as opened, job.checked(opened, now=arguments.as_of) as prepared:
        requests = 0
        with _sink(arguments.output, opened.table.paths) as write:
            for line, _ in lines(prepared, opened.destination, test_event_code=arguments.test_event_code):
                write(line)
                requests += 1
        opened.say_notes(prepared, console)
        totals = prepared.totals
        if opened.destination.restrict_pii:
            console.say("These are the exact bodies: web fields that TikTok takes unhashed are not masked in them.")
        made = f"{counted(totals.sendable, 'event')} in {counted(requests, 'request')}"
        rejected = f"{counted(totals.rejected, 'row is', 'rows are')} rejected"
        console.say(f"{made}; {rejected}.")
        return Exit.REJECTED if totals.rejected else Exit.ACCEPTED


@contextmanager
def _sink(path: str | None, keep: Sequence[Path]) -> Iterator[Callable[[bytes], object]]:
    if path is None:
        yield output.document
        sys.stdout.flush()
        return
    from tiktok_tui.uploads.exports.outfile import replacing

    stream: BinaryIO
    with replacing(path, keep=keep) as stream:
        yield stream.write


COMMAND = Command(
    "payload",
    SUMMARIES["payload"],
    "tiktok-tui payload orders.csv -d store-sales -o bodies.jsonl",
    _arguments,
    _run,
)
