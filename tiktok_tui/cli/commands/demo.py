"""`tiktok-tui demo`: check and send an example file to the sandbox, in a temporary home."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tiktok_tui.cli import output
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES
from tiktok_tui.cli.exits import Exit
from tiktok_tui.tui.terminal import can_draw

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.cli.example import Example
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.tui.frame.session import AppSession

SLUG = "example-shop"


@contextmanager
def session() -> Iterator[AppSession]:
    """Yield the app's session for the example."""
    from tiktok_tui.accounts.environment import api_url
    from tiktok_tui.tui.frame.session import AppSession, Demo

    with _example() as (home, example, _):
        yield AppSession(home, api_url(), Demo(example.path, SLUG))


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--headless", action="store_true", help="print the steps instead of opening the app")


def _run(arguments: argparse.Namespace) -> int:
    if can_draw() and not arguments.headless:
        from tiktok_tui.tui.launch import run_app

        return run_app(demo=session, example=True)
    return _headless()


def _headless() -> int:
    """Check and send the example, print the result, and return 0 if exactly the planted mistakes were rejected."""
    from tiktok_tui.accounts import remembered
    from tiktok_tui.cli.commands import check, rejects
    from tiktok_tui.cli.jobs import job, sending
    from tiktok_tui.files.source.source import FileSource
    from tiktok_tui.uploads.opened_job import OpenedJob
    from tiktok_tui.uploads.options import Options

    now = datetime.now(UTC)
    with _example() as (home, example, destination):
        output.line(f"An example export of {example.rows:,} rows, made just now; its mistakes are planted on purpose.")
        output.line()
        with job.open_source(home, FileSource(example.path)) as table:
            mapping = remembered.load(home, SLUG, table.header_key())
            assert mapping is not None, "the example's mapping is remembered"
            work = OpenedJob(home, destination, table, mapping, said=table.notes)
            with job.checked(work, now=now) as prepared:
                check.show(work, prepared)
                with sending.begin(work, prepared, Options(), checked=now) as running:
                    ended = sending.watch(running, destination)
                    output.line()
                    sending.show(ended.summary, destination)
                path = example.path.with_name("rejects.csv")
                rejects.save(work, prepared, ended.summary.run, path)
                as_planned = prepared.totals.rejects_by_rule == example.planted
        output.line(f"Rejected rows, each with the reason and what to do: {path}")
        output.line(f"The example itself: {example.path}")
        output.line("Everything else of this demo has been removed; nothing has reached TikTok.")
    return Exit.ACCEPTED if as_planned and ended.summary.complete else Exit.REJECTED


@contextmanager
def _example() -> Iterator[tuple[Home, Example, Destination]]:
    """Yield a temporary home that is ready to send an example file; the file itself stays."""
    from tiktok_tui.accounts import destinations, remembered
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.cli.example import MAPPING, TIME_ZONE, write_example
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.files.source.source import FileSource
    from tiktok_tui.mapping import toml
    from tiktok_tui.sources.open_source import open_source
    from tiktok_tui.uploads.connection import tried

    kept = Path(tempfile.mkdtemp(prefix="tiktok-tui-demo-"))
    folder = Path(tempfile.mkdtemp(prefix="tiktok-tui-home-"))
    try:
        home = Home(config=folder, state=folder)
        example = write_example(kept / "example.csv", now=datetime.now(UTC))
        destination = tried(
            Destination(
                SLUG,
                "Example shop",
                description="The demo's shop; a sandbox on this machine stands in for TikTok",
                event_set_name="Store sales",
                currency="USD",
                phone_country="US",
                time_zone=TIME_ZONE,
                sandbox=True,
            )
        )
        destinations.save(home, destination)
        with open_source(home, FileSource(example.path)) as table:
            remembered.save(home, SLUG, table.header_key(), toml.loads(MAPPING, where="the demo's mapping"))
        yield home, example, destination
    finally:
        shutil.rmtree(folder, ignore_errors=True)


COMMAND = Command("demo", SUMMARIES["demo"], "tiktok-tui demo", _arguments, _run)
