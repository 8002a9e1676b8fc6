"""A page with more keys than the key bar shows, one of them dimmed, and work that quitting would interrupt."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession


class Busy(Page[None]):
    """A page with more keys than the bar teaches, one of them dimmed, and work that quitting would interrupt."""

    HEADING = "Busy"
    BINDINGS: ClassVar[list[BindingType]] = [
        *[Binding(key, f"note('{key}')", f"do {key}", id=f"busy.{key}", tooltip=f"Do the {key}") for key in "abcefg"],
        Binding("x", "gone", "gone", id="busy.gone", tooltip="Never there"),
        Binding("ctrl+s", "note('s')", "do s", id="busy.s", tooltip="Do the s"),
    ]

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self.noted: list[str] = []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "gone":
            return False
        return None if parameters == ("b",) else True

    def why_disabled(self, action: str) -> str:
        return "nothing is ready"

    def work_in_hand(self) -> str:
        return "An upload is running; it can be resumed."

    def action_note(self, key: str) -> None:
        self.noted.append(key)


def busy(session: AppSession) -> tuple[TikTokTui, Busy]:
    """The app on a busy page, and the page."""
    page = Busy(session)
    return TikTokTui(session, lambda app: page), page
