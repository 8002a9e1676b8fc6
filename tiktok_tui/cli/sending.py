"""Sends a checked file and tells what came of it; `send`, `resume` and `demo` end here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tiktok_tui.cli import console, narrating, output
from tiktok_tui.cli.exits import Exit

if TYPE_CHECKING:
    from tiktok_tui.cli.job import OpenedJob
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.uploads.options import Options
    from tiktok_tui.uploads.start import Sending
    from tiktok_tui.uploads.updates import RunFinished, RunStopped, Summary


def upload(job: OpenedJob, prepared: Prepared, options: Options, *, checked: datetime) -> RunFinished | RunStopped:
    """Send what is ready of `job`, with narration; gives how the run ended. `checked` is the "now" of the check.

    Raises:
        CredentialError, SettingsError, StateError, UnreachableError: it could not even begin.
    """
    from tiktok_tui.accounts.environment import api_url
    from tiktok_tui.uploads.connection import connect_to
    from tiktok_tui.uploads.start import start_run

    way = connect_to(job.home, job.destination, api_url())
    with start_run(
        job.home, job.table, prepared, job.destination, job.mapping, way, checked=checked, options=options
    ) as sending:
        return watch(sending, f"Sending to {job.destination.name}", job.destination)


def watch(sending: Sending, title: str, destination: Destination) -> RunFinished | RunStopped:
    """Follow a run that has begun to its end."""
    if destination.sandbox:
        console.say(f"{destination.name} is tried in the built-in sandbox: nothing reaches TikTok.")
    return narrating.follow(iter(sending), sending.control, title)


def counts(summary: Summary) -> dict[str, object]:
    """What `--json` gives of an upload, beside the counts of its check."""
    return {
        "run": summary.run,
        "accepted": summary.accepted,
        "refused": summary.refused,
        "skipped": summary.skipped,
        "batches": summary.batches,
        "requests": summary.requests,
        "status": str(summary.status),
    }


def show(summary: Summary, destination: Destination) -> None:
    """Print for people what came of an upload, and what happens next."""
    output.line(f"Run {summary.run} to {destination.name}: {summary.status}")
    kinds = (
        (summary.accepted, "events accepted"),
        (summary.refused, "events refused by TikTok"),
        (summary.skipped, "events skipped: accepted in an earlier run"),
        (summary.withheld, "events withheld: it is not known whether TikTok has them"),
        (summary.uncertain, "of the accepted ones in batches that succeeded in part, by TikTok's word"),
        (summary.left, "events not sent yet"),
    )
    output.table([(f"{count:,}", words) for count, words in kinds if count or words == "events accepted"], right=(0,))
    if summary.accepted and not destination.sandbox:
        output.line("TikTok shows them within 24 hours.")


def code_of(ended: RunFinished | RunStopped, rejected: int) -> int:
    """The exit code; tells on stderr why a run stopped and how it goes on.

    Raises:
        AppError: what stopped the run, for the one place of exit codes.
    """
    from tiktok_tui.uploads.updates import RunStopped

    summary = ended.summary
    if isinstance(ended, RunStopped):
        console.say(f"`tiktok-tui resume {summary.run}` goes on where it stopped; nothing is sent twice.")
        if ended.error is not None:
            raise ended.error
        return Exit.STOPPED
    return Exit.ACCEPTED if summary.complete and not rejected else Exit.REJECTED
