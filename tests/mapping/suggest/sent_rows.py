"""The notes of a suggestion on rows that are sent and may be no sale."""

from __future__ import annotations

from collections.abc import Sequence

from tests.mapping.suggest.small_files import SHOP
from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest


def told(
    name: str,
    cells: Sequence[str],
    destination: Destination = SHOP,
    *,
    counted: Sequence[tuple[str, int]] | None = None,
) -> list[str]:
    """The notes for a file with one more column of these cells; `counted` are its cells over the whole file."""
    columns = {"Date": ["2026-06-11", "2026-06-12", "2026-06-13"], "Email": ["a@b.co", "c@d.co", "e@f.co"], name: cells}
    samples = [ColumnSample(name, "text", tuple(cells)) for name, cells in columns.items()]
    counts = None if counted is None else lambda names: {each: counted if each == name else [] for each in names}
    found = suggest(samples, destination, counts=counts)
    return [note.text for note in found.notes if "such rows are sent" in note.text]
