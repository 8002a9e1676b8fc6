"""The result of a sync in words, for the terminal, the history and messages: counts and reasons alone."""

from __future__ import annotations

from tiktok_tui.events.counts import agreeing, counted
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.settings.schedule import Kind
from tiktok_tui.syncs.settings.sync import Sync

_SIMILAR = "held back (similar to accepted ones)"


def outcome(night: Night) -> str:
    """Return one sentence about a night, such as “1,204 events accepted, 12 rows rejected.”."""
    match night.state:
        case NightState.FAILED:
            return f"Failed: {night.reason}"
        case NightState.HELD:
            return f"Held, nothing was sent: {night.reason}"
        case NightState.DROPPED:
            return f"Held and given up: {night.reason}"
        case NightState.NOTHING:
            return night.reason or "There is nothing to send."
        case NightState.SENT:
            return f"{_sent(night)}."
        case NightState.RELEASED:
            return f"Held, then sent: {_sent(night)}."


def sentence(result: SyncResult) -> str:
    """Return one sentence about a result: that of its night, or why a release failed, after which it is held still."""
    error = result.error
    if error is None or result.night.state is not NightState.HELD:
        return outcome(result.night)
    where = f"{error.where}: " if error.where else ""
    return f"Nothing was sent, and it is still held: {where}{error.what}"


def dry_run(result: SyncResult) -> str:
    """Return one sentence about a check of which nothing was sent."""
    night, totals = result.night, result.totals
    ready = totals.sendable if totals is not None else 0
    rejected = counted(night.rejected, "row is rejected", "rows are rejected")
    checked = f"{counted(ready, 'event')} of {night.source} can be sent, {rejected}."
    return f"{checked} It would be held: {night.reason}" if night.state is NightState.HELD else checked


def title(result: SyncResult) -> str:
    """Return the subject of a message: the sync and its result in a few words."""
    words = {
        NightState.FAILED: "failed",
        NightState.HELD: "held, nothing was sent",
        NightState.DROPPED: "given up",
        NightState.NOTHING: "nothing to send",
    }
    return f"{result.sync.name}: {words.get(result.night.state) or _sent(result.night)}"


def text(result: SyncResult) -> str:
    """Return the text of a message: the result, what was unusual, and what to do."""
    lines = [sentence(result), *result.night.notes, remedy(result)]
    return "\n".join(line for line in lines if line)


def remedy(result: SyncResult) -> str:
    """Return what to do about the result; "" if there is nothing to do."""
    sync, night, error = result.sync.id, result.night, result.error
    if night.state is NightState.HELD:
        sends = "sends it all the same" if error is None else "tries it again"
        first = f"{error.remedy} " if error is not None and error.remedy else ""
        return f"{first}`tiktok-tui sync release {sync}` {sends}, `tiktok-tui sync drop {sync}` gives it up."
    if error is not None:
        return f"{error.remedy} {tried_again(result.sync)}".strip()
    if night.run and (night.rejected or night.refused):
        return f"`tiktok-tui rejects {night.run} -o rejects.csv` writes the rejected rows, with what to do."
    if night.run and night.similar:
        return f"`tiktok-tui resume {night.run} --send-similar` sends the events that were held back."
    return ""


def tried_again(sync: Sync) -> str:
    """Return how a night that failed is tried again; "" for a watched folder, where each file has its own next try."""
    if sync.schedule is not None and sync.schedule.kind is Kind.WATCH:
        return ""
    return f"`tiktok-tui sync run {sync.id}` tries it again now, else its next run does."


def _sent(night: Night) -> str:
    counts = [f"{counted(night.accepted, 'event')} accepted"]
    for count, words in (
        (night.skipped, "skipped (accepted before)"),
        (night.rejected, agreeing(night.rejected, "row rejected", "rows rejected")),
        (night.refused, "refused by TikTok"),
        (night.withheld, "withheld"),
        (night.similar, agreeing(night.similar, "held back (similar to an accepted one)", _SIMILAR)),
    ):
        if count:
            counts.append(f"{count:,} {words}")
    return ", ".join(counts)
