"""The preview of one row, step by step: the cell, the cleaned value, the value that is sent, and the event's JSON."""

from __future__ import annotations

from dataclasses import dataclass

from tiktok_tui.events.rules import Rule


@dataclass(frozen=True, slots=True)
class FieldPreview:
    """One field of one row.

    `columns` are the file's columns that fill it (none for a constant), `raw` their cells as they stand. `cleaned` is
    the value as read, `sent` the value in the event (a hash for an identifier); both are "" if there is none.
    With the destination's `restrict_pii`, personal `raw` and `cleaned` values are masked.
    """

    field: str
    columns: tuple[str, ...]
    raw: tuple[str, ...]
    cleaned: str
    sent: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """One row, or the whole group that it belongs to.

    `rows` are the numbers of all rows of the event. `body` is the event's JSON as it would be sent, None if it is
    refused or left out. `rules` are all broken rules of this row.
    """

    row: int
    rows: tuple[int, ...]
    fields: tuple[FieldPreview, ...]
    rules: tuple[Rule, ...]
    left_out: bool
    body: bytes | None
    name: str = ""
    """The row's name, as in `Problem`."""
