"""Matches columns to fields: by their names first, checked against their cells, else by the cells alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from tiktok_tui.events.counts import agreeing
from tiktok_tui.events.fields import FIELD
from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.mapping.suggest.amounts.small_units import fill_with_cents
from tiktok_tui.mapping.suggest.columns import instalments, only_times
from tiktok_tui.mapping.suggest.columns.shop_numbers import numbers_rows
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.fit import fit
from tiktok_tui.mapping.suggest.rows import event_columns
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import money
from tiktok_tui.mapping.suggest.vocabulary.headers import (
    EXACT,
    is_anybody_s,
    is_delivered_to,
    is_the_customer_s,
    meanings,
)
from tiktok_tui.mapping.suggest.vocabulary.parts_paid import is_paid_money
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_SHARED = {("tiktok_click_id", "page_url"), ("page_url", "tiktok_click_id")}
"""Fields that one column may fill together: a landing page's address holds the click ID."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    field: str
    column: SampledColumn


def fill_known(draft: MappingDraft) -> None:
    """Map a known export as its maker means it."""
    export = draft.export
    if export is None:
        return
    for name, keys in export.columns.items():
        if not _taken_by_destination(draft, name):
            continue
        present = [column for key in keys if (column := draft.named(key)) is not None]
        if present:
            draft.fill(name, *(present if FIELD[name].several else present[:1]))
            if export.cents and name == "value":
                fill_with_cents(draft, name, present[0])
    for key, sentence in export.notes.items():
        if (column := draft.named(key)) is not None:
            draft.note(sentence.format(column=column.name))
    group = [column for key in export.group_by if (column := draft.named(key)) is not None]
    if group:
        draft.group_by = group[0].name


def fill_constants(draft: MappingDraft) -> None:
    """Give every field that is still open the value that all rows of a known export have."""
    for name, value in (draft.export.constants if draft.export is not None else {}).items():
        if name == "event" and draft.destination.fixed_event:
            continue
        draft.fields.setdefault(name, FieldSource(value=value))


def fill_by_names(draft: MappingDraft) -> None:
    """Give every field that is still open the column whose name and cells speak for it most."""
    if draft.closed:
        return
    taken = {column: set(names) for column, names in _fields_by_column(draft).items()}
    settled = set(draft.fields)
    not_taken: list[str] = []
    for candidate in sorted(_candidates(draft), key=lambda each: (-each.score, each.column.place)):
        name, column = candidate.field, candidate.column
        if name in settled:
            continue
        if not _taken_by_destination(draft, name):
            not_taken.append(column.name)
            continue
        others = taken.setdefault(column.name, set())
        if any((name, other) not in _SHARED for other in others):
            continue
        if name in draft.fields:
            if (
                not FIELD[name].several
                or (name == "email" and is_delivered_to(column.name))
                or is_anybody_s(column.name)
            ):
                continue
            draft.fill(name, *draft.columns_of(name), column)
        else:
            draft.fill(name, column)
        others.add(name)
    ignored = [column for column in dict.fromkeys(not_taken) if column not in draft.used()]
    if ignored:
        it = agreeing(len(ignored), "it", "them")
        draft.note(f"Left out, as TikTok takes {it} for other sources only: {quoted(ignored)}.")


def fill_by_cells(draft: MappingDraft) -> None:
    """Find e-mails, phone numbers and the only time by their cells where no column has such a name."""
    if draft.closed:
        return
    used = draft.used()
    if "timestamp" not in draft.fields:
        only_times.fill(draft)
    if "event" not in draft.fields:
        event_columns.fill_by_steps(draft)
    if "currency" not in draft.fields and ("value" in draft.fields or "price" in draft.fields):
        codes = [column for column in draft.columns if column.name not in used and column.share("code") == 1]
        if codes:
            draft.fill("currency", codes[0])
            draft.note(f"{quoted([codes[0].name])} was taken for currency by what its cells look like.", "currency")
    for name, shape in (("email", "email"), ("phone", "worldwide")):
        if name in draft.fields:
            continue
        alike = [
            column
            for column in draft.columns
            if column.name not in used
            and is_the_customer_s(column.name)
            and len(column.looked_at) > 1
            and column.mostly(shape)
        ]
        if alike:
            draft.fill(name, alike[0])
            draft.note(f"{quoted([alike[0].name])} was taken for {name} by what its cells look like.", name)


