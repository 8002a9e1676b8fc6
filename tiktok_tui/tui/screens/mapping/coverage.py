"""How well TikTok can match the events with customers, in words: the keys that are there and those that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.mapping.model import Mapping

if TYPE_CHECKING:
    from tiktok_tui.prepare.totals import Totals

_ENOUGH = 90
"""Percent of events from which a key is not called missing."""

_OFFLINE = (("email", "e-mail"), ("phone", "phone"))
_WEB = (
    *_OFFLINE,
    ("external_id", "external ID"),
    ("tiktok_click_id", "click ID"),
    ("cookie_id", "cookie ID"),
    ("ip", "IP address with the browser"),
)


def coverage_notes(totals: Totals, mapping: Mapping, destination: Destination) -> tuple[str, ...]:
    """Return sentences on the keys by which events are matched; no score, since TikTok does not publish its weights."""
    if not totals.sendable:
        return ()
    email, phone, both = (
        100 * count // totals.sendable for count in (totals.with_email, totals.with_phone, totals.with_both)
    )
    notes = [f"Of the events to send, {email} % have an e-mail, {phone} % a phone number and {both} % both."]
    keys = _WEB if destination.event_source is EventSource.WEB else _OFFLINE
    unmapped = [words for name, words in keys if name not in mapping.fields]
    if unmapped:
        notes.append(f"No column fills {_listed(unmapped)}: with it, TikTok can match more customers.")
    few = [words for words, share in (("an e-mail", email), ("a phone number", phone)) if share < _ENOUGH]
    if few and not unmapped:
        notes.append(f"Events without {' or '.join(few)} are matched less often.")
    return tuple(notes)


def _listed(words: list[str]) -> str:
    return " or ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]
