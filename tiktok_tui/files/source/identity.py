"""The identity of a source: the size and time of its files, and a digest of their content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a file was last written (Unix seconds) and its size (bytes); zeros for a source that has neither."""

    size: int = 0
    changed: float = 0.0


def printable(name: str) -> str:
    """Return a file's name with U+FFFD for bytes that are no UTF-8, which no terminal and no file can be given."""
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", name)


def digest_of(layout: Iterable[str], text: str, paths: Sequence[Path], check: Callable[[], None]) -> str:
    """Return the SHA-256, as hex, of a layout, a text and every byte of `paths`; `check` may raise to stop."""
    digest = hashlib.sha256("\0".join(layout).encode())
    digest.update(text.encode())
    for path in paths:
        digest.update(path.stat().st_size.to_bytes(8, "big"))
        with path.open("rb") as content:
            while chunk := content.read(1 << 20):
                digest.update(chunk)
                check()
    return digest.hexdigest()
