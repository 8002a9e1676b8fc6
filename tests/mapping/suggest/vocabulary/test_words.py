"""Names as words: case, accents, blanks and signs make no difference."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words


def test_words_are_distinguished() -> None:
    assert words("billingPhone_2") == ("billing", "phone", "2")
    assert words("Número de teléfono") == ("numero", "de", "telefono")
    assert words("HTTPReferer") == ("http", "referer")
    assert squeezed("Straße & Nr.") == "strassenr"


def test_a_mark_alone_is_a_yes_or_a_no() -> None:
    for marks, word in (("✓✔☑✅○◯\u3007", "yes"), ("✗✘❌☐", "no")):
        for mark in marks:
            assert words(mark) == words(f" {mark}\ufe0f ") == (word,), mark
    assert words("✓ paid") == ("paid",)
