"""The settings of one destination as lines beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tiktok_tui.events.settings import DEFAULTS, SETTINGS, Kind
from tiktok_tui.tui.widgets.link import events_manager
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
    shown = [Content.assemble(_label(label), safe_text(text, _LONGEST)) for label, text in lines]
    if destination.advertiser_id and not destination.sandbox:
        shown.append(Content.assemble(_label("At TikTok"), events_manager(destination.advertiser_id)))
    return Content("\n").join(shown)


def _label(words: str) -> tuple[str, str]:
    return f"{words:<14}", "$foreground-muted"


def _value(destination: Destination, name: str, kind: Kind) -> str:
    value = getattr(destination, name)
    if kind is Kind.SWITCH:
        return "on" if value else "off"
    if name == "event_set_id" and destination.event_set_name:
        return f"{destination.event_set_name}  {value}"
    return str(value) or "–"
