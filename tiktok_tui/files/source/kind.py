"""The answers that most kinds of sources share; a kind overrides those that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tiktok_tui.files.source.identity import Stamp, digest_of


class SourceKind:
    """A source whose content is the same when it is read again, as that of a file is."""

    __slots__ = ()

    @property
    def is_query(self) -> bool:
        """True if the rows are the answer of a query: run again it may give others, so a run keeps its events' keys."""
        return False

    @property
    def is_live(self) -> bool:
        """True if the same source may give other rows, and the same rows in another order, when it is read again."""
        return False

    @property
    def lost(self) -> str:
        """Return why the rows cannot be read a second time; "" if they can."""
        return ""

    def is_still_there(self) -> bool:
        """Return True if the rows can be looked for once more; whether they are found is known when they are read."""
        return True

    def stamp(self) -> Stamp:
        """Return the size and time of the content, zeros where it has none; raises OSError."""
        return Stamp()

    def fingerprint(self, layout: Iterable[str], paths: Sequence[Path], check: Callable[[], None]) -> str:
        """Return the identity of the content as hex, wherever it lies: its layout and every byte of `paths`.

        `check` is called between chunks, and may raise to stop.
        """
        return digest_of(layout, "", paths, check)
