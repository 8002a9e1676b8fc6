"""The line at the top of every screen: the app on the left, the current location on the right."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tiktok_tui.tui.widgets.safe_text import fitted, safe_text

_NAME = "tiktok-tui"


class TitleLine(Widget):
    """One row: the app's name, and `location` (the keyring in use, the destination) flush right.

    A location that is too long is cut; the name never is.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TitleLine {
        dock: top;
        height: 2;
        padding: 0 1;
        border-bottom: solid $border-blurred;
        background: $background;
        color: $foreground;
    }
    """

    location: reactive[str] = reactive("")

    def render(self) -> Content:
        """The name in bold, blanks, the location."""
        room = max(0, self.size.width - cell_len(_NAME) - 2)
        location = fitted(self.location, min(room, cell_len(safe_text(self.location))))
        blanks = " " * max(0, self.size.width - cell_len(_NAME) - cell_len(location))
        return Content.assemble((_NAME, "bold $accent"), blanks, (location, "$foreground-muted"))
