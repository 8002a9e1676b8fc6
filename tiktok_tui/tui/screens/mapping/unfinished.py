"""Keeps a mapping that was changed and not sent yet, so that leaving the app loses none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tiktok_tui.tui.jobs.jobs import start

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.mapping.model import Mapping


class UnfinishedMapping:
    """Writes the mapping to the state folder, one write at a time; of several changes the last one is written."""

    def __init__(self, owner: Widget, home: Home, header_key: str) -> None:
        self._owner, self._home, self._key = owner, home, header_key
        self._pending: list[tuple[str, Mapping | None]] = []
        self._writing = False

    def keep(self, slug: str, mapping: Mapping | None) -> None:
        """Write `mapping` for the destination `slug`; None removes the file, since there is no change to keep."""
        self._pending = [(slug, mapping)]
        if not self._writing:
            self._write()

    def _write(self) -> None:
        ((slug, mapping),), self._pending, self._writing = self._pending, [], True

        def write(_: object) -> None:
            from tiktok_tui.accounts import remembered

            remembered.keep_unfinished(self._home, slug, self._key, mapping)

        # A mapping that cannot be kept is no reason to stop; sending writes to the same folder and reports the error.
        start(self._owner, write, done=lambda _: self._written(), failed=lambda _: self._written())

    def _written(self) -> None:
        self._writing = False
        if self._pending:
            self._write()
