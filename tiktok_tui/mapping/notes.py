"""The assumptions of a mapping that change what is sent, in words, for the app and the commands.

The app shows these notes, the commands print them on stderr, and `--json` has them as `"notes"`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.notations.zone_marks import offset_of
from tiktok_tui.events.notations.zones import zone_in_words
from tiktok_tui.events.personal import without_people
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping import check, times
from tiktok_tui.mapping.model import Mapping, Note
from tiktok_tui.mapping.money_notes import money_notes
from tiktok_tui.mapping.part_notes import part_notes, tells_of_a_part
from tiktok_tui.mapping.row_notes import row_notes
from tiktok_tui.mapping.suggest.draft import Counts
from tiktok_tui.mapping.suggest.samples import cleaned
from tiktok_tui.mapping.suggest.vocabulary.consents import consent
from tiktok_tui.mapping.suggest.vocabulary.parts_paid import is_paid_money
from tiktok_tui.mapping.suggest.vocabulary.state_columns import is_the_customer_s_status, says

_NAMED = 8
"""So many values of a column are named, the rest is counted."""


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
    sent = found | _of_sent(mapping, list(found), of_sent)
    parts = {name: sent[name] for name in asked if name in found and (tells_of_a_part(name) or is_paid_money(name))}
    made = [
        *row_notes(mapping, found, sent, column_names),
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


def _of_sent(mapping: Mapping, names: Sequence[str], of_sent: Counts | None) -> dict[str, dict[str, int]]:
    """The cells of those columns of which other ones leave rows out, in the rows that are sent."""
    filters = {*mapping.only, *mapping.leave_out}
    filtered = [name for name in names if filters - {name}]
    if of_sent is None or not filtered:
        return {}
    return {name: _merged(cells) for name, cells in of_sent(filtered).items()}


def _merged(cells: Sequence[tuple[str, int]]) -> dict[str, int]:
    merged: dict[str, int] = {}
    for cell, rows in cells:
        merged[cleaned(cell)] = merged.get(cleaned(cell), 0) + rows
    return merged


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
