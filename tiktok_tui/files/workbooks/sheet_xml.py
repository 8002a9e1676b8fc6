"""The parts of an .xlsx sheet that its reader leaves out.

They are errors (#N/A), formulas without a result, and rows that are hidden or struck through.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tiktok_tui.files.text.compression import CHUNK, DAMAGED

Gaps = dict[tuple[int, int], str]
"""Texts by row and column, both from 1: the error, or the formula with its equals sign."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = re.compile(r"\{[^}]*/relationships\}id")
_CELL = re.compile(rb"<c\s([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_HIDDEN_ROW = re.compile(rb'<row\s(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d+)"')
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]+)"')
_ERROR = re.compile(rb"<v[^>]*>(#[^<]*)</v>")
_VALUE = re.compile(rb"<v(?:\s[^>]*)?>[^<]|<is[\s>]")
_FORMULA = re.compile(rb"<f[\s>/](?:[^<]*>)?([^<]*)")
STYLES = "xl/styles.xml"
_MOST_SETTINGS = 8 << 20
_LONGEST_FORMULA = 100
UNREADABLE: tuple[type[Exception], ...] = (*DAMAGED, KeyError, ElementTree.ParseError)
"""The errors of a workbook that is damaged; its reader says so."""


def sheet_parts(path: Path) -> dict[str, str]:
    """Return the member of the archive that holds each sheet of an .xlsx workbook; nothing for another format."""
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                return {}
            book = parsed_part(archive, "xl/workbook.xml")
            targets = {
                relation.get("Id"): relation.get("Target", "")
                for relation in parsed_part(archive, "xl/_rels/workbook.xml.rels")
            }
    except UNREADABLE:
        return {}
    parts = {}
    for sheet in [*book.iter(f"{_MAIN}sheet"), *book.iter(f"{_STRICT}sheet")]:
        key = next((value for name, value in sheet.attrib.items() if _RELATION.fullmatch(name)), "")
        target = targets.get(key, "")
        parts[sheet.get("name", "")] = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return parts


def has_cells(path: Path, part: str) -> bool:
    """Return False if a sheet begins like an empty one; True for a member that is not there."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(part) as sheet:
            return b"<c " in sheet.read(CHUNK)
    except UNREADABLE:
        return True


@dataclass(slots=True)
class Unread:
    """The parts of a sheet that its reader leaves out: cells with an error or a formula without a result, and rows."""

    gaps: Gaps = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    struck: list[int] = field(default_factory=list)
    """Rows with a cell that is struck through."""


def unread_parts(path: Path, part: str) -> Unread:
    """Return the parts of a sheet that its reader leaves out; of a damaged one, those before the damage."""
    found = Unread()
    try:
        struck = _cells_of_styles(struck_styles(path))
        for piece in _pieces(path, part):
            if b"hidden" in piece:
                found.hidden += map(int, _HIDDEN_ROW.findall(piece))
            if struck is not None:
                found.struck += dict.fromkeys(map(int, struck.findall(piece)))
            if b"<f" in piece or b't="e"' in piece:
                found.gaps |= _gaps(piece)
    except UNREADABLE:
        return found
    return found


def struck_styles(path: Path) -> list[int]:
    """Return the styles of cells in a workbook whose text is struck through, by their places."""
    with zipfile.ZipFile(path) as archive:
        if STYLES not in archive.namelist():
            return []
        styles = parsed_part(archive, STYLES)
    parts = {each.tag.rpartition("}")[2]: each for each in styles}
    fonts = {str(place) for place, font in enumerate(parts.get("fonts", ())) if any(map(_is_strike, font))}
    return [place for place, style in enumerate(parts.get("cellXfs", ())) if style.get("fontId") in fonts]


def _is_strike(property_of_font: ElementTree.Element) -> bool:
    named = property_of_font.tag.endswith("}strike")
    return named and property_of_font.get("val", "1") in ("1", "true", "on")


def _cells_of_styles(styles: list[int]) -> re.Pattern[bytes] | None:
    """Return the pattern of a cell with one of these styles that holds something, its row as a group."""
    if not styles:
        return None
    style = "|".join(map(str, styles)).encode()
    return re.compile(rb'<c\s(?=[^>]*\bs="(?:' + style + rb')")[^>]*\br="[A-Z]{1,3}([0-9]+)"[^>]*(?<!/)>')


def _gaps(piece: bytes) -> Gaps:
    gaps: Gaps = {}
    for cell in _CELL.finditer(piece):
        attributes, content = cell[1], cell[2]
        if content is None or not (b"<f" in content or b't="e"' in attributes):
            continue
        if (place := _PLACE.search(attributes)) is None:
            continue
        text = ""
        if b't="e"' in attributes:
            text = error[1].decode("utf-8", "replace") if (error := _ERROR.search(content)) else "#ERROR"
        elif b't="str"' not in attributes and (formula := _FORMULA.search(content)) and not _VALUE.search(content):
            text = "=" + (_plain(formula[1])[:_LONGEST_FORMULA] or "…")
        if text:
            gaps[int(place[2]), column_number(place[1])] = text
    return gaps


def column_number(letters: bytes) -> int:
    """Return the number of a column, from 1: 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _pieces(path: Path, part: str) -> Iterator[bytes]:
    """Yield the text of a sheet, a megabyte at a time; each piece ends with a whole cell."""
    with zipfile.ZipFile(path) as archive, archive.open(part) as sheet:
        rest = b""
        while chunk := sheet.read(CHUNK):
            piece = rest + chunk
            end = piece.rfind(b"</c>") + 4
            if end < 4:
                # A cell is far shorter than this; a text without an end of a cell is no sheet.
                rest = piece if len(piece) < 4 * CHUNK else b""
                continue
            rest = piece[end:]
            yield piece[:end]


def parsed_part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """Return a member of the archive that holds settings; raises one of `UNREADABLE` for a damaged one."""
    with archive.open(name) as member:
        return ElementTree.fromstring(member.read(_MOST_SETTINGS))


def _plain(text: bytes) -> str:
    decoded = text.decode("utf-8", "replace")
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        decoded = decoded.replace(entity, character)
    return decoded
