"""The line above the mapping: the open file, or the one that is being opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.widgets import Static

from tiktok_tui.tui.widgets.safe_text import fitted, safe_text

if TYPE_CHECKING:
    from tiktok_tui.files.source.source import SourceRef
    from tiktok_tui.tui.screens.mapping.open_file import OpenFile


_NONE = "No file is open. ^o  choose one"
_SHORTEST = 20
"""The cells that a name has at least: what stands behind it is cut before it vanishes."""


class FileLine(Static):
    """One line of text; its methods say which. A name that is too long makes room for what is said of it."""

    def __init__(self) -> None:
        super().__init__(_NONE, id="file", markup=False)
        self._before, self._named, self._behind = _NONE, "", ""

    def show_opening(self, source: SourceRef) -> None:
        """Say that `source` is being opened."""
        self._show("Opening ", source.label if source.is_live else source.text, " …")

    def show_progress(self, words: str) -> None:
        """Say how far the opening is; "" while that is not known."""
        self._show(self._before, self._named, f" … {words}  esc  stop" if words else " …")

    def show_file(self, open_file: OpenFile | None) -> None:
        """Describe the open file."""
        if open_file is None:
            self._show(_NONE, "", "")
        else:
            name = open_file.table.name
            self._show("", name, open_file.described.removeprefix(name))

    def on_resize(self) -> None:
        """Cut the name to the new width."""
        self._show(self._before, self._named, self._behind)

    def _show(self, before: str, name: str, behind: str) -> None:
        self._before, self._named, self._behind = before, name, behind
        whole, safe = cell_len(safe_text(name, 300)), safe_text(behind, 300)
        room = max(_SHORTEST, self.size.width - cell_len(before + safe)) if self.size.width else whole
        self.update(before + fitted(name, min(room, whole)) + safe)
