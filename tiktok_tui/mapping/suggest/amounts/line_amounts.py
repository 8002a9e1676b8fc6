"""The amount of one line of an order, where its price and its number do not say what was paid for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.mapping.suggest.amounts.discount_lines import is_discount
from tiktok_tui.mapping.suggest.amounts.written_amounts import cents_of
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.fit import fit
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import money
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.qualifiers import JOINED_LINES, OF_A_LINE
from tiktok_tui.mapping.suggest.vocabulary.words import words

_ONE: Final = FieldSource(value="1")


def fill_from_lines(draft: MappingDraft) -> None:
    """Take `Line total` for the price of its line where no other column holds an amount."""
    if {"value", "price"} & set(draft.fields):
        return
    if (best := best_of_lines(draft)) is not None:
        _fill(draft, best)


def settle_line_totals(draft: MappingDraft) -> None:
    """Take `Line total` in place of the price where it is not the price times the number in some row.

    One without its tax by its name may differ by that, and a subtotal by what comes after it.
    """
    if "value" in draft.fields or "price" not in draft.fields or draft.fields["price"].unit is not None:
        return
    if draft.fields.get("quantity") == _ONE:  # the price is a line's amount already
        return
    best = best_of_lines(draft)
    if (
        best is None
        or money.is_subtotal(_amount_of_line(best.name))
        or money.is_without_tax(_amount_of_line(best.name))
    ):
        return
    if differs_from_price(draft, best):
        take_line_amount(draft, best)


def take_line_amount(draft: MappingDraft, amount: SampledColumn, unit: str | None = None) -> None:
    """Take an amount that differs from line to line for the price: that of one piece, or of all pieces of the line."""
    if _is_each(draft, amount):
        draft.fill("price", amount)
        draft.note(f"{quoted([amount.name])} is what was paid for one piece.", "price")
    else:
        _fill(draft, amount)
    draft.fields["price"] = replace(draft.fields["price"], unit=unit)


def settle_discounts(draft: MappingDraft) -> None:
    """Take what was paid for a line in place of its price, where discounts make the difference between them."""
    price, quantity = draft.column_of("price"), draft.column_of("quantity")
    if price is None or draft.is_exact("price"):
        return
    taxes: list[SampledColumn | None] = [None, *(each for each in draft.columns if money.is_tax(words(each.name)))]
    for total in draft.columns:
        if total.name in draft.used() or not _is_of_a_line(total.name):
            continue
        for discount in draft.columns:
            if is_discount(discount.name) and any(explains(price, quantity, discount, tax, total) for tax in taxes):
                draft.fields.pop("value", None)
                _fill(draft, total, f"what is left of a line after {quoted([discount.name])}")
                return


def count_one_piece(draft: MappingDraft) -> None:
    """Take each row for one piece where there is a price but neither a total nor anything that may be a number."""
    price = draft.column_of("price")
    if price is None or {"value", "quantity"} & set(draft.fields) or draft.is_exact("price"):
        return
    used = draft.used()
    if not any(column.name not in used and _may_count(column) for column in draft.columns):
        draft.fields["quantity"] = _ONE
        draft.note("No column says how many: each row is one piece at its price.", "quantity")


def _is_of_a_line(name: str) -> bool:
    said = words(name)
    return not OF_A_LINE.isdisjoint(said) or not JOINED_LINES.keys().isdisjoint(said)


def _may_count(column: SampledColumn) -> bool:
    """Return True for small whole numbers, at least one of them above one, and for what is named a number."""
    if "quantity" in meanings(column.name):
        return True
    cells = column.looked_at
    return (
        bool(cells) and all(cell.isdecimal() and len(cell) < 4 for cell in cells) and set(cells) - {"0", "1"} != set()
    )


def differs_from_price(draft: MappingDraft, amount: SampledColumn) -> bool:
    """Return True if a line's amount is not its price times its number in some row: then it is what was paid."""
    price, quantity = draft.column_of("price"), draft.column_of("quantity")
    if price is None or draft.is_exact("price"):
        return False
    pieces = quantity.cells if quantity is not None else ("1",) * len(price.cells)
    rows = zip(map(cents_of, price.cells), map(cents_of, pieces), map(cents_of, amount.cells), strict=True)
    return any(
        each is not None and count is not None and whole is not None and each * count != whole * 100
        for each, count, whole in rows
    )


def _is_each(draft: MappingDraft, amount: SampledColumn) -> bool:
    """Return True if an amount is that of one piece: by its name, or since of several it is no more than their price.

    Net prices stand beside list prices as discounted totals of lines do.
    """
    price, quantity = draft.column_of("price"), draft.column_of("quantity")
    if quantity is None:
        return False
    if price is None:
        return money.is_price(words(amount.name))
    rows = zip(price.cells, quantity.cells, amount.cells, strict=True)
    several = [(cents_of(each), cents_of(whole)) for each, count, whole in rows if (cents_of(count) or 0) > 100]
    return bool(several) and all((whole or 0) <= (each or 0) for each, whole in several)


def _fill(draft: MappingDraft, amount: SampledColumn, said: str = "each line's amount") -> None:
    draft.fill("price", amount)
    draft.fields["quantity"] = _ONE
    draft.note(f"{quoted([amount.name])} is {said}, so each line is sent as one piece at that amount.", "price")


def best_of_lines(draft: MappingDraft) -> SampledColumn | None:
    """Return the column that says best by its name what a line came to, None if there is none."""
    found = [(points, -column.place, column) for points, column in _of_lines(draft)]
    return max(found)[2] if found else None


def _of_lines(draft: MappingDraft) -> Iterator[tuple[float, SampledColumn]]:
    used = draft.used()
    for column in draft.columns:
        rest = _amount_of_line(column.name)
        points = money.amount_points(rest) if rest != words(column.name) else None
        if points is not None and column.name not in used and not column.empty and fit(column, "value") is not None:
            yield points, column


def _amount_of_line(name: str) -> tuple[str, ...]:
    """The words of a header without those by which it is a line's: `total` of `Line total`."""
    return tuple(JOINED_LINES.get(word, word) for word in words(name) if word not in OF_A_LINE)


def explains(
    price: SampledColumn,
    quantity: SampledColumn | None,
    discount: SampledColumn,
    tax: SampledColumn | None,
    total: SampledColumn,
) -> bool:
    """Return True if every line's total is price times quantity less its discount, and some line has a discount.

    Without a quantity each line is one piece. The tax of the line may come on top.
    """
    some = False
    taxes = tax.cells if tax is not None else ("",) * len(price.cells)
    counts = quantity.cells if quantity is not None else ("1",) * len(price.cells)
    rows = zip(price.cells, counts, discount.cells, taxes, total.cells, strict=True)
    for each, pieces, off, more, left in rows:
        if not each or not left:
            continue
        taken_off = _size(off) - (cents_of(more) or 0)
        if (cents_of(each) or 0) * (cents_of(pieces) or 0) != ((cents_of(left) or 0) + taken_off) * 100:
            return False
        some = some or _size(off) > 0
    return some


def _size(discount: str) -> int:
    """A discount in hundredths, which may be written as taken off."""
    return cents_of(discount.lstrip("-\u2212 ")) or 0
