"""One run of the history."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from tiktok_tui.tui.page import Page
from tiktok_tui.tui.session import Session


class RunPage(Page[None]):
    """Says which run it will show."""

    HEADING = "Run"

    def __init__(self, session: Session, run: str, *, resume: bool = False) -> None:
        super().__init__(session)
        self.run, self.resume = run, resume

    def compose_body(self) -> ComposeResult:
        """One sentence."""
        yield Static(f"The run {self.run}.", markup=False)
