"""Checks a destination with TikTok and saves it. Every function may take a while and raises AppError."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktok_tui.accounts.checking import Checked
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination


def check(home: Home, wanted: Destination, api_url: str) -> Checked:
    """Return the destination with its blanks filled in, once its settings and TikTok agree."""
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.checking import check_destination
    from tiktok_tui.uploads.connection import client_for, tried

    named = replace(wanted, slug=wanted.slug or destinations.slug_for(home, wanted.name))
    destinations.refuse_taken_name(home, named)
    filled = tried(named) if named.sandbox else named
    read_back = destinations.loads(destinations.dumps(filled), slug=filled.slug, where=filled.name)
    with client_for(home, read_back, api_url) as client:
        return check_destination(client, read_back)


def set_tracking(home: Home, destination: Destination, api_url: str, on: bool) -> None:
    """Turn the event set's auto tracking on or off at TikTok."""
    from tiktok_tui.uploads.connection import client_for

    with client_for(home, destination, api_url) as client:
        client.update_event_set(destination.advertiser_id, destination.event_set_id, auto_tracking=on)


def loses_comments(home: Home, destination: Destination) -> bool:
    """True if saving would lose comments that a person has written into the file."""
    from tiktok_tui.accounts import destinations
    from tiktok_tui.events.system import settings_file

    return settings_file.file_has_comments(destinations.path_of(home, destination.slug))


def changed_meanwhile(home: Home, before: Destination) -> str:
    """Return a sentence about what differs in the destination's file from `before`, as it was read; "" for nothing."""
    from tiktok_tui.accounts import destinations
    from tiktok_tui.events.errors import SettingsError
    from tiktok_tui.events.settings import SETTINGS

    try:
        now = destinations.load(home, before.slug)
    except SettingsError:
        return "Its file was removed meanwhile, or cannot be read."
    changed = [each.title for each in SETTINGS if getattr(now, each.name) != getattr(before, each.name)]
    return f"Changed in its file meanwhile: {', '.join(changed)}." if changed else ""


def goes_live(home: Home, destination: Destination) -> bool:
    """True if the saved destination is only tried in the sandbox and `destination` sends to TikTok."""
    from tiktok_tui.accounts import destinations

    saved = destinations.path_of(home, destination.slug).exists()
    return saved and not destination.sandbox and destinations.load(home, destination.slug).sandbox


def save(home: Home, destination: Destination, *, new: bool) -> tuple[str, ...]:
    """Write the file, that of a `new` destination only where there is none by now; return warnings about it."""
    from tiktok_tui.accounts import destinations

    if new:
        destinations.refuse_changed(home, destination.slug, None)
    destinations.save(home, destination)
    return destinations.warnings(home, destination)
