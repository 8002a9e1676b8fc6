"""How each field stands under a mapping: what fills it, and how many rows it has trouble with."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnlyDict
from dataclasses import dataclass

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.fields import FIELDS, Field, Part
from tiktok_tui.events.rules import RULE
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.widgets.tone import Tone


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field: a glyph with its meaning, and in words what fills it and what is wrong ("" if nothing)."""

    field: Field
    glyph: str
    tone: Tone
    filled_by: str
    trouble: str


def field_lines(mapping: Mapping, destination: Destination, rules: ReadOnlyDict[str, int]) -> tuple[FieldLine, ...]:
    """One line for each field that the destination can use, then those that are mapped in vain.

    `rules` are the totals so far: rows by rule.
    """
    rows: dict[str, int] = {}
    for name, count in rules.items():
        rows[RULE[name].field] = rows.get(RULE[name].field, 0) + count
    usable, in_vain = [], []
    for field in FIELDS:
        source = mapping.fields.get(field.name)
        if field.name == "event_source":
            continue
        if destination.event_source in field.sources:
            usable.append(_line(field, source, mapping, destination, rows.get(field.name, 0)))
        elif source is not None:
            why = f"not for {destination.event_source}"
            in_vain.append(FieldLine(field, "–", Tone.QUIET, _words(source), why))
    return (*usable, *in_vain)


def _line(field: Field, source: FieldSource | None, mapping: Mapping, destination: Destination, rows: int) -> FieldLine:
    if source is not None:
        trouble = _compact(rows)
        filled = _words(source)
        if field.name == "phone" and (mapping.phone_country or destination.phone_country):
            filled += f"  in {mapping.phone_country or destination.phone_country}"
        return FieldLine(field, "!" if rows else "✓", Tone.WARNING if rows else Tone.DONE, filled, trouble)
    stand_in = _stand_in(field, mapping, destination)
    if stand_in:
        return FieldLine(field, "✓", Tone.DONE, stand_in, _compact(rows))
    if _needed(field, mapping, destination):
        return FieldLine(field, "!", Tone.WARNING, "–", "needed")
    return FieldLine(field, "○", Tone.QUIET, "–", "")


def _words(source: FieldSource) -> str:
    if source.value is not None:
        return f"= {source.value}"
    words = " + ".join(source.columns)
    if source.format:
        words += f"  {source.format}"
    if source.values:
        words += f"  {len(source.values)} changed"
    return words


def _stand_in(field: Field, mapping: Mapping, destination: Destination) -> str:
    """What fills a field that is not mapped, or "" when nothing does."""
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


def _needed(field: Field, mapping: Mapping, destination: Destination) -> bool:
    if field.name in {"email", "phone"}:
        return not {"email", "phone", "external_id"} & set(mapping.fields)
    if field.name == "currency":
        return bool({"value", "price"} & set(mapping.fields))
    return field.required


def _compact(rows: int) -> str:
    """A count in at most five characters; "" for none."""
    if rows < 10_000:
        return f"{rows:,}" if rows else ""
    return f"{rows // 1000}k" if rows < 1_000_000 else f"{rows / 1_000_000:.1f}M"


def grouped_words(mapping: Mapping) -> str:
    """How rows become events, in words."""
    if mapping.group_by:
        return f"rows with one {mapping.group_by} are one event"
    items = [name for name in mapping.fields if any(f.name == name and f.part is Part.ITEM for f in FIELDS)]
    return "each row is one event" + (" with one item" if items else "")
