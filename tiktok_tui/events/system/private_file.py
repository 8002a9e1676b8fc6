"""Writes files that belong to one person: whole or not at all, readable by their owner alone, and synced to disk.

It stands at the bottom of the tree because settings, mappings and exports are all written this way.
"""

from __future__ import annotations

import contextlib
import glob
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_ABANDONED_SECONDS = 3600
"""A file without its name that nobody has written to for so long has lost its writer."""
_NAMELESS = getattr(os, "O_TMPFILE", 0)


@contextmanager
def replacing(path: Path, *, follow: bool = True) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file at `path` (mode 0600) when the block ends without an error.

    A reader or a crash finds the old file or the new one, never a part. On Linux a process that is killed leaves
    nothing behind; elsewhere what it left is removed when the same file is written again. A symbolic link is followed,
    as people link their settings, unless `follow` is false: then the file takes the link's place. The folder must
    exist. Raises OSError.
    """
    target = followed(path) if follow else path
    remove_abandoned(target.parent, f".{target.name}.")
    temporary = target.with_name(f".{target.name}.{os.urandom(6).hex()}")
    descriptor, nameless = _open(temporary)
    try:
        with open(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(descriptor)
            if nameless:
                _name(descriptor, temporary)
        os.replace(temporary, target)
        _sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def followed(path: Path) -> Path:
    """Return the file that a symbolic link leads to; of links that lead in a circle one of them, which is replaced."""
    return Path(os.path.realpath(path))  # `Path.resolve` raises RuntimeError there


def write(path: Path, content: bytes) -> None:
    """Write `content` to `path` in the way of `replacing`. Raises OSError."""
    with replacing(path) as stream:
        stream.write(content)


def remove_abandoned(folder: Path, prefix: str) -> None:
    """Remove files named `prefix` and twelve hexadecimal digits that a killed process left in the folder."""
    pattern = glob.escape(prefix) + "[0-9a-f]" * 12
    for left in folder.glob(pattern):
        with contextlib.suppress(OSError):
            if time.time() - left.lstat().st_mtime > _ABANDONED_SECONDS:
                left.unlink()


def _open(temporary: Path) -> tuple[int, bool]:
    """Open a new file for writing; the flag says that it has no name yet, so that it is gone if the process is killed.

    Not every file system has such files.
    """
    if _NAMELESS and os.path.isdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            return os.open(temporary.parent, os.O_WRONLY | _NAMELESS, 0o600), True
    return os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), False


def _name(descriptor: int, temporary: Path) -> None:
    """Give an open file that has no name this one."""
    folder = os.open(temporary.parent, os.O_RDONLY)
    try:
        # Without a folder's descriptor Python calls link(), which would make a link to the link.
        os.link(f"/proc/self/fd/{descriptor}", temporary, src_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut. Windows has no means for this."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
