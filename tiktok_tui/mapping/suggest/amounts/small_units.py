"""Amounts in the smallest unit of their currency: 11990 may be 119.90, and must not be sent as 11990.

A name can say so (`total_cents`), and so can the same amount written for people beside it (`total_formatted`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tiktok_tui.mapping.model import CENTS
from tiktok_tui.mapping.suggest.amounts.written_amounts import cents_of
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import money
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.words import words

_SMALL = frozenset(
    """
    cent cents centavo centavos centime centimes centesimi centimo centimos pence pennies kobo paise paisa pesewas kurus
    oere grosze groszy haleru halere satang subunit subunits minor micro micros 分
    \u043a\u043e\u043f \u043a\u043e\u043f\u0435\u0435\u043a \u043a\u043e\u043f\u0435\u0438\u043a\u0438
    \u043a\u043e\u043f\u0435\u0438\u043a\u0430\u0445
    """.split()
)
_MILLIONTHS = frozenset("micro micros".split())
_BESIDE = frozenset("in as int integer unit units amount smallest lowest en em w v \u0432 单位".split())
_ORE = re.compile(r"(?<![^\W_])[öø]re(?![^\W_])", re.IGNORECASE)
"""Parts of a krone; without their accents they would be the hours of Italy."""
_GLUED = re.compile(r"(?<=[a-z])(?=(?:cents|pence|paise)$)|(?<=[额价款])(?=分$)")
"""The place before cents in `totalcents`, `订单金额分`."""
_FOR_PEOPLE = frozenset("formatted display displayed text string pretty".split())
_CENTS = 100
_WHOLE = re.compile(r"-?\d{1,12}(?:\.0*)?")


def parts_of_the_unit(name: str) -> int | None:
    """Return how many of what a column of amounts holds make up one unit of its currency, None if its name is silent.

    >>> parts_of_the_unit("total_cents"), parts_of_the_unit("amount_micros"), parts_of_the_unit("total")
    (100, 1000000, None)
    """
    said = _words(name)
    small = _SMALL & set(said)
    rest = _amount(said)
    if not small or not (rest or _BESIDE & set(said)):
        return None
    if rest and not {"value", "price"} & set(meanings("_".join(rest))):
        return None
    return 1_000_000 if small & _MILLIONTHS else _CENTS


def is_in_cents(name: str) -> bool:
    """Return True if the name of an amount says that it is in cents."""
    return parts_of_the_unit(name) == _CENTS


def is_price_in_cents(key: str) -> bool:
    """Return True if a key of an item's holds its price in cents.

    >>> is_price_in_cents("unit_price_cents"), is_price_in_cents("total_cents"), is_price_in_cents("price")
    (True, False, False)
    """
    return is_in_cents(key) and "price" in meanings("_".join(_amount(_words(key))))


def field_in_cents(column: SampledColumn) -> str | None:
    """Return the field, value or price, that a column of whole numbers of cents fills by its name; None for others."""
    if not is_in_cents(column.name) or not all(_WHOLE.fullmatch(cell) for cell in column.looked_at):
        return None
    meant = meanings("_".join(_amount(_words(column.name))))
    of_a_piece = "unit" in words(column.name) or meant.get("price", 0) > meant.get("value", 0)
    return "price" if of_a_piece else "value"


def prefer_amounts_for_people(draft: MappingDraft) -> None:
    """Take the value from the column that writes it for people, if the mapped one holds a hundred times as much."""
    for field in ("value", "price"):
        column = draft.column_of(field)
        if column is None:
            continue
        said = words(column.name)
        for other in draft.columns:
            if _without(words(other.name)) != said or said == words(other.name):
                continue
            if is_a_hundredth(in_hundredths(other.cells), column.cells):
                draft.fill(field, other)
                draft.note(
                    f"{quoted([column.name])} is in the smallest unit, so {quoted([other.name])} was taken for"
                    f" {field}.",
                    field,
                )
                break


def fill_with_cents(draft: MappingDraft, field: str, column: SampledColumn) -> None:
    """Fill a field with amounts in cents; amounts with decimals have been divided before."""
    draft.fill(field, column)
    if all(_WHOLE.fullmatch(cell) for cell in column.looked_at):
        draft.fields[field] = replace(draft.fields[field], unit=CENTS)


def fill_from_cents(draft: MappingDraft) -> None:
    """Fill the value, or the price of an item, from a column of cents where no other has it."""
    if draft.closed:
        return
    for column in in_small_units(draft):
        field = field_in_cents(column)
        if field is not None and field not in draft.fields and column.name not in draft.used():
            fill_with_cents(draft, field, column)


def in_small_units(draft: MappingDraft) -> list[SampledColumn]:
    """The columns of amounts whose names say that they are in parts of the unit, the likeliest total first."""
    named = [column for column in draft.columns if parts_of_the_unit(column.name) is not None and not column.empty]
    return sorted(named, key=lambda column: -(money.amount_points(_amount(_words(column.name))) or 0))


def _words(name: str) -> tuple[str, ...]:
    return words(_GLUED.sub(" ", _ORE.sub(" cents ", name.strip())))


def _amount(said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in said if word not in _SMALL | _BESIDE)


def _without(said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in said if word not in _FOR_PEOPLE)


def in_hundredths(cells: Iterable[str]) -> list[int | None]:
    """Return each amount in hundredths, None for a blank cell, and -1 for one that is no amount or below zero."""
    read = ((cell, cents_of(cell)) for cell in cells)
    return [None if not cell else -1 if cents is None else cents for cell, cents in read]


def is_a_hundredth(written: Sequence[int | None], whole: Sequence[str]) -> bool:
    """Return True if some amount is the hundredth of the cell in its row, and no other amount is unlike its cell.

    Amounts are as `in_hundredths` gives them; those of a currency without a smaller unit are the same as their cells.
    """
    some = False
    for cents, theirs in zip(written, whole, strict=True):
        if not theirs or cents is None:
            continue
        if not theirs.isdecimal():
            return False
        if cents == int(theirs) and cents:
            some = True
        elif cents != int(theirs) * 100:
            return False
    return some
