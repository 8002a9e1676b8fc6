"""Lines above and below a table: facts about all of its rows, or words that a person may want to know of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tiktok_tui.events.counts import counted
from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.notations.sums_in_words import TOTAL
from tiktok_tui.events.notations.zones import PLACES, is_iana, zone_for, zone_in_words
from tiktok_tui.events.personal import without_people
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.files.table import Facts

Line = tuple[int, Sequence[str]]
"""A line's row number and its cells."""

_ZONE = re.compile(
    r"\b(?:time[\s_-]*zone|tz|zeitzone|fuseau(?: horaire)?|zona horaria|huso horario|fuso or[aá]rio|tijdzone)\b"
    r"[\s:=\"'(]*(?P<name>[^;,\"')]*)"
    r"|\b(?:times?|dates?|zeiten|heures|horas|orari|hor[aá]rios)\b[^;]{0,30}?\b(?:in|en|em)\s+"
    r"(?P<other>[A-Za-z_]+/[A-Za-z_/]+|(?:[A-Za-z]+ ){1,2}time\b|[A-Za-z]{3,4}\b)",
    re.IGNORECASE,
)  # fmt: skip
_CURRENCY = re.compile(
    r"\b(?:currency(?: code)?|w[aä]e?hrung|devise|monnaie|moneda|divisa|valuta|moeda)\b"
    r"[\s:=\"'(]*(?P<name>[A-Za-z]{3})\b"
    r"|\b(?:amounts?|prices?|values?|betr[aä]e?ge|preise|montants?|prix|importes?|precios?|importi|prezzi|valores|pre[cç]os)\b"
    r"[^;]{0,30}?\b(?:in|en|em)\s+(?P<other>[A-Z]{3})\b",
    re.IGNORECASE,
)
_LARGE = re.compile(
    r"\b(?:in|en|em|as|w|v|i)\s+(?:thousands?|tausend|tsd\b|milliers?|miles\b|migliaia|milhares|duizend|tusen|tys\b|tis\b"
    r"|millions?|millionen|mio\b|mln\b|millones|milioni|milh[oõ]es|lakhs?|crores?|[tkm]\s?(?:eur|usd|gbp|chf|€|\$|£)"
    r"|[€$£]\s?(?:k|m|000s?)\b|['\u2019]000)",
    re.IGNORECASE,
)
"""Amounts in thousands or more: `in thousands of EUR`, `Angaben in TEUR`."""
_SMALL = re.compile(
    r"\b(?:amounts?|prices?|values?|totals?|betr[aä]e?ge|preise|montants?|prix|importes?|precios?|importi|prezzi|valores"
    r"|pre[cç]os|bedragen|units?|currency)\b[^;]{0,30}?(?:[:=]\s*|\b(?:in|en|em)\s+(?:the\s+)?)"
    r"(?:cents?|cent|pence|centimes?|c[eé]ntimos|centavos|centesimi|[oö]re|minor(?: (?:currency )?units?)?|micros"
    r"|kopecks)\b",
    re.IGNORECASE,
)
"""Amounts in cents: `Amounts: cents`, `All prices in minor units`."""
_MOST = 5

_COUNTS = frozenset({"count", "record count", "row count"})
_AMOUNT = re.compile(r"[-+(]?\s*[^\d\s]{0,4}\s*\d[\d.,'\u2019\s]*(?:[-\u2013\u2014]{1,2})?\)?\s*[^\d\s]{0,4}")
_RULED = re.compile(r"[-=*_~]{3,}|[-=*#_~]{2,}\s+\w.*")
_CLOSING = re.compile(
    r"(?:.*\b(?:end of|(?:ende|fin|fine|fim) d\w*)\b.*"
    r"|(?:generated|exported|printed|created|erstellt|export[eé]|g[eé]n[eé]r[eé])\b.* .*"
    r"|.* - (?:accrual|cash) basis"
    r"|\d[\d.,]* (?:rows?|records?|orders?|lines?|results?|zeilen|lignes|filas|righe|linhas)\b.*"
    r"|(?:rows?|records?|page|seite|copyright|©|note:|disclaimer|confidential information).*)",
    re.IGNORECASE,
)


