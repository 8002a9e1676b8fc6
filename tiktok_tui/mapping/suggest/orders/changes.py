"""Rows of one order that are its changes: versions, days of a snapshot, states one after the other, and events.

To group them is no way out: what they hold is no part of the order but the whole of it, once more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiktok_tui.events import names
from tiktok_tui.events.destination import EventSource
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.orders.items import WHAT
from tiktok_tui.mapping.suggest.rows.event_columns import says_events
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary.state_columns import Says, says
from tiktok_tui.mapping.suggest.vocabulary.state_words import keys
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_VERSIONS = keys(
    """
    version; version no; version number; version id; row version; record version; order version; revision; revision no;
    revision number; rev; rev no; change number; change no; change seq; change sequence; sequence number; cdc sequence;
    lsn; snapshot; snapshot date; snapshot day; snapshot time; snapshot at; snapshot ts; snapshot timestamp; as of;
    as of date; report date; extract date; extracted at; export date; exported at; load date; load time; load ts;
    loaded at; load timestamp; ingested at; ingestion time; ingest time; ingestion timestamp; etl loaded at; etl date;
    etl timestamp; dwh loaded at; airbyte extracted at; airbyte emitted at; sdc extracted at; sdc batched at;
    sdc received at; sdc sequence; fivetran synced; fivetran start; synced at; dbt valid from; dbt updated at;
    partition date; partition day; ts ms; batch id; batch date; load id; Stand; Stichtag; Änderungsdatum; Geändert am;
    geändert; zuletzt geändert; letzte Änderung; updated; updated at; updated on; updated date; update date;
    update time; last update; last updated; last updated at; last updated date; last update date; last modified;
    last modified at; last modified date; modified; modified at; modified on; modified date; date modified;
    date updated; changed at; changed on; change date; system modstamp; modifié le; date de modification;
    date de mise à jour; mis à jour le; fecha de modificación; fecha de actualización; última modificación;
    data di modifica; data modifica; ultima modifica; data de modificação; data de atualização; última atualização;
    gewijzigd op; laatst gewijzigd; uppdaterad; senast ändrad; data modyfikacji; datum změny; дата изменения;
    更新日; 更新日時; 更新时间; 修改时间; 更新時間; 수정일; 수정일시
    """
)
"""Names of columns that differ between the versions of one row."""
_OF_VERSIONS = frozenset(
    "hist history audit cdc log snapshot version revision load loaded etl ingest ingested extract extracted sync "
    "synced batch".split()
)
_PLACES = frozenset("ts at date time timestamp datetime day id no number nr seq sequence utc".split())
"""Words of such names, and those beside them: `hist_ts`, `audit_id`."""
_NUMBERED = frozenset("rn rownum rownumber rowno rank rnk".split())
"""Names of the places of versions, of which 1 is mostly the last, as of anything else."""
_STEPS = keys(
    """
    step; step name; stage; topic; webhook topic; message type; activity; action; trigger; milestone; phase;
    transition; operation; new status; to status; new state; to state; Schritt; étape; paso; fase; etapa; krok
    """
)
"""Names of columns that say what happened to an order, beside those of events and states."""
_MOST_STEPS = 24
_MOST = 0.8
"""The share of the orders with several rows that speaks for all."""
_DIGIT = re.compile(r"\d")
_Orders = Sequence[Sequence[int]]
"""The rows of each order that has several."""


def tell_changes(draft: MappingDraft) -> None:
    """Say what the rows of one order differ in that tells changes of it."""
    order = draft.column_of("order_id") or draft.column_of("event_id")
    if order is None or any(note.about == "group" for note in draft.notes):
        return
    repeated = _repeated(draft, order)
    if not repeated:
        return
    once = "all are added up" if _are_added_up(draft) else "all are sent" if draft.group_by else "each is sent"
    if (column := _versions(draft, order, repeated)) is not None:
        numbered = squeezed(column.name) in _NUMBERED
        remedy = "those with 1 there, if it is the last" if numbered else "the last of each, such as by a query"
        draft.note(
            f"{quoted([order.name])} repeats with another {quoted([column.name])}: its rows may be versions of one"
            f" order, and {once}. Keep only {remedy}.",
            "group",
        )
        draft.changing.add(column.name)
    elif draft.group_by is None and (column := _steps(draft, order, repeated)) is not None:
        cells = tuple(dict.fromkeys(column.cells[row] for rows in repeated for row in rows if column.cells[row]))
        event = f" as {draft.destination.fixed_event}" if draft.destination.fixed_event else ""
        draft.note(
            f"{quoted([order.name])} repeats with another {quoted([column.name])} ({quoted(cells)}), and each row is"
            f" sent{event}: keep the rows of one of them if they are one conversion.",
            "group",
        )
        draft.changing.add(column.name)


def sent_events(draft: MappingDraft) -> dict[int, str]:
    """The rows of the sample that no filter leaves out, with their events; without those TikTok has no event for."""
    source, column, fixed = draft.fields.get("event"), draft.column_of("event"), draft.destination.fixed_event
    if source is None or column is None:
        return dict.fromkeys(draft.standing(), fixed)
    events = {row: source.values.get(column.cells[row], column.cells[row]) or fixed for row in draft.standing()}
    if draft.destination.event_source is not EventSource.OFFLINE:
        return events
    return {row: event for row, event in events.items() if not event or event in names.ACCEPTED}


def _repeated(draft: MappingDraft, order: SampledColumn) -> list[list[int]]:
    """The rows that are sent of each order that has several of one customer and event; in a group, of each item."""
    same = [*draft.columns_of("email")[:1], *draft.columns_of("phone")[:1]]
    if draft.group_by is not None:
        same += [column for name in WHAT for column in draft.columns_of(name)]
    rows: dict[tuple[str, ...], list[int]] = {}
    for row, event in sent_events(draft).items():
        if order.cells[row]:
            rows.setdefault((event, order.cells[row], *(column.cells[row] for column in same)), []).append(row)
    return [places for places in rows.values() if len(places) > 1]


def _are_added_up(draft: MappingDraft) -> bool:
    return draft.group_by is not None and "value" not in draft.fields and "price" in draft.fields


def _versions(draft: MappingDraft, order: SampledColumn, repeated: _Orders) -> SampledColumn | None:
    """The first column of versions that differs between the rows of each order."""
    for column in draft.columns:
        name = squeezed(column.name)
        if name in _NUMBERED:
            named = column.cells.count("1") > 1
        else:
            named = _names_versions(column.name) and column is not order
            named = named and all(map(_DIGIT.search, column.looked_at))
        if named and _differ(column, repeated):
            return column
    return None


def _names_versions(name: str) -> bool:
    said = set(words(name))
    return squeezed(name) in _VERSIONS or (bool(said & _OF_VERSIONS) and said <= _OF_VERSIONS | _PLACES)


def _steps(draft: MappingDraft, order: SampledColumn, repeated: _Orders) -> SampledColumn | None:
    """The first column of events, steps or states that differs between the rows of each order."""
    for column in draft.columns:
        if column is order or column.name in draft.used() or not 1 < len(column.looked_at) < _MOST_STEPS:
            continue
        kind = says(column.name)
        named = squeezed(column.name) in _STEPS or says_events(column) or kind is not None
        if named and kind is not Says.REFUND and _differ(column, repeated):
            return column
    return None


def _differ(column: SampledColumn, repeated: _Orders) -> bool:
    """Return True if the column has something else in each row of an order, with few exceptions."""
    different = sum(len({column.cells[row] for row in rows} - {""}) == len(rows) for rows in repeated)
    return different >= _MOST * len(repeated)
