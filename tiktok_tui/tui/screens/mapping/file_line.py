"""The line above the mapping: the open file, or the one that is being opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from tiktok_tui.tui.widgets.safe_text import safe_text

if TYPE_CHECKING:
    from tiktok_tui.files.source import SourceRef
    from tiktok_tui.tui.screens.mapping.open_file import OpenFile


_NONE = "No file is open. ^o  choose one"


class FileLine(Static):
    """One line of text; its methods say which."""

    _opening = ""

    def __init__(self) -> None:
        super().__init__(_NONE, id="file", markup=False)

    def show_opening(self, source: SourceRef) -> None:
        """Say that `source` is being opened."""
        self._opening = f"Opening {safe_text(source.label if source.is_live else source.text, 80)} …"
        self.update(self._opening)

    def show_progress(self, words: str) -> None:
        """Say how far the opening is; "" while that is not known."""
        self.update(f"{self._opening} {words}  esc  stop" if words else self._opening)

    def show_file(self, open_file: OpenFile | None) -> None:
        """Describe the open file."""
        self.update(safe_text(open_file.described if open_file is not None else _NONE, 300))
