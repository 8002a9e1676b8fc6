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
        "\u2018abc123\u2019",
        "\u00ababc123\u00bb;",
        "`abc123`",
        "ACCESS-TOKEN:abc123",
        "authorization: 'bearer abc123'",
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


@pytest.mark.parametrize(
    ("token", "fits"),
    [("abc", True), ("!~", True), ("", False), ("a b", False), ("é", False), ("a\n", False), ("a\x7f", False)],
)
def test_what_can_stand_in_a_header(token: str, fits: bool) -> None:
    assert usable(token) is fits


def test_slices_stay_secret() -> None:
    secret = Secret("planted-token")
    assert (repr(secret[0]), repr(secret[2:]), str(secret[:3])) == ("Secret(…)",) * 2 + ("pla",)


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("Access-Token: sandbox-token", "sandbox-token"),
        ("'authorization: Bearer abc'\n", "abc"),
        ("Bearer abc", "abc"),
        ("a" * 29 + "1 is it", "a" * 29 + "1"),
        *(
            (text, None)
            for text in ("a" * 28 + "1", "a" * 30, "a bearer of news", "my Bearer abc", "Access-Token:", "")
        ),
    ],
)
def test_the_token_in_a_pasted_text(text: str, token: str | None) -> None:
    assert token_in(text) == token
    assert looks_like_token(text) is (token is not None and len(token) >= 30)
    assert ("…" in without_tokens(text)) is looks_like_token(text)


def test_a_token_is_cut_out_of_a_sentence_and_the_rest_stays() -> None:
    assert without_tokens(f"“{HEX}” is no name, {'a' * 40} is.") == f"“…” is no name, {'a' * 40} is."


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
