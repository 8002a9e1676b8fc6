"""Generated files of delimited text, against Python's csv module: the same cells under the same row numbers."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.tables import all_rows
from tiktok_tui.files.layout.preamble import is_footer
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.table import Row

# What is special to a reader, much oftener than chance would have it.
TEXT = st.text(st.sampled_from("ab1é😀,;\t|'\"\n\r #.\\") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)
SETTINGS = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))


def usual(cell: str) -> bool:
    """Blanks around a quoted cell do not belong to it: Python's csv keeps them, so such cells are left out here."""
    return cell == cell.strip(" ") and "\0" not in cell


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str] | None], str, str]:
    """Rows (None for a blank line), a delimiter and a newline."""
    width = draw(st.integers(2, 4))
    row = st.lists(TEXT.filter(usual), min_size=width, max_size=width).filter(any)
    rows = draw(st.lists(row | st.none(), min_size=1, max_size=25))
    return rows, draw(st.sampled_from(",;\t|")), draw(st.sampled_from(["\n", "\r\n", "\r"]))


def written(rows: list[list[str] | None], delimiter: str, newline: str, *, quoting: int) -> str:
    out = io.StringIO()
    # Names beyond doubt: whether a row might be the header is tried in test_preamble.py.
    names = [f"name {index}" for index in range(max(len(row) for row in rows if row is not None))]
    plain = csv.writer(out, delimiter=delimiter, lineterminator=newline)
    plain.writerow(names)
    # Python's writer does not quote a lone CR or LF unless it is in the line terminator.
    for row in rows:
        if row is None:
            out.write(newline)
        else:
            special = any(mark in cell for cell in row for mark in "\r\n")
            style = csv.QUOTE_ALL if special else quoting
            csv.writer(out, delimiter=delimiter, lineterminator=newline, quoting=style).writerow(row)  # type: ignore[arg-type]  # an int
    return out.getvalue()


def expected(text: str, delimiter: str) -> list[Row]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [
        Row(number, tuple(cell or None for cell in cells))
        for number, cells in enumerate(rows, 1)
        if cells and number > 1
    ]


def ends_with_a_row(table: tuple[list[list[str] | None], str, str]) -> bool:
    """No sum and no "-- end --" at the end, which is no row."""
    return not any(is_footer(row) for row in table[0] if row is not None)


@SETTINGS
@given(
    tables().filter(lambda table: any(row is not None for row in table[0])).filter(ends_with_a_row),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be"]),
)
def test_cells_and_row_numbers_are_those_of_python(
    table: tuple[list[list[str] | None], str, str], quoting: int, encoding: str
) -> None:
    rows, delimiter, newline = table
    text = written(rows, delimiter, newline, quoting=quoting)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "orders.csv")
        path.write_bytes(text.encode(encoding))
        with open_table(str(path), scratch=Path(folder)) as opened:
            assert all_rows(opened) == expected(text, delimiter)


# A line of three columns and its cells; None is a broken line, () a blank one.
LINES: dict[str, tuple[str | None, ...] | None] = {
    "1,2,3": ("1", "2", "3"),
    '"a,b",c,d': ("a,b", "c", "d"),
    '"x\n\ny",2,3': ("x\n\ny", "2", "3"),
    '"q ""q""",,z': ('q "q"', None, "z"),
    'é,5" screen,3': ("é", '5" screen', "3"),
    ' "a" , b,c': ("a", " b", "c"),
    ",,": (None, None, None),
    "": (),
    "   ": (),
    "1,2": None,
    "1,2,3,4": None,
    '1,"q"uote,3': None,
    '"a"b"c",2,3': None,
    "lonely": None,
    ",,,,": (None, None, None),
    '1,2,3,,""': ("1", "2", "3"),
    ",": (),
    ' ,""': (),
}


@SETTINGS
@given(
    st.lists(st.sampled_from(sorted(LINES)), min_size=1, max_size=40),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_the_rest_of_a_file_with_broken_lines_is_read(lines: list[str], newline: str, ended: bool) -> None:
    text = newline.join(["k1,k2,k3", "1,1,1", *lines, "9,9,9"]) + (newline if ended else "")
    wanted = {number: LINES[line] for number, line in enumerate(lines, 3)}
    rows = [Row(number, cells) for number, cells in wanted.items() if cells]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "orders.csv")
        path.write_bytes(text.encode())
        with open_table(str(path), scratch=Path(folder)) as opened:
            assert all_rows(opened)[1:-1] == rows
            broken = opened.stage([column.name for column in opened.columns]).broken
            assert [line.number for line in broken] == [number for number, cells in wanted.items() if cells is None]


# Lines without a word in them, and lines of little that is still a word.
EMPTY = (",,", "", ",", ' ,""', '" ",,', ",,,,", "   ", '"","",""', ' "" , "  " ,', ',,,""')
SPARSE = {
    '",",,': (",", None, None),
    ',"""",': (None, '"', None),
    ",,'": (None, None, "'"),
    "\t,,": ("\t", None, None),
    ',"\n",': (None, "\n", None),
    ",,\u00a0": (None, None, "\u00a0"),
}


@SETTINGS
@given(
    st.lists(st.sampled_from(sorted(SPARSE)), max_size=3),
    st.lists(st.sampled_from(EMPTY), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_empty_rows_at_the_end_are_no_rows(sparse: list[str], empty: list[str], newline: str, ended: bool) -> None:
    text = newline.join(["k1,k2,k3", "1,1,1", *sparse, *empty]) + (newline if ended else "")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "orders.csv")
        path.write_bytes(text.encode())
        with open_table(str(path), scratch=Path(folder)) as opened:
            wanted = [("1", "1", "1"), *(SPARSE[line] for line in sparse)]
            assert all_rows(opened) == [Row(number, cells) for number, cells in enumerate(wanted, 2)]
