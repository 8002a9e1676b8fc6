"""The private copy of rows that are not in a file of the person's: of a query of a database, say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PrivateCopy:
    """A file in a scratch folder, which is removed when its table is closed.

    `format` is what people read in place of the file's own format, such as "PostgreSQL query"; "" keeps that. `notes`
    are sentences about what was assumed or changed while the rows were copied.
    """

    path: Path
    format: str = ""
    notes: tuple[str, ...] = ()
