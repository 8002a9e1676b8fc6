"""How credentials are shown: a line for each, Enter as the screen needs it, and the details of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.message import Message

from tiktok_tui.tui.widgets.clock import ago
from tiktok_tui.tui.widgets.fact_list import Fact
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

_NAMED = 3
"""Advertisers that are named in the details; more would take the room from the table."""

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


def details_of(credential: Credential) -> list[Fact]:
    """Return what the credential reaches, where it is kept, and its notes."""
    reached = [f"{advertiser.name}  {advertiser.id}".strip() for advertiser in credential.advertisers[:_NAMED]]
    if len(credential.advertisers) > _NAMED:
        reached.append(f"and {len(credential.advertisers) - _NAMED} more")
    first, *others = reached or ["not known; the advertiser's ID can be typed"]
    facts: list[Fact] = [("About", credential.description)] if credential.description else []
    facts += [("Reaches", first), *(("", other) for other in others)]
    facts += [("Kept in", credential.backend or "the environment"), ("Made", f"{credential.made:%d %B %Y}")]
    return [*facts, *(("Note", note) for note in credential.notes)]
