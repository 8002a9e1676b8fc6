"""The first step: choose the credential that a destination sends with, or take one in."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from tiktok_tui.tui.screens.credentials.credential_list import CredentialList, TakingTable
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.step_page import StepPage


class CredentialStep(StepPage):
    """The list of credentials; Enter takes the one under the cursor."""

    STEP = "credentials"
    HEADING = "Credentials"
    CSS_PATH = "credential_step.tcss"
    BINDINGS = [
        Binding(
            "s", "try_it", "try without", id="credentials.try", tooltip="Go on without one, to the built-in sandbox"
        ),
    ]

    def compose_step(self) -> ComposeResult:
        """A sentence and the list."""
        yield Static(
            "A credential lets this machine send events for your ad account; the keyring keeps its secrets."
            " No token yet? s  tries everything in the built-in sandbox.",
            markup=False,
            id="purpose",
        )
        yield CredentialList(self.session, chosen=self.wizard.draft.credential, table=TakingTable)

    def opened(self) -> None:
        """Read the list again: another screen may have changed it."""
        self.query_one(CredentialList).read(self.wizard.draft.credential)

    @on(CredentialList.Chosen)
    def _take(self) -> None:
        self.action_next()

    def action_try_it(self) -> None:
        """Go on without a credential."""
        self.wizard.decide(credential="", trying=True, confirmed=False)
        self.wizard.next()

    async def complete(self) -> bool:
        """Take the credential under the cursor."""
        chosen = self.query_one(CredentialList).chosen
        if chosen is None and self.wizard.draft.trying:
            return True
        if chosen is None:
            self.say("Add a credential first. a  add one", Tone.WARNING)
            return False
        if chosen.slug != self.wizard.draft.credential:
            self.wizard.decide(credential=chosen.slug, trying=False, confirmed=False)
        return True
