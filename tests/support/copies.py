"""The cells and kinds of a private copy, as the rest of the program reads them."""

from __future__ import annotations

from pathlib import Path

from tiktok_tui.files.opening import open_table
from tiktok_tui.files.source.source import FileSource


def cells_of(path: Path) -> list[tuple[str | None, ...]]:
    """Return the cells of a Parquet file as text."""
    with open_table(FileSource(path), scratch=path.parent) as table:
        return [row.cells for row in table.sample()]


def kinds_of(path: Path) -> dict[str, str]:
    """Return the kind of each column of a Parquet file."""
    with open_table(FileSource(path), scratch=path.parent) as table:
        return {column.name: str(column.kind) for column in table.columns}
