"""A message within a screen: what happened, where, and what to do now."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tiktok_tui.events.errors import AppError
from tiktok_tui.events.guides import Guide, guide_of
from tiktok_tui.tui.widgets.link import guide_link
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.tone import GLYPHS, STYLES, Tone


class Notice(Widget):
    """One message; takes no room while it is empty."""

    DEFAULT_CSS = """
    Notice {
        height: auto;
        padding: 0 1;
        display: none;
        &.-shown { display: block; }
    }
    """

    shown: reactive[Content] = reactive(Content(""), layout=True)
    guide: Guide | None = None
    """The guide that says more about the error that is shown."""

    def render(self) -> Content:
        """The last message."""
        return self.shown

    def say(self, text: str, tone: Tone = Tone.INFO, *, remedy: str = "", where: str = "") -> None:
        """Show `text`; any part may come from a file."""
        self.guide = None
        parts = [(f"{GLYPHS[tone]} ", f"bold {STYLES[tone]}".rstrip())]
        parts += [(f"{safe_text(where, 300)}: ", "$foreground-muted")] if where else []
        parts += [(safe_text(text, 2000), STYLES[tone])]
        parts += [(f" {safe_text(remedy, 2000)}", "$foreground")] if remedy else []
        self.shown = Content.assemble(*parts)
        self.add_class("-shown")

    def show_error(self, error: AppError) -> None:
        """Show what happened, where, and what to do."""
        self.say(error.what, Tone.ERROR, remedy=error.remedy, where=error.where)
        self.guide = guide_of(error)
        if self.guide is not None:
            self.shown = Content.assemble(self.shown, "  ", guide_link(self.guide))

    def clear(self) -> None:
        """Take the message away."""
        self.shown, self.guide = Content(""), None
        self.remove_class("-shown")
