"""Destinations as TOML files, one each, that people may write by hand: read strictly, written whole."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from tiktok_tui.accounts import slugs
from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.accounts.home import remove as remove_file
from tiktok_tui.events import names
from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.destination import Destination, EventSource, NumberStyle
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.settings_text import SettingsText, has_comments, nearest, shown

KEYS = tuple(field.name for field in fields(Destination) if field.name != "slug")
"""The keys of a destination's file, in the order in which they are written."""

_ALWAYS = ("name", "credential", "advertiser_id", "event_source", "event_set_id", "auto_tracking", "time_zone")
_FLAGS = tuple(key for key in KEYS if isinstance(getattr(Destination("", ""), key), bool))
_IDS = {"advertiser_id": "The advertiser's ID", "event_set_id": "The event set's ID"}


@dataclass(frozen=True, slots=True)
class Listing:
    """All destinations by slug, and what is wrong with the files that cannot be read."""

    destinations: tuple[Destination, ...]
    broken: tuple[SettingsError, ...]


def path_of(home: Home, slug: str) -> Path:
    """The file of the destination. Raises SettingsError for a slug that could be no file's name."""
    if not slugs.is_slug(slug):
        raise SettingsError(
            f"“{shown(slug)}” cannot be a destination's name.", remedy="Use letters, digits and dashes."
        )
    return home.destinations / f"{slug}.toml"


