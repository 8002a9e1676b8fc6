"""A progress bar that draws the same every time: no pulse, no clock."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Bar(Widget):
    """`━━━━━━╸──────  31,000 of 46,902`; only the line as long as `total` is 0.

    `good` (accepted) is drawn in the accent colour, `bad` (refused) in red; together they are what is done.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    total: reactive[int] = reactive(0)
    good: reactive[int] = reactive(0)
    bad: reactive[int] = reactive(0)
    caption: reactive[str] = reactive("")
    """Words at the right end; never text from a file."""

    def render(self) -> Content:
        """The bar and its caption."""
        caption = f"  {self.caption}" if self.caption else ""
        width = max(0, self.size.width - len(caption))
        # Halves of a cell; refused events show, however few they are.
        done = 2 * width * min(self.total, self.good + self.bad) // self.total if self.total > 0 else 0
        bad = min(width, max(1, round(width * self.bad / self.total))) if self.total > 0 and self.bad else 0
        full, half = divmod(done, 2)
        good = max(0, full - bad)
        line = [("━" * good, "$accent"), ("━" * min(bad, max(full, bad)), "$error")]
        used = good + bad
        if half and used < width:
            line.append(("╸", "$error" if bad else "$accent"))
            used += 1
        line += [("─" * (width - used), "$border-blurred"), (caption, "$foreground")]
        return Content.assemble(*line)
