"""Columns of yes and no whose names are no sale's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.mapping.suggest.sent_rows import told
from tests.mapping.suggest.small_files import SHOP

LEADS = replace(SHOP, fixed_event="Lead")


@pytest.mark.parametrize(
    "name",
    [
        "Replacement",
        "Is sample",
        "Eigenverbrauch",
        "Draft",
        "On hold",
        "Unpaid",
        "Training",
        "Schulung",
        "Demo",
        "Staff",
    ],
)
def test_rows_that_it_calls_no_sale_are_told(name: str) -> None:
    assert told(name, ("No", "Yes", "No")) == [
        f"“{name}” holds “Yes”, and such rows are sent: filter them if they are no sale."
    ]


@pytest.mark.parametrize("name", ["Confirmed", "Is settled", "Payment received", "Bestätigt", "Pago recibido", "成約"])
def test_rows_that_it_calls_undone_by_a_no_are_told(name: str) -> None:
    sentence = f"“{name}” holds “No”, and such rows are sent: filter them if they are no sale."
    assert told(name, ("Yes", "No", "Yes")) == [sentence]
    assert told(name, ("Yes", "Yes", "")) == []


def test_a_flag_of_a_database_says_1() -> None:
    assert told("is_unpaid", ("0", "1", "0")) == [
        "“is_unpaid” holds “1”, and such rows are sent: filter them if they are no sale."
    ]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Replacement", ("No", "No", "")),
        ("Replacement", ("No", "Yes", "A17")),
        ("Express", ("No", "Yes", "No")),
        ("Fee", ("0", "1", "1")),
        ("Shipped", ("No", "Yes", "No")),
        ("Delivered", ("No", "Yes", "No")),
        ("Stage", ("false", "true", "true")),
        ("Order", ("No", "Yes", "No")),
        ("Voided", ("No", "Yes", "No")),  # these are left out
    ],
)
def test_other_columns_tell_nothing(name: str, cells: Sequence[str]) -> None:
    assert told(name, cells) == []


@pytest.mark.parametrize(
    ("name", "cells", "rows"),
    [
        ("Error", ("", "card declined", ""), "1 row"),
        ("Return reason", ("too small", "", "other"), "2 rows"),
        ("Error code", ("0", "05", "00"), "1 row"),
        ("Rücksendegrund", ("", "gefällt nicht", ""), "1 row"),
        ("Error", ("", "", ""), None),
        ("Error", ("none", "", "OK"), None),
        ("Error", ("a", "b", "c"), None),  # whatever it is, it does not tell rows apart
        ("Reference", ("", "A1", ""), None),
    ],
)
def test_rows_with_an_error_or_a_return_are_told(name: str, cells: Sequence[str], rows: str | None) -> None:
    sentence = f"“{name}” is filled in {rows}, and such rows are sent: filter them if they are no sale."
    assert told(name, cells) == ([sentence] if rows is not None else [])


@pytest.mark.parametrize(("name", "cell"), [("Error", "card declined"), ("On hold", "Yes")])
def test_they_are_looked_for_below_the_first_rows_too(name: str, cell: str) -> None:
    assert len(told(name, ("", "", ""), counted=[("", 499), (cell, 1)])) == 1


def test_leads_that_are_open_count() -> None:
    assert told("Open", ("No", "Yes", "No"), LEADS) == []
    assert told("Attended", ("No", "Yes", "No"), LEADS) == []
    assert told("Draft", ("No", "Yes", "No"), LEADS) == told("Draft", ("No", "Yes", "No"))
