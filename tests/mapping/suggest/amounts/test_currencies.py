from __future__ import annotations

import pytest

from tests.mapping.suggest.small_files import suggested_for
from tiktok_tui.mapping.model import Note


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        (("Order total", "Shop currency", "Fee", "Order currency"), "Shop currency"),
        (("Fee", "Order currency", "Order total", "Shop currency"), "Shop currency"),
        (("Order total", "Fee", "Shop currency", "Order currency"), "Order currency"),
        (("Shop currency", "Order total", "Fee", "Order currency"), "Order currency"),
        (("Order total", "Shop currency", "Fee", "Currency"), "Currency"),
    ],
    ids=["before the other", "behind the other", "not next to it", "before it", "no other amount's"],
)
def test_of_several_currencies_the_one_behind_the_amount_is_its_own(names: tuple[str, ...], taken: str) -> None:
    cells = {"Order total": ("10.00", "12.00"), "Fee": ("1.00", "1.20"), "Shop currency": ("EUR", "GBP")}
    found = suggested_for({name: cells.get(name, ("USD", "USD")) for name in names})
    assert found.mapping.fields["value"].columns == ("Order total",)
    assert found.mapping.fields["currency"].columns == (taken,)
    said = [str(note) for note in found.notes if "stands next to" in str(note)]
    assert said == [f"“{taken}” stands next to “Order total”, so it is its currency."] * (taken == "Shop currency")


@pytest.mark.parametrize(
    "foreign",
    [
        *("foreign", "fcy", "Fremdwährung", "Fremdwaehrung", "Belegwährung", "Belegwaehrung", "Transaktionswährung"),
        *("Transaktionswaehrung", "étrangère", "extranjera", "estrangeira", "estera", "vreemde", "utländsk"),
        *("utenlandsk", "udenlandsk", "obcej", "obca", "cizí", "иностранной", "in transaction currency"),
        *("in document currency", "in doc. curr.", "original currency", "invoice currency", "order curr"),
        *("in purchased currency", "purchase currency", "presentment currency", "customer currency", "buyer currency"),
        *("payment currency", "billing currency", "charge currency", "in charged currency"),
        *("in Fremdwährung", "en devise étrangère", "en monnaie étrangère", "en moneda extranjera", "in valuta estera"),
        *("em moeda estrangeira", "in vreemde valuta", "i utländsk valuta", "w walucie obcej", "v cizí měně"),
        *("в иностранной валюте", "in moneta estera"),
    ],
)
def test_an_amount_in_the_currency_of_its_document_goes_before_that_of_the_books(foreign: str) -> None:
    found = suggested_for({"Total": ("5", "6"), f"Total {foreign}": ("4", "5"), "Currency": ("EUR", "GBP")})
    assert found.mapping.fields["value"].columns == (f"Total {foreign}",)
    text = f"“Total {foreign}” goes before “Total”, as it is in the currencies of “Currency”."
    assert Note("value", text) in found.notes


@pytest.mark.parametrize(
    ("field", "amount", "other"),
    [
        *(("value", "Total", f"Total {local}") for local in ("local", "in local currency", "lokal", "lokale")),
        *(("value", "Total", f"Total {local}") for local in ("lokaler", "locale", "lokaal", "lokalni")),
        *(("value", "Total", f"Total {local}") for local in ("локальной", "местной", "en monnaie locale")),
        ("price", "price", "price_in_purchased_currency"),
        ("value", "value", "foreign value"),
    ],
)
def test_where_it_is_not_clear_whose_currency_a_file_names_both_amounts_are_told(
    field: str, amount: str, other: str
) -> None:
    found = suggested_for({amount: ("5", "6"), other: ("4", "5"), "currency": ("EUR", "GBP")})
    assert found.mapping.fields[field].columns == (amount,)
    text = f"“{other}” is “{amount}” in another currency: check which of them “currency” is about."
    assert Note(field, text) in found.notes


@pytest.mark.parametrize(
    ("name", "cells", "more"),
    [
        ("Total local", ("5", "6"), {}),
        ("Total local", ("4", ""), {}),
        ("Total local tax", ("4", "5"), {}),
        ("Total local", ("4", "5"), {"Local currency": ("USD", "USD")}),
        ("Total local", ("4", "5"), {"Total foreign": ("4", "5")}),
    ],
    ids=["the same", "with gaps", "another amount", "a currency of its own", "two of them"],
)
def test_what_is_no_twin_of_the_amount_is_not_told(
    name: str, cells: tuple[str, ...], more: dict[str, tuple[str, ...]]
) -> None:
    found = suggested_for({"Total": ("5", "6"), name: cells, "Currency": ("EUR", "GBP")} | more)
    assert found.mapping.fields["value"].columns == ("Total",)
    assert not [note for note in found.notes if "in another currency" in note.text or "goes before" in note.text]
