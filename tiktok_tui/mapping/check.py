"""Check a mapping against a file and a destination before any row is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.system.settings_text import did_you_mean, nearest, shown
from tiktok_tui.mapping import shape
from tiktok_tui.mapping.model import Mapping


def problems(mapping: Mapping, column_names: Sequence[str], destination: Destination) -> list[SettingsError]:
    """Return everything that must be corrected first: errors, and fields that are still missing.

    Each error's `where` is the place in the mapping (`fields.email`) and its `field` the field to focus.
    """
    return [*mistakes(mapping, column_names, destination), *_gaps(mapping, destination)]


def mistakes(mapping: Mapping, column_names: Sequence[str], destination: Destination) -> list[SettingsError]:
    """Return the errors in the mapping so far; fields that are still open are none."""
    found = list(_wrong_sources(mapping, destination))
    known = frozenset(column_names)
    for where, column in _named_columns(mapping):
        if column not in known:
            found.append(_no_such_column(where, column, column_names))
    items = [name for name in shape.ITEM_FIELDS if name in mapping.fields]
    if "contents" in mapping.fields and items:
        found.append(
            _error(
                "fields.contents",
                f"contents is a whole list of items, and {', '.join(items)} {'is' if len(items) == 1 else 'are'}"
                " mapped beside it.",
                "Keep the list, or the columns of single items.",
            )
        )
    for key, rows in (("only", mapping.only), ("leave_out", mapping.leave_out), ("not_items", mapping.not_items)):
        for column, values in rows.items():
            if not values:
                found.append(
                    _error(f"{key}.{column}", "The filter names no value.", "Name at least one, or take it out.")
                )
    for column in mapping.only:
        if column in mapping.leave_out:
            found.append(
                _error(
                    f"leave_out.{column}",
                    f"“{shown(column)}” has both values to keep and values to leave out.",
                    "Keep one of the two lists.",
                )
            )
    return found


def unfilled(mapping: Mapping, destination: Destination) -> tuple[str, ...]:
    """The required fields that nothing fills yet, in the order of the table of fields.

    `email` stands for the identifiers: e-mail or phone, for web also external_id (spec of fields).
    """
    fields = mapping.fields
    web = destination.event_source is EventSource.WEB
    identifiers = ("email", "phone", "external_id") if web else ("email", "phone")
    open_fields = {
        "event": "event" not in fields and not destination.fixed_event,
        "timestamp": "timestamp" not in fields,
        "email": not any(name in fields for name in identifiers),
        "page_url": web and "page_url" not in fields,
        "event_set_id": "event_set_id" not in fields and not destination.event_set_id,
    }
    return tuple(name for name in FIELD if open_fields.get(name))


def left_out(mapping: Mapping, destination: Destination) -> dict[str, str]:
    """The mapped fields that this destination does not take, each with a sentence that says so."""
    source = destination.event_source
    sentences: dict[str, str] = {}
    for name in mapping.fields:
        field = FIELD.get(name)
        if name == "event_source":
            sentences[name] = f"The destination decides event_source ({source}); the mapping's is ignored."
        elif field is not None and source not in field.sources:
            taken = " and ".join(sorted(field.sources))
            sentences[name] = f"{name} is for {taken} events only and is left out for {source}."
    return sentences


def _wrong_sources(mapping: Mapping, destination: Destination) -> Iterator[SettingsError]:
    for name, source in mapping.fields.items():
        where = f"fields.{name}"
        if name not in FIELD:
            yield _error(
                where,
                f"“{shown(name)}” is not a field.",
                did_you_mean(nearest(name, FIELD), f"The fields are {', '.join(FIELD)}."),
            )
            continue
        for fault in shape.faults(name, source):
            yield _error(f"{where}.{fault.key}" if fault.key else where, fault.what, fault.remedy)
        if destination.event_source in FIELD[name].sources and name != "event_source":
            for fault in shape.constant_faults(name, source, destination.event_source):
                yield _error(f"{where}.{fault.key}", fault.what, fault.remedy)


def _named_columns(mapping: Mapping) -> Iterator[tuple[str, str]]:
    """Every place in the mapping that names a column, with the column; each column once."""
    places = [(f"fields.{name}", column) for name, source in mapping.fields.items() for column in source.columns]
    places += [(f"fields.{name}.zone", source.zone) for name, source in mapping.fields.items() if source.zone]
    if mapping.group_by is not None:
        places.append(("group_by", mapping.group_by))
    if mapping.phone_country is not None:
        places.append(("phone.country", mapping.phone_country))
    places += [("only", column) for column in mapping.only]
    places += [("leave_out", column) for column in mapping.leave_out]
    places += [("not_items", column) for column in mapping.not_items]
    seen: set[str] = set()
    for where, column in places:
        if column not in seen:
            seen.add(column)
            yield where, column


def _no_such_column(where: str, column: str, column_names: Sequence[str]) -> SettingsError:
    few = ", ".join(shown(name) for name in column_names[:12])
    more = " and more" if len(column_names) > 12 else ""
    remedy = did_you_mean(nearest(column, column_names), f"It has {few}{more}.")
    return _error(where, f"The file has no column “{shown(column)}”.", remedy)


_GAPS = {
    "event": ("Nothing says what happened.", "Map an event column, give a constant such as Purchase,"
              " or set the destination's fixed event."),
    "timestamp": ("Nothing says when it happened.", "Map the column that holds the time."),
    "email": ("Nothing tells who the customer is.", "Map an e-mail or a phone column."),
    "page_url": ("A web event needs the address of its page.", "Map its column, or give a constant."),
    "event_set_id": ("There is no event set.", "Set the destination's event set, or map a column."),
}  # fmt: skip


def _gaps(mapping: Mapping, destination: Destination) -> Iterator[SettingsError]:
    for name in unfilled(mapping, destination):
        what, remedy = _GAPS[name]
        yield _error(f"fields.{name}", what, remedy)


def _error(where: str, what: str, remedy: str) -> SettingsError:
    parts = where.split(".")
    field = parts[1] if parts[0] == "fields" else parts[0]
    return SettingsError(what, where=f"mapping, {where}", remedy=remedy, field=field)
