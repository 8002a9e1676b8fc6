"""The mapping that a file starts with: the one remembered for a destination and a header, else a suggested one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.accounts.home import remove as remove_file
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.reject_columns import are_of_rejects
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

    `suggestion` is made in either case; `counts` gives the values of columns over the whole file. `of_rejects` is true
    for a file of rejects that starts with the mapping by which they were rejected.
    """

    mapping: Mapping
    remembered: bool
    suggestion: Suggestion
    counts: FileCounts
    of_rejects: bool = False


def start(
    home: Home,
    destination: Destination,
    table: KnownTable,
    *,
    rows: Rows | None = None,
    corrects: Mapping | None = None,
) -> Start:
    """Find the mapping of a file; `rows`, its first ones, spare reading them again. Raises FileError.

    `corrects` is the mapping of the run whose corrected rejects the file is to be; it is used if the file has its
    columns.
    """
    counts = FileCounts(table)
    slug, key = destination.slug, table.header_key()
    of_rejects = None
    if corrects is not None and set(corrects.columns()) <= {column.name for column in table.columns}:
        of_rejects = corrects
    elif _holds_rejects(table):
        of_rejects = _read(_rejects_path(home, slug, key))
    known = of_rejects or load(home, slug, key)
    suggestion = suggest_for(table, destination, rows=rows, counts=counts if known is None else None)
    mapping = suggestion.mapping if known is None else known
    return Start(mapping, known is not None, suggestion, counts, of_rejects is not None)


def load(home: Home, slug: str, header_key: str) -> Mapping | None:
    """The mapping last used for the destination `slug` and this header, or None; also if its file is broken."""
    return _read(_path(home, slug, header_key))


def remember(home: Home, slug: str, table: KnownTable, mapping: Mapping) -> None:
    """Remember the mapping that `table` was sent with. Raises AppError.

    Rejects are sent with the mapping that they were rejected by, which may be older than the one of the files that they
    come from: that one stays.
    """
    key = table.header_key()
    if not _holds_rejects(table) or load(home, slug, key) is None:
        save(home, slug, key, mapping)


def remember_for_rejects(home: Home, slug: str, table: KnownTable, mapping: Mapping) -> None:
    """Remember the mapping by which rows of `table` are written as rejects, for the file of them. Raises AppError."""
    path = _rejects_path(home, slug, table.header_key())
    private_folder(path.parent)
    toml.save(mapping, path)


def save(home: Home, slug: str, header_key: str, mapping: Mapping) -> None:
    """Remember `mapping` for the destination `slug` and the files that share this header. Raises AppError."""
    path = _path(home, slug, header_key)
    private_folder(path.parent)
    toml.save(mapping, path)
    keep_unfinished(home, slug, header_key, None)


def unfinished(home: Home, slug: str, header_key: str) -> Mapping | None:
    """The mapping that was changed in the app for such a file and not sent yet, or None; also if its file is broken."""
    return _read(_unfinished_path(home, slug, header_key))


def keep_unfinished(home: Home, slug: str, header_key: str, mapping: Mapping | None) -> None:
    """Keep a mapping that is not sent yet; None forgets it. Raises AppError."""
    path = _unfinished_path(home, slug, header_key)
    if mapping is None:
        remove_file(path)
        return
    private_folder(path.parent)
    toml.save(mapping, path)


def _holds_rejects(table: KnownTable) -> bool:
    return are_of_rejects([column.name for column in table.columns])


def _read(path: Path) -> Mapping | None:
    try:
        return toml.load(path) if path.is_file() else None
    except SettingsError:
        return None


def _rejects_path(home: Home, slug: str, header_key: str) -> Path:
    return home.mappings / slug / f"{header_key}.rejects.toml"


def _unfinished_path(home: Home, slug: str, header_key: str) -> Path:
    return home.mappings / slug / f"{header_key}.unfinished.toml"


def _path(home: Home, slug: str, header_key: str) -> Path:
    return home.mappings / slug / f"{header_key}.toml"
