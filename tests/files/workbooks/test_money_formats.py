"""The currency that an Excel sheet shows its numbers in, though the cells hold nothing but numbers."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # its stubs are not worth a package
import pytest

from tiktok_tui.files.opening import open_table
from tiktok_tui.files.workbooks import money_formats
from tiktok_tui.files.workbooks.money_formats import currency_of_formats

EURO, POUND = "[$€-407] #,##0.00", '#,##0.00 "£"'


def opened(folder: Path, rows: Sequence[Sequence[object]], formats: dict[str, str]) -> tuple[str, str]:
    """Return the currency of a sheet whose cells have these formats, and what is said about it."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cell, shown in formats.items():
        sheet[cell].number_format = shown
    book.save(folder / "orders.xlsx")
    scratch = folder / "scratch"
    scratch.mkdir(mode=0o700)
    with open_table(str(folder / "orders.xlsx"), scratch=scratch) as table:
        return table.facts.currency, " ".join(table.notes)


ROWS = (("Order", "Email", "Total", "Cost"), ("1", "a@example.com", 119, 80), ("2", "b@example.com", 59.5, 40))


@pytest.mark.parametrize(
    ("formats", "currency", "said"),
    [
        ({"C2": EURO, "C3": EURO}, "EUR", "Cells are shown in €, so amounts that name no other currency are in EUR."),
        ({"C2": "#,##0.00\\ [$zł-415]"}, "PLN", "Cells are shown in zł"),
        ({"C3": POUND}, "GBP", "Cells are shown in £"),
        ({"C2": "[$CHF] #,##0.00", "D2": "[$CHF] #,##0.00"}, "CHF", "in CHF"),
        ({"C2": EURO, "D3": POUND}, "", "Cells are shown in £, €, which is not read"),
        ({"C2": "[$$-409]#,##0.00"}, "", "Cells are shown in $, which is not read"),
        ({"C2": "#,##0.00", "C3": '0 "pcs"'}, "", ""),
        ({"B2": EURO, "C4": EURO}, "", ""),
    ],
    ids=["euro", "zloty", "pound", "a code", "two", "shared", "none", "not of a number"],
)
def test_the_format_of_cells_names_their_currency(
    tmp_path: Path, formats: dict[str, str], currency: str, said: str
) -> None:
    found, notes = opened(tmp_path, ROWS, formats)
    assert found == currency
    assert said in notes
    assert said or "shown in" not in notes


def test_a_line_above_the_header_goes_before_the_format(tmp_path: Path) -> None:
    found, notes = opened(tmp_path, [("Currency: GBP",), *ROWS], {"C3": EURO})
    assert found == "GBP"
    assert "shown in" not in notes


@pytest.mark.parametrize("before", range(0, 60, 15))
def test_the_cells_of_every_piece_of_a_sheet_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: int
) -> None:
    monkeypatch.setattr(money_formats, "CHUNK", 4096)
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        formats = '<numFmt numFmtId="1" formatCode="[$€]0"/><numFmt numFmtId="2" formatCode="[$£]0"/>'
        styles = '<xf numFmtId="0"/><xf numFmtId="1"/><xf numFmtId="2"/>'
        archive.writestr("xl/styles.xml", f'<s xmlns="x"><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></s>')
        first, second = '<c r="A2" s="1"><v>1</v></c>', '<c r="B2" s="2"><v>1</v></c>'
        archive.writestr("sheet.xml", first + second.rjust(4096 + before - len(first)))
    assert currency_of_formats(path, "sheet.xml")[1] == (
        "Cells are shown in £, €, which is not read: write the currency of each row in a column.",
    )
