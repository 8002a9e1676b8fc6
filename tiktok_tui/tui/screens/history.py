"""The place “history”."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from tiktok_tui.tui.page import Page


class HistoryPage(Page[None]):
    """Says what the screen will hold."""

    PLACE = "history"

    def compose_body(self) -> ComposeResult:
        """One sentence."""
        yield Static("The place “history”.", markup=False)
