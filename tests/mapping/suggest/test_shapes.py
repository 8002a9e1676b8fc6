from __future__ import annotations

import pytest

from tiktok_tui.mapping.suggest.shapes import SHAPES, money_words, objects_in


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("$12.50", ["$"]), ("12.50 EUR", ["EUR"]), ("12.50", []), ("€12 USD", ["€", "USD"]), ("-5 kr", ["kr"]),
        ("(CHF 5)", ["CHF"]), ("abc", []),
    ],
)  # fmt: skip
def test_the_words_around_an_amount(cell: str, words: list[str]) -> None:
    assert money_words(cell) == words


@pytest.mark.parametrize(
    ("shape", "cell", "fits"),
    [
        ("phone", "123 456", True),
        ("phone", "+1 206 555 0100", True), ("phone", "030 9018", True), ("phone", "1 2 3 4 5", False),
        ("phone", "01.06.2026", False), ("phone", "2026-06-01", False),
        ("id", "A-1001", True), ("id", "2026-06-01", False), ("id", "ann@b.co", False),
        ("amount", "12.50 EUR", True), ("amount", "12.50 pieces", False), ("amount", "2026.06.01", False),
        ("click", "https://shop.example/?ttclid=E.C.P.x", True), ("click", "https://shop.example/a-long-path", False),
        ("click", "E.C.P.abcdefghijkl", True), ("click", "https://shop.example/x?gclid=E.C.P.x", False),
        ("agent", "Mozilla/5.0 (X11)", True), ("agent", "https://shop.example/a b", False),
    ],
)  # fmt: skip
def test_the_shape_of_a_cell(shape: str, cell: str, fits: bool) -> None:
    assert SHAPES[shape](cell) is fits


def test_a_list_of_items_is_one_of_objects_only() -> None:
    assert objects_in('[{"sku": "A"}]') == [{"sku": "A"}]
    for text in ("[]", "[1]", '[{"a": 1}, 2]', '{"a": 1}', "[{", "[" * 100_000):
        assert objects_in(text) is None
