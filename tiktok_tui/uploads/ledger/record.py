"""Rows of the ledger, their columns read by name as the type that the schema gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from tiktok_tui.events.errors import StateError

Value = str | bytes | int | float | None
"""The value of a cell of SQLite."""

DAMAGED: Final = (
    "The ledger is damaged, so it is not known what was accepted.",
    "Move it away (keep it) and restore a copy if there is one. Without it, rows sent in the last 48 hours can be sent "
    "again safely, since TikTok drops repeats; older ones would count twice.",
)


def damaged(where: str) -> StateError:
    """The error for a ledger whose content cannot be what we wrote; `where` is its path."""
    what, remedy = DAMAGED
    return StateError(what, where=where, remedy=remedy)


class Record:
    """One row of a query. Reading a cell as another type than it has raises StateError."""

    __slots__ = ("_cells", "_where")

    def __init__(self, names: Sequence[str], values: Sequence[Value], where: str) -> None:
        self._cells: Mapping[str, Value] = dict(zip(names, values, strict=True))
        self._where = where

    def text(self, name: str) -> str:
        """A TEXT column."""
        value = self._cells[name]
        if not isinstance(value, str):
            raise damaged(self._where)
        return value

    def integer(self, name: str) -> int:
        """An INTEGER column."""
        value = self._cells[name]
        if not isinstance(value, int):
            raise damaged(self._where)
        return value

    def real(self, name: str) -> float:
        """A REAL column."""
        value = self._cells[name]
        if not isinstance(value, int | float):
            raise damaged(self._where)
        return float(value)

    def blob(self, name: str) -> bytes:
        """A BLOB column."""
        value = self._cells[name]
        if not isinstance(value, bytes):
            raise damaged(self._where)
        return value

    def has(self, name: str) -> bool:
        """False where the cell is NULL."""
        return self._cells[name] is not None
