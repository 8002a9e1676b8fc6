"""Detect and decode the encoding of a text file; DuckDB does not, and reads some encodings as zero rows."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from tiktok_tui.files.text import eight_bit

UTF8 = "utf-8"

_MARKS = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = eight_bit.NAMES | {
    UTF8: "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
}
_ENOUGH = 1000
_SIGN_OF_A_BACKSLASH = {"cp932": "¥", "cp949": "₩"}
"""The byte of a backslash is shown as the currency's sign in Japan and Korea, and programs write it for that."""
_BEFORE_AN_AMOUNT = re.compile(r"\\(?=-?\d)", re.ASCII)


def encoding_of(head: bytes) -> tuple[str, int]:
    """Return the encoding that a file with these first bytes has, and the length of its byte order mark."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    half = max(1, min(len(head), 4096) // 2)
    even, odd = head[0:4096:2].count(0) / half, head[1:4096:2].count(0) / half
    if odd > 0.3 and even < odd / 4:
        return "utf-16-le", 0
    if even > 0.3 and odd < even / 4:
        return "utf-16-be", 0
    return (UTF8 if mostly_utf8([head]) else eight_bit.eight_bit(head)), 0


def name_of(encoding: str) -> str:
    """Return the encoding's name as people know it."""
    return _NAMES[encoding]


def mostly_utf8(pieces: Iterable[bytes]) -> bool:
    """Return True if pieces of a text are UTF-8, perhaps with a few damaged lines, rather than text of another kind."""
    good = bad = 0
    for piece in pieces:
        rest = piece
        while rest and bad < _ENOUGH:
            try:
                rest.decode(UTF8)
                sound, rest = rest, b""
            except UnicodeDecodeError as error:
                bad += 1
                sound, rest = rest[: error.start], rest[error.end :]
            if not sound.isascii():
                good += sum(byte >= 0xC0 for byte in sound)
    return good >= bad


def whole_characters(piece: bytes) -> bytes:
    """Take off what may be parts of UTF-8 characters at both ends of a piece that was cut out of a text."""
    begin = next((place for place in range(3) if not 0x80 <= piece[place] < 0xC0), 3)
    end = next((len(piece) - back for back in (1, 2, 3) if piece[-back] >= 0xC0), len(piece))
    return piece[begin:end]


def transcoded(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Yield the text as UTF-8; bytes outside the encoding become U+FFFD."""
    if encoding == eight_bit.WESTERN:
        for chunk in chunks:
            yield codecs.charmap_decode(chunk, "strict", _WINDOWS_TABLE)[0].encode()
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    sign, held = _SIGN_OF_A_BACKSLASH.get(encoding, ""), ""
    for chunk in chain(chunks, [b""]):
        text = held + decoder.decode(chunk, not chunk)
        if sign:
            held = next((end for end in ("\\", "\\-") if chunk and text.endswith(end)), "")
            text = _BEFORE_AN_AMOUNT.sub(sign, text[: len(text) - len(held)])
        yield text.encode(UTF8, "replace")


# Five bytes mean nothing in Windows-1252; they are taken as in Latin-1, so that every file can be read.
_WINDOWS_TABLE = "".join(
    chr(value) if value in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([value]).decode("cp1252") for value in range(256)
)
