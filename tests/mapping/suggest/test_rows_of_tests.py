"""Tests that only a tag or the name of the customer tells of."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest

SHOP = Destination("shop", "Shop", event_set_id="7654321098765432109", fixed_event="Purchase", currency="EUR")


def told(name: str, cells: Sequence[str], counted: Sequence[tuple[str, int]] | None = None) -> list[str]:
    """The notes on rows that are sent; `counted` are the cells of the whole file's column."""
    columns = {"Date": ["2026-06-11", "2026-06-12", "2026-06-13"], "Email": ["a@b.co", "c@d.co", "e@f.co"], name: cells}
    samples = [ColumnSample(name, "text", tuple(found)) for name, found in columns.items()]
    counts = None if counted is None else lambda names: dict.fromkeys(names, counted)
    return [note.text for note in suggest(samples, SHOP, counts=counts).notes if "such rows are sent" in note.text]


@pytest.mark.parametrize(
    ("name", "cells", "quoted"),
    [
        ("Tags", ("vip", "Test", ""), "“Test”"),
        ("Tags", ("vip, first order", "vip; test order", "wholesale|staff"), "“vip; test order”, “wholesale|staff”"),
        ("Etiketten", ("Stammkunde", "Testbestellung", "Mitarbeiter"), "“Testbestellung”, “Mitarbeiter”"),
        ("タグ", ("", "テスト注文", ""), "“テスト注文”"),
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


def test_tags_below_the_first_rows_count() -> None:
    assert told("Tags", ("", "", ""), [("", 900), ("test", 2)]) == [
        "“Tags” holds “test”, and such rows are sent: filter them if they are no sale."
    ]
