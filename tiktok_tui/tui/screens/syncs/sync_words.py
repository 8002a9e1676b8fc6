"""A sync and its nights as cells and facts: the same words on Home and on the sync's own screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from tiktok_tui.events.counts import agreeing, counted
from tiktok_tui.tui.widgets.clock import ago
from tiktok_tui.tui.widgets.fact_list import Fact
from tiktok_tui.tui.widgets.sparkline import sparkline
from tiktok_tui.tui.widgets.table.rows import Cell, TableColumn
from tiktok_tui.tui.widgets.tone import GLYPHS, STYLES, Tone

if TYPE_CHECKING:
    from tiktok_tui.syncs.history.night import Night
    from tiktok_tui.syncs.history.result import SyncResult
    from tiktok_tui.syncs.settings.sync import Limits, Sync
    from tiktok_tui.syncs.standing import Standing
    from tiktok_tui.tui.screens.syncs.loaded_sync import LoadedSync

NIGHTS = (
    TableColumn("Started", 16),
    TableColumn("Result", 17),
    TableColumn("Accepted", 8, right=True),
    TableColumn("Rejected", 8, right=True),
    TableColumn("Remarks", least=16),
)
_BARS = 40
"""Nights that the small bars show."""

_RESULTS = {
    "sent": ("✓ sent", Tone.DONE),
    "released": ("✓ sent after all", Tone.DONE),
    "nothing": ("· nothing to send", Tone.QUIET),
    "failed": ("✗ failed", Tone.ERROR),
    "held": ("! held", Tone.WARNING),
    "dropped": ("· given up", Tone.QUIET),
}


def state_of(standing: Standing) -> Cell:
    """Return the state of a sync in a line: running, held and why, or the last result."""
    last = standing.last
    if standing.running:
        return Cell("● running now", Tone.INFO)
    if standing.holds:
        return Cell(f"! held: {standing.holds[-1].reason}", Tone.WARNING)
    if last is None:
        return Cell("○ has not run yet", Tone.QUIET)
    words, tone = _RESULTS[last.state]
    if last.is_good:
        rejected = f", {last.not_accepted:,} not accepted" if last.not_accepted else ""
        return Cell(f"{GLYPHS[Tone.DONE]} {last.accepted:,} accepted{rejected}", Tone.QUIET)
    return Cell(f"{words}: {last.reason}" if tone is Tone.ERROR else words, tone)


def held_words(standing: Standing) -> str:
    """Return what is held of a sync, and why."""
    held = "  ".join(f"{hold.label}: {hold.reason}" for hold in standing.holds)
    return f"Held, nothing of it was sent. {held}"


def ended_words(results: Sequence[SyncResult]) -> Iterator[tuple[str, Tone, str]]:
    """Yield the result of each run, how grave it is, and what to do; what is held is said with the keys for it."""
    from tiktok_tui.syncs.messages.messages import sentence

    for result in results:
        if result.error is not None:
            yield sentence(result), Tone.ERROR, result.error.remedy
        elif result.night.state != "held":
            yield sentence(result), Tone.WARNING if result.needs_a_look else Tone.DONE, ""


def next_of(moment: datetime | None, now: datetime) -> str:
    """Return the next time of a sync by the clock of its schedule, with the date where the weekday does not say it."""
    if moment is None:
        return ""
    return f"{moment:%a %H:%M}" if (moment - now).days < 6 else f"{moment:%d %b %H:%M}"


def facts_of(loaded: LoadedSync, now: datetime) -> list[Fact]:
    """Return where the events of a sync go, where they come from, when, its limits, and the last nights as bars."""
    standing, nights = loaded.standing, loaded.nights
    sync = standing.sync
    facts: list[Fact] = [
        ("To", loaded.destination),
        ("From", source_words(sync)),
        ("When", _when(loaded, now)),
        ("Held back", limits_words(sync.limits)),
    ]
    if nights:
        failed = nights[-1].state == "failed" and not standing.running
        again = ", failed: r  tries it again, else its next run does" if failed else ""
        facts.append(("Last run", f"{ago(nights[-1].started, now)}{again}"))
        facts.append(_bars("Accepted", [night.accepted for night in nights], Tone.DONE))
        facts.append(_bars("Rejected", [night.not_accepted for night in nights], Tone.ERROR))
    return facts


def _when(loaded: LoadedSync, now: datetime) -> Content:
    sync = loaded.standing.sync
    schedule = sync.schedule
    if schedule is None:
        still = f"  ! this machine still starts it: `tiktok-tui sync unschedule {sync.id}`" if loaded.stale else ""
        return Content.assemble("only when you run it", (still, "$warning"))
    if loaded.stale:
        return Content.assemble(
            schedule.words(), ("  ! this machine starts it at older times: t  renews them", "$warning")
        )
    if not loaded.scheduled:
        return Content.assemble(schedule.words(), ("  ! nothing starts it yet: t  lets this machine do it", "$warning"))
    upcoming = next_of(loaded.standing.next, now)
    return Content(f"{schedule.words()}, next {upcoming}" if upcoming else schedule.words())


def source_words(sync: Sync) -> str:
    """Return where the rows come from, for people."""
    from tiktok_tui.syncs.settings.sync import PathSource

    source = sync.source
    if isinstance(source, PathSource):
        return source.text
    what = source.table or (source.query.name if source.query is not None else source.sql)
    return f"{source.connection}: {what}"


def limits_words(limits: Limits) -> str:
    """Return when an export is held back in place of being sent."""
    from tiktok_tui.syncs.settings.limits_text import span_words
    from tiktok_tui.syncs.settings.sync import Share

    words = []
    if limits.rejected is not None:
        some = limits.rejected
        rows = f"{some} of the rows are" if isinstance(some, Share) else counted(some, "row is", "rows are")
        words.append(f"more than {rows} rejected")
    fewest, most = limits.events or (None, None)
    words += [f"there are fewer than {counted(fewest, 'event')}"] if fewest is not None else []
    words += [f"there are more than {counted(most, 'event')}"] if most is not None else []
    words += [f"the newest is older than {span_words(limits.older_than)}"] if limits.older_than is not None else []
    return f"if {', or '.join(words)}" if words else "never: it has no limits"


def night_cells(night: Night, before: Night | None) -> Sequence[str | Cell]:
    """Return a night as cells of `NIGHTS`; `before` is the last one before it that was sent."""
    words, tone = _RESULTS[night.state]
    counted = night.is_good or bool(night.accepted)
    missing = night.not_accepted
    return [
        Cell(f"{night.started.astimezone():%Y-%m-%d %H:%M}", Tone.QUIET),
        Cell(words, tone),
        f"{night.accepted:,}" if counted else "–",
        Cell(f"{missing:,}" if missing else "–", Tone.ERROR if missing else Tone.QUIET),
        Cell(change(night, before), Tone.WARNING if tone in (Tone.WARNING, Tone.ERROR) else Tone.INFO),
    ]


def change(night: Night, before: Night | None) -> str:
    """Return why a night was not sent, what was unusual, or how many events more or fewer than before it had."""
    if not night.is_good or night.reason:
        return night.reason
    if night.notes:
        return " ".join(night.notes)
    if before is None or not before.events or before.events == night.events:
        return ""
    difference = night.events - before.events
    return f"{difference:+,} {agreeing(abs(difference), 'event')} ({100 * difference / before.events:+.0f} %)"


def _bars(label: str, counts: Sequence[int], tone: Tone) -> Fact:
    from statistics import median_low

    shown = counts[-_BARS:]
    bars = sparkline([float(count) for count in shown])
    usual = f", usually {median_low(shown):,}" if len(shown) > 2 else ""
    return label, Content.assemble((bars, STYLES[tone]), f"  {counts[-1]:,}{usual}")
