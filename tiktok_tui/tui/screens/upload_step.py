"""The step “upload” of the set-up."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from tiktok_tui.tui.step_page import StepPage


class UploadStep(StepPage):
    """Says what the step will hold."""

    STEP = "upload"

    def compose_step(self) -> ComposeResult:
        """One sentence."""
        yield Static("The step “upload”.", markup=False)
