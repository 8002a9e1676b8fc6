"""Read Excel and OpenDocument sheets: each cell as the text it stands for, row numbers as the sheet shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import chain, islice
from pathlib import Path

import python_calamine as calamine

from tiktok_tui.events.counts import agreeing, counted
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.broken import BrokenLine, BrokenLines
from tiktok_tui.files.layout.header import Header, find_header, refuse_no_header
from tiktok_tui.files.layout.preamble import below, is_footer
from tiktok_tui.files.layout.trailing import HeldBack
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.table import Column, Facts, Kind, Row
from tiktok_tui.files.text.cell_errors import cells_in_words, rows_in_words
from tiktok_tui.files.text.numbered import NumberedCopy, as_lines
from tiktok_tui.files.workbooks.cells import Cell, kind_of, text_of
from tiktok_tui.files.workbooks.money_formats import currency_of_formats
from tiktok_tui.files.workbooks.sheet_xml import Gaps, Unread, has_cells, sheet_parts, unread_parts
from tiktok_tui.files.workbooks.size import refuse_too_large

_LOOKED_AT = 200
_NAMED_SHEETS = 5


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet that holds a table: its name, its header, and its cells below and above it with their row numbers."""

    name: str
    header: Header
    rows: Iterator[tuple[int, list[Cell]]]
    first_column: int
    has_rows: bool


class ExcelSheet:
    """One sheet of a workbook: the first visible one with a table, unless a sheet is named."""

    def __init__(self, path: Path, folder: Path, work: Work, sheet: str | None) -> None:
        # The reader holds a whole sheet in memory and cannot be stopped: far too large ones are refused first.
        refuse_too_large(path, work.check)
        try:
            with calamine.CalamineWorkbook.from_path(path) as workbook:
                chosen, others = _choose(workbook, sheet, path)
                self._read(chosen, path, folder, work)
        except (calamine.CalamineError, OSError) as error:
            raise FileError(
                "The workbook is damaged, cut short or protected by a password.",
                where=str(path),
                remedy="Open it in a spreadsheet and save it again, without a password.",
            ) from error
        self.paths = (path,)
        self.format = f"Excel, sheet {chosen.name}"
        self.facts: Facts = chosen.header.facts
        shown: tuple[str, ...] = ()
        if not self.facts.currency and (part := sheet_parts(path).get(chosen.name)):
            currency, shown = currency_of_formats(path, part)
            self.facts = replace(self.facts, currency=currency)
        self.notes = (*_other_sheets(chosen.name, others), *chosen.header.notes, *shown, *self._found)

    def first_rows(self, work: Work, count: int) -> Iterator[Row | BrokenLine]:
        """Yield the first `count` rows."""
        return self._copy.first_rows(work, count)

    def load(self, work: Work, table: str, columns: Sequence[int]) -> BrokenLines:
        """Make a table of the row numbers and these columns (by position)."""
        self._copy.load(work, table, columns, mixed=self.columns)
        return BrokenLines(work)

    def pick(self, numbers: Sequence[int], work: Work) -> Iterator[Row]:
        """Yield the rows with these sorted numbers."""
        return self._copy.pick(numbers, work)

    def _read(self, sheet: _Sheet, path: Path, folder: Path, work: Work) -> None:
        """Copy the rows below the header to the scratch folder, and learn the kinds of the columns from them."""
        parts = sheet_parts(path)
        out = unread_parts(path, parts[sheet.name]) if sheet.name in parts else Unread()
        seen: set[tuple[Kind | None, ...]] = set()
        held = HeldBack[Row]()
        rows = _rows(sheet, out.gaps, seen, held)
        self._copy = NumberedCopy(folder / "sheet.csv", as_lines(rows), work, width=len(sheet.header.names), kinds=True)
        kinds = zip(*seen, strict=True) if seen else (() for _ in sheet.header.names)
        self.columns = tuple(map(_column, sheet.header.names, kinds))
        shown = {
            place: text
            for place, text in out.gaps.items()
            if place[0] > sheet.header.row and 0 <= place[1] - 1 - sheet.first_column < len(sheet.header.names)
        }
        self._found = (*_gap_notes(shown, sheet), *_notes_of_rows(out, sheet.header.row), *below(held.texts))


def _rows(sheet: _Sheet, gaps: Gaps, seen: set[tuple[Kind | None, ...]], held: HeldBack[Row]) -> Iterator[Row]:
    """Yield the rows below the header without empty ones; `seen` gets the kinds of their cells, None for no value."""
    width = len(sheet.header.names)
    with_gaps = {row for row, _ in gaps}
    for number, cells in sheet.rows:
        if number <= sheet.header.row:
            continue
        del cells[width:]
        texts = [(cell or None) if type(cell) is str else text_of(cell) for cell in cells]
        kinds = [kind_of(cell) for cell in cells]
        if number in with_gaps:
            for index in range(width):
                if text := gaps.get((number, sheet.first_column + index + 1)):
                    texts[index], kinds[index] = text, Kind.TEXT
        if not any(texts):
            continue
        row = Row(number, tuple(texts), tuple(kinds))
        if is_footer(texts):
            held.hold(row, ", ".join(filter(None, texts)))
            continue
        for each in (*held.release(), row):
            seen.add(tuple([kind if text else None for text, kind in zip(each.cells, each.kinds, strict=True)]))
            yield each


