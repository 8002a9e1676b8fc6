"""The rules for what may fill a field, whatever the file: which columns, constants and options go together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tiktok_tui.events import names
from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.fields import CONTENT_TYPES, FIELD, Part
from tiktok_tui.events.notations.zones import is_setting
from tiktok_tui.events.system.settings_text import did_you_mean, nearest, shown
from tiktok_tui.mapping import times
from tiktok_tui.mapping.model import CENTS, FieldSource

ITEM_FIELDS = tuple(field.name for field in FIELD.values() if field.part is Part.ITEM)
"""The fields of one item, which a list of items has under its own keys."""

IN_UNITS = ("value", "price", "contents")
"""The fields whose amounts may be in cents; in a list of items it is their prices."""

_AMOUNT = re.compile(r"\d{1,12}(?:\.\d+)?", re.ASCII)
_PIECES = re.compile(r"\d{1,9}", re.ASCII)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_EMAIL_OR_HASH = re.compile(r"[^@\s]+@[^@\s]+|[0-9A-Fa-f]{64}")


@dataclass(frozen=True, slots=True)
class Fault:
    """An error in a field's source: its key, the reason and the remedy."""

    key: str
    what: str
    remedy: str = ""


def takes_several(name: str) -> bool:
    """Return True if a field may have several columns: identifiers, and a time that is made of parts."""
    return name == "timestamp" or FIELD[name].several


def faults(name: str, source: FieldSource) -> Iterator[Fault]:
    """Everything that cannot be in the source of the field `name`, which must be a known field."""
    if source.value is not None:
        yield from _beside_constant(name, source)
    elif not source.columns:
        yield Fault("", f"{name} has neither a column nor a value.", "Name a column, or give a constant as value.")
    elif len(source.columns) > 1 and not takes_several(name):
        yield Fault(
            "columns", f"{name} takes one column.", f"Only {', '.join(filter(takes_several, FIELD))} can have several."
        )
    for key in ("format", "zone", "time_zone"):
        if getattr(source, key) is not None and name != "timestamp":
            yield Fault(key, f"{key} is for timestamp; {name} is no time.", f"Take {key} out.")
    if source.format is not None and (wrong := times.fault(source.format)):
        yield Fault("format", wrong, "Write it like %d/%m/%Y %H:%M.")
    if source.zone is not None and source.time_zone is not None:
        yield Fault("time_zone", "zone and time_zone are both given.", "Keep zone (a column) or time_zone (a name).")
    elif source.time_zone is not None and not is_setting(source.time_zone):
        yield Fault(
            "time_zone",
            f"“{shown(source.time_zone)}” is not a time zone.",
            "Use an IANA name such as UTC or Europe/Paris; a column goes under zone.",
        )
    if source.unit is not None and name not in IN_UNITS:
        yield Fault("unit", f"unit is for amounts; {name} is none.", f"It belongs to {', '.join(IN_UNITS)}.")
    elif source.unit not in (None, CENTS):
        yield Fault("unit", f"“{shown(source.unit or '')}” is not a unit.", f'Write unit = "{CENTS}", or take it out.')
    yield from _keys_of_items(name, source)


def constant_faults(name: str, source: FieldSource, event_source: EventSource) -> Iterator[Fault]:
    """The constants of a source, alone or in its value map, that the field's rules would refuse in every row."""
    if source.value is not None and (fault := _constant(name, source.value, event_source)):
        yield Fault("value", *fault)
    for replacement in dict.fromkeys(source.values.values()):
        if name in _MAPPED and (fault := _constant(name, replacement, event_source)):
            yield Fault("values", *fault)


_MAPPED = ("event", "currency", "content_type")
"""Fields whose value map can be judged without the row."""


def _beside_constant(name: str, source: FieldSource) -> Iterator[Fault]:
    if source.columns:
        yield Fault("value", f"{name} has both a column and a constant value.", "Keep one of them.")
    for key in ("values", "format", "zone", "unit", "fields"):
        if getattr(source, key):
            yield Fault(key, f"{key} needs a column; {name} has a constant value.", f"Take {key} out.")
    if name == "contents":
        yield Fault("value", "contents is a column that holds a list of items.", "Name the column.")
    elif not (source.value or "").strip():
        yield Fault("value", f"The constant for {name} is empty.", "Give a value, or take the field out.")


def _keys_of_items(name: str, source: FieldSource) -> Iterator[Fault]:
    if source.fields and name != "contents":
        yield Fault("fields", f"fields is for contents; {name} is no list of items.", "Take fields out.")
        return
    for key in source.fields:
        if key not in ITEM_FIELDS:
            remedy = did_you_mean(nearest(key, ITEM_FIELDS), f"An item has {', '.join(ITEM_FIELDS)}.")
            yield Fault("fields", f"“{shown(key)}” is not a field of an item.", remedy)


def _constant(name: str, value: str, event_source: EventSource) -> tuple[str, str] | None:
    """Return the error in a constant and the remedy, or None."""
    text, label = value.strip(), f"“{shown(value)}”"
    if not text:
        return None
    match name:
        case "event":
            return _event(text, label, event_source)
        case "event_id":
            return "One event_id for every row makes all but one a duplicate.", "Map a column, or leave it out."
        case "timestamp" if not times.reads_by_itself(text):
            return f"{label} cannot be read as a time.", "Write it like 2026-06-30T18:05:00."
        case "currency" if text.upper() not in CURRENCIES:
            hint = did_you_mean(nearest(text, CURRENCIES), "Use an ISO 4217 code such as USD.")
            return f"{label} is not a currency that TikTok takes.", hint
        case "value" | "price" if not _AMOUNT.fullmatch(text):
            return f"{label} is not an amount.", "Write it like 12.50."
        case "quantity" if not _PIECES.fullmatch(text):
            return f"{label} is not a whole number of pieces.", "Write it like 1."
        case "content_type" if text not in CONTENT_TYPES:
            return f"{label} is no content type.", "Use product or product_group."
        case "page_url" if not _ADDRESS.fullmatch(text):
            return f"{label} is not a web address.", "Begin it with https://."
        case "email" if not _EMAIL_OR_HASH.fullmatch(text):
            return "The constant for email is not an e-mail address.", "Map the column that holds the addresses."
        case _:
            return None


def _event(text: str, label: str, event_source: EventSource) -> tuple[str, str] | None:
    if text in names.ACCEPTED:
        return None
    hint = did_you_mean(names.nearest(text), "Use a standard event such as Purchase.")
    if event_source is EventSource.OFFLINE:
        return f"{label} is not one of TikTok's standard events.", hint
    if text in names.RESERVED:
        return f"{label} is reserved by TikTok.", hint
    if not re.fullmatch(names.CUSTOM_PATTERN, text):
        return f"{label} cannot be an event's name.", hint
    return None
