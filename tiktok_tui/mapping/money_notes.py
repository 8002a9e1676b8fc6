"""How amounts are read under a mapping, in words: their style, currency and unit."""

from __future__ import annotations

from collections.abc import Iterator

from tiktok_tui.events.currencies import NO_DECIMALS, THREE_DECIMALS
from tiktok_tui.events.destination import Destination, NumberStyle
from tiktok_tui.events.notations.money_signs import shared_sign
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping.model import Mapping, Note
from tiktok_tui.mapping.shape import IN_UNITS
from tiktok_tui.mapping.suggest.amounts.small_units import parts_of_the_unit
from tiktok_tui.mapping.suggest.vocabulary.large_units import is_in_thousands


def money_notes(mapping: Mapping, destination: Destination) -> Iterator[Note]:
    """Yield how values and prices are read: a wrong assumption here would change every row."""
    fields = mapping.fields
    if {"value", "price"} & set(fields):
        style = destination.number_style or NumberStyle.POINT
        named = "" if destination.number_style else " (the destination names no number style)"
        yield Note("value", f"Amounts are written like {style}{named}.")
        yield _currency(mapping, destination)
    for name in IN_UNITS:
        if name in fields and fields[name].columns:
            yield from _unit(name, fields[name].columns[0], fields[name].unit, destination)
    if "value" not in fields and {"price", "quantity"} <= set(fields):
        yield Note("value", "The value of an event is the sum of price times quantity.")


def _unit(field: str, column: str, unit: str | None, destination: Destination) -> Iterator[Note]:
    if unit is not None:
        what = "prices" if field == "contents" else "amounts"
        yield Note(field, f"The {what} in “{shown(column)}” are cents: {_cents(destination)}.")
    if is_in_thousands(column) and field != "contents":
        yield Note(field, f"“{shown(column)}” names thousands or more, and is sent as it stands.")
    if unit is None and parts_of_the_unit(column) is not None:
        yield Note(field, f"“{shown(column)}” names parts of a unit, such as cents, and is sent as it stands.")


def _cents(destination: Destination) -> str:
    code = destination.currency or "USD"
    decimals = 0 if code in NO_DECIMALS else 3 if code in THREE_DECIMALS else 2
    return f"1999 is {1999 / 10**decimals:.{decimals}f} {code}" + ("" if code == "JPY" else ", and 1999 JPY")


def _currency(mapping: Mapping, destination: Destination) -> Note:
    source = mapping.fields.get("currency")
    default = destination.currency or "no currency, which is refused"
    sign = shared_sign(destination.currency)
    if source is None:
        only = f", or only {sign}, which others share," if sign else ""
        return Note("currency", f"Amounts that name no currency{only} are in {default}.")
    if not source.columns:
        return Note("currency", f"Amounts are in {shown(source.value or '')}.")
    blank = f"blank or {sign}" if sign else "blank"
    return Note("currency", f"The currency is in “{shown(source.columns[0])}”; where it is {blank}, {default}.")
