"""Messages for what the operating system refuses: a full disk, a file that is gone, a permission, memory."""

from __future__ import annotations

import errno
import os

from tiktok_tui.events.errors import AppError, UsageError


def refused_by_system(error: OSError) -> AppError:
    """Return the message for an error of the operating system."""
    why = error.strerror or type(error).__name__
    if not error.filename and error.errno == errno.ENOSPC:
        return UsageError("The output cannot be written: the disk is full.", remedy="Make room, then run it again.")
    where = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    return UsageError(
        f"The system refuses: {why}.",
        where=where,
        remedy="Check that the file or folder is there, is yours and has room, then run it again.",
    )


def no_memory() -> AppError:
    """Return the message for a process that gets no more memory."""
    return UsageError("There is not enough memory.", remedy="Close other programs, or split the file.")