def _taken_by_destination(draft: MappingDraft, name: str) -> bool:
    return draft.destination.event_source in FIELD[name].sources


def _candidates(draft: MappingDraft) -> list[_Candidate]:
    found: list[_Candidate] = []
    fees = any(money.is_fee(words(column.name)) for column in draft.columns)
    paid = any(is_paid_money(column.name) and not column.empty for column in draft.columns)
    names_people = any(squeezed(column.name) in ("firstname", "lastname", "fullname") for column in draft.columns)
    dealers = any(money.is_dealer_s(words(column.name)) for column in draft.columns)
    hammered = any("hammer" in words(column.name) for column in draft.columns)
    visited = event_columns.are_visited(draft)
    of_plans = any(map(instalments.says_which, draft.columns))
    stays = any(not _STAYS.isdisjoint(_squeezed_pairs(column)) for column in draft.columns)
    dated = any(only_times.may_be_the_time(column) for column in draft.columns)
    for column in draft.columns:
        no_sale_s = (column.empty and dated) or (stays and "checkout" in _squeezed_pairs(column))
        for name, points in _meanings(column, draft).items():
            if name not in FIELD or name == "event_source":
                continue
            if name == "value" and fees and points < EXACT and money.is_net(words(column.name)):
                points -= money.AFTER_FEES
            if name == "event" and points < EXACT and event_columns.are_kinds_alone(column):
                continue
            if name == "value" and paid and points < EXACT and money.is_promised(words(column.name)):
                points -= money.AFTER_PAID
            if name == "timestamp" and points < EXACT and no_sale_s:
                continue
            if name == "timestamp" and points < EXACT and visited and "event" in words(column.name):
                points -= _OF_A_VISIT
            if name == "shop_id" and points < EXACT and numbers_rows(column):
                continue
            if name == "content_name" and _is_no_item_s(column, names_people):
                continue
            if name == "value" and points < EXACT and of_plans and instalments.is_of_all(column.name):
                points -= instalments.POINTS_OF_ALL
            if name == "value" and dealers and money.is_bare_gross(words(column.name)):
                continue
            if name == "value" and hammered and "premium" in words(column.name):
                continue
            fitting = fit(column, name)
            if fitting is None:
                if points < EXACT and not (name == "event" and event_columns.names_events(draft, column, points)):
                    continue
                fitting = 0.0
            found.append(_Candidate(points + 20 * fitting + 5 * column.filled, name, column))
    return found


def _is_no_item_s(column: SampledColumn, names_people: bool) -> bool:
    """Return True for the title of a person beside their name, and for that of a deal, which often names them."""
    said = words(column.name)
    return said[-1:] == ("title",) and (not _DEALS.isdisjoint(said) or (names_people and len(said) == 1))


_DEALS = frozenset("deal opportunity lead".split())
_STAYS = frozenset("checkin arrival nights anreise ankunft arrivee llegada arrivo chegada nachte nuits noches".split())
"""Words of the names of columns about a stay, beside which a check-out is the day when somebody leaves."""


def _squeezed_pairs(column: SampledColumn) -> set[str]:
    """The words of a name, and each two of them together."""
    said = words(column.name)
    return {*said, *("".join(pair) for pair in pairwise(said))}


_OF_A_VISIT = 30
"""Points that the time of an event loses where people visit it."""
_ZONED = 6
"""Points that a time gains if its name says its zone, above those of the time beside it: `created_utc`, `created`."""


def _meanings(column: SampledColumn, draft: MappingDraft) -> dict[str, float]:
    """Return the meanings of a column's name: a time whose name adds its zone to another's goes before that one."""
    found, said = meanings(column.name), words(column.name)
    local = tuple(word for word in said if word not in ("utc", "gmt"))
    twins = [other for other in draft.columns if words(other.name) == local != said]
    meant = [found, *(meanings(other.name) for other in twins if other.filled <= column.filled)]
    points = max(each.get("timestamp", 0.0) for each in meant)
    return found | {"timestamp": points + _ZONED} if twins and 0 < points < EXACT else found


def _fields_by_column(draft: MappingDraft) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, source in draft.fields.items():
        for column in source.columns:
            fields.setdefault(column, []).append(name)
    return fields
