"""How far an upload is and how fast it goes: the bar, the counts, the pace, and what it is waiting for."""

from __future__ import annotations

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
    """Three lines and one for words; without `-running` only what has been reached."""

    DEFAULT_CSS = """
    UploadNumbers {
        height: auto;
        #counts { height: 1; }
        #pace { height: 1; display: none; }
        #pace > Static { width: auto; }
        #pace > Sparkline { width: 12; margin: 0 2; }
        #said { height: 1; color: $warning; text-wrap: nowrap; text-overflow: ellipsis; }
        &.-running #pace { display: block; }
    }
    """

    def compose(self) -> ComposeResult:
        """The bar, the counts, the pace, the words."""
        yield Bar()
        yield Static(id="counts")
        with Horizontal(id="pace"):
            yield Static("", id="rate", markup=False)
            yield Sparkline()
            yield Static("", id="flight", markup=False)
        yield Static("", id="said", markup=False)

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        bar = self.query_one(Bar)
        bar.total, bar.good, bar.bad = progress.total, progress.done - progress.tally.refused, progress.tally.refused
        bar.caption = f"{progress.done:,} of {progress.total:,}"
        parts = [(f"✓ {progress.tally.accepted:,} accepted", "bold $accent")]
        if progress.tally.refused:
            parts.append((f"   ✗ {progress.tally.refused:,} refused", "bold $error"))
        if progress.tally.skipped:
            parts.append((f"   {progress.tally.skipped:,} accepted before", "$foreground-muted"))
        if progress.tally.withheld:
            parts.append((f"   ! {progress.tally.withheld:,} in doubt", "$warning"))
        if left := progress.total - progress.done:
            parts.append((f"   {left:,} to go", "$foreground-muted"))
        self.query_one("#counts", Static).update(Content.assemble(*parts))

    def show_pace(self, progress: Progress, now: float, said: str, *, running: bool) -> None:
        """Show how fast it goes at `now` (monotonic seconds), and `said`, what it waits for, in words."""
        self.set_class(running, "-running")
        left = progress.seconds_left(now)
        words = f"{progress.rate(now):,.0f} events/s" + (f"   {_clock(left)} left" if left is not None else "")
        self.query_one("#rate", Static).update(words)
        self.query_one(Sparkline).values = tuple(float(rate) for rate in progress.rates(now, _SECONDS))
        latency = f", {progress.latency * 1000:.0f} ms" if progress.latency is not None else ""
        self.query_one("#flight", Static).update(f"{progress.in_flight} in flight{latency}")
        self.query_one("#said", Static).update(safe_text(said, 300))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
