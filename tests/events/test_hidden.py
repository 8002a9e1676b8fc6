"""Every character that steers a terminal or turns text around is hidden; letters of all scripts are not."""

from __future__ import annotations

import pytest

from tiktok_tui.events.hidden import is_hidden, visible


@pytest.mark.parametrize(
    "code",
    [*range(0x20), *range(0x7F, 0xA0), 0x61C, *range(0x200B, 0x2010), 0x2028, 0x2029, *range(0x202A, 0x202F),
     *range(0x2066, 0x206A), 0xFEFF, 0xD800, 0xE0001],
)  # fmt: skip
def test_what_steers_or_hides_is_hidden(code: int) -> None:
    assert is_hidden(chr(code))


@pytest.mark.parametrize("character", "a ß é 日 ع \u00a0 \u202f € � 🛒 -".split(" "))
def test_what_can_be_read_is_not(character: str) -> None:
    assert not is_hidden(character or " ")


def test_hidden_characters_are_replaced_and_no_others() -> None:
    assert visible("a\x1b[31m\u200fb\tß 🛒") == "a�[31m�b�ß 🛒"
    assert visible("a\n\x00b", "") == "ab"
    assert visible("as it is") == "as it is"
    assert visible("1\u00a0234,50\u202f€\n") == "1\u00a0234,50\u202f€�", "blanks that a number holds stay"
