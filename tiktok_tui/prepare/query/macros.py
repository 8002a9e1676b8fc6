"""Loads the rules that are written in SQL, once for each open file's database."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from functools import cache
from importlib import resources

import duckdb

from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.notations import halves_of_day, month_names, nothing, zone_marks
from tiktok_tui.events.notations.spreadsheet_errors import PATTERN
from tiktok_tui.events.rules import BIT
from tiktok_tui.files.sql import quote_literal

BLANKS = "".join(
    chr(code)
    for start, stop in (
        (0x09, 0x0D), (0x1C, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200F), (0x2028, 0x202F),
        (0x205F, 0x2064), (0x2066, 0x2069), (0x3000, 0x3000), (0xFEFF, 0xFEFF),
    )
    for code in range(start, stop + 1)
)  # fmt: skip
"""Characters that are removed from the ends of a cell: white space of every kind, and invisible marks."""

_LETTERS = {
    "blanks": BLANKS,
    "spaces": "\t \u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000",
    "apostrophes": "'`\u00b4\u02bc\u2018\u2019\u2032",
}
"""Sets of characters that macros take out of texts, by the name that stands for them there."""

_SIGN = (
    r"[$\x{a3}-\x{a5}\x{9f2}\x{9f3}\x{af1}\x{bf9}\x{e3f}\x{17db}\x{20a0}-\x{20cf}"
    r"\x{fdfc}\x{fe69}\x{ff04}\x{ffe1}\x{ffe5}\x{ffe6}]"
)
_WORD = (
    r"[^\x00-\x2e\x3a-\x40\x30-\x39\x5b-\x60\x7b-\x{bf}\x{9f2}\x{9f3}\x{af1}\x{bf9}\x{e3f}\x{17db}"
    r"\x{2000}-\x{206f}\x{20a0}-\x{22ff}\x{25b2}\x{25b3}\x{3000}-\x{3003}\x{fdfc}\x{fe69}\x{ff04}\x{ffe1}\x{ffe5}\x{ffe6}]"
)
_FRAGMENTS = {
    "amount": r"(?:0|[1-9]\d{0,11})(?:\.\d+)?",
    "error": PATTERN,
    "nothing": "|".join(map(re.escape, nothing.WORDS)),
    "blank": r"\x00-\x20\x7f-\x{a0}\x{1680}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{2069}\x{3000}\x{feff}",
    "hidden": r"*\x{2022}\x{2026}\x{25cf}",
    "quote": r"\x{27}\x{60}\x{ab}\x{b4}\x{bb}\x{2bc}\x{2018}-\x{201f}\x{2032}\x{2033}\x{2039}\x{203a}",
    "marks": r"[\x{27}\x{60}\x{ab}\x{b4}\x{bb}\x{2bc}\x{2018}-\x{201f}\x{2032}\x{2033}\x{2039}\x{203a}\x{22}"
    r"\x{20}\x{a0}\x{202f},;/()\[\]]*",
    "letter": r"[^\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x{bf}]",
    "within": r"[^\x00-\x2c\x2e\x2f\x3a-\x40\x5b-\x60\x7b-\x{bf}]",
    "space": r"[\t \x{a0}\x{1680}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]",
    "minus": r"\x{2212}\x{25b2}\x{25b3}",  # the sign, and the triangles of Japanese accounts
    "gap": r"[\t \x{a0}\x{1680}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]*",
    "apostrophe": r"[\x{27}\x{60}\x{b4}\x{2bc}\x{2018}\x{2019}\x{2032}]",
    # Signs and words are looked up later, so these classes may take too much; \\p classes are slow to compile.
    "money": rf"(?:(?:{_WORD}+\.?|{_SIGN})(?:[ \x{{a0}}\x{{2009}}\x{{202f}}-]?(?:{_WORD}+\.?|{_SIGN}))*)?",
}
"""Pieces of patterns that several macros share."""

_FILES = ("text", "hash", "email", "external_id", "phone", "time", "amount", "contents", "web")
_lock = threading.Lock()


def bit(rule: str) -> str:
    """Return a rule's bit as SQL; KeyError for an unknown rule."""
    return f"{BIT[rule]}::BIGINT"


@cache
def macro_sql() -> str:
    """Return all macros as one SQL script, with the rules' bits filled in."""
    folder = resources.files(__package__) / "sql"
    script = "\n".join((folder / f"{name}.sql").read_text(encoding="utf-8") for name in _FILES)
    for name, letters in _LETTERS.items():
        script = script.replace(f"{name}()", quote_literal(letters))
    script = script.replace("currencies()", f"[{', '.join(map(quote_literal, sorted(CURRENCIES)))}]")
    script = script.replace("half_of_day_replaced()", _replaced("x", halves_of_day.PATTERNS))
    script = script.replace("zone_marks_replaced()", _replaced("x", zone_marks.PATTERNS))
    script = script.replace("zone_marks()", quote_literal(zone_marks.MARKED))
    script = script.replace("abbreviation()", quote_literal(zone_marks.ABBREVIATION))
    offsets = (f"{quote_literal(name)}: {quote_literal(said)}" for name, said in zone_marks.OFFSETS.items())
    script = script.replace("abbreviations_said()", f"MAP {{{', '.join(offsets)}}}[name]")
    months = "".join(f" {name}={month}" for name, month in month_names.MONTHS.items())
    script = script.replace("month_names()", quote_literal(months))
    script = script.replace("day_first()", quote_literal(month_names.DAY_FIRST))
    script = script.replace("month_first()", quote_literal(month_names.MONTH_FIRST))
    for name, pattern in _FRAGMENTS.items():
        script = script.replace("{{" + name + "}}", pattern)
    return re.sub(r"bit\('([a-z_.]+)'\)", lambda found: bit(found[1]), script)


def _replaced(text: str, patterns: Iterable[tuple[str, str]]) -> str:
    for pattern, put in patterns:
        text = f"regexp_replace({text}, {quote_literal(pattern)}, {quote_literal(put)})"
    return text


def load_macros(cursor: duckdb.DuckDBPyConnection) -> None:
    """Create the macros in the cursor's database unless they exist."""
    with _lock:
        # To ask for what is not there takes 7 ms: DuckDB makes all that it has built in, to find similar names.
        cursor.execute("CREATE TABLE IF NOT EXISTS macros_created (yes BOOLEAN)")
        if cursor.execute("FROM macros_created").fetchone() is None:
            create_macros(cursor)


def create_macros(cursor: duckdb.DuckDBPyConnection) -> None:
    """Create the macros: all or none, since an interrupted load must not leave a part of them behind."""
    cursor.begin()
    try:
        cursor.execute(macro_sql())
        cursor.execute("INSERT INTO macros_created VALUES (true)")
    except BaseException:
        cursor.rollback()
        raise
    cursor.commit()


def cell(text: str | None) -> str | None:
    """Read a cell, or a constant of the mapping, as the macro of this name does."""
    if text is None:
        return None
    trimmed = text.strip(BLANKS)
    return None if not trimmed or trimmed.lower() in nothing.WORDS else trimmed
