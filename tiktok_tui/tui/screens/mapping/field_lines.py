"""The state of each field under a mapping: what fills it, rows with problems, and mistakes of the mapping itself."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnlyDict
from collections.abc import Sequence
from dataclasses import dataclass

from tiktok_tui.events.counts import counted
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.fields import FIELDS, Field
from tiktok_tui.events.rules import RULE
from tiktok_tui.mapping import check
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.mapping.shape import ITEM_FIELDS
from tiktok_tui.tui.widgets.tone import Tone


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field: a glyph and its tone, and in words what fills it (a dash for nothing).

    `trouble` is a count of rows or a word, at most six characters; `wrong` is a sentence about the mapping itself.
    """

    field: Field
    glyph: str
    tone: Tone
    filled_by: str
    trouble: str = ""
    wrong: str = ""

    def matches(self, words: Sequence[str]) -> bool:
        """True if its name, what fills it or its help contain every one of `words` (lower case)."""
        text = f"{self.field.name} {self.filled_by} {self.field.help}".lower()
        return all(word in text for word in words)


def field_lines(
    mapping: Mapping, destination: Destination, rules: ReadOnlyDict[str, int], column_names: Sequence[str]
) -> tuple[FieldLine, ...]:
    """Return a line for each field that the destination can use, then those that are mapped but not used.

    `rules` are the totals so far: rows by rule. `column_names` are the file's.
    """
    rows: dict[str, int] = {}
    for name, count in rules.items():
        rows[RULE[name].field] = rows.get(RULE[name].field, 0) + count
    wrong = {error.field: error.explanation for error in check.mistakes(mapping, column_names, destination)}
    unused = check.left_out(mapping, destination)
    usable, others = [], []
    for field in FIELDS:
        source = mapping.fields.get(field.name)
        if field.name in unused and source is not None:
            others.append(FieldLine(field, "–", Tone.QUIET, _words(source), "unused", unused[field.name]))
        elif field.name in wrong and source is not None:
            usable.append(FieldLine(field, "✗", Tone.ERROR, _words(source), "wrong", wrong[field.name]))
        elif destination.event_source in field.sources and field.name != "event_source":
            usable.append(_line(field, source, mapping, destination, rows.get(field.name, 0)))
    return (*usable, *others)


def _line(field: Field, source: FieldSource | None, mapping: Mapping, destination: Destination, rows: int) -> FieldLine:
    if source is not None:
        filled = _words(source)
        if field.name == "phone" and (mapping.phone_country or destination.phone_country):
            filled += f"  in {mapping.phone_country or destination.phone_country}"
        return FieldLine(field, "!" if rows else "✓", Tone.WARNING if rows else Tone.DONE, filled, _compact(rows))
    stand_in = _stand_in(field, mapping, destination)
    if stand_in:
        return FieldLine(field, "!" if rows else "✓", Tone.WARNING if rows else Tone.DONE, stand_in, _compact(rows))
    if field.name in _needed(mapping, destination):
        return FieldLine(field, "!", Tone.WARNING, "–", "needed")
    return FieldLine(field, "○", Tone.QUIET, "–", _compact(rows))


def _words(source: FieldSource) -> str:
    if source.value is not None:
        return f"= {source.value}"
    words = " + ".join(source.columns)
    if source.format:
        words += f"  {source.format}"
    if source.zone or source.time_zone:
        words += f"  @ {source.zone or source.time_zone}"
    if source.unit:
        words += f"  in {source.unit}"
    if source.values:
        words += f"  {len(source.values)} changed"
    if source.fields:
        words += f"  {counted(len(source.fields), 'key')}"
    return words


def _stand_in(field: Field, mapping: Mapping, destination: Destination) -> str:
    """Return what fills a field that is not mapped; "" if nothing does."""
    match field.name:
        case "event":
            return f"= {destination.fixed_event}" if destination.fixed_event else ""
        case "event_id":
            return "made from the order" if "order_id" in mapping.fields else "made from the event"
        case "currency":
            amounts = {"value", "price", "contents"} & set(mapping.fields)
            return f"= {destination.currency}" if destination.currency and amounts else ""
        case "event_set_id":
            return f"= {destination.event_set_name or destination.event_set_id}" if destination.event_set_id else ""
        case "value":
            return "price × quantity" if {"price", "quantity"} <= set(mapping.fields) else ""
        case _:
            return ""


def _needed(mapping: Mapping, destination: Destination) -> frozenset[str]:
    """Return the required fields that nothing fills; of e-mail and phone one is enough."""
    needed = set(check.unfilled(mapping, destination))
    if "email" in needed:
        needed.add("phone")
    if {"value", "price", "contents"} & set(mapping.fields):
        needed.add("currency")
    return frozenset(needed)


def _compact(rows: int) -> str:
    """Return a count in at most six characters; "" for 0."""
    if rows < 100_000:
        return f"{rows:,}" if rows else ""
    return f"{rows // 1000}k" if rows < 1_000_000 else f"{rows / 1_000_000:.1f}M"


def grouped_words(mapping: Mapping) -> str:
    """Return in words how rows become events."""
    if mapping.group_by:
        words = f"one {mapping.group_by}, one event"
    else:
        items = any(name in ITEM_FIELDS for name in mapping.fields)
        words = "each row is one event" + (" with one item" if items else "")
    return words + (", filtered" if mapping.only or mapping.leave_out else "")
