"""How amounts are read is said of every mapping, also of one that a person has made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktok_tui.events.destination import Destination, NumberStyle
from tiktok_tui.mapping.model import CENTS, FieldSource, Mapping
from tiktok_tui.mapping.money_notes import money_notes

TILLS = Destination("tills", "Tills", fixed_event="Purchase", currency="USD")


def said(field: str, column: str, unit: str | None = None, destination: Destination = TILLS) -> list[str]:
    """The notes about one field that a column fills."""
    mapping = Mapping({field: FieldSource(columns=(column,), unit=unit)})
    return [note.text for note in money_notes(mapping, destination) if note.about == field]


@pytest.mark.parametrize(
    ("currency", "example"),
    [
        ("USD", "1999 is 19.99 USD, and 1999 JPY"),
        ("", "1999 is 19.99 USD, and 1999 JPY"),
        ("KWD", "1999 is 1.999 KWD, and 1999 JPY"),
        ("CLP", "1999 is 1999 CLP, and 1999 JPY"),
        ("JPY", "1999 is 1999 JPY"),
    ],
)
def test_amounts_in_cents_are_said_with_an_example(currency: str, example: str) -> None:
    shop = replace(TILLS, currency=currency)
    assert f"The amounts in “Total” are cents: {example}." in said("value", "Total", CENTS, shop)
    assert said("price", "Cost", CENTS, shop) == [f"The amounts in “Cost” are cents: {example}."]
    assert said("contents", "Lines", CENTS, shop) == [f"The prices in “Lines” are cents: {example}."]
    assert not any("cents" in words for words in said("value", "Total"))


@pytest.mark.parametrize("field", ["value", "price"])
def test_an_amount_in_other_units_that_is_mapped_all_the_same_is_said(field: str) -> None:
    assert "“Umsatz (TEUR)” names thousands or more, and is sent as it stands." in said(field, "Umsatz (TEUR)")
    assert not any("thousands" in words for words in said(field, "Umsatz"))
    assert "“price_cents” names parts of a unit, such as cents, and is sent as it stands." in said(field, "price_cents")
    assert not any("as it stands" in words for words in said(field, "price_cents", CENTS))
    constant = Mapping({field: FieldSource(value="5")})
    found = [note.text for note in money_notes(constant, TILLS)]
    assert not any("as it stands" in text for text in found)
    assert found[0] == f"Amounts are written like {NumberStyle.POINT} (the destination names no number style)."


def test_thousands_in_the_name_of_a_list_of_items_say_nothing_of_its_prices() -> None:
    assert said("contents", "Lines (first thousand)") == []
