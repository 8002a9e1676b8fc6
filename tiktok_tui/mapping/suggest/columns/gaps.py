"""Says why a field is open: a person should never have to guess what was wrong with their column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiktok_tui.events.counts import agreeing
from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping.suggest.amounts.small_units import in_small_units, parts_of_the_unit
from tiktok_tui.mapping.suggest.amounts.sums import is_a_part
from tiktok_tui.mapping.suggest.columns.only_times import may_be_the_time
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.fit import EXPECTED, fit
from tiktok_tui.mapping.suggest.rows.flags import is_sold
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.shapes import money_words
from tiktok_tui.mapping.suggest.vocabulary.answers import are_answers
from tiktok_tui.mapping.suggest.vocabulary.headers import FULL, meanings
from tiktok_tui.mapping.suggest.vocabulary.large_units import is_in_thousands
from tiktok_tui.mapping.suggest.vocabulary.whose import is_the_customer_s
from tiktok_tui.mapping.suggest.vocabulary.words import words

_REACHED_BY = frozenset("email mail phone telephone mobile telefon courriel correo tel".split())

_TOLD = {"value": "an amount", "email": "an e-mail", "phone": "a phone", "currency": "a currency"}
"""The fields whose column must not vanish without a word, and what it would have to hold."""

_DECIMALS = re.compile(r"\d[.,]\d\d\b")
_CLEAR = FULL - 10
"""Points from which a name leaves no doubt about its field."""


def why_open(draft: MappingDraft, field: str) -> str:
    """Return why nothing fills a required field, and what to do. Cells that may be a person's are not shown."""
    match field:
        case "event":
            return "No column says what happened: give a constant such as Purchase."
        case "timestamp":
            return _no_time(draft)
        case "email":
            return _nobody(draft)
        case "page_url":
            return "No column holds the address of the page, which a web event needs: map one, or give a constant."
        case _:
            return f"Nothing gives {field}: map a column, or set it at the destination."


def why_not_sent(draft: MappingDraft) -> Iterator[tuple[str, str]]:
    """Yield each open field, of those that are not required, for which a column has the name but not the cells: why.

    Addresses and numbers of people are not shown.
    """
    for field, kind in _TOLD.items():
        if field in draft.fields or (field == "value" and "price" in draft.fields):
            continue
        for column in _named(draft, field):
            filters = column.name in draft.leave_out
            clear = meanings(column.name)[field] >= _CLEAR and column.name not in draft.used() and not filters
            # “Paid?” with yes and no is no amount.
            answers = field == "value" and are_answers(column.name, column.looked_at)
            if clear and fit(column, field) is None and not answers:
                such = "" if FIELD[field].personal else f", such as “{shown(_first_other(column, field))}”"
                yield (
                    field,
                    f"{quoted([column.name])} is not sent: it is named like {kind}, but too many of its cells are"
                    f" none{such}.",
                )
                break
    if "value" not in draft.fields and "price" not in draft.fields:
        small = in_small_units(draft)
        for column in small[:1]:
            yield "value", _in_parts(column)
        if not small and draft.destination.fixed_event and is_sold(draft) and (money := _like_money(draft)):
            text = f"No amount is sent: no column is named like a total, but {quoted(money)} may hold it: map one."
            yield "value", text
        for column in [each for each in draft.columns if is_in_thousands(each.name) and fit(each, "value")][:1]:
            yield "value", _in_thousands(column)


def _like_money(draft: MappingDraft) -> list[str]:
    """The columns that no field is filled from and whose cells are amounts, not only numbers."""
    other = {*draft.used(), *draft.only, *draft.leave_out}
    return [
        column.name
        for column in draft.columns
        if column.name not in other
        and column.mostly("amount")
        and any(map(_is_money, column.looked_at))
        and not is_a_part(column.name)
    ]


def _is_money(cell: str) -> bool:
    return _DECIMALS.search(cell) is not None or bool(money_words(cell))


def _in_parts(column: SampledColumn) -> str:
    name, parts = shown(column.name), parts_of_the_unit(column.name)
    return (
        f"“{name}” is not sent: by its name it is not in whole units of its currency. Divide it in a query first,"
        f' such as SELECT *, "{name}"::BIGINT / {parts} AS total.'
    )


def _in_thousands(column: SampledColumn) -> str:
    name = shown(column.name)
    return (
        f"“{name}” is not sent: by its name it is in thousands or more. Multiply it in a query first,"
        f' such as SELECT *, "{name}"::DOUBLE * 1000 AS total for thousands.'
    )


def _first_other(column: SampledColumn, field: str) -> str:
    """Return the first cell that has no shape of the field's; where all have one, the first."""
    shapes, _ = EXPECTED[field]
    others = (cell for cell in column.looked_at if not any(column.has_shape(cell, shape) for shape in shapes))
    return next(others, column.looked_at[0])


def _no_time(draft: MappingDraft) -> str:
    named = [column for column in _named(draft, "timestamp") if not column.empty]
    if not named:
        dated = [column.name for column in draft.columns if may_be_the_time(column)]
        if dated:
            return f"No column is named like the time of the event, but {quoted(dated)} may hold it: map one."
        return "No column is named like a time or a date: map the one that says when the order was placed."
    column = next((each for each in named if fit(each, "timestamp") is None), None)
    if column is None:
        return f"{quoted([named[0].name])} is when a stay ends: map the column that says when it was booked."
    unread = shown(_first_other(column, "timestamp"))
    return (
        f"{quoted([column.name])} is named like a time, but “{unread}” cannot be read as one:"
        " choose its format, or map another column."
    )


def _nobody(draft: MappingDraft) -> str:
    others = [
        column.name
        for column in draft.columns
        if not is_the_customer_s(column.name) and not _REACHED_BY.isdisjoint(words(column.name))
    ]
    if others:
        theirs = agreeing(len(others), "is not the customer's by its name", "are not the customer's by their names")
        return f"{quoted(others)} {theirs}: map the column that holds the customer's address."
    named = [column.name for field in ("email", "phone") for column in _named(draft, field)]
    if named:
        are, their = agreeing(len(named), "is", "are"), agreeing(len(named), "its", "their")
        return f"{quoted(named)} {are} named like an e-mail or a phone, but {their} cells do not look like one."
    return "No column is named like an e-mail or a phone, or looks like one: map the one that holds it."


def _named(draft: MappingDraft, field: str) -> list[SampledColumn]:
    """The columns that are named like the field, the likeliest first."""
    named = [column for column in draft.columns if field in meanings(column.name)]
    return sorted(named, key=lambda column: -meanings(column.name)[field])
