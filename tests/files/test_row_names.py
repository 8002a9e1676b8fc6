"""A row's number for people, also where it holds the place of its file."""

from __future__ import annotations

import pytest

from tiktok_tui.files.row_names import ROWS_A_FILE, number_in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (2, "2"),
        (1234567, "1,234,567"),
        (4294967308, "file 2: 12"),
        (ROWS_A_FILE + 1234, "file 2: 1,234"),
        (2 * ROWS_A_FILE, "file 3: 0"),
    ],
)
def test_a_number_in_words(number: int, words: str) -> None:
    assert number_in_words(number) == words
