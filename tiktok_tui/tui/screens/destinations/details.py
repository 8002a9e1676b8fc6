"""The settings of one destination as lines beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiktok_tui.events.settings import DEFAULTS, SETTINGS, Kind
from tiktok_tui.tui.widgets.fact_list import Fact
from tiktok_tui.tui.widgets.link import events_manager

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination

_ABOVE = frozenset({"name", "event_set_name"})
"""Settings without a line: the name is in the list, and the event set's name is beside its ID."""


def details_of(destination: Destination) -> list[Fact]:
    """Return each setting that has a value, the name that `-d` takes, and where the events are shown at TikTok."""
    facts: list[Fact] = [
        (setting.title, _value(destination, setting.name, setting.kind))
        for setting in SETTINGS
        if setting.name not in _ABOVE
        and (setting.always_written or getattr(destination, setting.name) != getattr(DEFAULTS, setting.name))
        and destination.event_source in setting.sources
    ]
    facts.append(("In commands", f"-d {destination.slug}"))
    if destination.advertiser_id and not destination.sandbox:
        facts.append(("At TikTok", events_manager(destination.advertiser_id)))
    return facts


def _value(destination: Destination, name: str, kind: Kind) -> str:
    value = getattr(destination, name)
    if kind is Kind.SWITCH:
        return "on" if value else "off"
    if name == "event_set_id" and destination.event_set_name:
        return f"{destination.event_set_name}  {value}"
    return str(value) or "–"
