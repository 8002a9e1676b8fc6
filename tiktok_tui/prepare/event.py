"""A ready event: its JSON, and what the sender needs to route it and to remember it."""

from __future__ import annotations

from typing import NamedTuple


class Event(NamedTuple):
    """One event as it will be sent.

    `row` is its first row's number as a spreadsheet shows it. `key` are 16 bytes made of event set, event and
    event ID: two events with one key are the same event to TikTok. `body` is its JSON object, UTF-8.
    """

    row: int
    event_set_id: str
    key: bytes
    body: bytes
