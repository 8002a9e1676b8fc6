"""Amounts that another column explains: what is left after a discount was paid, and a rest is no total.

Names of amounts differ from file to file, but the rows add up: net and tax are gross, a deposit and the rest are the
total, what a platform pays out and its fee are what the customer paid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tiktok_tui.mapping.suggest.amounts.discount_lines import is_discount
from tiktok_tui.mapping.suggest.amounts.small_units import is_in_cents
from tiktok_tui.mapping.suggest.amounts.written_amounts import cents_of
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.fit import fit
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import money
from tiktok_tui.mapping.suggest.vocabulary.parts_paid import is_open_money, is_refunded_money
from tiktok_tui.mapping.suggest.vocabulary.state_columns import judged, says
from tiktok_tui.mapping.suggest.vocabulary.states import Sale
from tiktok_tui.mapping.suggest.vocabulary.words import words

_FEWEST: Final = 2
"""So many rows must add up for columns to belong together."""
_WIDEST: Final = 20
"""So many columns before a total may add up to it."""
_DEPOSITS: Final = frozenset(
    word
    for text in """
        deposit advance prepayment prepaid downpayment anzahlung acompte anticipo abono sena acconto caparra sinal
        entrada aanbetaling handpenning forskud depositum zaliczka zadatek zaloha eloleg kapora kaparo avans dp muka
        προκαταβολή предоплата аванс задаток cọc มัดจำ 定金 订金 預付 计订金 手付金 内金 予約金 계약금 예약금 선금
    """.split()
    for word in words(text)
)
"""Words of what was paid in advance."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way in which an amount and a part of it make up a better one."""

    is_part: Callable[[str], bool]
    sign: int
    sentence: str
    rest: bool = False
    """True if nothing may be left of the amount in a row that is paid in full."""


def _is_deposit(name: str) -> bool:
    return not _DEPOSITS.isdisjoint(words(name))


def _is_fee(name: str) -> bool:
    return money.is_fee(words(name))


def _is_tax(name: str) -> bool:
    return money.is_tax(words(name))


def _is_on_top(name: str) -> bool:
    return _is_tax(name) or money.is_shipping(words(name))


_WAYS: Final = (
    _Way(is_discount, -1, "{better} goes before {taken}: it is what is left of it after {part}."),
    _Way(_is_deposit, 1, "{better} goes before {taken}, which is what is left of it after {part}.", rest=True),
    _Way(_is_fee, 1, "{better} goes before {taken}, which is what is left of it after {part}."),
    _Way(_is_on_top, 1, "{better} goes before {taken}, which is the same without {part}."),
)


_WITH_TAX: Final = _Way(
    is_discount, -1, "{better} goes before {taken}: it is what is left of it after {part}, with its tax."
)


def prefer_what_was_paid(draft: MappingDraft) -> None:
    """Take the amount that the customer paid in place of one that leaves a part of it out, where the rows add up."""
    for field in ("value", "price"):
        for _ in range(len(_WAYS)):
            taken = draft.column_of(field)
            if taken is None or draft.is_exact(field):
                break
            unit = draft.fields[field].unit
            ways = (each for each in _better(draft, taken) if field == "value" or _is_price(each))
            found = next((each for each in ways if unit is None or is_in_cents(each[2].name)), None)
            if found is None:
                if field == "value" and unit is None:
                    _prefer_income(draft, taken)
                break
            way, part, better = found
            draft.fill(field, better)
            draft.fields[field] = replace(draft.fields[field], unit=unit)
            names = {"taken": quoted([taken.name]), "part": quoted([part.name]), "better": quoted([better.name])}
            draft.note(way.sentence.format(**names), field)


def _is_price(found: tuple[_Way, SampledColumn, SampledColumn]) -> bool:
    """Return True if the better amount is a price by its name: that of a line may be the same for single pieces."""
    _, _, better = found
    return money.is_price(words(better.name))


