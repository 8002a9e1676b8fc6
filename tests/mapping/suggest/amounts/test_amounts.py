from __future__ import annotations

from dataclasses import replace

import pytest

from tests.mapping.suggest.small_files import TILLS
from tiktok_tui.events.destination import Destination, NumberStyle
from tiktok_tui.mapping.suggest.suggest import ColumnSample, Suggestion, suggest

EUROS = replace(TILLS, currency="EUR")


def of(destination: Destination, *cells: str, kind: str = "text") -> Suggestion:
    return suggest([ColumnSample("Total", kind, cells)], destination)


def styles(found: Suggestion) -> list[str]:
    return [str(note) for note in found.notes if "number style" in str(note)]


@pytest.mark.parametrize("cells", [("$12.50", "$8"), ("€12 USD",), ("12.50",), ("$12.50", "€8"), ("kr 5",)])
def test_a_currency_that_is_not_clear_or_not_the_same_in_all_cells_is_no_constant(cells: tuple[str, ...]) -> None:
    assert "currency" not in of(EUROS, *cells).mapping.fields


def test_a_cell_that_names_two_currencies_names_none() -> None:
    assert "currency" not in of(TILLS, "€12 GBP", "€13 GBP").mapping.fields
    assert of(TILLS, "€12", "€13").mapping.fields["currency"].value == "EUR"


def test_a_currency_that_all_cells_name_is_theirs() -> None:
    assert of(TILLS, "€12.50", "8 EUR").mapping.fields["currency"].value == "EUR"
    assert of(TILLS, "A$12.50").mapping.fields["currency"].value == "AUD"
    assert "currency" not in of(EUROS, "€12.50", "8 EUR").mapping.fields  # the destination's, which may change


def test_what_lines_above_the_header_say_holds_unless_the_cells_say_otherwise() -> None:
    columns = [ColumnSample("Total", "text", ("€5",))]
    assert suggest(columns, TILLS, currency="GBP").mapping.fields["currency"].value == "EUR"
    assert (
        suggest([ColumnSample("Total", "text", ("5",))], TILLS, currency="GBP").mapping.fields["currency"].value
        == "GBP"
    )


@pytest.mark.parametrize("style", [None, *NumberStyle])
def test_nothing_is_said_of_the_number_style_when_nothing_speaks_against_it(style: NumberStyle | None) -> None:
    destination = replace(TILLS, number_style=style)
    assert styles(of(destination, "5", "6", "1234")) == []
    written = "12,50" if style in (NumberStyle.COMMA, NumberStyle.SPACE) else "12.50"
    assert styles(of(destination, written, written.replace("12", "13"))) == []


def test_amounts_that_are_written_in_another_style_are_reported() -> None:
    assert "look like 1.234,56" in styles(of(TILLS, "12,50", "1.234,50", "13.50"))[0]
    assert "look like 1,234.56" in styles(of(replace(TILLS, number_style=NumberStyle.COMMA), "12.50"))[0]
    assert styles(of(TILLS, "12,50", kind="number")) == []


@pytest.mark.parametrize("style", [None, NumberStyle.POINT, NumberStyle.COMMA])
@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f"])
def test_a_style_with_blanks_is_told_apart_from_that_with_points(style: NumberStyle | None, blank: str) -> None:
    (told,) = styles(of(replace(TILLS, number_style=style), "12,50", f"1{blank}234,50", "13,50"))
    assert "look like 1 234,56" in told
    assert styles(of(replace(TILLS, number_style=NumberStyle.SPACE), "12,50", f"1{blank}234,50")) == []
    assert "look like 1.234,56" in styles(of(replace(TILLS, number_style=NumberStyle.SPACE), "12,50", "1.234,50"))[0]


def test_a_column_that_says_what_is_due_is_to_be_checked() -> None:
    found = suggest([ColumnSample("Total due", "text", ("5", "6"))], TILLS)
    assert found.mapping.fields["value"].columns == ("Total due",)
    assert [str(note) for note in found.notes if "still to be paid" in str(note)] == [
        "“Total due” was taken for value: check that it is the total, not what is still to be paid."
    ]
    assert not [note for note in of(TILLS, "5", "6").notes if "still to be paid" in str(note)]


@pytest.mark.parametrize(
    ("cells", "style", "said"),
    [
        (("1234.50",), NumberStyle.COMMA, True),
        (("12.5",), NumberStyle.COMMA, True),
        (("1,234.50 USD",), NumberStyle.COMMA, True),
        (("$12.5",), NumberStyle.COMMA, True),
        (("1234,50",), NumberStyle.POINT, True),
        (("12,5",), NumberStyle.POINT, True),
        (("1.234,50 EUR",), NumberStyle.POINT, True),
        (("€12,5",), NumberStyle.POINT, True),
        (("1234.500", "12"), NumberStyle.COMMA, False),
        (("1234,500", "12"), NumberStyle.POINT, False),
        (("12.5", "12,5"), NumberStyle.POINT, False),
        (("12.5", "12,5"), NumberStyle.COMMA, False),
    ],
)
def test_amounts_with_and_without_groups_and_signs_show_their_style(
    cells: tuple[str, ...], style: NumberStyle, said: bool
) -> None:
    shop = Destination("d", "D", currency="USD", number_style=style)
    found = suggest([ColumnSample("Total", "text", cells)], shop)
    assert any("change its number style" in str(note) for note in found.notes) is said


@pytest.mark.parametrize(
    ("header", "cell", "currency"),
    [("Total", "5 CAD", "CAD"), ("Total ($)", "5 CAD", "CAD"), ("Total ($)", "5 EUR", "USD"), ("Total", "5 USD", None)],
)
def test_the_currency_of_all_cells_is_taken_if_their_header_can_mean_it(
    header: str, cell: str, currency: str | None
) -> None:
    found = suggest([ColumnSample(header, "text", (cell, cell))], Destination("d", "D", currency="USD")).mapping
    assert (found.fields["currency"].value if "currency" in found.fields else None) == currency


@pytest.mark.parametrize(("column", "columns"), [("currency", ("currency",)), ("Order Currency", ())])
def test_only_the_column_of_the_field_s_own_name_stays_beside_a_header_with_another_currency(
    column: str, columns: tuple[str, ...]
) -> None:
    samples = [ColumnSample("Total (EUR)", "text", ("5", "6")), ColumnSample(column, "text", ("USD", "GBP"))]
    found = suggest(samples, TILLS)
    assert found.mapping.fields["currency"].columns == columns
    assert any("holds others and is not used" in str(note) for note in found.notes) is not bool(columns)
