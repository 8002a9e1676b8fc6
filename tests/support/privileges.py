"""Tests of permissions, for developers and for a CI that runs as root, whom no mode of a file stops."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_VERSION_3 = 0x20080522
"""Of Linux' capget and capset: two words for each set of capabilities."""


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Let modes of files hold for this thread within the block, also if it is root's: its capabilities are dropped."""
    if os.geteuid() != 0:
        yield
        return
    held = (ctypes.c_uint32 * 6)()
    _call("capget", held)
    dropped = (ctypes.c_uint32 * 6)(*held)
    dropped[0] = dropped[3] = 0  # the effective ones; those that may be taken back stay
    _call("capset", dropped)
    try:
        yield
    finally:
        _call("capset", held)


@contextmanager
def forbidden(path: Path) -> Iterator[None]:
    """Let nobody read the file within the block, as if it were another person's."""
    path.chmod(0)
    try:
        with ordinary_user():
            yield
    finally:
        path.chmod(0o600)


def drop_for_good() -> None:
    """Let modes of files hold for this process from now on."""
    if os.geteuid() == 0:
        _call("capset", (ctypes.c_uint32 * 6)())


def _call(name: str, sets: ctypes.Array[ctypes.c_uint32]) -> None:
    header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    if getattr(ctypes.CDLL(None, use_errno=True), name)(header, sets) != 0:
        raise OSError(ctypes.get_errno(), name)
