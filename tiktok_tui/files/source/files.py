"""Several files as one source: those in a folder, or those whose names match a pattern."""

from __future__ import annotations

import glob
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tiktok_tui.files.source.identity import Stamp, printable
from tiktok_tui.files.source.kind import SourceKind

READABLE: Final = frozenset(
    ".csv .tsv .tab .txt .json .jsonl .ndjson .parquet .pq .xlsx .xlsm .xls .gz .zst .bz2 .xz .zip "
    ".db .sqlite .sqlite3 .duckdb".split()
)
"""Suffixes of files that can be opened."""


def is_pattern(text: str) -> bool:
    """Return True if a path holds `*`, `?` or `[…]`."""
    return glob.has_magic(text)


@dataclass(frozen=True, slots=True)
class FilesSource(SourceKind):
    """The files in a folder, or those that match a pattern, by its absolute path; `**` reaches into folders."""

    pattern: str

    @property
    def text(self) -> str:
        """The pattern or folder, as `source_of` reads it again."""
        return self.pattern

    @property
    def label(self) -> str:
        """The pattern's last part, such as `orders-*.csv`; of a folder its name."""
        return printable(os.path.basename(self.pattern.rstrip(os.sep)) or self.pattern)

    @property
    def where(self) -> str:
        """The place that an error names: the pattern."""
        return printable(self.pattern)

    @property
    def is_folder(self) -> bool:
        """True for a folder, even if its name holds a star."""
        return not is_pattern(self.pattern) or os.path.isdir(self.pattern)

    def paths(self) -> tuple[Path, ...]:
        """Return the files, by name. In a folder these are the ones with a suffix that can be opened, hidden ones not.

        Raises OSError for a folder that cannot be read.
        """
        if not self.is_folder:
            found = [Path(name) for name in glob.iglob(self.pattern, recursive=True)]
        else:
            found = [
                path
                for path in Path(self.pattern).iterdir()
                if path.suffix.lower() in READABLE and not _is_hidden(path)
            ]
        return tuple(sorted(path for path in found if path.is_file()))

    def skipped(self) -> tuple[str, ...]:
        """Return the names of the files in a folder that are not read, hidden ones left out."""
        if not self.is_folder:
            return ()
        others = (path for path in Path(self.pattern).iterdir() if path.suffix.lower() not in READABLE)
        return tuple(sorted(printable(path.name) for path in others if not _is_hidden(path) and path.is_file()))

    def is_still_there(self) -> bool:
        """Return True if there is a file that matches."""
        try:
            return bool(self.paths())
        except (OSError, ValueError):
            return False

    def stamp(self) -> Stamp:
        """Return the size of all files and the time of the newest; raises OSError, also if there are none."""
        found = [path.stat() for path in self.paths()]
        if not found:
            raise FileNotFoundError(self.pattern)
        return Stamp(sum(each.st_size for each in found), max(each.st_mtime for each in found))

    def to_json(self) -> str:
        """Return the source as JSON text, for the ledger."""
        return json.dumps({"kind": "files", "pattern": self.pattern})


def _is_hidden(path: Path) -> bool:
    """Return True for a hidden file, and for the one that Excel keeps beside an open workbook."""
    return path.name.startswith((".", "~$"))
