"""Sentences about an upload: what goes where, and how the file is read."""

from __future__ import annotations

from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import Mapping

_ORDERS = {"%d/%m": "day/month/year", "%m/%d": "month/day/year", "%Y-%m": "year-month-day", "%d.%m": "day.month.year"}


def sentence(count: int, file: str, destination: Destination) -> str:
    """`Send 46,902 events from orders.csv to Store sales.`"""
    events = "1 event" if count == 1 else f"{count:,} events"
    where = f"{destination.name} (the built-in sandbox)" if destination.sandbox else destination.name
    return f"Send {events} from {file} to {where}."


def how_it_is_read(mapping: Mapping, destination: Destination) -> str:
    """How dates, phones and amounts are understood; what a wrong guess here would do to every row."""
    said = []
    time = mapping.fields.get("timestamp")
    if time is not None:
        order = next((words for start, words in _ORDERS.items() if (time.format or "").startswith(start)), "")
        zone = time.time_zone or (f"the zone in {time.zone}" if time.zone else destination.time_zone)
        said.append(f"Times without a zone are in {zone}" + (f", dates are {order}." if order else "."))
    if "phone" in mapping.fields:
        country = destination.phone_country or "no country, so only numbers with a country code are read"
        if mapping.phone_country:
            said.append(f"Phones are read with {mapping.phone_country}, else with {country}.")
        else:
            said.append(f"Phones without a country code are read with {country}.")
    if {"value", "price"} & set(mapping.fields):
        said.append(f"Amounts are written like {destination.number_style}.")
    return "  ".join(said)
