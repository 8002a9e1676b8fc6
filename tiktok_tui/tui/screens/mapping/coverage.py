"""How well TikTok can match the events with customers, in words: the keys that are there and those that are missing."""

from __future__ import annotations

from collections.abc import Sequence

from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.prepare.totals import WEB_KEYS, Totals

_ENOUGH = 90
"""Percent of events from which a key is not called missing."""

_OFFLINE = (("email", "e-mail"), ("phone", "phone"))


def coverage_notes(
    totals: Totals, mapping: Mapping, destination: Destination, columns: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return sentences on the keys by which events are matched; no score, since TikTok does not publish its weights.

    `columns` are the file's: those that are not used and may fill a missing key are named.
    """
    if not totals.sendable:
        return ()
    email, phone, both = (
        100 * count // totals.sendable for count in (totals.with_email, totals.with_phone, totals.with_both)
    )
    notes = [f"Of the events to send, {email} % have an e-mail, {phone} % a phone number and {both} % both."]
    web = {name: 100 * count // totals.sendable for name, count in totals.with_web_keys.items()}
    if web:
        notes.append(f"Of their other keys: {', '.join(f'{WEB_KEYS[name]} {share} %' for name, share in web.items())}.")
    keys = (*_OFFLINE, *(WEB_KEYS.items() if destination.event_source is EventSource.WEB else ()))
    unmapped = [words for name, words in keys if name not in mapping.fields]
    if unmapped:
        notes.append(f"No column fills {_listed(unmapped)}: with it, TikTok can match more customers.")
    few = [words for words, share in (("an e-mail", email), ("a phone number", phone)) if share < _ENOUGH]
    if few and not unmapped:
        notes.append(f"Events without {' or '.join(few)} are matched less often.")
    shares = {"email": email, "phone": phone} | web
    missing = {name: words for name, words in keys if shares.get(name, 0) < _ENOUGH}
    if could := _unused(missing, mapping, columns):
        notes.append(f"Not used, but may hold such keys: {'; '.join(could)}. v  lists the columns.")
    return tuple(notes)


def _unused(missing: dict[str, str], mapping: Mapping, columns: Sequence[str]) -> list[str]:
    """Return the unused columns that are named like a missing key, each with the key in words."""
    from tiktok_tui.mapping.suggest.vocabulary.headers import meanings

    used = {column for source in mapping.fields.values() for column in source.columns}
    likely = {column: meanings(column) for column in columns if column not in used}
    named = ((column, max(points, key=points.__getitem__)) for column, points in likely.items() if points)
    return [f"“{column}” ({missing[name]})" for column, name in named if name in missing]


def _listed(words: list[str]) -> str:
    return " or ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]
