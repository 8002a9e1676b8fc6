"""The first step: choose the credential that a destination sends with, or add one."""

from __future__ import annotations

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from tiktok_tui.accounts.environment import ACCESS_TOKEN
from tiktok_tui.tui.frame.token_pasted import TokenPasted
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.screens.credentials.credential_list import CredentialList
from tiktok_tui.tui.screens.credentials.credential_table import PickingTable
from tiktok_tui.tui.screens.credentials.token_place import token_place
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.step_page import StepPage
from tiktok_tui.tui.wizard.steps import needs_credential


class CredentialStep(StepPage):
    """The list of credentials; Enter picks the one under the cursor."""

    STEP = "credentials"
    HEADING = "Credentials"
    guide = "tiktok-account"
    CSS_PATH = "credential_step.tcss"
    BINDINGS = [
        Binding(
            "s", "try_it", "try without", id="credentials.try", tooltip="Continue without one, in the built-in sandbox"
        ),
    ]

    credentials = getters.query_one(CredentialList)

    def compose_step(self) -> ComposeResult:
        """A sentence and the list."""
        yield Static(
            "A credential (TikTok's access token) lets this machine send events for your ad account. It is kept in the"
            " system's keyring, never in a file. No token yet? s  tries everything in the built-in sandbox.",
            markup=False,
            id="purpose",
        )
        yield CredentialList(self.session, chosen=self.wizard.draft.credential, table=PickingTable)

    def opened(self) -> None:
        """Read the list again, as another screen may have changed it, and say what is used before any of it."""
        self.credentials.read(self.wizard.draft.credential)
        if self.session.token_given:
            self.say(f"The token in {ACCESS_TOKEN} is used before any credential. ^s  continues.")

    def on_mount(self) -> None:
        """Look up the keyring that keeps the secrets."""
        start(self, lambda _: token_place(self.session), done=self.credentials.show_place)

    def on_token_pasted(self, event: TokenPasted) -> None:
        """Add a credential with the token."""
        event.stop()
        self.credentials.add(event.token)

    @on(CredentialList.Chosen)
    def _pick(self) -> None:
        self.action_next()

    def action_try_it(self) -> None:
        """Continue without a credential."""
        self.wizard.update(self.wizard.draft.with_credential(""))
        self.wizard.next()

    async def complete(self) -> bool:
        """Choose the credential under the cursor, once the list is read."""
        await self.credentials.listed.wait()
        chosen = self.credentials.chosen
        if chosen is None:
            if not needs_credential(self.wizard.draft):
                return True
            self.say("Add a credential first. a  add one", Tone.WARNING)
            return False
        if chosen.slug != self.wizard.draft.credential:
            self.wizard.update(self.wizard.draft.with_credential(chosen.slug))
        return True
