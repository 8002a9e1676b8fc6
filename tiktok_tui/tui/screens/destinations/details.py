"""The settings of one destination as lines beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tiktok_tui.events.settings import DEFAULTS, SETTINGS, Kind
from tiktok_tui.tui.widgets.safe_text import safe_text

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination

_ABOVE = frozenset({"name", "event_set_name"})
"""Settings without a line: the name is in the list, and the event set's name is beside its ID."""
_LONGEST = 200


def details_of(destination: Destination) -> Content:
    """Return a line for each setting that has a value, and the name that `-d` takes."""
    lines = [
        (setting.title, _value(destination, setting.name, setting.kind))
        for setting in SETTINGS
        if setting.name not in _ABOVE
        and (setting.always_written or getattr(destination, setting.name) != getattr(DEFAULTS, setting.name))
        and destination.event_source in setting.sources
    ]
    lines.append(("In commands", f"-d {destination.slug}"))
    return Content("\n").join(
        Content.assemble((f"{label:<14}", "$foreground-muted"), safe_text(text, _LONGEST)) for label, text in lines
    )


def _value(destination: Destination, name: str, kind: Kind) -> str:
    value = getattr(destination, name)
    if kind is Kind.SWITCH:
        return "on" if value else "off"
    if name == "event_set_id" and destination.event_set_name:
        return f"{destination.event_set_name}  {value}"
    return str(value) or "–"
