"""Copy what comes through a pipe, or from standard input, into a private file."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tiktok_tui.events.errors import FileError, UsageError
from tiktok_tui.files.source.copied import PipeSource
from tiktok_tui.files.source.copy import PrivateCopy
from tiktok_tui.sources.spool import Spool
from tiktok_tui.sources.transfer import Transfer

_CHUNK = 1 << 20
_LOOK_EVERY = 0.1
"""Seconds between two checks for a cancelled fetch."""
_STDIN = 0


@dataclass(frozen=True, slots=True)
class PipeFetch:
    """Reads a pipe to its end."""

    source: PipeSource

    def __call__(self, folder: Path, transfer: Transfer) -> PrivateCopy:
        """Copy everything that comes. Raises UsageError for a terminal, FileError, and Cancelled."""
        with self._descriptor() as pipe, Spool(folder / "piped", self.source.where, transfer) as spool:
            try:
                while chunk := _read(pipe, transfer):
                    spool.write(chunk)
            except OSError as error:
                raise FileError(
                    f"The pipe cannot be read: {error.strerror or type(error).__name__}.",
                    where=self.source.where,
                    remedy="Run the command again.",
                ) from None
        if not spool.size:
            raise FileError(
                "Nothing came through the pipe.",
                where=self.source.where,
                remedy="Run the program that writes to it by itself: it may have failed.",
            )
        return PrivateCopy(
            spool.path,
            notes=("The rows came through a pipe: a private copy is read, and removed when it is closed",),
        )

    @contextmanager
    def _descriptor(self) -> Iterator[int]:
        if self.source.is_stdin:
            if os.isatty(_STDIN):
                raise UsageError(
                    "Nothing is piped in: standard input is the terminal.",
                    where="stdin",
                    remedy="Write the program before it: psql … | tiktok-tui check - -d DEST",
                )
            yield _STDIN
            return
        try:
            # Without O_NONBLOCK, opening a named pipe waits until somebody writes, and cannot be cancelled.
            pipe = os.open(self.source.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            raise FileError(
                f"The pipe cannot be opened: {error.strerror or type(error).__name__}.",
                where=self.source.where,
                remedy="Run the command again.",
            ) from None
        try:
            yield pipe
        finally:
            os.close(pipe)


def _read(pipe: int, transfer: Transfer) -> bytes:
    """Return what comes next, b"" at the end; waits for it in short turns. Raises Cancelled."""
    while True:
        transfer.check()
        if os.name == "nt" or select.select([pipe], [], [], _LOOK_EVERY)[0]:
            with suppress(BlockingIOError):  # another reader of the pipe was faster
                return os.read(pipe, _CHUNK)
