"""The screen of credentials, reached from everywhere."""

from __future__ import annotations

from textual import getters, on
from textual.app import ComposeResult

from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.screens.credentials.credential_list import CredentialList
from tiktok_tui.tui.screens.credentials.keyring_name import read_keyring


class CredentialsPage(Page[None]):
    """All credentials and the keys to change them; the title names the keyring."""

    ROUTE = "credentials"
    HEADING = "Credentials"
    CSS_PATH = "credentials.tcss"

    credentials = getters.query_one(CredentialList)

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield CredentialList(self.session)

    def on_mount(self) -> None:
        """Name the keyring that keeps the secrets."""
        start(
            self, lambda _: read_keyring(self.session), done=lambda words: self.show_location(f"Credentials · {words}")
        )

    @on(CredentialList.Chosen)
    def _edit(self) -> None:
        self.credentials.action_rename()
