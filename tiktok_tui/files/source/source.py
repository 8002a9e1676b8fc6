"""Where rows come from, as a value: a file, files, a query, a pipe, an address. The one place that distinguishes them.

A source travels from the command line or the file dialog through the open table to the ledger. A new kind is one more
class with the same properties, and one more case in `sources.open_source`.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tiktok_tui.files.source.copied import AddressSource, PipeSource
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.files import FilesSource, is_pattern
from tiktok_tui.files.source.identity import Stamp, digest_of, printable
from tiktok_tui.files.source.kind import SourceKind
from tiktok_tui.files.source.object_storage import ObjectSource, is_object
from tiktok_tui.files.source.query_label import query_label

_ADDRESS = re.compile("https?://", re.IGNORECASE)
# A word that begins a query, and then what no file name has there: `select.csv` and `with-tax.csv` are files.
_QUERY = re.compile(
    r"(?:[\s;]|--[^\n]*\n|/\*.*?\*/)*(?:select|with)(?:[\s*('\"\[$]|--|/\*|$)", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class FileSource(SourceKind):
    """One file, by its absolute path."""

    path: Path

    @property
    def text(self) -> str:
        """The path, as `source_of` reads it again."""
        return str(self.path)

    @property
    def label(self) -> str:
        """The file's name."""
        return printable(self.path.name)

    @property
    def where(self) -> str:
        """The place that an error names: the path."""
        return printable(self.text)

    def is_still_there(self) -> bool:
        """Return True if there is a file of this name."""
        return stat.S_ISREG(_mode_of(self.path))

    def stamp(self) -> Stamp:
        """Return the file's size and time; raises OSError."""
        status = self.path.stat()
        return Stamp(status.st_size, status.st_mtime)

    def to_json(self) -> str:
        """Return the source as JSON text, for the ledger."""
        return json.dumps({"kind": "file", "path": self.text})


@dataclass(frozen=True, slots=True)
class QuerySource(SourceKind):
    """A SQL query over files."""

    sql: str

    @property
    def text(self) -> str:
        """The query."""
        return self.sql

    @property
    def label(self) -> str:
        """Its first words, without values that may be personal."""
        return printable(query_label(self.sql))

    @property
    def where(self) -> str:
        """The place that an error names."""
        return "query"

    @property
    def is_query(self) -> bool:
        """True: run again, it may give other rows, so a run keeps the keys of its events."""
        return True

    def fingerprint(self, layout: Iterable[str], paths: Sequence[Path], check: Callable[[], None]) -> str:
        """Return the identity of the result as hex: the query's text, its layout and every byte of its files."""
        return digest_of(layout, self.sql, paths, check)

    def to_json(self) -> str:
        """Return the source as JSON text, for the ledger."""
        return json.dumps({"kind": "query", "sql": self.sql})


SourceRef = FileSource | QuerySource | DatabaseSource | FilesSource | PipeSource | AddressSource | ObjectSource


def is_query(text: str) -> bool:
    """Return True if the text reads as SQL: SELECT or WITH, perhaps after comments and semicolons."""
    return _QUERY.match(text) is not None


def is_address(text: str) -> bool:
    """Return True if the text is an http or https address."""
    return _ADDRESS.match(text) is not None


def source_of(text: str, folder: Path | None = None) -> SourceRef:
    """Return the source that a person typed; a relative path starts in `folder`, or where the program runs.

    A file that is there goes before everything else: one may be called `select orders.csv`, or `orders [1].csv`.
    """
    if text == "-":
        return PipeSource()
    if is_address(text):
        return AddressSource(text)
    if is_object(text):
        return ObjectSource(text)
    path = Path(folder or "", os.path.expanduser(text)).absolute()
    mode = _mode_of(path)
    if stat.S_ISFIFO(mode) or path == PipeSource().path:
        return PipeSource(path)
    if stat.S_ISREG(mode):
        return FileSource(path)
    if is_query(text):
        return QuerySource(text)
    if stat.S_ISDIR(mode) or is_pattern(text):
        return FilesSource(str(path))
    return FileSource(path)


def source_from_json(text: str) -> SourceRef:
    """Return the source that `to_json` wrote, or the one of an older ledger, which kept a plain path or query."""
    if not text.startswith('{"kind"'):
        return QuerySource(text) if is_query(text) else FileSource(Path(text))
    values = json.loads(text)
    match values["kind"]:
        case "query":
            return QuerySource(values["sql"])
        case "database":
            return DatabaseSource.from_values(values)
        case "files":
            return FilesSource(values["pattern"])
        case "pipe":
            return PipeSource(Path(values["path"]))
        case "object":
            return ObjectSource(values["url"])
        case "address":
            return AddressSource(values["url"], forgotten=values["signed"])
        case _:
            return FileSource(Path(values["path"]))


def _mode_of(path: Path) -> int:
    """Return the type and permissions of a path (`st_mode`); 0 if nothing is there."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):  # a name that is too long, or holds a NUL
        return 0
