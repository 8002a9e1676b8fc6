"""The line at the top of every screen: the app on the left, where one is on the right."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tiktok_tui.tui.widgets.safe_text import fitted, safe_text


class TitleLine(Widget):
    """One row: `name`, and `place` (the keyring in use, the destination) flush right; the name gives way last."""

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

    name_shown: reactive[str] = reactive("tiktok-tui")
    place: reactive[str] = reactive("")

    def render(self) -> Content:
        """The name in bold, blanks, the place."""
        name = safe_text(self.name_shown, 60)
        room = max(0, self.size.width - cell_len(name) - 2)
        place = fitted(self.place, min(room, cell_len(safe_text(self.place))))
        blanks = " " * max(0, self.size.width - cell_len(name) - cell_len(place))
        return Content.assemble((name, "bold $accent"), blanks, (place, "$foreground-muted"))
