"""Destinations as TOML files, one each, that people may edit by hand: read strictly, written whole."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tiktok_tui.accounts import setting_checks, slugs
from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.accounts.home import remove as remove_file
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.settings import DEFAULTS, SETTING, SETTINGS, Kind
from tiktok_tui.events.system import settings_file
from tiktok_tui.events.system.settings_text import SettingsText, shown

_IDS = {"advertiser_id": "The advertiser's ID", "event_set_id": "The event set's ID"}


@dataclass(frozen=True, slots=True)
class Listing:
    """All destinations by slug, and the errors of the files that cannot be read."""

    destinations: tuple[Destination, ...]
    broken: tuple[SettingsError, ...]


def path_of(home: Home, slug: str) -> Path:
    """The file of the destination. Raises SettingsError for a slug that could be no file's name."""
    return slugs.file_in(home.destinations, slug, "destination")


def load(home: Home, slug: str) -> Destination:
    """The destination called `slug`. Raises SettingsError with file, line and the nearest right word."""
    path = path_of(home, slug)
    try:
        text = settings_file.read_text(path)
    except FileNotFoundError:
        raise _missing(home, slug) from None
    return loads(text, slug=slug, where=str(path))


def listing(home: Home) -> Listing:
    """Every destination there is; a broken file is reported beside the others."""
    return Listing(*slugs.read_all(_slugs(home), lambda slug: load(home, slug)))


def save(home: Home, destination: Destination) -> Path:
    """Write the destination's file, readable by its owner alone; returns its path. Comments in an older file are lost.

    Raises SettingsError with `field` when a value is not one that `load` would take, or another has the name.
    """
    path = path_of(home, destination.slug)
    refuse_taken_name(home, destination)
    text = dumps(destination)
    loads(text, slug=destination.slug, where=destination.name or destination.slug)
    write_private(path, text)
    return path


def remove(home: Home, slug: str) -> None:
    """Remove the destination's file. Raises SettingsError when there is none."""
    path = path_of(home, slug)
    if not path.exists():
        raise _missing(home, slug)
    remove_file(path)


def slug_for(home: Home, name: str) -> str:
    """A slug for a new destination of this name that no other has."""
    return slugs.slug_for(name, _slugs(home))


def new_slug(home: Home, name: str) -> str:
    """Return the slug for a new destination of this name. Raises SettingsError if another destination has it."""
    slug = slugs.slug_for(name)
    if slug in _slugs(home):
        raise _taken(slug)
    return slug


def refuse_taken_name(home: Home, destination: Destination) -> None:
    """Raise SettingsError if another destination has this name: in a list, the two could not be distinguished."""
    same = destination.name.strip().casefold()
    for other in listing(home).destinations:
        if other.slug != destination.slug and other.name.strip().casefold() == same:
            raise _taken(other.name)


def refuse_changed(home: Home, slug: str, before: Destination | None) -> None:
    """Raise SettingsError if the destination is no longer as it was read (`before`), or, for None, if there is one."""
    if before is None:
        if slug in _slugs(home):
            raise _taken(slug)
    elif load(home, slug) != before:
        raise SettingsError(
            "The destination has been changed meanwhile; nothing was saved.",
            where=str(path_of(home, slug)),
            remedy="Look at it, then try again.",
        )


def _taken(name: str) -> SettingsError:
    return SettingsError(
        f"There is a destination called “{shown(name)}” already.", remedy="Choose another name.", field="name"
    )


def warnings(home: Home, destination: Destination) -> tuple[str, ...]:
    """Return sentences about what is unusual in the destination but does not stop it from working."""
    found: list[str] = []
    for key, named in _IDS.items():
        value = getattr(destination, key)
        offline_set = key == "advertiser_id" or destination.event_source is EventSource.OFFLINE
        if value and offline_set and not re.fullmatch(r"\d{19}", value):
            found.append(f"{named} is expected to have 19 digits; compare it with TikTok Ads Manager.")
    if destination.event_source is EventSource.WEB and destination.event_set_id.isdigit():
        found.append("This looks like a pixel's number; web events want the pixel code (such as C4…).")
    for setting in SETTINGS:
        changed = getattr(destination, setting.name) != getattr(DEFAULTS, setting.name)
        if changed and destination.event_source not in setting.sources:
            named = setting.name.replace("_", " ").capitalize()
            found.append(f"{named} has no effect on {destination.event_source} events.")
    path = home.destinations / f"{destination.slug}.toml"
    if destination.admin_only and os.name != "nt" and path.exists() and path.stat().st_mode & 0o077:
        found.append(f"admin_only is set but others may read {path}; run chmod 600 on it or save it in the app.")
    return tuple(found)


def loads(text: str, *, slug: str, where: str) -> Destination:
    """The destination that TOML text holds. Raises SettingsError with `where`, the line and the nearest right word."""
    file = SettingsText(text, where)
    table = file.parse()
    file.refuse_unknown(table, SETTING)
    values: dict[str, object] = {"name": slug}
    for key, value in table.items():
        if SETTING[key].kind is Kind.SWITCH:
            values[key] = file.expect(value, bool, (key,))
        else:
            values[key] = file.expect(value, str, (key,)).strip()
    for key, value in values.items():
        if SETTING[key].kind is Kind.CHOICE:
            values[key] = setting_checks.choice(file, SETTING[key], str(value))
    source = EventSource(str(values.get("event_source", DEFAULTS.event_source)))
    for key, value in values.items():
        if isinstance(value, str):
            setting_checks.check(file, SETTING[key], value, source)
    return Destination(slug=slug, **values)  # type: ignore[arg-type]  # every value was checked against its key above


def dumps(destination: Destination) -> str:
    """Return the text of the destination's file; most settings with their default are left out."""
    import tomli_w

    table: dict[str, str | bool] = {}
    for setting in SETTINGS:
        value = getattr(destination, setting.name)
        if setting.always_written or value != getattr(DEFAULTS, setting.name):
            table[setting.name] = str(value) if isinstance(value, StrEnum) else value
    return tomli_w.dumps(table)


def _slugs(home: Home) -> list[str]:
    return slugs.in_folder(home.destinations)


def _missing(home: Home, slug: str) -> SettingsError:
    first = "start `tiktok-tui` to set one up, or `tiktok-tui destination add NAME …`"
    return slugs.missing(home.destinations, slug, _slugs(home), "destination", first)
