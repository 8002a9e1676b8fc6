"""The credentials and the keys that add, test, rename and remove them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import App
from textual.binding import Binding
from textual.message import Message

from tiktok_tui.events.errors import AppError
from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials import flow
from tiktok_tui.tui.screens.credentials.credential_pane import CredentialPane
from tiktok_tui.tui.screens.credentials.credential_table import CredentialTable
from tiktok_tui.tui.screens.credentials.token_place import TokenPlace
from tiktok_tui.tui.widgets.tone import Tone

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential

Change = Callable[[App[Any], AppSession, "Credential"], Awaitable["Credential | bool | None"]]
"""Changes a credential; returns it as changed, True once it is removed, None or False if the person left."""


class CredentialList(CredentialPane):
    """Posts `Chosen` on Enter. A key that is pressed while the list is being read waits for it."""

    BINDINGS = [
        Binding("a", "add", "add", id="credentials.add", tooltip="Add a credential"),
        Binding("r", "reauthorise", "reauthorise", id="credentials.reauthorise", tooltip="Give it a new token"),
        Binding("t", "test", "test", id="credentials.test", tooltip="Ask TikTok whether it still works"),
        Binding("e", "rename", "rename", id="credentials.rename", show=False, tooltip="Change name and description"),
        Binding("delete", "remove", "remove", id="credentials.remove", tooltip="Remove it and its secrets"),
    ]

    @dataclass
    class Chosen(Message):
        """A credential was chosen."""

        credential: Credential

    @on(CredentialTable.Selected)
    @on(CredentialTable.Empty)
    def _entered(self, event: Message) -> None:
        event.stop()
        self._open()

    @work(exclusive=True, group="open")
    async def _open(self) -> None:
        await self.listed.wait()
        if self.chosen is not None:
            self.post_message(self.Chosen(self.chosen))
        else:
            self.action_add()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim the keys that need a credential while it is known that there is none."""
        if action not in {"reauthorise", "test", "rename", "remove"} or self.known:
            return True
        return None if self.listed.is_set() else True

    def why_disabled(self, action: str) -> str:
        """Why a key is dimmed."""
        return "there is no credential yet"

    def action_add(self) -> None:
        """Add a credential."""
        self.add()

    @work(exclusive=True, group="change")
    async def add(self, token: Secret | None = None) -> None:
        """Add a credential, with `token` if one was pasted."""
        await self._report(flow.add_credential(self.app, self.session, token), "TikTok accepts {}.")

    def show_place(self, place: TokenPlace) -> None:
        """Say at once if no token can be kept here, before one is asked for."""
        if place.trouble is not None and not self.notice.shown.plain:
            self.notice.say(place.trouble.what, Tone.WARNING, remedy=place.trouble.remedy)

    def action_reauthorise(self) -> None:
        """Give the credential new secrets."""
        self._change(flow.reauthorise, "TikTok accepts {}.")

    def action_test(self) -> None:
        """Ask TikTok about the credential."""
        self._change(flow.verify, "TikTok accepts {}.")

    def action_rename(self) -> None:
        """Change the credential's name and description."""
        self._change(flow.rename, "{} is saved.")

    def action_remove(self) -> None:
        """Remove the credential."""
        self._change(flow.remove, "{} is removed.")

    @work(exclusive=True, group="change")
    async def _change(self, change: Change, sentence: str) -> None:
        await self.listed.wait()
        if self.chosen is not None:
            await self._report(change(self.app, self.session, self.chosen), sentence)

    async def _report(self, change: Awaitable[Credential | bool | None], sentence: str) -> None:
        """Await `change`, and say `sentence` about the credential once the list shows it as it is now."""
        before = self.chosen
        self.notice.clear()
        try:
            after = await change
        except AppError as error:
            self.notice.show_error(error)
            return
        if not after:
            return
        about = before if isinstance(after, bool) else after
        assert about is not None, "only a credential that was chosen is removed"
        self.read(about.slug)
        await self.listed.wait()
        self.notice.say(sentence.format(about.name), Tone.DONE)
