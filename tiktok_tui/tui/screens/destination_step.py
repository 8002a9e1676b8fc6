"""The step “destination” of the set-up."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from tiktok_tui.tui.step_page import StepPage


class DestinationStep(StepPage):
    """Says what the step will hold."""

    STEP = "destination"

    def compose_step(self) -> ComposeResult:
        """One sentence."""
        yield Static("The step “destination”.", markup=False)
