"""The encoding of a text, where its bytes do not say it outright."""

from __future__ import annotations

import pytest

from tiktok_tui.files.text.encodings import encoding_of, mostly_utf8, transcoded, whole_characters

PARTY = "\N{PARTY POPPER}".encode()


@pytest.mark.parametrize(
    ("pieces", "utf8"),
    [
        ([], True),
        ([PARTY + b",\xfc,"], True),
        ([PARTY + b",\xfc,\xfc,"], False),  # a character counts once, however many bytes it has
        ([PARTY, b"\xfc", b"\xfc"], False),
    ],
)
def test_a_text_is_utf_8_if_at_least_half_of_its_letters_are(pieces: list[bytes], utf8: bool) -> None:
    assert mostly_utf8(pieces) is utf8


@pytest.mark.parametrize(("text", "encoding"), [("a,b\n", "utf-16-le"), ("\0a", "utf-16-be"), ("a,b", "utf-8")])
def test_a_text_without_a_mark_shows_its_encoding_by_its_zeros(text: str, encoding: str) -> None:
    content = text.encode("utf-16-le" if encoding == "utf-16-le" else "ascii")
    assert encoding_of(content) == (encoding, 0)


def test_half_a_character_at_an_end_is_left_out_of_a_piece_and_shown_at_the_end_of_a_file() -> None:
    assert whole_characters(PARTY[1:] + b"abc" + PARTY[:3]) == b"abc"
    assert whole_characters(PARTY[2:] + b"abc" + PARTY[:1]) == b"abc"
    assert whole_characters(b"abcd") == b"abcd"
    assert b"".join(transcoded(iter([b"a\0", b"b"]), "utf-16-le")) == "a\N{REPLACEMENT CHARACTER}".encode()


@pytest.mark.parametrize(("encoding", "sign"), [("cp932", "¥"), ("cp949", "₩"), ("gb18030", "\\")])
@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_a_backslash_before_an_amount_is_the_currency_s_sign_in_japan_and_korea(
    encoding: str, sign: str, size: int
) -> None:
    content = "x,\\1,200,\\-30,a\\b,\\,\\".encode(encoding)
    pieces = (content[begin : begin + size] for begin in range(0, len(content), size))
    assert b"".join(transcoded(pieces, encoding)).decode() == f"x,{sign}1,200,{sign}-30,a\\b,\\,\\"
