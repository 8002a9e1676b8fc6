"""Folders for sockets, whose paths have at most 107 letters, wherever the tests' own folders are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

SHORT: Final = "/tmp"
"""Where paths are short."""


@contextmanager
def socket_folder() -> Iterator[Path]:
    """Give a folder with a short path, for its owner alone; it is removed afterwards."""
    with TemporaryDirectory(prefix="sockets-", dir=SHORT, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
