"""Small decisions about texts, bytes and cells: a line in a file of `listed/` for each case, with what is decided.

Most are about the edges of a pattern or of a limit, which few files come upon, and no error tells of a wrong one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tiktok_tui.events.errors import FileError
from tiktok_tui.files import kinds, sql
from tiktok_tui.files.broken import BrokenLine, Reason, broken
from tiktok_tui.files.json_files import fields as jsonfields
from tiktok_tui.files.layout import header, header_place, preamble, trailing
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.row_names import number_in_words
from tiktok_tui.files.scratch.limit import ScratchLimit
from tiktok_tui.files.source.copied import AddressSource
from tiktok_tui.files.source.identity import printable
from tiktok_tui.files.source.query_label import query_label
from tiktok_tui.files.source.source import QuerySource, source_from_json, source_of
from tiktok_tui.files.text import encodings, records
from tiktok_tui.files.text.compression import compression_of
from tiktok_tui.files.text.content import Content
from tiktok_tui.files.text.formula_text import text_within, text_within_sql
from tiktok_tui.files.text.survey import blank_rows, survey
from tiktok_tui.files.typed import cells as typed
from tiktok_tui.files.typed.query import relative_names
from tiktok_tui.files.workbooks.cells import text_of
from tiktok_tui.files.workbooks.sheet_xml import column_number

FOLDER = Path(__file__).parent / "listed"


def _facts(cells: Sequence[str]) -> list[object]:
    facts, notes = preamble.facts_of([(1, cells)])
    return [facts.time_zone, facts.currency, *notes]


def _layout(text: str) -> object:
    try:
        found = header.find_layout(text.encode(), complete=True, where="x.csv")
    except FileError as error:
        return f"{error.what} {error.remedy}"
    return [found.description, found.header.row, list(found.header.names), found.header.width, *found.header.notes]


def _records(case: Sequence[Any]) -> list[object]:
    text, width = case
    found = records.records([text.encode("utf-8", "surrogateescape")], ",", width=width, longest=60)
    return [[number, each.reason if isinstance(each, BrokenLine) else each] for number, each in found]


def _lines(text: str) -> list[object]:
    """The lines as they are written, given in chunks of three bytes."""
    raw = text.encode()
    chunks = [raw[place : place + 3] for place in range(0, len(raw), 3)]
    found = records.sound_lines(chunks, ",", width=2, longest=60)
    return [[number, each.reason if isinstance(each, BrokenLine) else each.decode()] for number, each in found]


def _broken(case: Sequence[Any]) -> object:
    name, text = case
    found = broken(7, Reason[name], text, megabytes=2, cells="3 cells", columns="4 columns", kind="cast")
    return [found.number, found.reason, found.remedy, found.text]


def _source(text: str) -> list[object]:
    source = source_of(text, Path("/folder"))
    again = source_from_json(source.to_json())
    facts = [source.text, source.label, source.where, source.is_query, source.is_live, source.lost, again.lost]
    signed = source.is_signed if isinstance(source, AddressSource) else False
    return [type(source).__name__, *facts, source.is_still_there(), again.is_still_there(), signed, source.to_json()]


def _fields(objects: Sequence[dict[str, object]]) -> list[object]:
    return [[field.name, field.pointer, field.kind, field.mixed] for field in jsonfields.fields_of(objects)]


def _relative(query: str) -> object:
    try:
        return list(relative_names(query))
    except FileError as error:
        return error.what


def _in_sql(made: Callable[[str], str]) -> Callable[[str], object]:
    return lambda text: _first(f"SELECT {made('x')} FROM (SELECT ?::VARCHAR AS x)", text)


def _first(query: str, text: str) -> object:
    row = duckdb.execute(query, [text]).fetchone()
    assert row is not None
    return row[0]


LISTED: dict[str, Callable[[Any], object]] = {
    "facts": _facts,
    "footers": preamble.is_footer,
    "footer_texts": lambda line: trailing.footer_text(line.encode(), ","),
    "empty_rows": lambda line: trailing.empty_row(",").fullmatch(line.encode()) is not None,
    "layouts": _layout,
    "header_places": header_place.header_place,
    "data": lambda name: header_place.looks_like_data([name]),
    "unique_names": lambda names: [list(header.unique_names(names)), header.names_for_sql(names)],
    "records": _records,
    "lines": _lines,
    "broken": _broken,
    "sources": _source,
    "query_labels": query_label,
    "relative_names": _relative,
    "fields": _fields,
    "json_arrays": lambda head: [jsonfields.is_array(head.encode()), jsonfields.is_lines(head.encode())],
    "compressions": lambda head: compression_of(bytes.fromhex(head)),
    "encodings": lambda head: list(encodings.encoding_of(bytes.fromhex(head))),
    "whole_characters": lambda piece: encodings.whole_characters(bytes.fromhex(piece)).hex(),
    "printable": printable,
    "row_numbers": number_in_words,
    "column_numbers": lambda letters: column_number(letters.encode()),
    "excel_cells": text_of,
    "formulas": lambda cell: [text_within(cell), _in_sql(text_within_sql)(cell)],
    "literals": lambda text: _first(f"SELECT {sql.quote_literal(text)} = ?", text),
    "plain_numbers": _in_sql(typed.plain_number),
    "unpadded": _in_sql(typed.unpadded),
}


@pytest.mark.parametrize("name", LISTED)
def test_what_is_decided_is_listed(name: str) -> None:
    lines = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").split("\n") if line]
    assert [[case, json.loads(json.dumps(LISTED[name](case)))] for case, _ in lines] == lines


def test_what_a_pass_over_a_text_finds_is_listed(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in (FOLDER / "surveys.jsonl").read_text(encoding="utf-8").split("\n") if line]
    assert [[case, surveyed(tmp_path / "x.csv", case)] for case, _ in lines] == lines


def surveyed(path: Path, case: Sequence[Any]) -> list[object]:
    """The findings of the pass; without a delimiter for JSON Lines."""
    text, delimiter = case
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    found = survey(path, 0, lambda share: None, delimiter=delimiter)
    flags = [name for name in ("eight_bit", "damaged", "stray", "mixed", "formulas") if getattr(found, name)]
    where = [list(found.positions.numbers), list(found.positions.offsets)]
    end = trailing.footer_of(path, delimiter or ",", 2)
    below = [end.rows, end.broken, *end.texts]
    blank = blank_rows(path, 0, lambda share: None)
    return [flags, found.newline, found.rows, *where, blank, below, *found.errors.notes]


def test_what_each_file_is_by_its_first_bytes_is_listed(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in (FOLDER / "kinds.jsonl").read_text(encoding="utf-8").split("\n") if line]
    assert [[case, kind_of(tmp_path, case)] for case, _ in lines] == lines


def kind_of(folder: Path, case: Sequence[str]) -> object:
    """The kind of a file with a name and a content, or why there is none."""
    name, content = case
    path = folder / name
    path.write_bytes(content.encode("latin-1"))
    try:
        kinds.check_readable(path)
        return kinds.container_of(path) or kinds.text_kind(path, Content(path, folder, ScratchLimit(1, 1)))
    except FileError as error:
        return f"{error.what} {error.remedy}"
    finally:
        path.unlink()


def test_what_each_query_gives_or_why_it_is_refused_is_listed(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in (FOLDER / "queries.jsonl").read_text(encoding="utf-8").split("\n") if line]
    assert [[sql, answered(tmp_path, sql)] for sql, _ in lines] == lines


def answered(folder: Path, query: str) -> object:
    """The rows and notes of a query over `o`, `broken` and `n`, which stand for files, or the refusal."""
    (folder / "o.csv").write_text("id,Id,mail,total\n1,a,a@b.co,5\n2,b,c@d.co,x\n")
    (folder / "broken.csv").write_text("id,mail\n1,a\n2\n3,b,c\n4,d\n")
    (folder / "n.jsonl").write_text('{"id": 1, "v": 2.5}\n')
    for name in ("o.csv", "broken.csv", "n.jsonl"):
        query = query.replace(f"'{name}'", f"'{folder / name}'")
    try:
        with open_table(QuerySource(query), scratch=folder) as table:
            rows = [[row.number, *row.cells] for row in table.sample()]
            return [[f"{column.name} {column.kind}" for column in table.columns], rows, *table.notes]
    except FileError as error:
        return f"{error.what} {error.remedy}".replace(str(folder), "")
