"""A refusal of the operating system is reported with the file, its own reason and a remedy."""

from __future__ import annotations

import errno
import os

import pytest

from tiktok_tui.events.errors import UsageError
from tiktok_tui.events.system.system_errors import no_memory, refused_by_system

ROOM = "Make room, then run it again."
CHECK = "Check that the file or folder is there, is yours and has room, then run it again."


@pytest.mark.parametrize(
    ("error", "message", "where", "remedy"),
    [
        (OSError(errno.ENOSPC, "No space"), "The output cannot be written: the disk is full.", "", ROOM),
        (OSError(errno.ENOSPC, "No space", "/a/b"), "The system refuses: No space.", "/a/b", CHECK),
        (OSError(errno.EIO, "Input/output error"), "The system refuses: Input/output error.", "", CHECK),
        (PermissionError(errno.EACCES, "Denied", os.fsencode("/ä")), "The system refuses: Denied.", "/ä", CHECK),
        (OSError(errno.EBADF, "Bad file descriptor", 7), "The system refuses: Bad file descriptor.", "", CHECK),
        (TimeoutError(), "The system refuses: TimeoutError.", "", CHECK),
    ],
)
def test_an_error_of_the_system_names_its_file_its_reason_and_what_to_do(
    error: OSError, message: str, where: str, remedy: str
) -> None:
    told = refused_by_system(error)
    assert isinstance(told, UsageError)
    assert (told.what, told.where, told.remedy) == (message, where, remedy)


def test_too_little_memory_is_no_fault_of_the_program() -> None:
    assert isinstance(no_memory(), UsageError)
    assert no_memory().what == "There is not enough memory."
    assert no_memory().remedy == "Close other programs, or split the file."
