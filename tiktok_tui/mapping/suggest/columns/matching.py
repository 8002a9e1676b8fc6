"""Matches columns to fields: by their names first, checked against their cells, else by the cells alone."""

from __future__ import annotations

from dataclasses import dataclass

from tiktok_tui.events.counts import agreeing
from tiktok_tui.events.fields import FIELD
from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.mapping.suggest.amounts.small_units import fill_with_cents
from tiktok_tui.mapping.suggest.columns import only_times
from tiktok_tui.mapping.suggest.columns.beside import Beside
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.fit import fit
from tiktok_tui.mapping.suggest.rows import event_columns
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary.headers import EXACT, meanings
from tiktok_tui.mapping.suggest.vocabulary.whose import is_anybody_s, is_delivered_to, is_the_customer_s
from tiktok_tui.mapping.suggest.vocabulary.words import words

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
    beside = Beside(draft)
    for column in draft.columns:
        for name, named in _meanings(column, draft).items():
            if name not in FIELD or name == "event_source":
                continue
            points = beside.points(column, name, named)
            if points is None:
                continue
            fitting = fit(column, name)
            if fitting is None:
                if points < EXACT and not (name == "event" and event_columns.names_events(draft, column, points)):
                    continue
                fitting = 0.0
            found.append(_Candidate(points + 20 * fitting + 5 * column.filled, name, column))
    return found


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
