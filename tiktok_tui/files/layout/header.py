"""Find the column names of a table: the delimiter, title lines above the header, repeated and blank names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tiktok_tui.events.counts import counted
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.broken import BrokenLine
from tiktok_tui.files.layout.header_groups import names_under_groups
from tiktok_tui.files.layout.header_place import header_place, looks_like_data
from tiktok_tui.files.layout.preamble import facts_of
from tiktok_tui.files.table import Facts
from tiktok_tui.files.text.formula_text import text_within
from tiktok_tui.files.text.records import records

LOOKS_LIKE_DATA = "the first row looks like data, not column names"

_USUAL = ",;\t|"
_UNUSUAL = "^:"
_DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "|", "^": "^", ":": "colon"}
_LOOKED_AT = 200
_MOST_COLUMNS = 16_384
# The line that names the separator for spreadsheets.
_HINT = re.compile(rb'"?sep=([^\r\n"])"?[ \t,;]*[\r\n]', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's names stand and what they are.

    `row` is the header's row number; `names` the visible columns', unique; `width` the cells of each row: at least as
    many as names, the rest being empty columns at the end. `facts` are those of the lines above it.
    """

    row: int
    names: tuple[str, ...]
    width: int
    notes: tuple[str, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Layout:
    """How delimited text is laid out."""

    delimiter: str
    header: Header

    @property
    def description(self) -> str:
        """The delimiter, for people: "comma separated"."""
        return f"{_DELIMITER_NAMES[self.delimiter]} separated"


def find_layout(head: bytes, *, complete: bool, where: str) -> Layout:
    """Find the delimiter and the header in the first bytes of UTF-8 text; raises FileError when it is no table."""
    text = head if complete else head[: max(head.rfind(b"\n"), head.rfind(b"\r")) + 1] or head
    candidates = {delimiter: _first_records(text, delimiter) for delimiter in _USUAL}
    delimiter = max(_USUAL, key=lambda one: _fitness(candidates[one]))
    hint = _HINT.match(text)
    hinted = hint[1].decode("latin-1") if hint else ""
    if hint and _usual_width([cells for _, cells in _first_records(text, hinted)]) > 1:
        candidates[hinted], delimiter = _first_records(text, hinted), hinted
    elif _fitness(candidates[delimiter]) <= (0, 0):
        for unusual in _UNUSUAL:
            found = _first_records(text, unusual)
            if len({len(cells) for _, cells in found}) == 1 and len(found) > 1 and len(found[0][1]) > 1:
                candidates[unusual], delimiter = found, unusual
                break
    found = candidates[delimiter][1 if hint else 0 :]
    if not found:
        raise FileError("The file is empty.", where=where, remedy="Export it again, with at least one row.")
    if any(len(cells) > _MOST_COLUMNS for _, cells in found):
        raise FileError(
            f"The file has more than {_MOST_COLUMNS:,} columns.", where=where, remedy="Is it a table? Export it again."
        )
    header = find_header(found, where=where)
    if len(header.names) < 2:
        raise FileError(
            "The file holds a single column, or its columns are separated by an unusual character.",
            where=where,
            remedy="Save it as CSV, its columns separated by commas, semicolons or tabs.",
        )
    if complete and all(number <= header.row for number, _ in found):
        refuse_no_header(header, where)
    return Layout(delimiter, header)


def refuse_no_header(header: Header, where: str) -> None:
    """Raise FileError if the names of a table without rows are values: a row, then, and no header."""
    if looks_like_data(header.names):
        raise FileError(
            "The file holds one row and no header.", where=where, remedy="Export it again, with its column names."
        )


def find_header(found: Sequence[tuple[int, Sequence[str]]], *, where: str) -> Header:
    """Find the header among the first records that are not blank (row number, cells)."""
    found = [(number, [text_within(cell) for cell in cells]) for number, cells in found if _filled(cells)] or found
    place = header_place([cells for _, cells in found])
    row, cells = found[place]
    rows = [each for _, each in found[place + 1 :]]
    names = _fitted(cells, rows, where=f"{where}, row {row}")
    names[0] = names[0].removeprefix("\ufeff")
    under = names_under_groups(names, found[place - 1][1]) if place else None
    facts, said = facts_of(found[: place - (under is not None)])
    names = under or names
    width = len(names)
    while len(names) > 1 and not names[-1].strip() and not any(_filled(each[len(names) - 1 :]) for each in rows):
        names.pop()
    unique = unique_names(names)
    renamed = sum(1 for name, given in zip(unique, names, strict=True) if given.strip() and name != given)
    notes = [
        *said,
        "names that repeat are told apart by the line above them" if under else "",
        f"{counted(width - len(names), 'empty column')} at the end, left out" if width > len(names) else "",
        LOOKS_LIKE_DATA if looks_like_data(names) else "",
        f"{counted(renamed, 'column')} with a name that is taken, renamed" if renamed else "",
    ]
    return Header(row, unique, width, tuple(filter(None, notes)), facts)


def _fitted(cells: Sequence[str], rows: Sequence[Sequence[str]], *, where: str) -> list[str]:
    """Make as many names as the rows have cells, where the difference is nothing but empty ones."""
    names = list(cells)
    if not rows or sum(1 for each in rows if len(each) == len(names)) * 10 >= len(rows):
        return names
    width = _usual_width(rows)
    if _filled(names[width:]) or any(_filled(each[len(names) :]) for each in rows):
        raise FileError(
            f"The header names {counted(len(names), 'column')}, but the rows have {counted(width, 'cell')}.",
            where=where,
            remedy="Give every column a name, or quote the cells that hold the separator.",
        )
    return names[:width] + [""] * (width - len(names))


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """Keep names as they are, but number those that repeat (`email_2`) and name the blank ones (`column 3`)."""
    taken = {name for name in names if name.strip()}
    given: set[str] = set()
    counts: Counter[str] = Counter()
    result = []
    for position, name in enumerate(names, 1):
        unique = wanted = name if name.strip() else f"column {position}"
        while unique in given or (unique in taken and unique != name):
            counts[wanted] += 1
            unique = f"{wanted}_{counts[wanted] + 1}"
        given.add(unique)
        result.append(unique)
    return tuple(result)


def names_for_sql(names: Sequence[str]) -> list[str]:
    """Make names unique also for SQL, which takes upper and lower case for the same (`email`, `Email_2`)."""
    given: set[str] = set()
    result = []
    for name in unique_names(names):
        unique, count = name, 1
        while unique.lower() in given:
            count += 1
            unique = f"{name}_{count}"
        given.add(unique.lower())
        result.append(unique)
    return result


def _first_records(text: bytes, delimiter: str) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    for number, cells in records([text], delimiter):
        if not isinstance(cells, BrokenLine) and cells:
            found.append((number, cells))
        if len(found) == _LOOKED_AT:
            break
    return found


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    widths = Counter(len(cells) for cells in rows)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _fitness(found: list[tuple[int, list[str]]]) -> tuple[float, int]:
    """How well a delimiter fits: the share of records of the usual width, with a bonus when the first is one."""
    rows = [cells for _, cells in found]
    width = _usual_width(rows)
    if width < 2:
        return (0, 0)
    share = sum(1 for cells in rows if len(cells) == width) / len(rows)
    first = next((cells for cells in rows[:20] if _filled(cells) > 1), rows[0])
    return (share + (0.5 if len(first) == width else 0), width)
