"""One row that TikTok refused, in full: why, what to do, and what its support will ask for."""

from __future__ import annotations

from typing import Protocol

from tiktok_tui.tui.dialogs.notes import Notes


class Refused(Protocol):
    """A refusal, as it happens or as the ledger has it."""

    @property
    def row(self) -> int:
        """The event's first row."""

    @property
    def field(self) -> str:
        """The path that TikTok names, or ""."""

    @property
    def reason(self) -> str:
        """TikTok's words."""

    @property
    def remedy(self) -> str:
        """What to do."""

    @property
    def request_id(self) -> str:
        """TikTok's number for the request, or ""."""


class RefusalDialog(Notes):
    """The table has room for the beginning of a reason; here is the rest."""

    def __init__(self, refused: Refused) -> None:
        notes = [refused.reason, refused.remedy]
        if refused.request_id:
            notes.append(f"TikTok's request ID: {refused.request_id}")
        super().__init__(f"Row {refused.row:,}  {refused.field}".strip(), [note for note in notes if note])
