from __future__ import annotations

import pytest

from tiktok_tui.mapping.suggest.fit import fit
from tiktok_tui.mapping.suggest.samples import ColumnSample, SampledColumn, cleaned, rows_by
from tiktok_tui.mapping.suggest.vocabulary import synonyms


def column(*values: str | None, name: str = "x", kind: str = "text") -> SampledColumn:
    return SampledColumn(ColumnSample(name, kind, values), 0)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  a  ", "a"),
        ("'+12025550123", "+12025550123"),
        (" ' 5", "5"),
        ("N/A", ""),
        ("null", ""),
        ("-", ""),
        (None, ""),
        ("6/11/2026\u202fAM", "6/11/2026 AM"),
        ("n/a b", "n/a b"),
        ("#N/A", ""),
        (r"\N", ""),
        ("[NULL]", ""),
        ("=SUM(A1)", ""),
    ],
)
def test_cells_are_looked_at_without_blanks_apostrophes_and_words_for_nothing(cell: str | None, text: str) -> None:
    assert cleaned(cell) == text


def test_a_column_is_judged_by_many_different_cells_and_not_by_the_first_two() -> None:
    mixed = column("a@b.co", "c@d.co", *(f"word {number}" for number in range(22)))
    assert mixed.share("email") == pytest.approx(2 / 24)
    assert fit(mixed, "email") is None
    assert fit(column("a@b.co", "b@b.co", "opted out"), "email") == pytest.approx(2 / 3)


def test_lists_and_objects_without_anything_in_them_are_nothing() -> None:
    assert column("[]", "{}", None).empty
    assert column("[]", "{}", "[1]").looked_at == ("[1]",)


def test_how_full_a_column_is() -> None:
    assert column("a", None, "", "b").filled == 0.5
    assert column(None, "").empty
    assert fit(column(None), "email") == 0.0
    assert not column("a").empty


def test_rows_are_gathered_by_a_cell_and_blank_ones_are_left_alone() -> None:
    order, email = column("1", "", "1", "2"), column("a", "b", "c", "d")
    assert rows_by(order, [email]) == {"1": [("a",), ("c",)], "2": [("d",)]}
    assert rows_by(column("a", "A"), [email]) == {"a": [("a",)], "A": [("b",)]}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [(4, 0.8), (3, None), (5, 1.0)],
)
def test_a_field_without_shapes_of_its_own_fits_by_four_fifths(cells: int, expected: float | None) -> None:
    clocks = [f"1{number}:05" for number in range(cells)] + [f"word {number}" for number in range(5 - cells)]
    assert fit(column(*clocks), synonyms.CLOCK) == expected


def test_a_column_is_judged_by_its_first_24_different_cells() -> None:
    cells = [f"cell {number // 2}" for number in range(80)]
    assert column(*cells).looked_at == tuple(f"cell {number}" for number in range(24))


def test_blanks_of_every_width_are_plain_ones_within_a_cell() -> None:
    for code in (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000):
        assert cleaned(f"{chr(code)}a{chr(code)}b{chr(code)}") == "a b", hex(code)
