"""The one table of a destination's settings: options, checks, the app's form, a resume and the docs all read it.

To add one: a field of `Destination`, and a line here at the same place. `tests/events/test_settings.py` compares both.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from tiktok_tui.events.destination import Destination, EventSource, NumberStyle


class Kind(Enum):
    """Which values a setting takes; `accounts.setting_checks` has a check for each."""

    TEXT = auto()
    """Any text on one line."""
    NAME = auto()
    """Any text, but not none."""
    CREDENTIAL = auto()
    """The slug of a credential."""
    ID = auto()
    """An ID of TikTok's: text, since a number would lose digits."""
    EVENT = auto()
    """The name of an event."""
    CURRENCY = auto()
    """An ISO 4217 code that TikTok takes."""
    COUNTRY = auto()
    """An ISO 3166 code that phone numbers have."""
    ZONE = auto()
    """An IANA time zone."""
    CHOICE = auto()
    """One of the setting's `choices`."""
    SWITCH = auto()
    """true or false."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a destination.

    `name` is the field of `Destination` and the key in its file; `flag` the option of `destination add`, "" where there
    is none; `title` its label in the app's form; `help` what it means, in the command's help and the docs.
    """

    name: str
    kind: Kind
    flag: str
    title: str
    help: str
    choices: tuple[StrEnum, ...] = ()
    changes_events: bool = False
    """True if another value makes other events: a run that has begun cannot be resumed with it."""
    sources: frozenset[EventSource] = frozenset(EventSource)
    """The event sources for which it has a meaning."""
    always_written: bool = False
    """True if it stands in the file even with its default, since people look for it there."""


_OFFLINE = frozenset({EventSource.OFFLINE})
_WEB = frozenset({EventSource.WEB})

SETTINGS: tuple[Setting, ...] = (
    Setting("name", Kind.NAME, "", "Name", "what you call it", always_written=True),
    Setting("description", Kind.TEXT, "--description", "Description", "a line about it"),
    Setting(
        "credential",
        Kind.CREDENTIAL,
        "--credential",
        "Credential",
        "the credential's name; needed unless TIKTOK_TUI_ACCESS_TOKEN is set",
        always_written=True,
    ),
    Setting("advertiser_id", Kind.ID, "--advertiser", "Advertiser", "the advertiser's ID", always_written=True),
    Setting(
        "event_source",
        Kind.CHOICE,
        "--source",
        "Event source",
        "offline (the default) or web",
        choices=tuple(EventSource),
        changes_events=True,
        always_written=True,
    ),
    Setting(
        "event_set_id",
        Kind.ID,
        "--event-set",
        "Event set",
        "the event set's ID; for web, the pixel code",
        changes_events=True,
        always_written=True,
    ),
    Setting(
        "event_set_name",
        Kind.TEXT,
        "--event-set-name",
        "Event set's name",
        "the event set's name, where TikTok does not give it",
    ),
    Setting(
        "auto_tracking",
        Kind.SWITCH,
        "",
        "Auto tracking",
        "new campaigns use this event set; changed at TikTok too",
        sources=_OFFLINE,
        always_written=True,
    ),
    Setting(
        "fixed_event",
        Kind.EVENT,
        "--fixed-event",
        "Fixed event",
        "the event of rows that name none, such as Purchase",
        changes_events=True,
    ),
    Setting(
        "currency",
        Kind.CURRENCY,
        "--currency",
        "Currency",
        "for rows without one; the account's by default",
        changes_events=True,
    ),
    Setting(
        "phone_country",
        Kind.COUNTRY,
        "--phone-country",
        "Phones in",
        "for numbers without a country code, such as US",
        changes_events=True,
    ),
    Setting(
        "time_zone",
        Kind.ZONE,
        "--time-zone",
        "Times in",
        "of times that name none, such as America/New_York; the account's by default",
        changes_events=True,
        always_written=True,
    ),
    Setting(
        "number_style",
        Kind.CHOICE,
        "--number-style",
        "Numbers like",
        "how amounts are written: 1,234.56 or 1.234,56 or 1 234,56; without it, amounts such as 1.250 are refused",
        choices=tuple(NumberStyle),
        changes_events=True,
    ),
    Setting(
        "limited_data_use",
        Kind.SWITCH,
        "--limited-data-use",
        "Data use",
        "ask TikTok to use the data in a limited way (web)",
        changes_events=True,
        sources=_WEB,
    ),
    Setting("admin_only", Kind.SWITCH, "--admin-only", "File", "let only the owner read the file"),
    Setting(
        "restrict_pii",
        Kind.SWITCH,
        "--restrict-pii",
        "Privacy",
        "mask personal values in previews, rejects and exports",
    ),
    Setting(
        "send_event_channel",
        Kind.SWITCH,
        "--send-event-channel",
        "Channel",
        "send event_channel as a property",
        changes_events=True,
        sources=_OFFLINE,
    ),
    Setting(
        "sandbox",
        Kind.SWITCH,
        "--sandbox",
        "Try it first",
        "try it in the built-in sandbox until `go-live`",
    ),
)
"""Every setting, in the order of the fields of `Destination`, of its file and of the docs."""

SETTING: dict[str, Setting] = {setting.name: setting for setting in SETTINGS}

DEFAULTS = Destination("", "")
"""A destination with nothing set."""
