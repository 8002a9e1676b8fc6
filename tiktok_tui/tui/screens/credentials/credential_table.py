"""The table of credentials: a line for each, and Enter as its screen needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.message import Message

from tiktok_tui.tui.widgets.clock import ago
from tiktok_tui.tui.widgets.table.rows import Cell, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import GLYPHS, Tone

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential

COLUMNS = (
    TableColumn("Name", least=12),
    TableColumn("Kind", 13),
    TableColumn("Belongs to", least=14),
    TableColumn("Verified", 16),
)

_KINDS = {"token": "access token", "refresh": "refresh token", "app": "browser"}

_FIRST = Binding("enter", "begin", "add one", id="credentials.first", show=False, tooltip="Add the first credential")


class CredentialTable(VirtualTable):
    """Enter renames a credential, or adds the first one."""

    BINDINGS = [
        Binding("enter", "select", "rename", id="credentials.open", tooltip="Change its name and description"),
        _FIRST,
    ]

    class Empty(Message):
        """Enter was pressed while the table has no rows."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Give Enter its meaning: `begin` in an empty table, `select` in another."""
        if action in {"select", "begin"}:
            return (action == "select") == bool(self.count)
        return super().check_action(action, parameters)

    def action_begin(self) -> None:
        """Report Enter in an empty table."""
        self.post_message(self.Empty())


class PickingTable(CredentialTable):
    """Enter picks a credential to send with."""

    BINDINGS = [
        Binding("enter", "select", "use it", id="credentials.use", tooltip="Send with this one"),
        _FIRST,
    ]


def row_of(credential: Credential) -> tuple[str | Cell, ...]:
    """Return the credential's cells under `COLUMNS`."""
    tone = Tone.DONE if credential.verified else Tone.WARNING
    state = Cell(f"{GLYPHS[tone]} {ago(credential.verified)}", tone)
    return (credential.name, _KINDS[str(credential.kind)], credential.owner or "–", state)
