"""Sums and words below a table are no rows, however the file is read, and are told."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.files.conftest import Open
from tests.support.tables import all_rows
from tiktok_tui.files.layout.trailing import Footer, HeldBack, footer_of

HEAD = "Order,Email,Note,Total\n"
ROWS = HEAD + "O1,a@b.co,x,5\nO2,c@d.co,y,6\n"
STRAY = HEAD + 'O1,a@b.co,"x" y,5\n' + "O1,a@b.co,x,5\nO2,c@d.co,y,6\n"
"""A quote that encloses no cell: DuckDB is not trusted with the file."""
BROKEN = HEAD + "the till was restarted\nO1,a@b.co,x,5\nO2,c@d.co,y,6\n"


BELOW = [
    ("Total,,,11\n", "“Total, 11”"),
    ('"Grand Total","","","11.00"\n', "“Grand Total, 11.00”"),
    ("\n,,,\nTotal,,,11\n\n2 rows\n", "“Total, 11” “2 rows”"),
    ('"Total","","","1,100.50"\n', "“Total, 1,100.50”"),
    ("-- end of report --", "“-- end of report --”"),
    ("-- end of report --\n,,,\n,,,\n", "“-- end of report --”"),
    ("Total,,,11\n" + ",,,\n" * 20_000, "“Total, 11”"),
    ("Total,,,11\n\x1a", "“Total, 11”"),  # DOS ended a text so
]
"""Lines below a table, and the words that are told of them."""
NEWLINES = ("\n", "\r\n", "\r")


# Each table ends in each of the ways, and each of both has every newline.
@pytest.mark.parametrize(
    ("rows", "below", "told", "newline"),
    [
        (rows, *footer, NEWLINES[(table + place) % 3])
        for table, rows in enumerate((ROWS, STRAY, BROKEN))
        for place, footer in enumerate(BELOW)
    ],
)
def test_a_footer_is_left_out_and_reported(opened: Open, rows: str, below: str, told: str, newline: str) -> None:
    table = opened((rows + below).replace("\n", newline))
    assert [row.cells[0] for row in all_rows(table)] == ["O1", "O2"]
    broken = [line.number for line in table.stage(["Order"]).broken]
    assert broken == ([] if rows == ROWS else [2])
    assert any(note.endswith(f"below the table, left out: {told}") for note in table.notes), table.notes


def test_the_footer_of_a_plain_file_is_reported_when_it_is_opened(opened: Open) -> None:
    assert "1 line below the table, left out: “Total, 11”" in opened(ROWS + "Total,,,11\n").notes


def test_the_footer_of_a_compressed_file_is_reported_when_it_is_read(opened: Open) -> None:
    table = opened(gzip.compress((ROWS + "Total,,,11\n").encode()), "orders.csv.gz")
    assert len(all_rows(table)) == 2
    assert "1 line below the table, left out: “Total, 11”" in table.notes


def test_sums_between_rows_are_rows(opened: Open) -> None:
    table = opened(ROWS + "Total,,,11\nO3,e@f.co,z,7\n")
    assert [row.cells[0] for row in all_rows(table)] == ["O1", "O2", "Total", "O3"]


def test_a_last_line_that_was_cut_short_is_broken(opened: Open) -> None:
    table = opened(ROWS + "O3")
    assert len(all_rows(table)) == 2
    assert [line.number for line in table.stage(["Order"]).broken] == [4]


def test_the_end_of_a_note_of_several_lines_is_no_footer(opened: Open) -> None:
    table = opened(ROWS + 'O3,e@f.co,"call back\nTotal",7\nO4,e@f.co,z,"7\n8 rows"\n')
    assert [row.cells[0] for row in all_rows(table)] == ["O1", "O2", "O3", "O4"]


def test_a_long_disclaimer_is_a_footer(opened: Open) -> None:
    table = opened(ROWS + f"Disclaimer: {'as it was ' * 300}\n")
    assert [row.cells[0] for row in all_rows(table)] == ["O1", "O2"]
    assert len(table.stage(["Order"]).broken) == 0


@pytest.mark.parametrize(
    ("closing", "words"),
    [
        (["Total,,,11"], ("Total, 11",)),
        (["Total,,,11", "Grand Total,,,11"], ("Acme Ltd.", "Total, 11", "Grand Total, 11")),
    ],
)
def test_words_alone_above_two_closing_lines_begin_the_footer(
    tmp_path: Path, closing: list[str], words: tuple[str, ...]
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("\n".join([ROWS + "Acme Ltd.", *closing]))
    assert footer_of(path, ",", 4) == Footer(len(closing), len(words) - len(closing), words)


@pytest.mark.parametrize("above", ["", "Branch of Acme\n"])
def test_words_below_one_closing_line_make_neither_of_them_a_footer(tmp_path: Path, above: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(f"{ROWS}{above}Total,,,11\nAcme Ltd.\n")
    assert footer_of(path, ",", 4) == Footer()


def test_the_words_of_lines_held_back_are_gone_with_them() -> None:
    held = HeldBack[int]()
    held.hold(1, "Total, 11")
    held.hold(2)
    assert held.texts == ("Total, 11",)
    assert list(held.release()) == [1, 2]
    held.hold(3, "2 rows")
    assert held.texts == ("2 rows",)
    assert list(held.release()) == [3]


def test_words_alone_in_a_table_of_few_columns_are_a_row_that_lacks_its_other_cells(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("Order,Email,Total\nO1,a@b.co,5\nAcme Ltd.\nTotal,,5\nGrand Total,,5\n")
    assert footer_of(path, ",", 3) == Footer(2, 0, ("Total, 5", "Grand Total, 5"))
