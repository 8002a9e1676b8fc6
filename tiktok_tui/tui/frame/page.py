"""The frame of every screen: the title line above, the keys below."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget

from tiktok_tui.tui.frame.key_bar import KeyBar
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.frame.title_line import TitleLine
from tiktok_tui.tui.widgets.closes_once import ClosesOnce

Result = TypeVar("Result")


class Page(ClosesOnce[Result]):
    """One screen of the app. Subclasses fill in `compose_body` and list their keys in BINDINGS.

    Every binding has an `id` (`page.verb`) and a `tooltip`, a sentence; those with `show=True` are in the key bar.
    """

    HEADING: ClassVar[str] = ""
    """The screen's title on its help page."""
    ROUTE: ClassVar[str] = ""
    """Its name in `routes.ROUTES`, if it has one."""
    guide = "troubleshooting"
    """The name of the guide that helps here."""

    BINDINGS = [
        Binding("z", "zoom", "zoom", id="page.zoom", show=False, tooltip="One pane over the whole screen, and back"),
        Binding("escape", "back", "back", id="page.back", tooltip="Go back one level"),
    ]

    ALLOW_IN_MAXIMIZED_VIEW = ".-textual-system, KeyBar, Notice"

    title_line = getters.query_one(TitleLine)

    def __init__(self, session: AppSession) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """The frame around the body."""
        yield TitleLine(example=self.session.demo is not None)
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """The widgets between the title line and the keys."""
        yield from ()

    def show_location(self, words: str) -> None:
        """Show at the right of the title line where one is (the destination, the keyring in use)."""
        self.title_line.location = words

    def work_in_hand(self) -> str:
        """The work that leaving the app now would interrupt, as a sentence for the question; "" when there is none."""
        return ""

    def unsaved(self) -> str:
        """The changes that closing this screen would lose, as a sentence for the question; "" without any."""
        return ""

    def pane_to_zoom(self) -> Widget | None:
        """The widget that `z` shows alone: the list with the focus, unless a screen has a better one."""
        return self.focused

    def action_zoom(self) -> None:
        """Show one pane over the whole screen, or all of them again, as Esc does."""
        pane = self.pane_to_zoom()
        if self.maximized is not None:
            self.minimize()
        elif pane is not None:
            self.maximize(pane)

    def action_back(self) -> None:
        """Go back one level."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()
