"""What every screen shares: the title line above, the keys below, and words for what it is."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen

from tiktok_tui.tui.frame.key_bar import KeyBar
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.frame.title_line import TitleLine

Result = TypeVar("Result")


class Page(Screen[Result]):
    """One screen of the app. It fills `compose_body`, says where it is with `place`, and lists its keys in BINDINGS.

    Every binding has an `id` (`page.verb`) and a `tooltip`, a sentence; those with `show=True` are taught below.
    """

    HEADING: ClassVar[str] = ""
    """What the screen is called on its help page."""
    PLACE: ClassVar[str] = ""
    """Its name in `places.PLACES`, if it is there."""

    BINDINGS = [
        Binding("escape", "back", "Back", id="page.back", show=False, tooltip="Go back one level"),
    ]

    def __init__(self, session: AppSession) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """The frame around the body."""
        yield TitleLine()
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """The widgets between the title line and the keys."""
        yield from ()

    def show_place(self, place: str) -> None:
        """Say at the right of the title line where one is (the destination, the keyring in use)."""
        self.query_one(TitleLine).place = place

    def work_in_hand(self) -> str:
        """What leaving the app now would interrupt, as a sentence for the question; "" when nothing."""
        return ""

    def action_back(self) -> None:
        """Go back one level."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()
