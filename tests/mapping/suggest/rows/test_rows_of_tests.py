"""Tests that only a tag or the name of the customer tells of."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.mapping.suggest.sent_rows import told
from tests.mapping.suggest.small_files import SHOP, suggested_for
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest


@pytest.mark.parametrize(
    ("name", "cells", "quoted"),
    [
        ("Tags", ("vip", "Test", ""), "“Test”"),
        ("Tags", ("vip, first order", "vip; test order", "wholesale|staff"), "“vip; test order”, “wholesale|staff”"),
        ("Etiketten", ("Stammkunde", "Testbestellung", "Mitarbeiter"), "“Testbestellung”, “Mitarbeiter”"),
        ("タグ", ("", "テスト注文", ""), "“テスト注文”"),
        ("Tags", ("vip", "influencer gift", "pos, exchange"), "“influencer gift”, “pos, exchange”"),
        ("Customer name", ("Ann Lee", "Test Test", "Joe Poe"), "“Test Test”"),
        ("Billing Name", ("Ann Lee", "TEST CUSTOMER", "test test"), "“TEST CUSTOMER”, “test test”"),
        ("Last name", ("Lee", "Test", "Test"), "“Test”"),
        ("Kundenname", ("Ann Lee", "Kunde, Test", "Joe Poe"), "“Kunde, Test”"),
        ("氏名", ("山田 花子", "テスト 太郎", "佐藤 一"), "“テスト 太郎”"),
    ],
)
def test_rows_of_a_test_are_told(name: str, cells: Sequence[str], quoted: str) -> None:
    sentence = f"“{name}” holds {quoted}, and such rows are sent: filter them if they are no sale."
    assert told(name, cells) == [sentence]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Tags", ("contest", "tested", "test-drive, latest")),
        ("Item name", ("Test", "Tester", "Test Test")),
        ("Campaign name", ("Spring", "Test Test", "Winter")),
        ("Tags", ("paid", "cancelled", "test")),  # left out with the others that are no sale
        ("Customer name", ("Ann Test", "Testa Rossi", "Contest")),
    ],
)
def test_other_words_and_columns_are_not(name: str, cells: Sequence[str]) -> None:
    assert told(name, cells) == []


@pytest.mark.parametrize(
    ("name", "cells", "test"), [("Tags", ("", "", ""), "test"), ("Customer name", ("Ann", "Joe", "Mia"), "Test Test")]
)
def test_rows_below_the_first_ones_count(name: str, cells: Sequence[str], test: str) -> None:
    assert told(name, cells, counted=[(cells[0], 900), (test, 2)]) == [
        f"“{name}” holds “{test}”, and such rows are sent: filter them if they are no sale."
    ]


def test_of_several_columns_of_names_two_are_read_over_the_whole_file() -> None:
    asked: list[str] = []

    def counts(names: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
        asked.extend(names)
        return {name: [("Ann", 900)] for name in names}

    people = ("First name", "Last name", "Billing name")
    suggest([ColumnSample(name, "text", ("Ann", "Joe")) for name in ("Date", *people)], SHOP, counts=counts)
    assert [name for name in asked if name in people] == ["First name", "Last name"]


def test_those_who_are_nobody_are_named_in_the_order_of_their_rows_and_columns() -> None:
    columns = {
        "Date": ("2026-06-11", "2026-06-12", "2026-06-13"),
        "Email": ("till@shop.example", "ann@a.co", "Till@shop.example"),
        "Last name": ("Guest", "Anonymous", "Walk-in"),
        "First name": ("Cash sale", "Ann", "Guest"),
        "Customer": ("Unknown customer", "Ann", "Guest"),
        "Buyer": ("Walk-in customer", "Ann", "Guest"),
    }
    found = suggested_for(columns, SHOP)
    named = "Rows of “Guest”, “Cash sale”, “Unknown customer”, “Walk-in customer” and 1 more have the same “Email”"
    assert f"{named}: check that it is the customer's." in [note.text for note in found.notes]
