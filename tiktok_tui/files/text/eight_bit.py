"""The encoding of a text that is no Unicode: of another alphabet if its words are, else the Western one or a neighbour.

Spreadsheets still save CSV in the encoding of the country: Shift-JIS in Japan, GB 18030 in China, Windows-1251 in
Russia, Windows-1250 in Poland. Read as Western text, no header of such a file means anything, and names go out mangled.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Final

WESTERN: Final = "windows-1252"
CENTRAL, TURKISH = "windows-1250", "windows-1254"

_SAMPLE: Final = 1 << 16
_SCRIPTS: Final = {
    "CJK": "cp932 euc_jp gb18030 big5hkscs",
    "HIRAGANA": "cp932 euc_jp",
    "KATAKANA": "cp932 euc_jp",
    "HANGUL": "cp949",
    "CYRILLIC": "windows-1251 koi8-r koi8-u iso8859-5 cp866",
    "GREEK": "windows-1253 iso8859-7",
    "HEBREW": "windows-1255",
    "ARABIC": "windows-1256",
    "THAI": "cp874",
}
"""The first word of a letter's name in Unicode, and the encodings that are taken for texts of such letters."""
_SAME: Final = {
    "shift_jis": "cp932", "shift_jis_2004": "cp932", "shift_jisx0213": "cp932", "cp932": "cp932",
    "euc_jp": "euc_jp", "euc_jis_2004": "euc_jp", "euc_jisx0213": "euc_jp",
    "gb18030": "gb18030", "gbk": "gb18030", "gb2312": "gb18030",
    "big5": "big5hkscs", "big5hkscs": "big5hkscs", "cp950": "big5hkscs",
    "cp949": "cp949", "euc_kr": "cp949",
    "cp1251": "windows-1251", "koi8_r": "koi8-r", "koi8_u": "koi8-u", "iso8859_5": "iso8859-5", "cp866": "cp866",
    "cp1253": "windows-1253", "iso8859_7": "iso8859-7", "cp1255": "windows-1255", "iso8859_8": "windows-1255",
    "cp1256": "windows-1256", "cp874": "cp874", "tis_620": "cp874", "iso8859_11": "cp874",
}  # fmt: skip
"""Names of Python's codecs, and the widest encoding that holds all of each."""
NAMES: Final = {
    WESTERN: "Windows-1252", CENTRAL: "Windows-1250", TURKISH: "Windows-1254", "cp932": "Shift-JIS", "euc_jp": "EUC-JP",
    "gb18030": "GB 18030", "big5hkscs": "Big5", "cp949": "EUC-KR", "windows-1251": "Windows-1251", "koi8-r": "KOI8-R",
    "koi8-u": "KOI8-U", "iso8859-5": "ISO 8859-5", "cp866": "CP866", "windows-1253": "Windows-1253",
    "iso8859-7": "ISO 8859-7", "windows-1255": "Windows-1255", "windows-1256": "Windows-1256", "cp874": "Windows-874",
}  # fmt: skip
"""The encodings of this module, as people know them."""

_POLISH: Final = re.compile(
    r"[^\W\d_][³¹¿¼][^\W\d_]|[^\W\d_][³¹](?=[ ,;\"'\t\r\n])|œ(?![uœ])|ñ(?![aeiouyáéíóúü])", re.IGNORECASE
)
"""Western signs within words (ł, ą, ż), `œ` that is no French one (ś), `ñ` that is no Spanish one (ń)."""
_CARONS: Final = frozenset("šž")
_CZECH: Final = frozenset("øìùòè")
_CROATIAN: Final = frozenset("øìèùòïæð")
_NOT_CZECH: Final = frozenset("àçñåæ")
_HUNGARIAN: Final = re.compile("õ(?!e)")
"""`õ` that is no Portuguese one (ő)."""
_ROMANIAN: Final = re.compile(r"(?<!\bn)(?<=[a-zãâî])º(?=[a-zãâî])")
"""`º` within a word (ş), which is no number (`nº`)."""
_LEAST: Final = 8
"""Fewer letters of another alphabet say nothing."""


def eight_bit(text: bytes) -> str:
    """Return the encoding of a text that is no UTF-8; its lines in other letters than ASCII decide."""
    sample = b"\n".join(line for line in text.splitlines() if not line.isascii())[:_SAMPLE]
    if not sample:
        return WESTERN
    return _of_another_alphabet(sample) or _of_latin_letters(sample.decode("cp1252", "replace").lower())


def is_guessed(encoding: str) -> bool:
    """Return True for an encoding that `eight_bit` takes for likelier than the Western one."""
    return encoding in NAMES and encoding != WESTERN


def _of_another_alphabet(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    encoding = _SAME.get(best.encoding) if best is not None else None
    if encoding is None:
        return None
    text = sample.decode(encoding, "replace")  # a cut at the end may have left half a letter
    letters = [place for place, letter in enumerate(text) if not letter.isascii() and letter.isalpha()]
    own = [place for place in letters if encoding in _SCRIPTS.get(_script_of(text[place]), "").split()]
    lonely = [place for place in own if _between_ascii(text, place)]
    if len(own) < max(_LEAST, 0.9 * len(letters)) or len(lonely) > 0.1 * len(own):
        return None
    return encoding


def _script_of(letter: str) -> str:
    return re.split("[ -]", unicodedata.name(letter, ""))[0]


def _between_ascii(text: str, place: int) -> bool:
    """True for a letter in a word of the Latin alphabet: `Jos\u0439` is no Russian."""
    around = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    return any(letter.isascii() and letter.isalpha() for letter in around)


def _of_latin_letters(western: str) -> str:
    """Return the encoding of a text in Latin letters that is `western`, in lower case, if it is read as Western."""
    letters = Counter(letter for letter in western if not letter.isascii())

    def count(of: str) -> int:
        return sum(letters[letter] for letter in of)

    central = (
        _POLISH.search(western) is not None
        or bool(_CARONS & letters.keys() and _CROATIAN & letters.keys())
        or (len(_CZECH & letters.keys()) > 1 and count("áíýú") > 0 and not _NOT_CZECH & letters.keys())
        or (_HUNGARIAN.search(western) is not None and count("õ") > count("ã") and count("á") > count("ä"))
        or (count("þ") > 0 and count("ãîâ") > 0 and not count("ðæ"))
        or _ROMANIAN.search(western) is not None
    )
    if central:
        return CENTRAL
    return TURKISH if count("ýþð") > 3 * count("áéíóúæøå") else WESTERN
