"""The private copy of rows that are not in a file of the person's: of a query of a database, say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.source.source import SourceRef


@dataclass(frozen=True, slots=True)
class PrivateCopy:
    """A file in a scratch folder, which is removed when its table is closed.

    `format` is what people read in place of the file's own format, such as "PostgreSQL query"; "" keeps that. `notes`
    are sentences about what was assumed or changed while the rows were copied.
    """

    path: Path
    format: str = ""
    notes: tuple[str, ...] = ()


@contextmanager
def named(source: SourceRef, copy: PrivateCopy | None) -> Iterator[None]:
    """Let errors about the private copy name the source instead."""
    try:
        yield
    except FileError as error:
        if copy is not None and error.where.startswith(str(copy.path)):
            error.where = source.where + error.where.removeprefix(str(copy.path))
        raise
