"""`tiktok-tui runs`: the history, or one run of it."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import console, output
from tiktok_tui.cli.command import Command

if TYPE_CHECKING:
    from tiktok_tui.uploads.runs import Run

_SHOWN = 50
"""Runs that are listed for people; `--json` gives all."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN", nargs="?", help="one run, with its counts and what stopped it")
    shared.add_json(parser)


def _run(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home
    from tiktok_tui.uploads import runs
    from tiktok_tui.uploads.ledger import Ledger

    with Ledger(home().ledger) as ledger:
        if arguments.run:
            found = [runs.find(ledger, arguments.run)]
        else:
            found = runs.listing(ledger, limit=runs.count(ledger) if arguments.json else _SHOWN)
        hidden = runs.count(ledger) - len(found)
    if arguments.json:
        output.as_json(_facts(found[0]) if arguments.run else [_facts(run) for run in found])
    elif arguments.run:
        _show(found[0])
    elif not found:
        console.say("Nothing has been sent yet.")
    else:
        _list(found)
        if hidden:
            console.say(f"{hidden:,} older ones: `tiktok-tui runs --json` gives them all.")
    return 0


def _list(found: list[Run]) -> None:
    rows = [
        (
            run.id,
            _moment(run.started),
            run.job.name,
            run.job.destination,
            str(run.status),
            f"{run.tally.accepted:,}",
            f"{run.tally.refused:,}",
            f"{run.job.totals.rejected:,}",
            f"{run.left:,}",
        )
        for run in found
    ]
    header = ("run", "started", "file", "destination", "status", "accepted", "refused", "rejected", "left")
    output.table(rows, header=header, right=(5, 6, 7, 8))


def _show(run: Run) -> None:
    output.line(f"Run {run.id}: {run.job.name} to {run.job.destination}, {run.status}")
    counts = run.tally
    kinds = (
        (run.job.totals.rows, "rows in the file"),
        (run.job.totals.rejected, "rows rejected before sending"),
        (run.total, "events to send"),
        (counts.accepted, "accepted by TikTok"),
        (counts.refused, "refused by TikTok"),
        (counts.skipped, "skipped: accepted in an earlier run"),
        (counts.withheld, "withheld: it is not known whether TikTok has them"),
        (run.left, "not sent yet"),
        (counts.requests, "requests"),
    )
    output.table([(f"{count:,}", words) for count, words in kinds], right=(0,))
    output.line(f"Started {_moment(run.started)}" + (f", ended {_moment(run.finished)}" if run.finished else ""))
    if run.error:
        output.line(f"{run.error} {run.remedy}".rstrip())
    if run.resumable:
        console.say(f"`tiktok-tui resume {run.id}` goes on.")


def _facts(run: Run) -> dict[str, object]:
    counts = run.tally
    return {
        "run": run.id,
        "file": run.job.name,
        "source": run.job.source,
        "destination": run.job.destination,
        "status": str(run.status),
        "started": _iso(run.started),
        "finished": _iso(run.finished) if run.finished else None,
        "rows": run.job.totals.rows,
        "left_out": run.job.totals.left_out,
        "rejected": run.job.totals.rejected,
        "warned": run.job.totals.warned,
        "events": run.job.totals.events,
        "sendable": run.job.totals.sendable,
        "rules": run.job.totals.rules,
        "total": run.total,
        "accepted": counts.accepted,
        "refused": counts.refused,
        "skipped": counts.skipped,
        "withheld": counts.withheld,
        "uncertain": counts.uncertain,
        "left": run.left,
        "batches": counts.batches,
        "requests": counts.requests,
        "test_event_code": run.job.options.test_event_code,
        "error": run.error,
    }


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


COMMAND = Command("runs", "Show the history", "tiktok-tui runs", _arguments, _run)
