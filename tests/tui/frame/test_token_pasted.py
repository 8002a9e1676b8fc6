"""Which pastes hold a token that would be seen."""

from __future__ import annotations

import pytest
from textual.events import Paste

from tiktok_tui.tui.frame.token_pasted import untaken, visible_token
from tiktok_tui.tui.widgets.text_line import SecretLine, TextLine

HEX = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sandbox-token\n", "It does not look like a token"),
        ("/home/me/orders.csv", ""),
        ("C:\\orders.csv", ""),
        ("two words", ""),
        ("a-token with words", ""),
        ("orders\\2026", ""),
        ("orders.csv", "It does not look like a token: TikTok's are 40 letters and digits. If it is one, add a"),
    ],
)
def test_a_paste_that_nothing_takes_is_not_passed_over_in_silence(text: str, says: str) -> None:
    sentence = untaken(text)
    assert sentence.startswith("Nothing here takes pasted text.")
    assert says in sentence
    assert ("token" in sentence) == bool(says)


@pytest.mark.parametrize(
    ("text", "token"),
    [
        (HEX, HEX),
        (f'Your token:\n "{HEX}"', HEX),
        ("Access-Token: sandbox-token", "sandbox-token"),
        ("/home/me/exports/orders_2026-11.csv", None),
        (f"SELECT * FROM 'orders.csv' WHERE hash = '{HEX}'", None),
    ],
)
def test_a_token_is_taken_out_of_a_paste_but_a_path_and_a_query_are_pasted(text: str, token: str | None) -> None:
    found = visible_token(Paste(text), TextLine())
    assert (found and str(found)) == token
    assert visible_token(Paste(text), SecretLine()) is None
