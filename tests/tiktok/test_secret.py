"""Pasted secrets are cleaned, and a secret never shows itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.pretty import pretty_repr

from tiktok_tui.tiktok.secret import MASK, Secret, cleaned, looks_like_token, token_in, usable, without_tokens

HEX = "0123456789abcdef0123456789abcdef01234567"
TOKENS = st.text("abcdefXYZ0123456789-_.~+/=", min_size=8, max_size=300)


@pytest.mark.parametrize(
    "pasted",
    [
        "abc123",
        "  abc123\n",
        '"abc123"',
        "'abc123',",
        "Bearer abc123",
        "bearer  abc123",
        "Bearer\tabc123",
        "Access-Token: abc123\r\n",
        "Authorization: Bearer abc123",
        '"Bearer abc123"',
        "\ufeffabc123\u200b",
        "abc\n123",
        "\u201cabc123\u201d",
    ],
)
def test_what_comes_along_is_cut_off(pasted: str) -> None:
    assert str(cleaned(pasted)) == "abc123"


@pytest.mark.parametrize("pasted", ["", "  ", "Bearer", "Bearer ", '""'])
def test_nothing_stays_nothing(pasted: str) -> None:
    assert not cleaned(pasted)


@given(TOKENS.filter(lambda token: not token.startswith("bearer")))
def test_a_token_survives_cleaning_and_cleaning_again(token: str) -> None:
    assert str(cleaned(f' "Bearer {token}" ')) == token
    assert cleaned(cleaned(token)) == cleaned(token)


@given(TOKENS)
def test_no_representation_shows_it(token: str) -> None:
    secret = Secret(token)
    for shown in (repr(secret), f"{secret!r}", repr([secret]), repr({"a": secret}), repr(secret[:80])):
        assert token not in shown
    assert pretty_repr({"local": secret}, max_string=10).count(MASK) == 1
    assert f"{secret}" == token


@pytest.mark.parametrize(("token", "fits"), [("abc", True), ("", False), ("a b", False), ("é", False), ("a\n", False)])
def test_what_can_stand_in_a_header(token: str, fits: bool) -> None:
    assert usable(token) is fits


@pytest.mark.parametrize("text", [HEX, f"Bearer {HEX}", f'"{HEX}"', f"the token {HEX}\n", f"  {HEX.upper()} "])
def test_a_token_among_words_is_seen(text: str) -> None:
    assert looks_like_token(text)
    assert str(token_in(text)).lower() == HEX
    assert HEX.lower() not in without_tokens(text).lower()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Shop 02 of the long name in a far away country",
        "7200000000000000001",
        "Donaudampfschifffahrtsgesellschaft",
        "/home/me/exports/2026-11-27-all-tills-and-web-orders.csv",
        "All tills, nightly",
    ],
)
def test_names_of_several_words_and_ids_are_no_tokens(text: str) -> None:
    assert not looks_like_token(text)
    assert token_in(text) is None
    assert without_tokens(text) == text
