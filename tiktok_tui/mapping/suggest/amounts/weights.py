"""Goods that are sold by weight: 0.752 is no number of pieces, so a line is one piece at what it came to."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from itertools import product
from typing import Final

from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import money
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.qualifiers import OF_A_LINE
from tiktok_tui.mapping.suggest.vocabulary.words import words

_NAMES: Final = frozenset(
    """
    weight kg kilo kilos kilogram kilograms kilogramm lb lbs pounds gewicht nettogewicht poids peso vikt vægt vekt
    paino waga hmotnost suly tomeg greutate agirlik berat 重量 \u0432\u0435\u0441 \u043c\u0430\u0441\u0441\u0430
    """.split()
)
"""Words in the name of a weight."""
_ROUNDED: Final = Decimal("0.01")


def settle_weights(draft: MappingDraft) -> None:
    """Take the total of a line in place of its price where the quantities are weights."""
    prices = _prices(draft)
    if not prices or "quantity" in draft.fields or draft.is_exact("price"):
        return
    for weight, total in product(_weights(draft), draft.columns):
        named = not OF_A_LINE.isdisjoint(words(total.name)) or "value" in meanings(total.name)
        of_weight = [price for price in prices if total.name != price.name and _is_product(price, weight, total)]
        if named and of_weight:
            draft.fill("price", total)
            draft.fields["quantity"] = FieldSource(value="1")
            if draft.column_of("value") in (total, *of_weight):
                del draft.fields["value"]
            draft.note(
                f"{quoted([weight.name])} holds weights, so each line is sent as one piece at its"
                f" {quoted([total.name])}.",
                "price",
            )
            return


def _weights(draft: MappingDraft) -> list[SampledColumn]:
    """The columns that are named like a number of pieces or a weight and hold numbers with decimals."""
    return [
        column
        for column in draft.columns
        if ("quantity" in meanings(column.name) or not _NAMES.isdisjoint(words(column.name)))
        and any(number % 1 for cell in column.looked_at if (number := _number(cell)) is not None)
    ]


def _prices(draft: MappingDraft) -> list[SampledColumn]:
    """The columns of the price and of a value that is a price by its name: `Price gross` beside `Price net`."""
    price, value = draft.column_of("price"), draft.column_of("value")
    named = value is not None and not draft.is_exact("value") and money.is_price(words(value.name))
    return [column for column in (price, value if named else None) if column is not None]


def _is_product(price: SampledColumn, weight: SampledColumn, total: SampledColumn) -> bool:
    """Return True if every line's total is its price times its weight, rounded."""
    rows = [
        (each, many, whole)
        for cells in zip(price.cells, weight.cells, total.cells, strict=True)
        if all(cells)
        for each, many, whole in [tuple(map(_number, cells))]
    ]
    return bool(rows) and all(
        each is not None and many is not None and whole is not None and abs(each * many - whole) <= _ROUNDED
        for each, many, whole in rows
    )


def _number(cell: str) -> Decimal | None:
    """Return a number with a point or a comma before its decimals; None for other texts."""
    try:
        return Decimal(cell.strip().replace(",", "."))
    except InvalidOperation:
        return None
