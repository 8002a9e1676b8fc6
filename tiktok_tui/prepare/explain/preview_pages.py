"""Previews of a checked file's rows, read a page at a time and kept."""

from __future__ import annotations

import threading
from collections.abc import Callable

from tiktok_tui.prepare.explain.preview import Preview

PAGE = 64
"""Row numbers of a page. Planning the query takes far longer than running it: a page costs hardly more than a row."""
_AHEAD = 24
"""Rows before the end of a page at which the next one is read."""
_KEPT = 16


class PreviewPages:
    """Pages of previews. `read` returns the previews of the rows from one number up to another, by number.

    Any thread may ask. One page is read at a time, so that nobody reads what another is reading.
    """

    def __init__(self, read: Callable[[int, int], dict[int, Preview]]) -> None:
        self._read = read
        self._pages: dict[int, dict[int, Preview]] = {}
        self._lock = threading.Lock()

    def preview(self, row: int) -> Preview | None:
        """Return the preview of the row; None if there is no such row."""
        with self._lock:
            return self._page(row // PAGE).get(row)

    def read_ahead(self, row: int, step: int) -> None:
        """Read the page that a walk from this row reaches soon; `step` is negative for a walk to the file's start."""
        reached = (row + (_AHEAD if step > 0 else -_AHEAD)) // PAGE
        if reached >= 0 and reached not in self._pages:
            with self._lock:
                self._page(reached)

    def _page(self, number: int) -> dict[int, Preview]:
        found = self._pages.pop(number, None)
        if found is None:
            found = self._read(number * PAGE, (number + 1) * PAGE)
        self._pages[number] = found  # the page that was asked for last stands last
        if len(self._pages) > _KEPT:
            del self._pages[next(iter(self._pages))]
        return found
