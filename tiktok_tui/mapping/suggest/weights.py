"""Goods that are sold by weight: 0.752 is no number of pieces, so a line is one piece at what it came to."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.headers import meanings
from tiktok_tui.mapping.suggest.qualifiers import OF_A_LINE
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.words import words

_ROUNDED: Final = Decimal("0.01")


def settle_weights(draft: MappingDraft) -> None:
    """Take the total of a line in place of its price where the quantities are weights."""
    price = draft.column_of("price")
    if price is None or "quantity" in draft.fields or draft.is_exact("price"):
        return
    weight = next((column for column in draft.columns if "quantity" in meanings(column.name)), None)
    if weight is None or not any(number % 1 for cell in weight.looked_at if (number := _number(cell)) is not None):
        return
    for total in draft.columns:
        named = not OF_A_LINE.isdisjoint(words(total.name)) or "value" in meanings(total.name)
        if total.name != price.name and named and _is_product(price, weight, total):
            draft.fill("price", total)
            draft.fields["quantity"] = FieldSource(value="1")
            if (value := draft.column_of("value")) is not None and value.name == total.name:
                del draft.fields["value"]
            draft.note(
                f"{quoted([weight.name])} holds weights, so each line is sent as one piece at its"
                f" {quoted([total.name])}.",
                "price",
            )
            return


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
