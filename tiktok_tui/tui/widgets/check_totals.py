"""What the check of a file has found: how many events can be sent, what keeps the others back, how old they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tiktok_tui.events.rules import RULE
from tiktok_tui.tui.widgets.bar import Bar
from tiktok_tui.tui.widgets.sparks import AgeHistogram

if TYPE_CHECKING:
    from tiktok_tui.prepare.totals import Totals

SHOWN = 3
"""Rules that are named; the problems screen has all of them."""


class CheckTotals(Widget):
    """A bar of what can be sent, the commonest problems, ages, and the share of events with e-mail and phone."""

    DEFAULT_CSS = """
    CheckTotals {
        height: 5;
        & > Horizontal { height: 4; }
        #reasons { width: 1fr; height: 4; }
        #shares { width: auto; height: 4; }
        #identity { width: auto; height: auto; }
        #scope { width: auto; color: $text-muted; }
        AgeHistogram { width: auto; }
    }
    """

    def compose(self) -> ComposeResult:
        """The bar above, reasons at the left, ages and shares at the right."""
        yield Bar()
        with Horizontal():
            yield Static(id="reasons")
            with Vertical(id="shares"):
                yield AgeHistogram()
                yield Static(id="identity")
                yield Static(id="scope", markup=False)

    def show_totals(self, totals: Totals, scope: str) -> None:
        """Show what was counted; `scope` says of which rows."""
        events, sendable, rules = totals.events, totals.sendable, totals.rules
        bar = self.query_one(Bar)
        bar.total, bar.good, bar.bad = max(events, 1), sendable, events - sendable
        bar.caption = f"{sendable:,} to send · {events - sendable:,} not"
        lines = [
            Content.assemble((f"{count:>9,}  ", "bold"), (RULE[name].reason.replace("{value}", "The cell"), ""))
            for name, count in sorted(rules.items(), key=lambda item: -item[1])[:SHOWN]
        ]
        if len(rules) > SHOWN:
            lines.append(Content.styled(f"{'':>9}  and {len(rules) - SHOWN} more: p", "$text-muted"))
        elif totals.left_out:
            lines.append(Content.styled(f"{totals.left_out:>9,}  rows left out by the filter", "$text-muted"))
        if not rules:
            lines.insert(0, Content.styled("✓ Nothing is wrong with these rows.", "$accent"))
        self.query_one("#reasons", Static).update(Content("\n").join(lines))
        self.query_one(AgeHistogram).ages = totals.ages
        base = max(sendable, 1)
        email, phone, both = (
            f"{100 * count // base} %" for count in (totals.with_email, totals.with_phone, totals.with_both)
        )
        self.query_one("#identity", Static).update(
            Content.assemble(
                ("e-mail ", "$text-muted"),
                email,
                ("   phone ", "$text-muted"),
                phone,
                ("   both ", "$text-muted"),
                both,
            )
        )
        self.query_one("#scope", Static).update(scope)

    def say(self, scope: str) -> None:
        """Say how far the check is."""
        self.query_one("#scope", Static).update(scope)
