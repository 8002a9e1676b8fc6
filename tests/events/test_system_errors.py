"""A refusal of the operating system is reported with the file, its own reason and a remedy."""

from __future__ import annotations

import errno
import os

import pytest

from tiktok_tui.events.system_errors import no_memory, refused_by_system


@pytest.mark.parametrize(
    ("error", "message", "where"),
    [
        (OSError(errno.ENOSPC, "No space"), "The output cannot be written: the disk is full.", ""),
        (OSError(errno.ENOSPC, "No space", "/a/b"), "The system refuses: No space.", "/a/b"),
        (OSError(errno.EIO, "Input/output error"), "The system refuses: Input/output error.", ""),
        (PermissionError(errno.EACCES, "Permission denied", os.fsencode("/ä")), "The system refuses: ", "/ä"),
        (OSError(errno.EBADF, "Bad file descriptor", 7), "The system refuses: Bad file descriptor.", ""),
        (TimeoutError(), "The system refuses: TimeoutError.", ""),
    ],
)
def test_an_error_of_the_system_names_its_file_and_its_reason(error: OSError, message: str, where: str) -> None:
    told = refused_by_system(error)
    assert told.what.startswith(message)
    assert told.where == where
    assert "room" in told.remedy


def test_too_little_memory_is_no_fault_of_the_program() -> None:
    assert no_memory().what == "There is not enough memory."
    assert no_memory().remedy == "Close other programs, or split the file."
