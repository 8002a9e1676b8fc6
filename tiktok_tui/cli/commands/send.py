"""`tiktok-tui send`: check a file, then send its good events."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import asking, console, output
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES
from tiktok_tui.cli.commands import check, rejects
from tiktok_tui.cli.exits import Exit
from tiktok_tui.events.counts import counted
from tiktok_tui.events.errors import AppError

if TYPE_CHECKING:
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.uploads.opened_job import OpenedJob
    from tiktok_tui.uploads.options import Options


def _arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_file(parser)
    parser.add_argument("--limit", metavar="N", type=shared.positive, help="send only the first N events")
    parser.add_argument(
        "--test-event-code", metavar="C", default="", help="send as test events, shown in Events Manager"
    )
    parser.add_argument("--resend", action="store_true", help="also send events that were accepted in an earlier run")
    shared.add_send_similar(parser)
    shared.add_new_ledger(parser)
    parser.add_argument("--rejects", metavar="OUT.csv", help="write the rejected rows to this file")
    shared.add_as_of(parser)
    shared.add_yes(parser)
    shared.add_json(parser)


def _run(arguments: argparse.Namespace) -> int:
    from tiktok_tui.cli.jobs import job
    from tiktok_tui.uploads.options import Options

    options = Options(
        limit=arguments.limit,
        test_event_code=arguments.test_event_code,
        resend=arguments.resend,
        send_similar=arguments.send_similar,
        sheet=arguments.sheet,
    )
    now = arguments.as_of or datetime.now(UTC)
    with job.opened(arguments) as opened, job.checked(opened, now=now) as prepared:
        return _send(opened, prepared, options, now, arguments)


def _send(opened: OpenedJob, prepared: Prepared, options: Options, now: datetime, arguments: argparse.Namespace) -> int:
    from tiktok_tui.cli.jobs import sending
    from tiktok_tui.uploads.summary import NOTHING_SENT

    totals = prepared.totals
    notes = opened.say_notes(prepared, console)
    if not arguments.json:
        check.show(opened, prepared)
        output.line()
    if not totals.sendable:
        if arguments.rejects:
            rejects.write(opened.home, opened.table, prepared, prepared.rejects(), arguments.rejects)
        if arguments.json:
            output.as_json(totals.counts(opened.table.name) | check.as_json(notes) | NOTHING_SENT.counts())
        console.say("There is nothing to send.")
        return Exit.REJECTED if totals.rejected else Exit.ACCEPTED
    sending.agree_on_ledger(opened.home, new_ledger=arguments.new_ledger)
    count = min(totals.sendable, options.limit or totals.sendable)
    asking.agreed(
        f"Send {counted(count, 'event')} from {opened.table.name} to {opened.destination.name}?",
        yes=arguments.yes,
    )
    with sending.begin(opened, prepared, options, checked=now) as running:
        ended = sending.watch(running, opened.destination)
        summary = ended.summary
        if arguments.json:
            output.as_json(totals.counts(opened.table.name) | check.as_json(notes) | summary.counts())
        else:
            sending.show(summary, opened.destination)
    if summary.accepted or summary.skipped:
        _remember(opened)
    if arguments.rejects:
        rejects.save(opened, prepared, summary.run, arguments.rejects)
    elif totals.rejected or summary.refused:
        console.say(f"Rejected rows: `tiktok-tui rejects {summary.run} -o rejects.csv` writes them, with what to do.")
    return sending.code_of(ended, totals.rejected)


def _remember(job: OpenedJob) -> None:
    """Remember the mapping for the next file. What was sent is sent, so a failure here is only reported."""
    from tiktok_tui.accounts import remembered

    try:
        remembered.remember(job.home, job.destination.slug, job.table, job.mapping)
    except AppError as error:
        console.failure(error)
        console.say("The events are sent, but the mapping is not remembered for the next file.")


COMMAND = Command("send", SUMMARIES["send"], "tiktok-tui send orders.csv -d store-sales", _arguments, _run)
