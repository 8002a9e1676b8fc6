"""Which of the first lines of a table are its names, told from titles above them and rows below."""

from __future__ import annotations

import pytest

from tiktok_tui.files.layout.header_place import header_place, looks_like_data

ROW = ["a@b.co", "2026-11-20", "12.50"]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["email", "date", "total"], ROW, ROW], 0),
        ([["Orders of May"], ["email", "date", "total"], ROW, ROW], 1),
        ([["Orders"], ["Shop", "12"], ["email", "date", "total"], ROW, ROW, ROW], 2),
        # Values from the first line on: there are no names.
        ([ROW, ROW, ROW], 0),
        # Titles and names, and no rows below.
        ([["Orders of May"], ["email", "date", "total"]], 1),
        ([["Orders of May", "x"], ["email", "date", "total"]], 0),
        # Nothing but titles above the values: the first row takes the place of the names.
        ([["Orders of May"], ["Shop"], ROW, ROW, ROW], 2),
        # A table of text: names with more of the usual words go before a title with few.
        ([["My shop", "Orders", "x"], ["Email", "Order ID", "Name"], ["ann", "one", "b"], ["bob", "two", "c"]], 1),
        # A name has sixty letters at most: longer ones are sentences.
        ([["alpha", "beta", "c"], [f"E-mail {'x' * 53}", f"Total {'x' * 54}", "c"], ROW, ROW, ROW], 1),
        ([["alpha", "beta", "c"], [f"E-mail {'x' * 54}", f"Total {'x' * 55}", "c"], ROW, ROW, ROW], 0),
        # Of two lines of names that are as good, the first: below it the other is a row that repeats it.
        ([["email", "date", "total"], ["email", "date", "total"], ROW, ROW], 0),
        ([["email", "date", "total"], ["e-mail", "time", "amount"], ROW, ROW, ROW], 0),
        # Names over nearly all columns: three of four are enough, two are not.
        ([["a", "b", "c", ""], [*ROW, "5"], [*ROW, "6"]], 0),
        # A row with half of its values missing is a row all the same.
        ([["email", "date", "total"], ["", "2026-11-20", "12.50"], ROW, ROW, ROW], 0),
        # Numbers in a few cells of a column of text are no values that a row could be known by.
        ([["name", "note"], ["ann", "one"], ["bob", "12"], ["cid", "two"], ["dan", "three"]], 0),
    ],
)
def test_the_place_of_the_names(rows: list[list[str]], place: int) -> None:
    assert header_place(rows) == place


@pytest.mark.parametrize(
    ("names", "data"),
    [
        (["a@b.co", "name", "note", "x"], True),
        (["12.50", "2026-11-20", "x", "y"], True),
        (["12.50", "x", "y"], False),
        (["email", "order id", "total (USD)"], False),
        ([" 12.50 ", "x"], True),
        (["+49 30 901820", "x"], True),
    ],
)
def test_names_that_are_values(names: list[str], data: bool) -> None:
    assert looks_like_data(names) is data


@pytest.mark.parametrize(("above", "place"), [(["Report", "of June", "", ""], 1), (["one", "two", "three", ""], 0)])
def test_names_stand_over_nearly_all_columns_of_the_data(above: list[str], place: int) -> None:
    data = [["x", "5", "2026-06-11", "7"]] * 3
    assert header_place([above, ["alpha", "beta", "gamma", "delta"], *data]) == place


def test_the_usual_words_of_names_go_before_a_title() -> None:
    words = (
        "id no number e-mail mail phone mobile tel date time zone total subtotal tax amount price value gross net paid "
        "currency order transaction invoice receipt customer client buyer name status type state country city zip "
        "address quantity qty item product sku conversion click gclid event code note source Bestellnummer Betrag "
        "Währung montant commande téléphone devise fecha importe pedido teléfono moneda importo ordine valuta preço"
    ).split()
    text = [["ann", "one", "b"], ["bob", "two", "c"]]
    missed = [word for word in words if header_place([["alpha", "beta", "gamma"], [word, "Email", "x"], *text]) != 1]
    assert missed == []
