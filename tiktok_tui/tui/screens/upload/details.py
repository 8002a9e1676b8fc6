"""One batch, or one row that TikTok refused, in full: tables have room only for the beginning."""

from __future__ import annotations

from typing import Protocol

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.screens.upload.batch_lines import BatchLine
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone


class BatchTable(VirtualTable):
    """Enter opens a batch."""

    BINDINGS = [Binding("enter", "select", "batch", id="upload.batch", tooltip="See all of this batch")]


class BatchDialog(Dialog[None]):
    """The facts of a batch; `y` copies TikTok's request ID, which its support asks for."""

    DEFAULT_CSS = "BatchDialog #facts { margin: 0 0 1 0; height: auto; }"
    BINDINGS = [
        Binding("y", "copy", "Copy", id="batch.copy", show=False, tooltip="Copy TikTok's request ID"),
        Binding("enter", "leave", "Leave", id="batch.leave", show=False),
    ]

    def __init__(self, line: BatchLine) -> None:
        super().__init__(f"Batch {line.number:,}", keys="y copy the request ID · esc leave")
        self._line = line

    def compose_body(self) -> ComposeResult:
        """A line for each fact."""
        line = self._line
        facts = [
            ("Events", f"{line.events:,}"),
            ("Rows", line.rows or "–"),
            ("State", line.state.text),
            ("Tries", str(line.tries or "–")),
            ("Code", "–" if line.code is None else str(line.code)),
            ("Request ID", line.request_id or "–"),
        ]
        if line.message:
            facts.append(("Answer", line.message))
        yield Static(
            Content("\n").join(
                Content.assemble((f"{label:<13}", "$foreground-muted"), safe_text(text, 500)) for label, text in facts
            ),
            id="facts",
        )

    def action_copy(self) -> None:
        """Copy the request ID."""
        if self._line.request_id:
            self.app.copy_to_clipboard(self._line.request_id)
            self.app.notify("Request ID copied.", markup=False)


class Refused(Protocol):
    """A refused row, from a running upload or from the ledger."""

    @property
    def row(self) -> int:
        """The event's first row."""

    @property
    def name(self) -> str:
        """The row's name where its number would not find it, or ""."""

    @property
    def field(self) -> str:
        """The path that TikTok names, or ""."""

    @property
    def reason(self) -> str:
        """TikTok's words."""

    @property
    def remedy(self) -> str:
        """How to correct it."""

    @property
    def request_id(self) -> str:
        """TikTok's ID of the request, or ""."""


def refused_cells(refused: Refused) -> tuple[str | Cell, ...]:
    """Return a refused row as cells of a table: its number, and why. A name has more room before the reason."""
    number = "" if refused.name else f"{refused.row:,}"
    why = "  ".join(filter(None, (refused.name, refused.field, refused.reason)))
    return number, Cell(why, Tone.ERROR)


class RefusalDialog(Notes):
    """The reason, the remedy and TikTok's request ID of a refused row."""

    def __init__(self, refused: Refused) -> None:
        notes = [refused.reason, refused.remedy]
        if refused.request_id:
            notes.append(f"TikTok's request ID: {refused.request_id}")
        super().__init__(
            f"{refused.name or f'Row {refused.row:,}'}  {refused.field}".strip(), [note for note in notes if note]
        )
