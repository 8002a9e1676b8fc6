"""Words of other languages for AM and PM."""

from __future__ import annotations

import pytest

from tiktok_tui.events.notations.halves_of_day import in_english

WORDS = [
    ("오전", "오후"), ("午前", "午後"), ("上午", "下午"), ("ÖÖ", "ÖS"), ("ص", "م"), ("π.μ.", "μ.μ."), ("πμ", "μμ"),
    ("לפנה״צ", "אחה״צ"), ('לפנה"צ', 'אחה"צ'),
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words[0])
def test_am_and_pm_stand_behind_the_clock_wherever_the_word_was(words: tuple[str, str]) -> None:
    for word, half in zip(words, ("AM", "PM"), strict=True):
        for blank in ("", " "):
            assert in_english(f"2026-06-11 {word}{blank}3:05:09") == f"2026-06-11 3:05:09 {half}"
            assert in_english(f"2026-06-11 3:05{blank}{word}") == f"2026-06-11 3:05 {half}"
            assert in_english(f"2026-06-11 3:05{blank}{word} +03:00") == f"2026-06-11 3:05 {half} +03:00"


@pytest.mark.parametrize(
    "text", ["2026-06-11", "3:05 PM", "2026年6月11日 10時05分", "午前", "午後中", "3 مرات", "ÖSTERREICH 1"]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert in_english(text) == text
