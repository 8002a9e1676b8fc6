"""Amounts in cents whose name does not say so: another amount of the row shows it, or they are whole numbers alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tiktok_tui.events.currencies import NO_DECIMALS
from tiktok_tui.mapping.model import CENTS
from tiktok_tui.mapping.suggest.amounts.small_units import in_hundredths, is_a_hundredth
from tiktok_tui.mapping.suggest.amounts.written_amounts import cents_of
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import money
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_FEWEST = 2
"""So many different amounts must be a hundred times the others; one may be so by chance."""
_UNITS = frozenset("unit units denomination scale einheit unite unidad unita unidade eenheid".split())
_OTHER_UNITS = frozenset(
    """
    cent cents minor minorunit minorunits micro micros pence penny pennies paise ore groszy kopecks centimes centavos
    centesimi thousand thousands k million millions tausend tsd teur
    """.split()
)
"""Cells of a column of units that are no whole ones of a currency."""
_FAR = 30
"""So many times a tax or the price of one piece may be in an amount of the same unit."""
_OF_A_PROGRAM = re.compile(r"[a-z]+(?:[_.-][A-Za-z0-9]+|[A-Z][a-z0-9]*)+")
"""A name as programs write it: `total_price`, `amountPaid`."""
_DECIMALS = re.compile(r"\D*[\d.,' ]*[.,]\d\d?\D*")


def settle_unnamed_cents(draft: MappingDraft) -> None:
    """Read amounts as cents that are a hundred times another amount of their row; name those that may be cents."""
    for field in ("value", "price"):
        amount = draft.column_of(field)
        if amount is None or draft.fields[field].unit is not None:
            continue
        if units := _in_units(draft, amount):
            if draft.is_exact(field):
                draft.note(f"{quoted([amount.name])} is a hundred times {units}, and is sent as it stands.", field)
            else:
                draft.fields[field] = replace(draft.fields[field], unit=CENTS)
                draft.note(f"{quoted([amount.name])} is a hundred times {units}, so it is taken for cents.", field)
    field = "value" if "value" in draft.fields else "price"
    amount = draft.column_of(field)
    if amount is not None and draft.fields[field].unit is None:
        _tell_units(draft, field, amount)
        if not draft.is_exact(field):
            _tell_whole_numbers(draft, field, amount)


def _tell_units(draft: MappingDraft, field: str, amount: SampledColumn) -> None:
    """Say that a column of units names smaller or larger ones than those in which the amounts are read."""
    for column in draft.columns:
        if column.name in draft.used() or _UNITS.isdisjoint(words(column.name)):
            continue
        if units := [cell for cell in column.looked_at if squeezed(cell) in _OTHER_UNITS]:
            draft.note(
                f"{quoted([column.name])} holds {quoted(units)}, but {quoted([amount.name])} is sent as it stands.",
                field,
            )


def _in_units(draft: MappingDraft, amount: SampledColumn) -> str:
    """Return the names of the amounts that are a hundredth of this one in every row, for a sentence; "" for none."""
    for column in draft.columns:
        named = {"value", "price"} & set(meanings(column.name))
        if named and _are_hundredths(in_hundredths(column.cells), amount.cells):
            return quoted([column.name])
    price, quantity = draft.column_of("price"), draft.column_of("quantity")
    if price is None or quantity is None:
        return ""
    sums: dict[str, int] = {}
    wholes: dict[str, str] = {}
    for row in draft.standing():
        key = _group(draft, row)
        each, pieces = cents_of(price.cells[row]), cents_of(quantity.cells[row])
        sums[key] = sums.get(key, 0) + (each or 0) * (pieces or 0) // 100
        wholes[key] = wholes.get(key) or amount.cells[row]
    products = f"{quoted([price.name])} times {quoted([quantity.name])}"
    return products if _are_hundredths(list(sums.values()), list(wholes.values())) else ""


def _group(draft: MappingDraft, row: int) -> str:
    """Return what tells the events of two rows apart."""
    group = next((column for column in draft.columns if column.name == draft.group_by), None)
    return group.cells[row] if group is not None else str(row)


def _are_hundredths(written: Sequence[int | None], whole: Sequence[str]) -> bool:
    compared = {cell for cents, cell in zip(written, whole, strict=True) if cents and cell}
    return len(compared) >= _FEWEST and is_a_hundredth(written, whole)


def _tell_whole_numbers(draft: MappingDraft, field: str, amount: SampledColumn) -> None:
    """Say that all amounts are whole numbers of three digits or more, as interfaces write cents."""
    cells = [cell.removeprefix("-") for cell in amount.looked_at if cell != "0"]
    if not cells or not all(len(cell) > 2 and cell.isdecimal() for cell in cells):
        return
    currency = draft.column_of("currency")
    # People write whole amounts as well, which are round ones as a rule.
    doubtful = currency is not None and (amount.name.islower() or any(int(cell) % 10 for cell in cells))
    if not doubtful and not _OF_A_PROGRAM.fullmatch(amount.name.strip()):
        return
    constant = draft.fields["currency"].value if "currency" in draft.fields else draft.destination.currency
    codes = [cell.upper() for cell in currency.looked_at] if currency is not None else [constant or ""]
    if set(codes) <= NO_DECIMALS or any(_is_in_the_same_unit(each, amount) for each in draft.columns):
        return
    draft.note(
        f"{quoted([amount.name])} holds whole numbers alone: if they are cents, the mapping has to say so.", field
    )


def _is_in_the_same_unit(other: SampledColumn, amount: SampledColumn) -> bool:
    """Return True for another amount or a tax with decimals that is not far below the one that has none."""
    named = {"value", "price"} & set(meanings(other.name)) or money.is_tax(words(other.name))
    if not named or other.share("amount") < 1 or not any(map(_DECIMALS.fullmatch, other.looked_at)):
        return False
    pairs = zip(map(cents_of, other.cells), map(cents_of, amount.cells), strict=True)
    return any(mine * _FAR > theirs for mine, theirs in pairs if mine and theirs)
