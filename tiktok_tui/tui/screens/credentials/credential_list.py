"""The credentials with whose they are and when TikTok last knew them, and what can be done with each."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.screens.credentials import flow as flows
from tiktok_tui.tui.widgets.clock import ago
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import GLYPHS, Tone

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential

_REACHED = 3
"""Advertisers that are named; more would take the room from the table."""

_KINDS = {"token": "access token", "refresh": "refresh token", "app": "browser"}


_FIRST = Binding("enter", "begin", "add one", id="credentials.first", show=False, tooltip="Take in the first token")


class CredentialTable(VirtualTable):
    """Enter opens a credential, or adds the first one."""

    BINDINGS = [
        Binding("enter", "select", "rename", id="credentials.open", tooltip="Change its name and description"),
        _FIRST,
    ]

    class Empty(Message):
        """Enter was pressed, and there is no credential."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter does one thing or the other."""
        if action in {"select", "begin"}:
            return (action == "select") == bool(self.count)
        return super().check_action(action, parameters)

    def action_begin(self) -> None:
        """Ask for the first one."""
        self.post_message(self.Empty())


class TakingTable(CredentialTable):
    """Enter takes a credential."""

    BINDINGS = [
        Binding("enter", "select", "use it", id="credentials.use", tooltip="Send with this one"),
        _FIRST,
    ]


class CredentialList(Vertical):
    """A table of credentials above the facts of the one under the cursor. Posts `Chosen` on Enter."""

    DEFAULT_CSS = """
    CredentialList {
        height: 1fr;
        VirtualTable { height: 1fr; margin: 0 1; }
        #facts { height: auto; padding: 1 0; border-top: solid $border-blurred; }
    }
    """
    BINDINGS = [
        Binding("a", "add", "add", id="credentials.add", tooltip="Take in another token"),
        Binding("r", "reauthorise", "reauthorise", id="credentials.reauthorise", tooltip="Give it new secrets"),
        Binding("t", "test", "test", id="credentials.test", tooltip="Ask TikTok whether it is still good"),
        Binding("e", "rename", "rename", id="credentials.rename", show=False, tooltip="Change name and description"),
        Binding("delete", "remove", "remove", id="credentials.remove", tooltip="Remove it and its secrets"),
    ]

    class Chosen(Message):
        """A credential was chosen."""

        def __init__(self, credential: Credential) -> None:
            super().__init__()
            self.credential = credential

    def __init__(
        self, session: AppSession, *, chosen: str = "", table: type[CredentialTable] = CredentialTable
    ) -> None:
        """`table` says what Enter does with a credential."""
        super().__init__()
        self._session, self._wanted, self._table = session, chosen, table
        self._known: tuple[Credential, ...] = ()

    def compose(self) -> ComposeResult:
        """The table and the facts."""
        yield self._table(
            [
                TableColumn("Name", least=12),
                TableColumn("Kind", 13),
                TableColumn("Belongs to", least=14),
                TableColumn("Verified", 16),
            ],
            empty="No credential yet. enter  add one",
            open_on_click=False,
        )
        yield Static(id="facts")
        yield Notice()

    def on_mount(self) -> None:
        """Read what there is."""
        self.read()

    def read(self, wanted: str = "") -> None:
        """Read the credentials again and stand on the one wanted."""
        self._wanted = wanted or self._wanted

        def listing(_: object) -> tuple[Credential, ...]:
            from tiktok_tui.accounts import credentials

            return credentials.listing(self._session.home)

        start(self, listing, done=self._show)

    def _show(self, known: tuple[Credential, ...]) -> None:
        self._known = known
        slugs = [credential.slug for credential in known]
        cursor = slugs.index(self._wanted) if self._wanted in slugs else self.query_one(VirtualTable).cursor
        self.query_one(VirtualTable).load(FixedRows([_row(credential) for credential in known]), cursor=cursor)
        self.query_one(VirtualTable).focus()
        self._show_facts()
        self.refresh_bindings()

    @property
    def chosen(self) -> Credential | None:
        """The credential under the cursor."""
        return self._known[self.query_one(VirtualTable).cursor] if self._known else None

    @on(VirtualTable.Highlighted)
    def _show_facts(self) -> None:
        credential = self.chosen
        facts = self.query_one("#facts", Static)
        facts.display = credential is not None
        if credential is None:
            return
        reached = [f"{each.name} {each.id}".strip() for each in credential.advertisers[:_REACHED]]
        if len(credential.advertisers) > _REACHED:
            reached.append(f"and {len(credential.advertisers) - _REACHED} more")
        first, *others = reached or ["not known; the advertiser's ID can be typed"]
        lines = [
            ("Reaches", first),
            *(("", other) for other in others),
            ("Kept in", credential.backend or "the environment"),
            ("Made", f"{credential.made:%d %B %Y}"),
        ]
        if credential.description:
            lines.insert(0, ("About", credential.description))
        lines += [("Note", note) for note in credential.notes]
        facts.update(
            Content("\n").join(
                Content.assemble((f"{label:<9}", "$foreground-muted"), safe_text(text, 300)) for label, text in lines
            )
        )

    @on(VirtualTable.Selected)
    def _choose(self, event: VirtualTable.Selected) -> None:
        event.stop()
        if self.chosen is not None:
            self.post_message(self.Chosen(self.chosen))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a credential there is only adding one."""
        return True if action not in {"reauthorise", "test", "rename", "remove"} or self._known else None

    def why_disabled(self, action: str) -> str:
        """Why a key is dimmed."""
        return "there is no credential yet"

    @on(CredentialTable.Empty)
    def action_add(self) -> None:
        """Take in another credential."""
        self._follow(flows.add_credential(self.app, self._session))

    def action_reauthorise(self) -> None:
        """Give the credential new secrets."""
        if self.chosen is not None:
            self._follow(flows.reauthorise(self.app, self._session, self.chosen))

    def action_test(self) -> None:
        """Ask TikTok about it."""
        if self.chosen is not None:
            self._follow(flows.verify(self.app, self._session, self.chosen))

    def action_rename(self) -> None:
        """Change its name."""
        if self.chosen is not None:
            self._follow(flows.rename(self.app, self._session, self.chosen))

    def action_remove(self) -> None:
        """Remove it."""
        if self.chosen is not None:
            self._follow(flows.remove(self.app, self._session, self.chosen))

    @work(exclusive=True)
    async def _follow(self, flow: Coroutine[Any, Any, Credential | bool | None]) -> None:
        """Go through a flow, show what is wrong with it, and read the list again."""
        notice = self.query_one(Notice)
        notice.clear()
        try:
            outcome = await flow
        except AppError as error:
            notice.show_error(error)
            return
        if outcome is True:
            self.read()
        elif outcome:
            notice.say(f"TikTok accepts {outcome.name}.", Tone.DONE)
            self.read(outcome.slug)


def _row(credential: Credential) -> tuple[str | Cell, ...]:
    tone = Tone.DONE if credential.verified else Tone.WARNING
    state = Cell(f"{GLYPHS[tone]} {ago(credential.verified)}", tone)
    return (credential.name, _KINDS[str(credential.kind)], credential.owner or "–", state)
