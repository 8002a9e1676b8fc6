"""The mapping that a file starts with: the one remembered for a destination and a header, else a suggested one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.mapping import toml
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.mapping.suggest.suggest import Suggestion
from tiktok_tui.mapping.suggest.table import FileCounts, OpenTable, Rows, suggest_for


class KnownTable(OpenTable, Protocol):
    """An open file that can be recognised by its header."""

    def header_key(self) -> str:
        """The hash of the header, which files of one kind share."""


@dataclass(frozen=True, slots=True)
class Start:
    """The mapping to begin with: the remembered one where there is one, else the suggested one.

    `suggestion` is made in either case; `counts` gives the values of columns over the whole file.
    """

    mapping: Mapping
    remembered: bool
    suggestion: Suggestion
    counts: FileCounts


def start(home: Home, destination: Destination, table: KnownTable, *, rows: Rows | None = None) -> Start:
    """Find the mapping of a file; `rows`, its first ones, spare reading them again. Raises FileError."""
    counts = FileCounts(table)
    known = load(home, destination.slug, table.header_key())
    suggestion = suggest_for(table, destination, rows=rows, counts=counts if known is None else None)
    return Start(suggestion.mapping if known is None else known, known is not None, suggestion, counts)


def load(home: Home, slug: str, header_key: str) -> Mapping | None:
    """The mapping last used for the destination `slug` and this header, or None; also if its file is broken."""
    path = _path(home, slug, header_key)
    if not path.is_file():
        return None
    try:
        return toml.load(path)
    except SettingsError:
        return None


def save(home: Home, slug: str, header_key: str, mapping: Mapping) -> None:
    """Remember `mapping` for the destination `slug` and the files that share this header. Raises AppError."""
    path = _path(home, slug, header_key)
    private_folder(path.parent)
    toml.save(mapping, path)
    keep_unfinished(home, slug, header_key, None)


def unfinished(home: Home, slug: str, header_key: str) -> Mapping | None:
    """The mapping that was changed in the app for such a file and not sent yet, or None; also if its file is broken."""
    path = _unfinished_path(home, slug, header_key)
    try:
        return toml.load(path) if path.is_file() else None
    except SettingsError:
        return None


def keep_unfinished(home: Home, slug: str, header_key: str, mapping: Mapping | None) -> None:
    """Keep a mapping that is not sent yet; None forgets it. Raises AppError."""
    path = _unfinished_path(home, slug, header_key)
    if mapping is None:
        path.unlink(missing_ok=True)
        return
    private_folder(path.parent)
    toml.save(mapping, path)


def _unfinished_path(home: Home, slug: str, header_key: str) -> Path:
    return home.mappings / slug / f"{header_key}.unfinished.toml"


def _path(home: Home, slug: str, header_key: str) -> Path:
    return home.mappings / slug / f"{header_key}.toml"
