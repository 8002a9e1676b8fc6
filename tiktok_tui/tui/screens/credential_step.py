"""The first step: choose the credential that a destination sends with, or take one in."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from tiktok_tui.tui.step_page import StepPage
from tiktok_tui.tui.widgets.credential_list import CredentialList
from tiktok_tui.tui.widgets.tone import Tone


class CredentialStep(StepPage):
    """The list of credentials; Enter takes the one under the cursor."""

    STEP = "credentials"
    HEADING = "Credentials"

    def compose_step(self) -> ComposeResult:
        """A sentence and the list."""
        yield Static(
            "A credential lets this machine send events for your ad account. Its secrets stay in the keyring.",
            markup=False,
            classes="quiet",
        )
        yield CredentialList(self.session, chosen=self.setup.draft.credential)

    def opened(self) -> None:
        """Read the list again: another screen may have changed it."""
        self.query_one(CredentialList).read(self.setup.draft.credential)

    @on(CredentialList.Chosen)
    def _take(self) -> None:
        self.action_next()

    async def complete(self) -> bool:
        """Take the credential under the cursor."""
        chosen = self.query_one(CredentialList).chosen
        if chosen is None:
            self.say("Add a credential first: a", Tone.WARNING)
            return False
        if chosen.slug != self.setup.draft.credential:
            self.setup.decide(credential=chosen.slug, confirmed=False)
        return True
