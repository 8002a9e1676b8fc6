"""Checks of single settings of a destination, by their kind, with the right word in the error."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from zoneinfo import ZoneInfo, available_timezones

from tiktok_tui.accounts import slugs
from tiktok_tui.events import names
from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.settings import Kind, Setting
from tiktok_tui.events.system.settings_text import SettingsText, did_you_mean, nearest, shown
from tiktok_tui.tiktok.secret import looks_like_token

_COUNTRIES_BY_HABIT = {"UK": "GB", "EN": "GB"}


def check(file: SettingsText, setting: Setting, value: str, source: EventSource) -> None:
    """Raise a SettingsError if `value` cannot be that setting's for events of this source."""
    if value:
        _CHECKS[setting.kind](file, setting, value, source)
    elif setting.kind is Kind.NAME:
        raise file.error((setting.name,), "The destination needs a name.")


def choice(file: SettingsText, setting: Setting, value: str) -> StrEnum:
    """Return the one of the setting's choices that `value` names. Raises SettingsError with the nearest."""
    for each in setting.choices:
        if each == value:
            return each
    choices = sorted(setting.choices)
    what = f"“{shown(value)}” is no {setting.name.replace('_', ' ')}."
    otherwise = f"Use {' or '.join(f'“{each}”' for each in choices)}."
    raise file.error((setting.name,), what, did_you_mean(nearest(value, choices), otherwise))


def _anything(file: SettingsText, setting: Setting, value: str, source: EventSource) -> None:
    """Values whose type says enough."""


def _no_token(file: SettingsText, setting: Setting, value: str, source: EventSource) -> None:
    """Text that is only shown, and stands in a file: not the place for a token."""
    if looks_like_token(value):
        what = f"The {setting.name.replace('_', ' ')} looks like a token."
        raise file.error((setting.name,), what, "Type words of your own; tokens are kept in the keyring only.")


def _id(file: SettingsText, setting: Setting, value: str, source: EventSource) -> None:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", value):
        raise file.error((setting.name,), f"“{shown(value)}” is not an ID.", "Copy it from TikTok, without blanks.")


def _credential(file: SettingsText, setting: Setting, value: str, source: EventSource) -> None:
    if not slugs.is_slug(value):
        raise file.error((setting.name,), f"“{shown(value)}” cannot be a credential's name.")


def _currency(file: SettingsText, setting: Setting, value: str, source: EventSource) -> None:
    if value not in CURRENCIES:
        codes = f"Use one of TikTok's {len(CURRENCIES)} ISO 4217 codes, such as USD."
        what = f"“{shown(value)}” is no currency that TikTok takes."
        raise file.error((setting.name,), what, did_you_mean(nearest(value, sorted(CURRENCIES)), codes))


def _country(file: SettingsText, setting: Setting, value: str, source: EventSource) -> None:
    from phonenumbers import SUPPORTED_REGIONS

    if value not in SUPPORTED_REGIONS:
        right = _COUNTRIES_BY_HABIT.get(value.upper()) or nearest(value, SUPPORTED_REGIONS)
        remedy = did_you_mean(right, "Use two capital letters (ISO 3166), such as US.")
        raise file.error((setting.name,), f"“{shown(value)}” is not a country code.", remedy)


def _zone(file: SettingsText, setting: Setting, value: str, source: EventSource) -> None:
    try:
        ZoneInfo(value)
    except (OSError, ValueError, KeyError):
        right = nearest(value.replace(" ", "_"), sorted(available_timezones()))
        remedy = did_you_mean(right, "Use an IANA name, such as America/New_York or UTC.")
        raise file.error((setting.name,), f"“{shown(value)}” is not a time zone.", remedy) from None


def _event(file: SettingsText, setting: Setting, value: str, source: EventSource) -> None:
    if value in names.ACCEPTED or (source is EventSource.WEB and re.fullmatch(names.CUSTOM_PATTERN, value)):
        return
    remedy = did_you_mean(names.nearest(value), "Use a standard event, such as Purchase.")
    raise file.error((setting.name,), f"“{shown(value)}” is not an event that {source} events may have.", remedy)


_CHECKS: dict[Kind, Callable[[SettingsText, Setting, str, EventSource], None]] = {
    Kind.TEXT: _no_token,
    Kind.NAME: _no_token,
    Kind.CHOICE: _anything,
    Kind.SWITCH: _anything,
    Kind.ID: _id,
    Kind.CREDENTIAL: _credential,
    Kind.CURRENCY: _currency,
    Kind.COUNTRY: _country,
    Kind.ZONE: _zone,
    Kind.EVENT: _event,
}
