"""The currency in the format of an .xlsx sheet's cells: people see `119,00 €` where the cell holds 119."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from tiktok_tui.events.notations.money_signs import currencies_of, currency_of
from tiktok_tui.files.text.compression import CHUNK
from tiktok_tui.files.workbooks.sheet_xml import STYLES, UNREADABLE, parsed_part

_SIGN = re.compile(r'\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]|"([^"]+)"|([€£¥₹₩₽₺₪₫฿₴$])')
_CELL = re.compile(rb'<c\s(?![^>]*\bt="(?!n"))[^>]*?\bs="(\d+)"[^>]*>\s*(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?\s*<v')
"""A number and its style; texts, errors, truths and cells without a value have a type, or no value."""


def currency_of_formats(path: Path, part: str) -> tuple[str, tuple[str, ...]]:
    """Return the currency that a sheet's numbers are shown in, and notes about it; "" for none, several, unclear ones.

    The dollar of a format that every spreadsheet has by itself is the machine's, and says nothing.
    """
    try:
        signs = _signs_of_styles(path)
        used = _used(path, part, signs) if signs else set()
    except UNREADABLE:
        return "", ()
    if not used:
        return "", ()
    named = sorted(used)
    meant = {currency_of(sign) for sign in named}
    if len(meant) == 1 and (only := meant.pop()) is not None:
        return only, (f"Cells are shown in {named[0]}, so amounts that name no other currency are in {only}.",)
    words = ", ".join(named)
    return "", (f"Cells are shown in {words}, which is not read: write the currency of each row in a column.",)


def _signs_of_styles(path: Path) -> dict[int, str]:
    """Return the sign of money that each style of cells writes beside its numbers; styles without one are left out."""
    with zipfile.ZipFile(path) as archive:
        if STYLES not in archive.namelist():
            return {}
        styles = parsed_part(archive, STYLES)
    formats = {
        each.get("numFmtId"): sign
        for each in styles.iter()
        if each.tag.endswith("}numFmt") and (sign := _sign(each.get("formatCode", "")))
    }
    cells = next((each for each in styles if each.tag.endswith("}cellXfs")), ())
    return {
        place: formats[style.get("numFmtId")] for place, style in enumerate(cells) if style.get("numFmtId") in formats
    }


def _sign(code: str) -> str:
    for found in _SIGN.finditer(code):
        sign = (found[1] or found[2] or found[3]).strip()
        if currencies_of(sign):
            return sign
    return ""


def _used(path: Path, part: str, signs: dict[int, str]) -> set[str]:
    """Return the signs of the styles that numbers of the sheet have."""
    used: set[str] = set()
    with zipfile.ZipFile(path) as archive, archive.open(part) as sheet:
        rest = b""
        while chunk := sheet.read(CHUNK):
            piece = rest + chunk
            used |= {signs[style] for found in set(_CELL.findall(piece)) if (style := int(found)) in signs}
            if used == set(signs.values()):
                break
            rest = piece[-CHUNK // 64 :]
    return used