def _column(name: str, kinds: Iterable[Kind | None]) -> Column:
    found = {kind for kind in kinds if kind is not None}
    if len(found) > 1:
        return Column(name, Kind.TEXT, mixed=True)
    return Column(name, next(iter(found), Kind.TEXT))


def _choose(workbook: calamine.CalamineWorkbook, wanted: str | None, path: Path) -> tuple[_Sheet, list[str]]:
    """Return the sheet to read and the names of the others that hold cells."""
    names = _visible(workbook)
    if wanted is not None and wanted not in workbook.sheet_names:
        close = get_close_matches(wanted, names, n=1) or names
        raise FileError(
            f"The workbook has no sheet {wanted!r}.", where=str(path), remedy=f"It has {', '.join(map(repr, close))}."
        )
    chosen: _Sheet | None = None
    failed: FileError | None = None
    headers: list[_Sheet] = []
    others = []
    parts = sheet_parts(path)
    for name in [wanted] if wanted is not None else names:
        if chosen is not None:
            if has_cells(path, parts.get(name, "")):
                others.append(name)
            continue
        try:
            found = _sheet(workbook, name, path)
        except FileError as error:
            failed = failed or error
            others.append(name)
            continue
        if found is not None and not found.has_rows:
            headers.append(found)
            others.append(name)
        else:
            chosen = found
    if chosen is not None:
        return chosen, others
    if failed is not None:
        raise failed
    if headers:
        return headers[0], [name for name in others if name != headers[0].name]
    if wanted is not None:
        raise FileError("The sheet is empty.", where=f"{path}, sheet {wanted}", remedy="Choose another sheet.")
    raise FileError("The workbook has no sheet with cells.", where=str(path), remedy="Export it again.")


def _sheet(workbook: calamine.CalamineWorkbook, name: str, path: Path) -> _Sheet | None:
    """Return a sheet with a table, None for an empty one; raises FileError for another that holds no table."""
    sheet = workbook.get_sheet_by_name(name)
    filled = ((number, row) for number, row in enumerate(sheet.iter_rows(), 1) if any(cell != "" for cell in row))
    first = list(islice(filled, _LOOKED_AT))
    if not first:
        return None
    where = f"{path}, sheet {name}"
    header = find_header([(number, [text_of(cell) or "" for cell in row]) for number, row in first], where=where)
    if len(header.names) < 2:
        raise FileError("The sheet holds a single column, which is no table.", where=where, remedy="Choose another.")
    has_rows = any(number > header.row for number, _ in first)
    if not has_rows:
        refuse_no_header(header, where)
    first_column = sheet.start[1] if sheet.start is not None else 0
    return _Sheet(name, header, chain(first, filled), first_column, has_rows)


def _visible(workbook: calamine.CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]


def _other_sheets(name: str, others: Sequence[str]) -> tuple[str, ...]:
    if not others:
        return ()
    words = ", ".join(f"“{other}”" for other in others[:_NAMED_SHEETS]) + (" …" if len(others) > _NAMED_SHEETS else "")
    return (
        f"The sheet “{name}” is read; {words} {agreeing(len(others), 'is', 'are')} not (--sheet NAME reads another)",
    )


def _notes_of_rows(out: Unread, header: int) -> Iterator[str]:
    """Say that rows below the header are hidden, as by a filter, or struck through: the file has them all the same."""
    for rows, how in ((out.hidden, "hidden"), (out.struck, "struck through")):
        if below_it := sum(row > header for row in set(rows)):
            are = agreeing(below_it, "is", "are")
            yield f"{counted(below_it, 'row')} {are} {how} in the sheet, and read as well"


def _gap_notes(gaps: Gaps, sheet: _Sheet) -> Iterator[str]:
    """Yield a note for each column and kind of gap, with the rows."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for (row, column), text in sorted(gaps.items()):
        name = sheet.header.names[column - 1 - sheet.first_column]
        found[name, "" if text.startswith("=") else text].append(row)
    for (name, error), rows in found.items():
        count, where = cells_in_words(len(rows)), rows_in_words(rows)
        if error:
            yield f"“{name}”: {count} with the error {error} ({where}); correct them in the spreadsheet"
        else:
            yield (
                f"“{name}”: {count} with a formula whose result is not in the file ({where}); "
                "open the workbook in a spreadsheet and save it, which stores the results"
            )
