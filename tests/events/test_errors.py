"""An error says what happened, where, and what to do, in this order and without gaps."""

from __future__ import annotations

import pytest

from tiktok_tui.events.errors import AppError


@pytest.mark.parametrize(
    ("where", "remedy", "explained", "text"),
    [
        ("", "", "It broke.", "It broke."),
        ("a.csv, line 3", "", "It broke.", "a.csv, line 3: It broke."),
        ("", "Correct it.", "It broke. Correct it.", "It broke. Correct it."),
        ("a.csv", "Correct it.", "It broke. Correct it.", "a.csv: It broke. Correct it."),
    ],
)
def test_an_error_reads_as_sentences(where: str, remedy: str, explained: str, text: str) -> None:
    error = AppError("It broke.", where=where, remedy=remedy)
    assert error.explanation == explained
    assert str(error) == text
