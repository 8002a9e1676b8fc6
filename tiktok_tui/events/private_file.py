"""Writes files that belong to one person: whole or not at all, readable by their owner alone, and synced to disk.

It stands at the bottom of the tree because settings, mappings and exports are all written this way.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(path: Path, *, follow: bool = True) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file at `path` (mode 0600) when the block ends without an error.

    A reader or a crash finds the old file or the new one, never a part. A symbolic link is followed, as people link
    their settings, unless `follow` is false: then the file takes the link's place. The folder must exist. Raises
    OSError.
    """
    target = path.resolve() if follow else path
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(6)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(descriptor)
        os.replace(temporary, target)
        _sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write `content` to `path` in the way of `replacing`. Raises OSError."""
    with replacing(path) as stream:
        stream.write(content)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut. Windows has no means for this."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
