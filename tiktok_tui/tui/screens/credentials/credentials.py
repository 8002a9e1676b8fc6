"""The screen of credentials, reached from everywhere."""

from __future__ import annotations

from textual import getters, on
from textual.app import ComposeResult

from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.token_pasted import TokenPasted
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.screens.credentials.credential_list import CredentialList
from tiktok_tui.tui.screens.credentials.token_place import TokenPlace, token_place


class CredentialsPage(Page[None]):
    """All credentials and the keys to change them; the title names the keyring."""

    ROUTE = "credentials"
    HEADING = "Credentials"
    guide = "tiktok-account"
    CSS_PATH = "credentials.tcss"

    credentials = getters.query_one(CredentialList)

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield CredentialList(self.session)

    def on_mount(self) -> None:
        """Look up the keyring that keeps the secrets."""
        start(self, lambda _: token_place(self.session), done=self._show_place)

    def _show_place(self, place: TokenPlace) -> None:
        self.show_location(f"Credentials · {place.words}")
        self.credentials.show_place(place)

    def on_token_pasted(self, event: TokenPasted) -> None:
        """Add a credential with the token."""
        event.stop()
        self.credentials.add(event.token)

    @on(CredentialList.Chosen)
    def _edit(self) -> None:
        self.credentials.action_rename()
