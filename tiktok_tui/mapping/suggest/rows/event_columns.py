"""The column that says what happened, in files with several kinds of events: which one it is, and what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from tiktok_tui.events import names
from tiktok_tui.events.destination import EventSource
from tiktok_tui.mapping.shape import ITEM_FIELDS
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.fit import fit
from tiktok_tui.mapping.suggest.samples import SampledColumn, rows_by
from tiktok_tui.mapping.suggest.vocabulary.headers import FULL, meanings
from tiktok_tui.mapping.suggest.vocabulary.state_columns import Says, says
from tiktok_tui.mapping.suggest.vocabulary.states import Sale, judged_kind
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_EVENTS = frozenset("event events metric conversion ereignis evenement evento".split())
"""Words of the name of such a column."""
_STEPS = frozenset(
    "AddPaymentInfo AddToCart AddToWishlist CompleteRegistration InitiateCheckout StartTrial ViewContent".split()
)
"""Events whose names are no words of anything else."""
_NAME = re.compile(r"\S*[A-Za-z]\S*")
_CALLS = frozenset("track page screen identify group alias".split())
_PURCHASES = frozenset({"Purchase", "CompletePayment"})
_LEAST = FULL - 5
"""Points from which a name leaves no doubt that it means events."""


def names_events(draft: MappingDraft, column: SampledColumn, points: float) -> bool:
    """Return True if a column is one of events although most of them are none of TikTok's.

    Its name says so, and web takes custom ones, or at least one is standard: a seller of tickets has other `Events`.
    Rows with `page_view` must not be sent as the destination's Purchase.
    """
    if draft.destination.event_source is EventSource.WEB and points >= FULL - 1:
        return True
    if _EVENTS.isdisjoint(words(column.name)):
        return False
    return column.share("event") > 0 or (says(column.name) is not Says.KIND and _are_names_of_a_program(column))


def _are_names_of_a_program(column: SampledColumn) -> bool:
    """Return True for different names as programs have them (`level_up`, `__iap__`), none as people write them."""
    cells = column.looked_at
    return len(cells) > 1 and all(map(_NAME.fullmatch, cells)) and any("_" in cell for cell in cells)


def are_kinds_alone(column: SampledColumn) -> bool:
    """Return True for kinds of rows of which none is an event: `Sales invoice` beside `Sales credit note`."""
    if says(column.name) is not Says.KIND or "event" in squeezed(column.name):
        return False
    known = [cell for cell in column.looked_at if judged_kind(cell) is not Sale.UNKNOWN]
    return bool(known) and not any(map(names.nearest, column.looked_at))


_OF_VISITORS = frozenset("seat seats ticket tickets venue attendee attendees admission".split())


def are_visited(draft: MappingDraft) -> bool:
    """Return True if the file's events are concerts and the like, so that an event's date is not that of the sale."""
    if any(not _OF_VISITORS.isdisjoint(words(column.name)) for column in draft.columns if not column.empty):
        return True
    named = [column for column in draft.columns if not column.empty and "event" in words(column.name)]
    return any(
        "event" in meant and fit(column, "event") is None and not names_events(draft, column, meant["event"])
        for column in named
        if (meant := meanings(column.name))
    )


def fill_by_steps(draft: MappingDraft) -> None:
    """Take the only column whose cells are names of events that can be nothing else, such as `ADD_TO_CART`."""
    used = draft.used()
    found = [column for column in draft.columns if column.name not in used and _holds_steps(column)]
    if len(found) == 1:
        draft.fill("event", found[0])
        draft.note(f"{quoted([found[0].name])} was taken for event by what its cells look like.", "event")


def _holds_steps(column: SampledColumn) -> bool:
    # One word alone, such as `Trial` or `Basket`, may be a product.
    joined = [cell for cell in column.looked_at if _NAME.fullmatch(cell) and len(words(cell)) > 1]
    meant = set(map(names.nearest, joined))
    return len(column.looked_at) > 1 and not _STEPS.isdisjoint(meant)


def settle_event(draft: MappingDraft) -> None:
    """Replace near misses in the event column by the right names, and leave out what is undone by its name."""
    column = draft.column_of("event")
    if column is None:
        return
    values: dict[str, str] = {}
    unknown: list[str] = []
    for cell in column.different():
        if cell in names.ACCEPTED or judged_kind(cell) is Sale.NO:
            continue
        right = names.nearest(cell)
        if right is not None:
            values[cell] = right
        elif draft.destination.event_source is EventSource.OFFLINE:
            unknown.append(cell)
    if values:
        draft.fields["event"] = replace(draft.fields["event"], values=MappingProxyType(values))
    if unknown:
        draft.note(
            f"No standard event is called {quoted(unknown)}; rows with it are refused until you map it.", "event"
        )
    _leave_out_calls(draft)
    if draft.destination.event_source is EventSource.OFFLINE and says(column.name) is None:
        _leave_out_undone(draft, column)
    _prefer_value_of_purchases(draft, column)


def _leave_out_calls(draft: MappingDraft) -> None:
    """Leave out the calls of Segment and RudderStack that name no event: `page`, `identify` beside `track`."""
    column = draft.named("type")
    if column is None or column.name in draft.used():
        return
    found = [cell for cell, _ in draft.counts(column.name) if cell]
    if {"track"} < set(found) <= _CALLS:
        draft.leave_out[column.name] = tuple(cell for cell in found if cell != "track")


def _leave_out_undone(draft: MappingDraft, column: SampledColumn) -> None:
    """Leave out `Order Refunded` and the like, which TikTok has no event for."""
    found = [cell for cell, _ in draft.counts(column.name) if cell]
    out = [cell for cell in found if _is_undone(cell)]
    if out and len(out) < len(found):
        draft.leave_out[column.name] = tuple(out)


def standing_rows(
    draft: MappingDraft, group: SampledColumn, columns: Sequence[SampledColumn]
) -> Iterator[list[tuple[str, ...]]]:
    """Yield for each cell of `group` the rows with it, as the cells of `columns`; none whose event was undone."""
    events = draft.columns_of("event")
    for rows in rows_by(group, [*columns, *events]).values():
        yield [row for row in rows if not events or not _is_undone(row[-1])]


def differs(draft: MappingDraft, group: SampledColumn, column: SampledColumn) -> bool:
    """Return True if a column has several cells within some group; rows whose event was undone do not count."""
    return any(len({row[0] for row in rows if row[0]}) > 1 for rows in standing_rows(draft, group, [column]))


def _is_undone(cell: str) -> bool:
    return cell not in names.ACCEPTED and names.nearest(cell) is None and judged_kind(cell) is Sale.NO


_IDS = frozenset("id uuid".split())
_OF_AN_EVENT = ("email", "phone", "timestamp", "value", "order_id")


def fill_deliveries(draft: MappingDraft) -> None:
    """Take a bare `id` for the event's where rows with the same one are the same event, delivered again."""
    if "event_id" in draft.fields:
        return
    told = [each for name in (*_OF_AN_EVENT, *ITEM_FIELDS) for each in draft.columns_of(name)]
    for column in draft.columns:
        if squeezed(column.name) in _IDS and column.name not in draft.used() and column.repeats() and told:
            if all(len(set(rows)) == 1 for rows in rows_by(column, told).values()):
                draft.fill("event_id", column)
                draft.note(f"Rows with the same {quoted([column.name])} are one event, delivered twice.", "group")
            return


