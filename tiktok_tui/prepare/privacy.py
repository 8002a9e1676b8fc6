"""Decides what of a person's data may be shown where a destination restricts it, and shortens cells for the screen."""

from __future__ import annotations

from collections.abc import Sequence

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.hidden import visible
from tiktok_tui.events.personal import looks_personal
from tiktok_tui.mapping.model import Mapping

_LENGTH = 40


def shown(text: str | None, *, personal: bool, destination: Destination) -> str:
    """Return a cell as it may be shown: short, printable, and masked where the destination restricts personal data.

    A cell that is not expected to be personal is masked as well if it looks so: a comma too many shifts the cells.
    """
    if not text:
        return ""
    if destination.restrict_pii and (personal or looks_personal(text, destination.phone_country)):
        return masked(text)
    printable = visible(text)
    return printable if len(printable) <= _LENGTH else printable[: _LENGTH - 1] + "…"


def masked(text: str) -> str:
    """Return a mask that shows only if a cell is filled or blank."""
    return "•••" if text else ""


def masked_cells(cells: Sequence[str | None], hidden: Sequence[bool] | None, country: str) -> tuple[str | None, ...]:
    """Return the cells of a row, masked where their column is `hidden` or they look personal; as they are for None."""
    if hidden is None:
        return tuple(cells)
    return tuple(
        masked(text) if text and (hide or looks_personal(text, country)) else text
        for text, hide in zip(cells, hidden, strict=True)
    )


def personal_columns(mapping: Mapping) -> frozenset[str]:
    """Return the columns that fill a personal field, or a field that we do not know."""
    return frozenset(
        column
        for field, source in mapping.fields.items()
        if field not in FIELD or FIELD[field].personal
        for column in source.columns
    )


def open_columns(mapping: Mapping) -> frozenset[str]:
    """Return the columns that may be shown where personal data is restricted; any other may hold a person's data.

    A column that fills a personal field is never one of them, even if it fills another field besides.
    """
    free = {column for source in mapping.fields.values() for column in source.columns}
    free |= {source.zone for source in mapping.fields.values() if source.zone}
    return frozenset(free - personal_columns(mapping))
