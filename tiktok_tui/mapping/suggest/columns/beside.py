"""The meaning of a column beside the others of its file: a net amount where fees stand, a check-out beside nights."""

from __future__ import annotations

from itertools import pairwise

from tiktok_tui.mapping.suggest.columns import instalments, only_times
from tiktok_tui.mapping.suggest.columns.shop_numbers import numbers_rows
from tiktok_tui.mapping.suggest.draft import MappingDraft
from tiktok_tui.mapping.suggest.rows import event_columns
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import money
from tiktok_tui.mapping.suggest.vocabulary.headers import EXACT
from tiktok_tui.mapping.suggest.vocabulary.parts_paid import is_paid_money
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_DEALS = frozenset("deal opportunity lead".split())
_STAYS = frozenset("checkin arrival nights anreise ankunft arrivee llegada arrivo chegada nachte nuits noches".split())
"""Words of the names of columns about a stay, beside which a check-out is the day when somebody leaves."""
_OF_A_VISIT = 30
"""Points that the time of an event loses where people visit it."""


class Beside:
    """The columns of a file, for what each means beside the others."""

    def __init__(self, draft: MappingDraft) -> None:
        columns = draft.columns
        self._fees = any(money.is_fee(words(column.name)) for column in columns)
        self._paid = any(is_paid_money(column.name) and not column.empty for column in columns)
        self._names_people = any(squeezed(column.name) in ("firstname", "lastname", "fullname") for column in columns)
        self._dealers = any(money.is_dealer_s(words(column.name)) for column in columns)
        self._hammered = any("hammer" in words(column.name) for column in columns)
        self._visited = event_columns.are_visited(draft)
        self._of_plans = any(map(instalments.says_which, columns))
        self._stays = any(not _STAYS.isdisjoint(_squeezed_pairs(column)) for column in columns)
        self._dated = any(only_times.may_be_the_time(column) for column in columns)

    def points(self, column: SampledColumn, field: str, points: float) -> float | None:
        """Return the points of a column's name for a field, less for what stands beside it; None if it is not meant.

        A column of the field's own name is meant but for amounts of dealers and auctions, and titles of people.
        """
        if field == "content_name":
            return None if self._is_no_item_s(column) else points
        if field == "value" and self._is_another_amount(column):
            return None
        if points >= EXACT:
            return points
        match field:
            case "value":
                return points - self._off_the_value(column)
            case "event":
                return None if event_columns.are_kinds_alone(column) else points
            case "timestamp":
                return self._points_of_a_time(column, points)
            case "shop_id":
                return None if numbers_rows(column) else points
            case _:
                return points

    def _is_another_amount(self, column: SampledColumn) -> bool:
        """Return True for what a dealer made by a car, and for the premium on top of the price at an auction."""
        said = words(column.name)
        return (self._dealers and money.is_bare_gross(said)) or (self._hammered and "premium" in said)

    def _off_the_value(self, column: SampledColumn) -> float:
        said = words(column.name)
        off = 0.0
        if self._fees and money.is_net(said):
            off += money.AFTER_FEES
        if self._paid and money.is_promised(said):
            off += money.AFTER_PAID
        if self._of_plans and instalments.is_of_all(column.name):
            off += instalments.POINTS_OF_ALL
        return off

    def _points_of_a_time(self, column: SampledColumn, points: float) -> float | None:
        if (column.empty and self._dated) or (self._stays and "checkout" in _squeezed_pairs(column)):
            return None
        return points - _OF_A_VISIT if self._visited and "event" in words(column.name) else points

    def _is_no_item_s(self, column: SampledColumn) -> bool:
        """Return True for the title of a person beside their name, and for that of a deal, which often names them."""
        said = words(column.name)
        return said[-1:] == ("title",) and (not _DEALS.isdisjoint(said) or (self._names_people and len(said) == 1))


def _squeezed_pairs(column: SampledColumn) -> set[str]:
    """The words of a name, and each two of them together."""
    said = words(column.name)
    return {*said, *("".join(pair) for pair in pairwise(said))}