def says_events(column: SampledColumn) -> bool:
    """Return True if a column is one of events by its name, which leaves no doubt."""
    return not _EVENTS.isdisjoint(words(column.name)) and meanings(column.name).get("event", 0) >= _LEAST


def tell_fixed(draft: MappingDraft) -> None:
    """Say which rows that name another event, or none, are sent as the destination's only one."""
    fixed = draft.destination.fixed_event
    if not fixed:
        return
    events = draft.column_of("event")
    if events is not None:
        if not events.empty and not all(events.cells[row] for row in draft.standing()):
            draft.note(f"Rows whose {quoted([events.name])} is blank are sent as {fixed}.", "event")
        return
    for column in draft.columns:
        if column.name in {*draft.changing, *draft.used(), *draft.only, *draft.leave_out} or len(column.looked_at) < 2:
            continue
        if says_events(column):
            draft.note(f"{quoted([column.name])} holds {quoted(column.looked_at)}: all are sent as {fixed}.", "event")


def _prefer_value_of_purchases(draft: MappingDraft, events: SampledColumn) -> None:
    """Take the amount that purchases have where that of the best name is blank in their rows."""
    value = draft.column_of("value")
    if value is None or draft.is_exact("value"):
        return
    places = [place for place, cell in enumerate(events.cells) if _is_purchase(cell)]
    if not places or any(value.cells[place] for place in places):
        return
    others = [
        (meanings(column.name)["value"], -column.place, column)
        for column in draft.columns
        if column.name not in draft.used()
        and "value" in meanings(column.name)
        and fit(column, "value") is not None
        and all(column.cells[place] for place in places)
    ]
    if others:
        _, _, best = max(others)
        draft.fill("value", best)
        draft.note(f"{quoted([value.name])} is blank for purchases, so value is {quoted([best.name])}.", "value")


def _is_purchase(cell: str) -> bool:
    return names.nearest(cell) in _PURCHASES


def tell_ignored_source(draft: MappingDraft) -> None:
    """Say that a column of sources is not sent."""
    if any(column.name.strip() == "event_source" for column in draft.columns):
        source = draft.destination.event_source
        draft.note(f"The column “event_source” is ignored: the destination decides ({source}).")