def load(home: Home, slug: str) -> Destination:
    """The destination called `slug`. Raises SettingsError with file, line and the nearest right word."""
    path = path_of(home, slug)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise _missing(home, slug) from None
    except UnicodeDecodeError:
        raise SettingsError("The file is not UTF-8 text.", where=str(path), remedy="Save it as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"The file cannot be read: {error.strerror}.", where=str(path)) from None
    return loads(text, slug=slug, where=str(path))


def listing(home: Home) -> Listing:
    """Every destination there is; a broken file is reported beside the others."""
    destinations: list[Destination] = []
    broken: list[SettingsError] = []
    for slug in _slugs(home):
        try:
            destinations.append(load(home, slug))
        except SettingsError as error:
            broken.append(error)
    return Listing(tuple(destinations), tuple(broken))


def save(home: Home, destination: Destination) -> Path:
    """Write the destination's file, readable by its owner alone; returns its path. Comments in an older file are lost.

    Raises SettingsError with `field` when a value is not one that `load` would take.
    """
    path = path_of(home, destination.slug)
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


def file_has_comments(path: Path) -> bool:
    """Whether the file holds comments, which saving it from the app would lose."""
    try:
        return has_comments(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return False


def warnings(home: Home, destination: Destination) -> tuple[str, ...]:
    """What is unusual about the destination but does not stop it from working."""
    found: list[str] = []
    for key, named in _IDS.items():
        value = getattr(destination, key)
        offline_set = key == "advertiser_id" or destination.event_source is EventSource.OFFLINE
        if value and offline_set and not re.fullmatch(r"\d{19}", value):
            found.append(f"{named} is expected to have 19 digits; compare it with TikTok Ads Manager.")
    if destination.event_source is EventSource.WEB and destination.event_set_id.isdigit():
        found.append("This looks like a pixel's number; web events want the pixel code (such as C4…).")
    if destination.limited_data_use and destination.event_source is not EventSource.WEB:
        found.append("Limited data use has no effect on offline events.")
    path = home.destinations / f"{destination.slug}.toml"
    if destination.admin_only and os.name != "nt" and path.exists() and path.stat().st_mode & 0o077:
        found.append(f"admin_only is set but others may read {path}; run chmod 600 on it or save it in the app.")
    return tuple(found)


def loads(text: str, *, slug: str, where: str) -> Destination:
    """The destination that TOML text holds. Raises SettingsError with `where`, the line and the nearest right word."""
    settings = SettingsText(text, where)
    table = settings.parse()
    settings.refuse_unknown(table, KEYS)
    values: dict[str, object] = {"name": slug}
    for key, value in table.items():
        if key in _FLAGS:
            values[key] = settings.expect(value, bool, (key,))
        else:
            values[key] = settings.expect(value, str, (key,)).strip()
    source = EventSource(_one_of(settings, "event_source", values.get("event_source", "offline"), EventSource))
    style = NumberStyle(_one_of(settings, "number_style", values.get("number_style", "1,234.56"), NumberStyle))
    for key, value in values.items():
        if isinstance(value, str):
            _check(settings, key, value, source)
    values |= {"slug": slug, "event_source": source, "number_style": style}
    return Destination(**values)  # type: ignore[arg-type]  # every value was checked against its key above


def dumps(destination: Destination) -> str:
    """The destination as the text of its file; what has its default is left out unless people look for it."""
    import tomli_w

    usual = Destination("", "")
    table: dict[str, str | bool] = {}
    for key in KEYS:
        value = getattr(destination, key)
        if key in _ALWAYS or value != getattr(usual, key):
            table[key] = str(value) if isinstance(value, StrEnum) else value
    return tomli_w.dumps(table)


def _check(settings: SettingsText, key: str, value: str, source: EventSource) -> None:
    """Raises a SettingsError if `value` cannot be that key's."""
    if not value:
        if key == "name":
            raise settings.error((key,), "The destination needs a name.")
        return
    match key:
        case "advertiser_id" | "event_set_id":
            if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", value):
                raise settings.error((key,), f"“{shown(value)}” is not an ID.", "Copy it from TikTok, without blanks.")
        case "currency":
            _one_of(settings, key, value, CURRENCIES)
        case "phone_country":
            _check_country(settings, value)
        case "time_zone":
            _check_zone(settings, value)
        case "fixed_event":
            _check_event(settings, value, source)
        case "credential":
            if not slugs.is_slug(value):
                raise settings.error((key,), f"“{shown(value)}” cannot be a credential's name.")


def _one_of(settings: SettingsText, key: str, value: object, known: type[StrEnum] | frozenset[str]) -> str:
    """`value` if it is one of `known`; else a SettingsError that names the nearest."""
    choices = sorted(str(each) for each in known)
    if value in choices:
        return str(value)
    right = nearest(str(value), choices)
    few = f"Use {', '.join(choices)}." if len(choices) < 6 else "Use one of TikTok's 62 ISO 4217 codes, such as USD."
    remedy = f"Did you mean “{right}”?" if right else few
    raise settings.error((key,), f"“{shown(str(value))}” is no {key.replace('_', ' ')} that TikTok takes.", remedy)


def _check_country(settings: SettingsText, value: str) -> None:
    from phonenumbers import SUPPORTED_REGIONS

    if value not in SUPPORTED_REGIONS:
        right = {"UK": "GB", "EN": "GB"}.get(value.upper()) or nearest(value, SUPPORTED_REGIONS)
        remedy = f"Did you mean “{right}”?" if right else "Use two capital letters (ISO 3166), such as US."
        raise settings.error(("phone_country",), f"“{shown(value)}” is not a country code.", remedy)


def _check_zone(settings: SettingsText, value: str) -> None:
    try:
        ZoneInfo(value)
    except (OSError, ValueError, KeyError):
        right = nearest(value.replace(" ", "_"), sorted(available_timezones()))
        remedy = f"Did you mean “{right}”?" if right else "Use an IANA name, such as America/New_York or UTC."
        raise settings.error(("time_zone",), f"“{shown(value)}” is not a time zone.", remedy) from None


def _check_event(settings: SettingsText, value: str, source: EventSource) -> None:
    if value in names.ACCEPTED or (source is EventSource.WEB and re.fullmatch(names.CUSTOM_PATTERN, value)):
        return
    right = names.nearest(value)
    remedy = f"Did you mean “{right}”?" if right else "Use a standard event, such as Purchase."
    raise settings.error(("fixed_event",), f"“{shown(value)}” is not an event that {source} events may have.", remedy)


def _slugs(home: Home) -> list[str]:
    return sorted(path.stem for path in home.destinations.glob("*.toml") if slugs.is_slug(path.stem))


def _missing(home: Home, slug: str) -> SettingsError:
    known = _slugs(home)
    right = nearest(slug, known)
    remedy = (
        f"Did you mean “{right}”?" if right else f"There are: {', '.join(known)}." if known else "There is none yet."
    )
    return SettingsError(
        f"There is no destination “{shown(slug)}”.", where=str(home.destinations), remedy=remedy, field="destination"
    )
