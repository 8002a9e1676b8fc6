"""One batch in full: its rows, its tries, and what TikTok's support will ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.widgets.safe_text import safe_text

if TYPE_CHECKING:
    from tiktok_tui.tui.screens.upload.batch_lines import BatchLine


class BatchDialog(Dialog[None]):
    """The facts of a batch; `y` copies TikTok's request ID."""

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
        if line.said:
            facts.append(("Answer", line.said))
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
