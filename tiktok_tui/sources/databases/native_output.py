"""Keep what native libraries write to file descriptor 2 by themselves away from the person's screen.

libpq prints warnings there (a password file that others can read, notices of the server), past Python's `sys.stderr`
and across the app's screen.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_turn = threading.Lock()
"""One at a time: the descriptor belongs to the whole process."""


class Captured:
    """The text that was written, once the block has ended."""

    text = ""


@contextmanager
def native_output_captured() -> Iterator[Captured]:
    """Send file descriptor 2 to a temporary file within the block, and give what was written there."""
    captured = Captured()
    with _turn, tempfile.TemporaryFile() as file:
        try:
            kept = os.dup(2)
        except OSError:  # there is no descriptor 2: nothing can be written to it
            yield captured
            return
        os.dup2(file.fileno(), 2)
        try:
            yield captured
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            file.seek(0)
            captured.text = file.read().decode(errors="replace")
