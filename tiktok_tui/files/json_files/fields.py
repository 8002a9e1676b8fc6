"""The layout of a JSON file: lines or an array, and the fields of its objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from tiktok_tui.files.table import Kind

DEEPEST = 8
"""Objects within objects are looked into down to this level."""
_ARRAY = re.compile(rb"\s*\[\s*[{\]]")


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its path in the object, and the kind of its values; mixed if they differ and some are typed."""

    path: tuple[str, ...]
    kind: Kind
    mixed: bool = False

    @property
    def name(self) -> str:
        """The path as a column name: `customer.email`."""
        return ".".join(self.path)

    @property
    def pointer(self) -> str:
        """The path as a JSON pointer (RFC 6901)."""
        return "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in self.path)


def is_array(head: bytes) -> bool:
    """Return True if this is the beginning of one array of objects."""
    return _ARRAY.match(head) is not None


def is_lines(head: bytes) -> bool:
    """Return True if one of the first lines is a JSON object of its own."""
    return head.lstrip()[:1] == b"{" and any(object_of(line) is not None for line in head.splitlines()[:20])


def object_of(line: bytes | str) -> dict[str, object] | None:
    """Return the JSON object in a line, or None."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def is_table(value: object) -> bool:
    """Return True if a value is a list of objects: a table of its own."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def fields_of(objects: Iterable[dict[str, object]]) -> list[Field]:
    """Return the fields of some objects in the order in which they are met; objects within count by their fields."""
    seen: dict[tuple[str, ...], set[Kind]] = {}
    for found in objects:
        _collect(found, (), seen)
    # A field that is null in some objects and an object in others is no column of its own.
    return [
        _field(path, kinds)
        for path, kinds in seen.items()
        if kinds or not any(other[: len(path)] == path and other != path for other in seen)
    ]


def _field(path: tuple[str, ...], kinds: set[Kind]) -> Field:
    if len(kinds) == 1:
        return Field(path, next(iter(kinds)))
    return Field(path, Kind.LIST if Kind.LIST in kinds else Kind.TEXT, mixed=bool(kinds))


def _collect(found: dict[str, object], prefix: tuple[str, ...], seen: dict[tuple[str, ...], set[Kind]]) -> None:
    for key, value in found.items():
        path = (*prefix, key)
        if isinstance(value, dict) and value and len(path) < DEEPEST:
            _collect(value, path, seen)
            continue
        kinds = seen.setdefault(path, set())
        if isinstance(value, list):
            kinds.add(Kind.LIST)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            kinds.add(Kind.NUMBER)
        elif value is not None and value != {}:
            kinds.add(Kind.TEXT)
