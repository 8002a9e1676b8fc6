"""`tiktok-tui runs`: show the history, or one run of it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import completion, console, output
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES
from tiktok_tui.files.row_names import number_in_words

if TYPE_CHECKING:
    from tiktok_tui.uploads.ledger.history import BatchRecord, Standing

_SHOWN = 50
"""How many runs, or batches of a run, are listed for people; `--json` gives all."""

_EVERYTHING = 1_000_000


def _arguments(parser: argparse.ArgumentParser) -> None:
    run = parser.add_argument("run", metavar="RUN", nargs="?", help="one run, with its counts and why it stopped")
    completion.offer(run, completion.runs)
    shared.add_json(parser)


def _run(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.uploads.ledger import history
    from tiktok_tui.uploads.ledger.database import Ledger

    home = the_home()
    if arguments.run:
        one = history.standing(home, arguments.run)
        with Ledger(home.ledger) as ledger:
            batches = history.batches(ledger, one.run, limit=_EVERYTHING if arguments.json else _SHOWN)
        if arguments.json:
            output.as_json(_facts(one) | {"batch_list": [asdict(batch) for batch in batches]})
        else:
            _show(one)
            _show_batches(batches, one.run.tally.batches)
        return 0
    found = history.standings(home, limit=_EVERYTHING if arguments.json else _SHOWN + 1)
    if arguments.json:
        output.as_json([_facts(each) for each in found])
    elif not found:
        console.say("Nothing has been sent yet.")
    else:
        _list(found[:_SHOWN])
        if len(found) > _SHOWN:
            console.say("There are older ones: `tiktok-tui runs --json` gives them all.")
    return 0


def _list(found: list[Standing]) -> None:
    rows = [
        (
            run.id,
            _moment(run.started_at),
            run.spec.name,
            run.spec.destination,
            each.state,
            f"{run.tally.accepted:,}",
            f"{run.tally.refused:,}",
            f"{run.spec.totals.rejected:,}",
            f"{run.left:,}",
        )
        for each in found
        for run in (each.run,)
    ]
    header = ("run", "started", "file", "destination", "status", "accepted", "refused", "rejected", "left")
    output.table(rows, header=header, right=(5, 6, 7, 8))


def _show(standing: Standing) -> None:
    run = standing.run
    output.line(f"Run {run.id}: {run.spec.name} to {run.spec.destination}, {standing.state}")
    counts = run.tally
    kinds = (
        (run.spec.totals.rows, "row in the file", "rows in the file"),
        (run.spec.totals.rejected, "row rejected before sending", "rows rejected before sending"),
        (run.total, "event to send", "events to send"),
        (counts.accepted, *_alike("accepted by TikTok")),
        (counts.refused, *_alike("refused by TikTok")),
        (counts.skipped, *_alike("skipped: accepted in an earlier run")),
        (counts.withheld, "withheld: TikTok may already have it", "withheld: TikTok may already have them"),
        (
            counts.similar,
            "held back: it looks like an event accepted before under another ID",
            "held back: they look like events accepted before under other IDs",
        ),
        (
            counts.uncertain,
            "accepted in a batch that TikTok reports as a partial success",
            "accepted in batches that TikTok reports as a partial success",
        ),
        (run.left, *_alike("not sent yet")),
        (counts.requests, "request", "requests"),
    )
    output.counts(kinds)
    ended = f", ended {_moment(run.finished_at)}" if run.finished_at else ""
    output.line(f"Started {_moment(run.started_at)}{ended}")
    if run.error:
        output.line(f"{run.error} {run.remedy}".rstrip())
    if run.resumable and not standing.sending:
        held_back = {" --send-doubtful": counts.withheld, " --send-similar": counts.similar}
        flags = "".join(flag for flag, count in held_back.items() if count) if standing.state == "done" else ""
        console.say(f"`tiktok-tui resume {run.id}{flags}` {'sends the events held back' if flags else 'continues it'}.")


def _alike(words: str) -> tuple[str, str]:
    """Return words that go with any number, for `output.counts`."""
    return words, words


def _show_batches(batches: Sequence[BatchRecord], count: int) -> None:
    """Print the result of each batch, with the request IDs that TikTok's support asks for."""
    output.line()
    rows = [
        (
            f"{batch.number:,}",
            f"{number_in_words(batch.first_row)} to {number_in_words(batch.last_row)}",
            f"{batch.events:,}",
            batch.state,
            f"{batch.tries}",
            f"{batch.seconds:.1f}",
            str(batch.code) if batch.tries else "",
            batch.request_id,
            " ".join(filter(None, (batch.message, batch.details))),
        )
        for batch in batches
    ]
    header = ("batch", "rows", "events", "state", "tries", "seconds", "code", "request ID", "message")
    output.table(rows, header=header, right=(0, 2, 4, 5, 6))
    if count > len(batches):
        console.say("There are more: `--json` gives them all.")


def _facts(standing: Standing) -> dict[str, object]:
    run = standing.run
    counts = run.tally
    return {
        "run": run.id,
        "file": run.spec.name,
        "source": run.spec.source.text,
        "destination": run.spec.destination,
        "status": standing.state,
        "started": _iso(run.started_at),
        "finished": _iso(run.finished_at) if run.finished_at else None,
        "rows": run.spec.totals.rows,
        "left_out": run.spec.totals.left_out,
        "rejected": run.spec.totals.rejected,
        "warned": run.spec.totals.warned,
        "events": run.spec.totals.events,
        "sendable": run.spec.totals.sendable,
        "rules": run.spec.totals.rules,
        "total": run.total,
        "accepted": counts.accepted,
        "refused": counts.refused,
        "skipped": counts.skipped,
        "withheld": counts.withheld,
        "similar": counts.similar,
        "uncertain": counts.uncertain,
        "left": run.left,
        "batches": counts.batches,
        "requests": counts.requests,
        "test_event_code": run.spec.options.test_event_code,
        "error": run.error,
    }


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


COMMAND = Command("runs", SUMMARIES["runs"], "tiktok-tui runs", _arguments, _run)
