"""The columns that a file of rejects adds behind the file's own; they are not read as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

OWN_COLUMNS: Final = ("tiktok-tui row", "tiktok-tui rule", "tiktok-tui reason", "tiktok-tui what to do")
"""A file that has them all is read as a file of rejects."""


def are_of_rejects(names: Sequence[str]) -> bool:
    """Return True if these are the columns of a file of rejects."""
    return set(OWN_COLUMNS) <= set(names)


def without_own_columns(names: Sequence[str]) -> list[str]:
    """The columns of the file that the rejects came from; `names` as they are where it is no file of rejects."""
    return [name for name in names if name not in OWN_COLUMNS] if are_of_rejects(names) else list(names)
