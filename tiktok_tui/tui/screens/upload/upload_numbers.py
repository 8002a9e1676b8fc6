"""How far an upload is and how fast it goes: the bar, the counts, the pace, and what it waits for."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tiktok_tui.tui.widgets.bar import Bar
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.sparkline import Sparkline
from tiktok_tui.uploads.progress import Progress

_SECONDS = 12
"""Seconds that the sparkline shows, one block each."""


class UploadNumbers(Vertical):
    """Bar, counts, pace and a message; the pace only while the upload runs (`-running`)."""

    DEFAULT_CSS = """
    UploadNumbers {
        height: auto;
        #counts { height: 1; }
        #pace { height: 1; display: none; }
        #pace > Static { width: auto; }
        #pace > Sparkline { width: 12; margin: 0 2; }
        #message { height: 1; color: $warning; text-wrap: nowrap; text-overflow: ellipsis; }
        &.-running #pace { display: block; }
    }
    """

    bar = getters.query_one(Bar)
    counts = getters.query_one("#counts", Static)
    rate = getters.query_one("#rate", Static)
    sparkline = getters.query_one(Sparkline)
    in_flight = getters.query_one("#flight", Static)
    message = getters.query_one("#message", Static)

    def compose(self) -> ComposeResult:
        """The bar, the counts, the pace, the message."""
        yield Bar()
        yield Static(id="counts")
        with Horizontal(id="pace"):
            yield Static("", id="rate", markup=False)
            yield Sparkline()
            yield Static("", id="flight", markup=False)
        yield Static("", id="message", markup=False)

    def show_progress(self, progress: Progress) -> None:
        """Show how far the upload is."""
        tally, done = progress.tally, progress.done
        self.bar.total, self.bar.good, self.bar.bad = progress.total, done - tally.refused, tally.refused
        self.bar.caption = f"{done:,} of {progress.total:,}"
        parts = [(f"✓ {tally.accepted:,} accepted", "bold $accent")]
        if tally.refused:
            parts.append((f"   ✗ {tally.refused:,} refused", "bold $error"))
        if tally.skipped:
            parts.append((f"   {tally.skipped:,} accepted before", "$foreground-muted"))
        if tally.withheld:
            parts.append((f"   ! {tally.withheld:,} in doubt", "$warning"))
        if tally.similar:
            parts.append((f"   ! {tally.similar:,} held back", "$warning"))
        if left := progress.total - done:
            parts.append((f"   {left:,} to go", "$foreground-muted"))
        self.counts.update(Content.assemble(*parts))

    def show_pace(self, progress: Progress, now: float, message: str, *, running: bool) -> None:
        """Show how fast it goes at `now` (monotonic seconds), and a message about what it waits for."""
        self.set_class(running, "-running")
        left = progress.seconds_left(now)
        words = f"{progress.rate(now):,.0f} events/s" + (f"   {_clock(left)} left" if left is not None else "")
        self.rate.update(words)
        self.sparkline.values = tuple(float(rate) for rate in progress.rates(now, _SECONDS))
        latency = f", {progress.latency * 1000:.0f} ms" if progress.latency is not None else ""
        self.in_flight.update(f"{progress.in_flight} in flight{latency}")
        self.message.update(safe_text(message, 300))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
