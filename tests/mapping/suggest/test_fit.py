"""One wrong cell in a column of few different ones speaks for its row alone."""

from __future__ import annotations

import pytest

from tests.mapping.suggest.small_files import TILLS
from tiktok_tui.mapping.suggest.fit import fit
from tiktok_tui.mapping.suggest.samples import ColumnSample, SampledColumn
from tiktok_tui.mapping.suggest.suggest import suggest


@pytest.mark.parametrize(
    ("field", "right", "wrong"),
    [("currency", "EUR", "DOGE"), ("value", "25.00", "free"), ("price", "9", "gift"), ("quantity", "1", "one")],
)
def test_few_different_cells_are_judged_by_their_rows(field: str, right: str, wrong: str) -> None:
    def fits(*cells: str) -> float | None:
        return fit(SampledColumn(ColumnSample(field, "text", cells), 0), field)

    assert fits(*[right] * 9, wrong) == 0.9
    assert fits(*[right] * 7, *[wrong] * 3, "") == 0.7
    assert fits(*[right] * 6, *[wrong] * 4) is None
    assert fits(wrong) is None


def test_three_letters_are_no_currency_by_their_number_and_kinds_of_rows_are_judged_by_their_names() -> None:
    assert fit(SampledColumn(ColumnSample("Currency", "text", (*["pcs"] * 9, "tons")), 0), "currency") is None
    assert fit(SampledColumn(ColumnSample("Type", "text", (*["Sale"] * 9, "foo")), 0), "event") is None


def test_amounts_keep_the_currency_of_their_column_where_a_cell_of_it_is_none() -> None:
    rows = 10
    samples = [
        ColumnSample("Date", "text", ("2026-06-01",) * rows),
        ColumnSample("Email", "text", tuple(f"a{row}@b.co" for row in range(rows))),
        ColumnSample("Total", "text", (*["25.00"] * (rows - 1), "free")),
        ColumnSample("Currency", "text", (*["EUR"] * (rows - 1), "DOGE")),
    ]
    fields = suggest(samples, TILLS).mapping.fields
    assert (fields["value"].columns, fields["currency"].columns) == (("Total",), ("Currency",))
