"""The step “credentials” of the set-up."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from tiktok_tui.tui.step_page import StepPage


class CredentialStep(StepPage):
    """Says what the step will hold."""

    STEP = "credentials"

    def compose_step(self) -> ComposeResult:
        """One sentence."""
        yield Static("The step “credentials”.", markup=False)