def facts_of(lines: Iterable[Line]) -> tuple[Facts, tuple[str, ...]]:
    """Read the lines above a header: facts about all rows, and a note about each line, word for word."""
    return _read(((f"Line {number}", cells) for number, cells in lines), "line", "above the header")


def facts_beside(fields: Iterable[tuple[str, str]]) -> tuple[Facts, tuple[str, ...]]:
    """Read what an object says beside the list of its rows, name by name, as if it stood above a header."""
    found = ((f"“{shown(name)}”", (re.sub("[_.]", " ", name), text)) for name, text in fields)
    return _read(found, "field", "beside the list")


def _read(lines: Iterable[tuple[str, Sequence[str]]], kind: str, where: str) -> tuple[Facts, tuple[str, ...]]:
    facts = Facts()
    notes, others = [], []
    for place, cells in lines:
        text = ", ".join(cell.strip() for cell in cells if cell.strip())
        spoken = re.sub(r"([a-z])(?=[A-Z])", r"\1 ", " = ".join(cell.strip() for cell in cells if cell.strip()))
        zone, currency = _zone(spoken, text), _currency(spoken)
        if zone:
            facts = replace(facts, time_zone=zone)
            notes.append(f"{place} says that times are in {zone_in_words(zone)}: “{_words(text)}”.")
        if currency:
            facts = replace(facts, currency=currency)
            notes.append(f"{place} says that amounts are in {currency}: “{_words(text)}”.")
        if large := _LARGE.search(spoken):
            notes.append(
                f"{place} says that amounts are {large[0]}, but they are sent as they stand: “{_words(text)}”."
            )
        if small := _SMALL.search(spoken):
            notes.append(
                f"{place} says that amounts are in parts of their currency, but they are sent as they stand:"
                f" “{_words(text)}”."
            )
        if not (zone or currency or large or small):
            others.append(text)
    return facts, (*notes, *_quoted(others, kind, where))


def below(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the note about lines below a table."""
    return _quoted(list(lines), "line", "below the table")


def is_footer(cells: Sequence[str | None]) -> bool:
    """Return True if a line at the end of a file is none of its rows: sums, "-- end of report --", a count of rows."""
    filled = [text for cell in cells if cell and (text := cell.strip())]
    if not filled or len(filled) * 2 > max(4, len(cells) + 1):
        return False
    if len(filled) == 1:
        return any(kind.fullmatch(filled[0]) is not None for kind in (TOTAL, _RULED, _CLOSING))
    sums = all(_AMOUNT.fullmatch(cell) for cell in filled[1:])
    return sums and (TOTAL.fullmatch(filled[0]) is not None or filled[0].casefold().rstrip(" :") in _COUNTS)


def _quoted(texts: Sequence[str], kind: str, where: str) -> tuple[str, ...]:
    if not texts:
        return ()
    count = counted(len(texts), kind)
    words = " ".join(f"“{_words(text)}”" for text in texts[:_MOST]) + (" …" if len(texts) > _MOST else "")
    return (f"{count} {where}, left out: {words}",)


def _words(text: str) -> str:
    """Return a line's text for a note, without the address or number of the person who made the export."""
    return shown(without_people(text))


def _zone(spoken: str, text: str) -> str:
    found = _ZONE.search(spoken)
    if found is None:
        return ""
    named = re.search(r"[A-Za-z_]+/[A-Za-z_/]+(?:-[A-Za-z_]+)*(?:[+-]\d{1,2})?|\b(?:UTC|GMT)\b(?!\s*[+-])", text)
    name = named[0] if named else (found["name"] or found["other"] or "").strip()
    return PLACES.get(name) or (name if is_iana(name) else zone_for(name) or "")


def _currency(spoken: str) -> str:
    for found in _CURRENCY.finditer(spoken):
        name = (found["name"] or found["other"]).upper()
        if name in CURRENCIES:
            return name
    return ""
