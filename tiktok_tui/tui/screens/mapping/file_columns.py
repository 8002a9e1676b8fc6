"""The file's columns with their first values, as far as those may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import Mapping

_HIDDEN = "•••"
_BLANK = "(blank)"
_MOST = 120


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column's name and its first values; `hidden` keeps the values off the screen."""

    name: str
    values: tuple[str, ...]
    hidden: bool = False

    @property
    def detail(self) -> str:
        """Return the first few distinct values."""
        if self.hidden:
            return _HIDDEN
        if not any(value.strip() for value in self.values):
            return _BLANK
        text = ""
        for value in dict.fromkeys(value for value in self.values if value.strip()):
            text += f" · {value[:_MOST]}" if text else value[:_MOST]
            if len(text) >= _MOST:
                break
        return text[:_MOST]

    @property
    def sorts_rows(self) -> bool:
        """True if its values are few and repeat, like those of a status."""
        filled = [value for value in self.values if value.strip()]
        return 2 * len(set(filled)) <= len(filled)


def hidden_columns(
    columns: Sequence[ColumnShown], mapping: Mapping, destination: Destination
) -> tuple[ColumnShown, ...]:
    """Return the columns; if the destination restricts personal data, with values that may be personal hidden.

    Values of fields that are not personal stay visible, and so do values that only sort rows, like a status.
    """
    if not destination.restrict_pii:
        return tuple(columns)
    from tiktok_tui.events.personal import looks_personal
    from tiktok_tui.prepare.privacy import open_columns, personal_columns

    personal = personal_columns(mapping)
    known = open_columns(mapping)

    def hidden(column: ColumnShown) -> bool:
        seen = column.name in known or (column.sorts_rows and column.name not in personal)
        return not seen or any(looks_personal(value, destination.phone_country) for value in column.values)

    return tuple(replace(column, hidden=hidden(column)) for column in columns)
