"""Everything a change of the mapping depends on; the same for every way to change it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.app import App

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.fields import Field
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown

if TYPE_CHECKING:
    from tiktok_tui.tui.screens.mapping.open_file import OpenFile


@dataclass(frozen=True, slots=True)
class EditContext:
    """The open file, the mapping as it is, and the field under the cursor.

    `say` shows a sentence below the step about something done besides (a file saved, say).
    """

    app: App[Any]
    open_file: OpenFile
    mapping: Mapping
    destination: Destination
    field: Field | None
    say: Callable[[str], None]
    value: str = ""
    """The value to start on in a value map, if one was chosen."""

    @property
    def columns(self) -> Sequence[ColumnShown]:
        """The file's columns in its own order."""
        return self.open_file.columns_for("", self.mapping, self.destination)

    async def values_of(self, column: str) -> list[tuple[str, int]] | None:
        """Return the values of `column` in the whole file, each with its count; None if the person did not wait.

        Those that filters and value maps read as one value are one.
        """
        sentence = "Counting its values in the whole file …"
        counts = self.open_file.table.value_counts

        def count(_: object) -> list[tuple[str, int]]:
            rows: Counter[str] = Counter()
            for value, found in counts(column):
                rows[as_read(value)] += found
            return rows.most_common()

        return await self.app.push_screen_wait(Waiting(column, sentence, count))


def as_read(value: str) -> str:
    """Return a value as filters and value maps compare it: without blanks at its ends, "" for what means nothing."""
    from tiktok_tui.prepare.query.macros import cell

    return cell(value) or ""
