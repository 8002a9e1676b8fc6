"""Send a checked file and show the result, for `send`, `resume` and `demo`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tiktok_tui.cli import console, output
from tiktok_tui.cli.exits import Exit, Stopped
from tiktok_tui.cli.jobs import upload_progress

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.uploads.opened_job import OpenedJob
    from tiktok_tui.uploads.options import Options
    from tiktok_tui.uploads.start import Sending
    from tiktok_tui.uploads.summary import Summary
    from tiktok_tui.uploads.updates import RunFinished, RunStopped


def agree_on_ledger(home: Home, *, new_ledger: bool) -> None:
    """Return if the ledger is the one used last, or if a person wants to send with it all the same.

    Raises:
        LedgerDoubtError: it lacks runs, and there is nobody to ask. StateError: it is damaged.
        Stopped: the answer was no.
    """
    from tiktok_tui.uploads.ledger.marker import LedgerDoubtError, accept_ledger, check_ledger

    try:
        check_ledger(home)
    except LedgerDoubtError as doubt:
        if not new_ledger:
            if not console.may_ask():
                raise
            console.failure(doubt)
            if not console.confirm("Send all the same?"):
                raise Stopped from None
        accept_ledger(home)


def begin(job: OpenedJob, prepared: Prepared, options: Options, *, checked: datetime) -> Sending:
    """Begin to send the good events of `job`. `checked`: the time of the check.

    Show the result before the end of the block: what the ledger has to file then takes seconds for a million events.

    Raises:
        CredentialError, SettingsError, StateError, UnreachableError: it could not begin.
    """
    from tiktok_tui.accounts.environment import api_url
    from tiktok_tui.uploads.connection import connect_to
    from tiktok_tui.uploads.start import start_run

    return start_run(
        job.home,
        job.table,
        prepared,
        job.destination,
        job.mapping,
        connect_to(job.home, job.destination, api_url()),
        checked_at=checked,
        options=options,
    )


def watch(sending: Sending, destination: Destination) -> RunFinished | RunStopped:
    """Follow a run to its end, show the progress, and return how it ended."""
    if destination.sandbox:
        console.say(f"{destination.name} is in the built-in sandbox: nothing reaches TikTok.")
    return upload_progress.follow(iter(sending), sending.control, f"Sending to {destination.name}")


def show(summary: Summary, destination: Destination) -> None:
    """Print the result of an upload for people, and what happens next."""
    output.line(f"Run {summary.run} to {destination.name}: {summary.status}")
    kinds = (
        (summary.refused, "event refused by TikTok", "events refused by TikTok"),
        (
            summary.skipped,
            "event skipped: accepted in an earlier run",
            "events skipped: accepted in an earlier run",
        ),
        (
            summary.withheld,
            "event withheld: TikTok may already have it",
            "events withheld: TikTok may already have them",
        ),
        (
            summary.similar,
            "event held back: it looks like one accepted before under another ID",
            "events held back: they look like events accepted before under other IDs",
        ),
        (
            summary.uncertain,
            "of the accepted events is in a batch that TikTok reports as a partial success",
            "of the accepted events are in batches that TikTok reports as a partial success",
        ),
        (summary.left, "event not sent yet", "events not sent yet"),
    )
    accepted = (summary.accepted, "event accepted", "events accepted")
    output.counts([accepted, *(kind for kind in kinds if kind[0])])
    if summary.similar:
        output.line(f"`tiktok-tui resume {summary.run} --send-similar` sends the events that were held back.")
    if summary.accepted and not destination.sandbox:
        output.line("TikTok shows them within 24 hours.")


def code_of(ended: RunFinished | RunStopped, rejected: int) -> int:
    """Return the exit code; says on stderr how a stopped run can be resumed.

    Raises:
        AppError: what stopped the run, which `exits` turns into an exit code.
    """
    from tiktok_tui.uploads.updates import RunStopped

    summary = ended.summary
    if isinstance(ended, RunStopped):
        console.say(f"`tiktok-tui resume {summary.run}` continues where it stopped; nothing is sent twice.")
        if ended.error is not None:
            raise ended.error
        return Exit.STOPPED
    return Exit.ACCEPTED if summary.complete and not rejected else Exit.REJECTED
