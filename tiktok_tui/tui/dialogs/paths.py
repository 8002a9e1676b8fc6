"""Paths as people type, paste and drop them, and the entries of a folder."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tiktok_tui.files.source.files import READABLE, FilesSource, is_pattern
from tiktok_tui.files.source.object_storage import is_object
from tiktok_tui.files.source.source import FileSource, SourceRef, is_address, is_query, source_of

_MOST = 5_000
_WORDS = 48


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder in a folder; `size` in bytes, `changed` in Unix seconds, None if it is not known."""

    name: str
    path: Path
    folder: bool
    size: int = 0
    changed: float | None = None
    recent: SourceRef | None = None
    """The source used before that the entry stands for."""

    @property
    def readable(self) -> bool:
        """True if its suffix is that of a file that can be opened."""
        return not self.folder and Path(self.name).suffix.lower() in READABLE


def dropped(text: str) -> str:
    """Return the path in the text that a terminal pastes when a file is dropped on it; other text is returned as it is.

    Terminals quote the path, put backslashes before blanks, or paste a file:// address.

    >>> dropped("'/tmp/my orders.csv' "), dropped(r"/tmp/my\\ orders.csv"), dropped("file:///tmp/a%20b.csv")
    ('/tmp/my orders.csv', '/tmp/my orders.csv', '/tmp/a b.csv')
    """
    trimmed = text.strip()
    if is_query(text):
        return text
    if trimmed.startswith("file://"):
        try:
            return unquote(urlsplit(trimmed).path)
        except ValueError:  # a bracket that is still open
            return text
    if len(trimmed) > 1 and trimmed[0] == trimmed[-1] and trimmed[0] in "'\"":
        return trimmed[1:-1]
    if os.name != "nt" and re.search(r"\\[\s()'\"&\[\]]", trimmed):
        try:
            return " ".join(shlex.split(trimmed))
        except ValueError:  # a quote that is still open
            return text
    return text


def dropped_source(text: str) -> SourceRef | None:
    """Return the file or folder whose absolute path a terminal pastes when it is dropped; None for other text."""
    path = dropped(text).strip()
    return source_of(path) if Path(path).is_absolute() and "\n" not in path else None


def folder_and_start(text: str, home: Path) -> tuple[Path, str]:
    """Return the folder that `text` is in and the beginning of a name in it. Relative paths start at `home`."""
    expanded = os.path.expanduser(text)
    whole = Path(home, expanded)
    if not expanded or expanded.endswith(("/", os.sep)):
        return whole, ""
    if whole.name in {"", ".", ".."}:
        return whole, ""
    return whole.parent, whole.name


def entries(folder: Path) -> tuple[Entry, ...]:
    """Return the entries of `folder`: folders, files that can be opened, other files. Empty on errors."""
    found = []
    try:
        with os.scandir(folder) as scan:
            for index, item in enumerate(scan):
                if index >= _MOST:
                    break
                found.append(_entry(item))
    except (OSError, ValueError):  # no permission, or no path at all (NUL)
        return ()
    return tuple(sorted(found, key=lambda entry: (not entry.folder, not entry.readable, entry.name.lower())))


def _entry(item: os.DirEntry[str]) -> Entry:
    try:
        if item.is_dir():
            return Entry(item.name, Path(item.path), folder=True)
        status = item.stat()
    except OSError:  # a link to nothing
        return Entry(item.name, Path(item.path), folder=False)
    return Entry(item.name, Path(item.path), folder=False, size=status.st_size, changed=status.st_mtime)


def matching(found: Iterable[Entry], start: str) -> list[Entry]:
    """Return entries that begin with `start`, then those that contain it, then those that match it as a pattern.

    Hidden ones are among them only if it begins with a dot.
    """
    small = start.lower()
    shown = [entry for entry in found if start.startswith(".") or not entry.name.startswith(".")]
    first = [entry for entry in shown if entry.name.lower().startswith(small)]
    first += [entry for entry in shown if small in entry.name.lower() and entry not in first]
    matched = shown if is_pattern(start) else []
    return first + [entry for entry in matched if fnmatchcase(entry.name, start) and entry not in first]


def folder_in_words(folder: Path) -> str:
    """Return a folder's path as it fits above a list: of a long one only the end.

    >>> folder_in_words(Path("/data/exports"))
    '/data/exports'
    >>> folder_in_words(Path("/a/way/of/more/than/48/letters/down/to/the/exports"))
    '…/the/exports'
    """
    path = os.path.normpath(folder)
    home = os.path.expanduser("~")
    if path == home or path.startswith(home.rstrip(os.sep) + os.sep):
        path = "~" + path[len(home.rstrip(os.sep)) :]
    return path if len(path) <= _WORDS else os.sep.join(("…", *Path(path).parts[-2:]))


def file_stem(label: str) -> str:
    """Return the beginning of the name of a file about a source.

    >>> file_stem("my orders.csv"), file_stem("SELECT * FROM 'orders.csv'")
    ('my orders', 'query')
    """
    return "query" if is_query(label) else Path(label).stem or "query"


def size_in_words(size: int) -> str:
    """Return a file's size in words.

    >>> size_in_words(900), size_in_words(1_500_000)
    ('900 B', '1.5 MB')
    """
    if size < 1000:
        return f"{size} B"
    amount = float(size)
    for unit in ("kB", "MB", "GB"):
        amount /= 1000
        if amount < 1000 or unit == "GB":
            return f"{amount:.1f} {unit}"
    raise AssertionError(size)


def can_be_opened(source: SourceRef) -> bool:
    """Return True for a file that is there, and for everything that is looked for when it is opened.

    A folder is gone into, not read: `folder/*` reads its files.
    """
    match source:
        case FileSource():
            return source.is_still_there()
        case FilesSource():
            # All folders below may take long to look through: that is done when it is opened.
            return not source.is_folder and ("**" in source.pattern or source.is_still_there())
        case _:
            return True


def is_elsewhere(text: str) -> bool:
    """Return True if the text names rows that are in no folder: a query, an address or an object."""
    return is_query(text) or is_address(text) or is_object(text)