def _better(draft: MappingDraft, taken: SampledColumn) -> Iterator[tuple[_Way, SampledColumn, SampledColumn]]:
    used = draft.used()
    amounts = [
        column
        for column in draft.columns
        if column.name not in used and not column.empty and fit(column, "value") is not None
    ]
    sales = _sales(draft)
    row = next((row for row in sales if _signed(taken.cells[row]) > 0), None)
    if row is None:
        return
    # A file may have thousands of columns: those that do not add up in one row are not looked at in the others.
    wholes: dict[int | None, list[SampledColumn]] = {}
    for column in amounts:
        if not is_a_part(column.name) and not _is_on_top(column.name):
            wholes.setdefault(cents_of(column.cells[row]), []).append(column)
    for way in _WAYS:
        for part in [column for column in amounts if way.is_part(column.name)]:
            whole = _signed(taken.cells[row]) + way.sign * part_of(part.cells[row])
            for better in wholes.get(whole, ()):
                if _add_up(way, [(taken.cells[row], part.cells[row], better.cells[row]) for row in sales]):
                    yield way, part, better
    for part in [column for column in amounts if is_discount(column.name)]:
        for tax in [column for column in amounts if _is_tax(column.name)]:
            whole = _signed(taken.cells[row]) - part_of(part.cells[row]) + part_of(tax.cells[row])
            for better in wholes.get(whole, ()):
                if _is_left_with_tax([[each.cells[row] for each in (taken, part, tax, better)] for row in sales]):
                    yield _WITH_TAX, part, better


def _prefer_income(draft: MappingDraft, taken: SampledColumn) -> None:
    """Take the income where the amounts from it on add up to the total, and a fee of the seller's is among them."""
    sales = _sales(draft)
    near = draft.columns[max(0, taken.place - _WIDEST) : taken.place]
    amounts = [column for column in near if fit(column, "value") is not None]
    for first in range(len(amounts) - 2, -1, -1):
        block = amounts[first:]
        sold = [row for row in sales if _signed(block[0].cells[row]) > 0]
        sums = [(taken.cells[row], sum(_signed(column.cells[row]) for column in block)) for row in sold]
        fees = [column for column in block[1:] if _is_fee(column.name) and _is_taken_off(column, sold)]
        if fees and len(sums) >= _FEWEST and all(abs(_signed(whole) - parts) <= 1 for whole, parts in sums):
            draft.fill("value", block[0])
            names = f"{quoted([block[0].name])} goes before {quoted([taken.name])}"
            draft.note(f"{names}, which is what is left of it after {quoted([fees[0].name])} and the like.", "value")
            return


def _is_taken_off(column: SampledColumn, rows: Sequence[int]) -> bool:
    """Return True for amounts below zero: a fee that the customer pays is none."""
    amounts = [_signed(column.cells[row]) for row in rows]
    return bool(amounts) and max(amounts) <= 0 > min(amounts)


def _signed(cell: str) -> int:
    below = cell.lstrip().startswith(("-", "\u2212", "("))
    cents = cents_of(cell.strip(" -\u2212()")) or 0
    return -cents if below else cents


def part_of(cell: str) -> int:
    """Return the amount of a part in hundredths, which may be written as taken off."""
    return cents_of(cell.lstrip("-\u2212 ")) or 0


def _sales(draft: MappingDraft) -> list[int]:
    """The rows of the sample that no column calls a refund, a fee or the like."""
    kinds = [(column, kind) for column in draft.columns if (kind := says(column.name)) is not None]
    return [
        row for row in draft.rows() if all(judged(column.cells[row], kind) is not Sale.NO for column, kind in kinds)
    ]


def is_a_part(name: str) -> bool:
    """Return True if the name of an amount says that it is a part of another: a refund, a discount, a deposit, a fee.

    >>> is_a_part("Service fee"), is_a_part("Anzahlung"), is_a_part("Total incl. VAT")
    (True, True, False)
    """
    return is_refunded_money(name) or is_open_money(name) or any(way.is_part(name) for way in _WAYS[:3])


def _is_left_with_tax(rows: Sequence[Sequence[str]]) -> bool:
    """Return True if the amount less a discount and with a tax is the better one in every row of several."""
    checked = some = 0
    for taken, part, tax, better in rows:
        amount, whole = cents_of(taken), cents_of(better)
        if not taken or _signed(taken) < 0 or amount == whole == 0:
            continue
        if amount is None or amount - part_of(part) + part_of(tax) != whole:
            return False
        checked += 1
        some += whole != amount
    return checked >= _FEWEST and some > 0


def _add_up(way: _Way, rows: Sequence[tuple[str, str, str]]) -> bool:
    """Return True if the amount and the part make up the better one in every row, and some row has a part."""
    checked = some = 0
    for taken, part, better in rows:
        amount, whole, of_it = cents_of(taken), cents_of(better), part_of(part)
        if not taken or _signed(taken) < 0 or amount == whole == 0:
            continue
        if amount is None or whole is None or (amount + way.sign * of_it != whole and not (way.rest and not amount)):
            return False
        checked += 1
        some += of_it > 0 and amount > 0
    return checked >= _FEWEST and some > 0
