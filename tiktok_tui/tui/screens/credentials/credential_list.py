"""The credentials: a table, the details of the one under the cursor, and the keys that change it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import getters, on, work
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical
from textual.message import Message

from tiktok_tui.events.errors import AppError
from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.screens.credentials import flow
from tiktok_tui.tui.screens.credentials.credential_table import COLUMNS, CredentialTable, details_of, row_of
from tiktok_tui.tui.screens.credentials.token_place import TokenPlace
from tiktok_tui.tui.widgets.fact_list import FactList
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.table.rows import FixedRows
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential

_BESIDE = 100
"""Cells of width from which the details are beside the table."""

Change = Callable[[App[Any], AppSession, "Credential"], Awaitable["Credential | bool | None"]]
"""Changes a credential; gives it as it is then, True once it is removed, None or False if the person left it."""


class CredentialList(Vertical):
    """Posts `Chosen` on Enter. A key that is pressed while the list is being read waits for it."""

    DEFAULT_CSS = """
    CredentialList {
        height: 1fr;
        #columns { height: 1fr; }
        VirtualTable { height: 1fr; margin: 0 1; }
        #details { height: auto; padding: 1 0; border-top: solid $border-blurred; }
        &.-beside {
            #columns { layout: horizontal; }
            VirtualTable { width: 3fr; }
            #details { width: 2fr; height: 1fr; padding: 0 1; border-top: none; border-left: solid $border-blurred; }
        }
    }
    """
    BINDINGS = [
        Binding("a", "add", "add", id="credentials.add", tooltip="Add a credential"),
        Binding("r", "reauthorise", "reauthorise", id="credentials.reauthorise", tooltip="Give it a new token"),
        Binding("t", "test", "test", id="credentials.test", tooltip="Ask TikTok whether it still works"),
        Binding("e", "rename", "rename", id="credentials.rename", show=False, tooltip="Change name and description"),
        Binding("delete", "remove", "remove", id="credentials.remove", tooltip="Remove it and its secrets"),
    ]

    table = getters.query_one(CredentialTable)
    notice = getters.query_one(Notice)

    @dataclass
    class Chosen(Message):
        """A credential was chosen."""

        credential: Credential

    def __init__(
        self, session: AppSession, *, chosen: str = "", table: type[CredentialTable] = CredentialTable
    ) -> None:
        """`chosen` is the slug to start on; the class of `table` decides what Enter does with a credential."""
        super().__init__()
        self._session, self._wanted, self._table_class = session, chosen, table
        self._known: tuple[Credential, ...] = ()
        self._listed = asyncio.Event()

    def compose(self) -> ComposeResult:
        """The table and the details."""
        with Container(id="columns"):
            yield self._table_class(COLUMNS, empty="Reading …")
            yield FactList(id="details")
        yield Notice()

    def on_mount(self) -> None:
        """Read the credentials."""
        self.read()

    def on_resize(self) -> None:
        """Put the details where there is room."""
        self.set_class(self.size.width >= _BESIDE, "-beside")

    def read(self, wanted: str = "") -> None:
        """Read the credentials again and put the cursor on the one with the slug `wanted`."""
        self._wanted = wanted or self._wanted
        self._listed.clear()

        def listing(_: object) -> tuple[Credential, ...]:
            from tiktok_tui.accounts import credentials

            return credentials.listing(self._session.home)

        start(self, listing, done=self._show, failed=self._not_listed)

    def _show(self, known: tuple[Credential, ...]) -> None:
        self._known = known
        slugs = [credential.slug for credential in known]
        cursor = slugs.index(self._wanted) if self._wanted in slugs else self.table.cursor
        self.table.empty = "No credential yet. enter  add one"
        self.table.load(FixedRows([row_of(credential) for credential in known]), cursor=cursor)
        self.table.focus()
        self._listed.set()
        self._show_details()
        self.refresh_bindings()

    def _not_listed(self, error: AppError) -> None:
        self._listed.set()
        self.notice.show_error(error)

    @property
    def chosen(self) -> Credential | None:
        """The credential under the cursor."""
        return self._known[self.table.cursor] if self._known else None

    @on(VirtualTable.Highlighted)
    def _show_details(self) -> None:
        chosen = self.chosen
        self.query_one(FactList).update(details_of(chosen) if chosen is not None else ())

    @on(CredentialTable.Selected)
    @on(CredentialTable.Empty)
    def _entered(self, event: Message) -> None:
        event.stop()
        self._open()

    @work(exclusive=True, group="open")
    async def _open(self) -> None:
        await self._listed.wait()
        if self.chosen is not None:
            self.post_message(self.Chosen(self.chosen))
        else:
            self.action_add()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim the keys that need a credential while it is known that there is none."""
        if action not in {"reauthorise", "test", "rename", "remove"} or self._known:
            return True
        return None if self._listed.is_set() else True

    def why_disabled(self, action: str) -> str:
        """Why a key is dimmed."""
        return "there is no credential yet"

    def action_add(self) -> None:
        """Add a credential."""
        self.add()

    @work(exclusive=True, group="change")
    async def add(self, token: Secret | None = None) -> None:
        """Add a credential, with `token` if one was pasted."""
        await self._report(flow.add_credential(self.app, self._session, token), "TikTok accepts {}.")

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
        await self._listed.wait()
        if self.chosen is not None:
            await self._report(change(self.app, self._session, self.chosen), sentence)

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
        await self._listed.wait()
        self.notice.say(sentence.format(about.name), Tone.DONE)
