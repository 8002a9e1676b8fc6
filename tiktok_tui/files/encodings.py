"""Detect and decode the encoding of a text file; DuckDB does not, and reads some encodings as zero rows."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

UTF8 = "utf-8"
WINDOWS = "windows-1252"

_MARKS = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {
    UTF8: "UTF-8",
    WINDOWS: "Windows-1252",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
}
_ENOUGH = 1000


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
    return (UTF8 if mostly_utf8([head]) else WINDOWS), 0


def name_of(encoding: str) -> str:
    """Return the encoding's name as people know it."""
    return _NAMES[encoding]


def mostly_utf8(pieces: Iterable[bytes]) -> bool:
    """Return True if pieces of a text are UTF-8, perhaps with a few damaged lines, rather than Western 8-bit text."""
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
    if encoding == WINDOWS:
        for chunk in chunks:
            yield codecs.charmap_decode(chunk, "strict", _WINDOWS_TABLE)[0].encode()
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode(UTF8, "replace")
    yield decoder.decode(b"", True).encode(UTF8, "replace")


# Five bytes mean nothing in Windows-1252; they are taken as in Latin-1, so that every file can be read.
_WINDOWS_TABLE = "".join(
    chr(value) if value in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([value]).decode("cp1252") for value in range(256)
)
