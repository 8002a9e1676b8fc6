"""The credentials: what lets the app call TikTok, and whose it is."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.screens.credentials.credential_list import CredentialList
from tiktok_tui.tui.screens.credentials.keyring_name import read_keyring


class CredentialsPage(Page[None]):
    """All credentials, with what can be done with each."""

    PLACE = "credentials"
    HEADING = "Credentials"
    CSS_PATH = "credentials.tcss"

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield CredentialList(self.session)

    def on_mount(self) -> None:
        """Name the keyring that keeps the secrets."""
        start(self, lambda _: read_keyring(self.session), done=lambda words: self.show_place(f"Credentials · {words}"))

    @on(CredentialList.Chosen)
    def _edit(self) -> None:
        self.query_one(CredentialList).action_rename()
