"""The result of an upload in words, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.tui.widgets.tone import Tone

if TYPE_CHECKING:
    from tiktok_tui.uploads.updates import Summary


def outcome(summary: Summary, rejected: int, destination: Destination) -> tuple[str, Tone]:
    """The result of an upload and what to do next. `rejected` counts the rows that were not sent at all."""
    said = [f"{summary.accepted:,} accepted."]
    if summary.skipped:
        said.append(f"{summary.skipped:,} were accepted in earlier runs.")
    if summary.refused:
        said.append(f"{summary.refused:,} refused by TikTok.")
    if rejected:
        said.append(f"{rejected:,} rows not sent.")
    if summary.refused or rejected:
        said.append("Export them (e) to fix and send again.")
    if summary.uncertain:
        said.append(f"TikTok says that batches with {summary.uncertain:,} events succeeded in part, not which.")
    if summary.withheld:
        said.append(f"{summary.withheld:,} have been in doubt for too long to be sent again unasked.")
    if summary.left:
        said.append(f"{summary.left:,} left: resume (r).")
        return " ".join(said), Tone.WARNING
    if destination.sandbox:
        said.append("This was the sandbox: nothing has reached TikTok.")
    elif destination.event_source is EventSource.OFFLINE:
        said.append("TikTok shows offline events within 24 hours.")
        if not destination.auto_tracking:
            said.append("Auto tracking is off: link the event set to a campaign.")
    return " ".join(said), Tone.DONE if summary.complete else Tone.WARNING
