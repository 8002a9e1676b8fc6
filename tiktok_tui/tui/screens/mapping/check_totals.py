"""The result of a check: how many events can be sent, why the others cannot, how old they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from tiktok_tui.events.counts import counted
from tiktok_tui.tui.screens.problems.top_problems import TopProblems
from tiktok_tui.tui.widgets.bar import Bar
from tiktok_tui.tui.widgets.sparkline import AgeHistogram

if TYPE_CHECKING:
    from tiktok_tui.prepare.totals import Totals


class CheckTotals(Widget):
    """A bar of what can be sent, the commonest problems, ages, and the share of events with e-mail and phone."""

    DEFAULT_CSS = """
    CheckTotals {
        height: 5;
        .totals--reasons, .totals--reasons TopProblems { height: 3; }
        .totals--ages { height: 1; }
        #more { width: auto; height: 3; content-align: right bottom; color: $foreground-muted; }
        #shares { width: auto; margin: 0 0 0 2; }
    }
    """

    bar = getters.query_one(Bar)
    problems = getters.query_one(TopProblems)
    more = getters.query_one("#more", Static)
    histogram = getters.query_one(AgeHistogram)
    shares = getters.query_one("#shares", Static)

    totals: reactive[Totals | None] = reactive(None, init=False)

    def compose(self) -> ComposeResult:
        """The bar, the reasons, then ages at the left and shares at the right."""
        yield Bar()
        with Horizontal(classes="totals--reasons"):
            yield TopProblems()
            yield Static(id="more", markup=False)
        with Horizontal(classes="totals--ages"):
            yield AgeHistogram()
            yield Static(id="shares")

    def watch_totals(self, totals: Totals | None) -> None:
        """Show the totals; nothing for None."""
        self.problems.totals = totals
        bar = self.bar
        if totals is None:
            bar.total = bar.good = bar.bad = 0
            bar.caption = ""
            self.more.update("")
            self.shares.update("")
            self.histogram.ages = ()
            return
        bar.total, bar.good, bar.bad = max(totals.events, 1), totals.sendable, totals.events - totals.sendable
        bar.caption = f"{counted(totals.sendable, 'event')} to send · {counted(totals.rejected, 'row')} rejected"
        more = self.problems.more
        self.more.update(f"   {more}  p" if more else "")
        self.histogram.ages = totals.ages
        base = max(totals.sendable, 1)
        shares = zip(("e-mail", "phone", "both"), (totals.with_email, totals.with_phone, totals.with_both), strict=True)
        self.shares.update(
            Content("   ").join(
                Content.assemble((f"{name} ", "$foreground-muted"), f"{100 * count // base} %")
                for name, count in shares
            )
        )
