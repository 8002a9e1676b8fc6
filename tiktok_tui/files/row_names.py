"""Row numbers of several files in one, and how a row is named where its number alone would not find it."""

from __future__ import annotations

from typing import Final

ROWS_A_FILE: Final = 1 << 32
"""Where several files are read, a row's number is its number in its file, plus this times the place of the file."""


def number_in_words(number: int) -> str:
    """Return a row's number for people, without knowing the names of the files.

    >>> number_in_words(1234), number_in_words(ROWS_A_FILE + 12)
    ('1,234', 'file 2: 12')
    """
    place, row = divmod(number, ROWS_A_FILE)
    return f"file {place + 1}: {row:,}" if place else f"{row:,}"
