"""Text from files is drawn so that it can do nothing to the screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.support.hostile import HOSTILE
from tiktok_tui.tui.widgets.safe_text import fitted, safe_text

any_text = st.text(st.characters(), max_size=60) | st.sampled_from(HOSTILE)


@given(any_text)
def test_nothing_that_moves_the_cursor_or_hides_is_left(text: str) -> None:
    shown = safe_text(text)
    shown.encode("utf-8")  # raises on half a pair
    assert all(ord(character) >= 0x20 and not 0x7F <= ord(character) < 0xA0 for character in shown)
    assert not set(shown) & set("\u200b\u200d\u202e\u2066\u2028\ufeff")


@given(any_text, st.integers(0, 40), st.booleans())
def test_a_fitted_text_is_exactly_as_wide_as_its_cell(text: str, width: int, right: bool) -> None:
    assert cell_len(fitted(text, width, right=right)) == width


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Zürich", 6, "Zürich"),
        ("Zürich", 5, "Züri…"),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日… "),
        ("\x1b[31m", 8, "␛[31m   "),
        ("", 3, "   "),
        ("abc", 0, ""),
        ("abc", -1, ""),
        ("e\u0301" * 4, 4, "e\u0301" * 4),  # two characters in one cell
    ],
)
def test_what_is_too_wide_ends_in_an_ellipsis(text: str, width: int, shown: str) -> None:
    assert fitted(text, width) == shown


def test_only_what_is_longer_than_asked_for_is_cut() -> None:
    assert [safe_text(text, 3) for text in ("abc", "abcd")] == ["abc", "abc…"]
    assert [len(safe_text("x" * many)) for many in (10_000, 10_001)] == [10_000, 10_001]
    assert safe_text("x" * 10_001)[-1] == "…"


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("\t", " "),
        ("\n", "⏎"),
        ("\r", "␍"),
        ("\0", "␀"),
        ("\x1f", "␟"),
        ("\x7f", "␡"),
        ("\x80", "�"),
        ("\x9f", "�"),
        ("\u202e", "�"),
        ("\u200d", ""),  # joins emoji
        ("\ufe00", ""),
        ("\ufe0f", ""),
        ("\xa1", "¡"),
        (" ", " "),
    ],
)
def test_what_stands_for_a_character_that_cannot_be_drawn(hidden: str, shown: str) -> None:
    assert safe_text(f"a{hidden}b") == f"a{shown}b"


def test_numbers_are_padded_on_their_left() -> None:
    assert [fitted("7", 3, right=right) for right in (True, False)] == ["  7", "7  "]
