"""The assumptions of a mapping that change what is sent, in words, for the app and the commands.

The app shows these notes, the commands print them on stderr, and `--json` has them as `"notes"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tiktok_tui.events.counts import counted
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.personal import without_people
from tiktok_tui.events.settings_text import shown
from tiktok_tui.events.zone_marks import offset_of
from tiktok_tui.events.zones import zone_in_words
from tiktok_tui.mapping import check, times
from tiktok_tui.mapping.model import Mapping, Note, lowered
from tiktok_tui.mapping.money_notes import money_notes
from tiktok_tui.mapping.part_notes import part_notes, tells_of_a_part
from tiktok_tui.mapping.suggest.draft import Counts
from tiktok_tui.mapping.suggest.rows.statuses import (
    Says,
    is_the_customer_s_status,
    judged,
    names_a_status,
    says,
)
from tiktok_tui.mapping.suggest.samples import cleaned
from tiktok_tui.mapping.suggest.vocabulary.consents import consent
from tiktok_tui.mapping.suggest.vocabulary.parts_paid import is_paid_money
from tiktok_tui.mapping.suggest.vocabulary.regions import may_name_a_status
from tiktok_tui.mapping.suggest.vocabulary.states import Sale

_NAMED = 8
"""So many values of a column are named, the rest is counted."""
_CODE = re.compile(r"[A-Z]{1,3}\d{0,2}|\d{2,3}")
_LISTED = 24
"""A column with more different values than this is no column of states unless some of them is known."""


def notes(
    mapping: Mapping,
    destination: Destination,
    column_names: Sequence[str],
    counts: Counts | None = None,
    of_sent: Counts | None = None,
) -> tuple[Note, ...]:
    """Return the assumptions of `mapping`, those that concern whole rows first.

    `counts` gives the values of columns over the whole file; without it nothing is said about how many rows it is.
    `of_sent` gives them over the rows that the filters of the mapping keep.
    """
    asked = _states(mapping, column_names)
    found = {name: _merged(cells) for name, cells in counts(asked).items()} if counts is not None and asked else {}
    parts = {name: found[name] for name in asked if name in found and (tells_of_a_part(name) or is_paid_money(name))}
    if of_sent is not None and (mapping.only or mapping.leave_out):
        parts |= {name: _merged(cells) for name, cells in of_sent(list(parts)).items()}
    made = [
        *_rows(mapping, found),
        *_unfiltered(mapping, found, column_names),
        *_refused(mapping, found),
        *part_notes(mapping, parts),
        *_events(mapping, destination),
        *_reading(mapping, destination, found),
    ]
    made += [Note(name, sentence) for name, sentence in check.left_out(mapping, destination).items()]
    if destination.restrict_pii:
        made = [replace(note, text=without_people(note.text)) for note in made]
    return tuple(dict.fromkeys(made))


def _states(mapping: Mapping, column_names: Sequence[str]) -> list[str]:
    """The columns whose values the notes speak of."""
    filled = {column for source in mapping.fields.values() for column in source.columns}
    named = {*mapping.only, *mapping.leave_out}
    if (time := mapping.fields.get("timestamp")) is not None and time.zone:
        named.add(time.zone)
    return [
        name
        for name in column_names
        if name in named
        or (name not in filled and _may_be_told(name))
        or is_the_customer_s_status(name)
        or is_paid_money(name)
    ]


def _may_be_told(name: str) -> bool:
    return says(name) is not None or tells_of_a_part(name) or consent(name) is not None


def _merged(cells: Sequence[tuple[str, int]]) -> dict[str, int]:
    merged: dict[str, int] = {}
    for cell, rows in cells:
        merged[cleaned(cell)] = merged.get(cleaned(cell), 0) + rows
    return merged


def _rows(mapping: Mapping, found: dict[str, dict[str, int]]) -> Iterator[Note]:
    """Yield which rows are sent and which are left out."""
    for column, texts in mapping.only.items():
        name = f"“{shown(column)}”"
        if "" in texts:
            yield Note(
                "rows", f"Only rows where {name} is blank are sent{_counted_out(mapping, texts, found.get(column))}."
            )
        else:
            words = " or ".join(map(shown, texts))
            yield Note(
                "rows", f"Only rows whose {name} is {words} are sent{_counted_out(mapping, texts, found.get(column))}."
            )
    of_people = {name for field, source in mapping.fields.items() if FIELD[field].personal for name in source.columns}
    for column, texts in mapping.leave_out.items():
        name = f"“{shown(column)}”"
        wanted = set(map(lowered, texts))
        cells = found.get(column)
        if cells is None:
            yield Note("rows", f"Left out by {name}: {_listed(dict.fromkeys(texts, 0))}.")
            continue
        left_out = {cell: rows for cell, rows in cells.items() if lowered(cell) in wanted}
        kept = {cell: rows for cell, rows in cells.items() if lowered(cell) not in wanted and column not in of_people}
        said = f"Left out by {name}: {_listed(left_out)}." if left_out else f"No row is left out by {name}."
        yield Note("rows", f"{said} Kept: {_listed(kept)}." if kept else said)
        yield from _doubtful(column, kept)
    for column, texts in mapping.not_items.items():
        words = " or ".join(shown(text) or "blank" for text in texts)
        yield Note("contents", f"Rows whose “{shown(column)}” is {words} are no items of their order.")


def _doubtful(column: str, kept: dict[str, int]) -> Iterator[Note]:
    """States that are kept though they are not known, or known to be no whole sale."""
    kind = says(column)
    if kind is None:
        return
    unknown = {cell: rows for cell, rows in kept.items() if cell and judged(cell, kind) is Sale.UNKNOWN}
    partly = {cell: rows for cell, rows in kept.items() if cell and judged(cell, kind) is Sale.PARTLY}
    if unknown:
        it = "this is a sale" if len(unknown) == 1 else "these are sales"
        yield Note("rows", f"Not known, and kept: {_listed(unknown)} in “{shown(column)}”. Check that {it}.")
    if partly:
        yield Note("value", f"Kept with their whole value: {_listed(partly)} in “{shown(column)}”.")


def _unfiltered(mapping: Mapping, found: dict[str, dict[str, int]], column_names: Sequence[str]) -> Iterator[Note]:
    """States that say that a row is no sale, in a column that filters nothing."""
    filtered = {*mapping.only, *mapping.leave_out}
    paid_is_said = any(
        says(column) is Says.PAYMENT and any(judged(cell, Says.PAYMENT) is not Sale.UNKNOWN for cell in cells if cell)
        for column, cells in found.items()
    )
    for column, cells in found.items():
        kind = says(column) or (Says.KIND if is_the_customer_s_status(column) else None)
        if kind is None or column in filtered:
            continue
        sales = {cell: judged(cell, kind, paid_is_said=paid_is_said) for cell in cells if cell}
        bad = {cell: cells[cell] for cell, sale in sales.items() if sale in (Sale.NO, Sale.NOT_YET)}
        if bad:
            yield Note(
                "rows", f"Sent all the same: {_listed(bad)} in “{shown(column)}”. Filter them if they are no sale."
            )
        elif kind is Says.KIND and says(column) and _are_partly_known(sales):
            yield from _doubtful(column, cells)
        elif (
            kind in (Says.PAYMENT, Says.ORDER)
            and sales
            and len(sales) <= _LISTED
            and Sale.UNKNOWN in sales.values()
            and (names_a_status(column) or may_name_a_status(column, column_names, sales))
        ):
            yield Note("rows", f"All rows are kept: {_listed(cells)} in “{shown(column)}”. Check that these are sales.")


def _are_partly_known(sales: dict[str, Sale]) -> bool:
    """Return True for kinds of which some are sales, and for codes of kinds (SI, TD04, 61), as accounts have them."""
    if {Sale.YES, Sale.UNKNOWN} <= set(sales.values()):
        return True
    return 1 < len(sales) <= _NAMED and all(map(_CODE.fullmatch, sales))


def _refused(mapping: Mapping, found: dict[str, dict[str, int]]) -> Iterator[Note]:
    """People who refuse something, in a column that filters nothing."""
    for column, cells in found.items():
        asked = consent(column)
        if asked is None or column in mapping.only or column in mapping.leave_out:
            continue
        if refused := {cell: cells[cell] for cell in asked.refused(cells)}:
            about = "they refuse advertising" if asked.to_ads else "that is about advertising, not only mails"
            yield Note("rows", f"Sent all the same: {_listed(refused)} in “{shown(column)}”. Filter them if {about}.")


def _events(mapping: Mapping, destination: Destination) -> Iterator[Note]:
    """Yield how rows become events."""
    if mapping.group_by is not None:
        yield Note("group", f"Rows with the same “{shown(mapping.group_by)}” are one event.")
    event = mapping.fields.get("event")
    name = event.value if event is not None and not event.columns else None if event else destination.fixed_event
    if name:
        yield Note("event", f"Every row that is sent is {shown(name)}.")
    if event is not None and event.values:
        pairs = ", ".join(f"{shown(old)} is sent as {shown(new)}" for old, new in list(event.values.items())[:_NAMED])
        yield Note("event", f"{pairs}.")


def _reading(mapping: Mapping, destination: Destination, found: dict[str, dict[str, int]]) -> Iterator[Note]:
    """Yield how times, phones and amounts are read: a wrong assumption here would change every row."""
    fields = mapping.fields
    time = fields.get("timestamp")
    if time is not None:
        order = times.order_in_words(time.format or "")
        zone = f"the zone in “{shown(time.zone)}”" if time.zone else time.time_zone or destination.time_zone
        zone = zone_in_words(zone)
        yield Note("timestamp", f"Times without a zone are in {zone}{f', dates are {order}' if order else ''}.")
        offsets = {name: offset_of(name, destination.time_zone) for name in sorted(found.get(time.zone or "", ()))}
        if said := [f"{name} is UTC{offset}" for name, offset in offsets.items() if offset][:_NAMED]:
            yield Note("timestamp", f"In “{shown(time.zone or '')}” {', '.join(said)}.")
    if "phone" in fields:
        country = destination.phone_country or "no country, so only numbers with a country code are read"
        if mapping.phone_country:
            text = f"Phones are read with the country in “{shown(mapping.phone_country)}”, else with {country}."
        else:
            text = f"Phones without a country code are read with {country}."
        yield Note("phone", text)
    yield from money_notes(mapping, destination)


def _counted_out(mapping: Mapping, texts: Sequence[str], cells: dict[str, int] | None) -> str:
    """The values that are left out; a blank cell in a group is the rest of an order, whose own value stands before."""
    grouped = mapping.group_by is not None
    out = {cell: rows for cell, rows in (cells or {}).items() if cell not in texts and (cell or not grouped)}
    return f"; left out: {_listed(out)}" if out else ""


def _listed(cells: dict[str, int]) -> str:
    """Values with their rows: `Refunded (3 rows), blank (1 row) and 2 more`."""
    said = [f"{shown(cell) or 'blank'}{_many(rows)}" for cell, rows in list(cells.items())[:_NAMED]]
    if len(cells) > _NAMED:
        rows = sum(list(cells.values())[_NAMED:])
        return f"{', '.join(said)} and {len(cells) - _NAMED} more{_many(rows)}"
    return ", ".join(said)


def _many(rows: int) -> str:
    return f" ({counted(rows, 'row')})" if rows else ""
