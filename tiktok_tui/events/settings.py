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
    is none; `title` its label in the app's form; `help` what it means, in the command's help and the docs; `guide` what
    it does, an example, and where to find it at TikTok, which the form shows while one is there.
    """

    name: str
    kind: Kind
    flag: str
    title: str
    help: str
    guide: str
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
    Setting(
        "name",
        Kind.NAME,
        "",
        "Name",
        "what you call it",
        "Your own word for it: on the first screen, and as -d in commands. Example: Store sales. TikTok does not see"
        " it.",
        always_written=True,
    ),
    Setting(
        "description",
        Kind.TEXT,
        "--description",
        "Description",
        "a line about it",
        "A line for you and your colleagues. Example: all tills, nightly export. TikTok does not see it.",
    ),
    Setting(
        "credential",
        Kind.CREDENTIAL,
        "--credential",
        "Credential",
        "the credential's name; needed unless TIKTOK_TUI_ACCESS_TOKEN is set",
        "Whose token sends the events. It is chosen in the first step.",
        always_written=True,
    ),
    Setting(
        "advertiser_id",
        Kind.ID,
        "--advertiser",
        "Advertiser",
        "the advertiser's ID",
        "The ad account that gets the credit. 19 digits: in TikTok Ads Manager, the menu at the top right. ↓ lists"
        " those that your token reaches.",
        always_written=True,
    ),
    Setting(
        "event_source",
        Kind.CHOICE,
        "--source",
        "Event source",
        "offline (the default) or web",
        "offline: sales in a shop, by phone or from a CRM, which go into an event set. web: orders of a web shop,"
        " which go into a pixel.",
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
        "Where TikTok collects the events. 19 digits beside its name in Ads Manager → Tools → Events. ↓ lists yours."
        " Web: the code of the pixel.",
        changes_events=True,
        always_written=True,
    ),
    Setting(
        "event_set_name",
        Kind.TEXT,
        "--event-set-name",
        "Event set's name",
        "the event set's name, where TikTok does not give it",
        "What TikTok calls it. Needed only where the token may not list event sets.",
    ),
    Setting(
        "auto_tracking",
        Kind.SWITCH,
        "",
        "Auto tracking",
        "new campaigns use this event set; changed at TikTok too",
        "On: every new campaign of the advertiser is credited with these sales. Off: choose the event set in each ad."
        " At TikTok: Events → the event set → Settings.",
        sources=_OFFLINE,
        always_written=True,
    ),
    Setting(
        "fixed_event",
        Kind.EVENT,
        "--fixed-event",
        "Fixed event",
        "the event of rows that name none, such as Purchase",
        "The event of rows that name none: Purchase for a file of orders. ↓ lists TikTok's events. Blank if a column"
        " of the file names the event.",
        changes_events=True,
    ),
    Setting(
        "currency",
        Kind.CURRENCY,
        "--currency",
        "Currency",
        "for rows without one; the account's by default",
        "For amounts that name none. Example: EUR. Blank: the ad account's currency, as Ads Manager shows it.",
        changes_events=True,
    ),
    Setting(
        "phone_country",
        Kind.COUNTRY,
        "--phone-country",
        "Phones in",
        "for numbers without a country code, such as US",
        "For numbers without a country code: with FR, 06 39 98 12 34 is read as +33 6 39 98 12 34. Blank: such"
        " numbers are left out.",
        changes_events=True,
    ),
    Setting(
        "time_zone",
        Kind.ZONE,
        "--time-zone",
        "Times in",
        "of times that name none, such as America/New_York; the account's by default",
        "For times that name none. Example: Europe/Paris. Blank: the ad account's zone, as Ads Manager shows it. An"
        " hour off can cost the credit.",
        changes_events=True,
        always_written=True,
    ),
    Setting(
        "number_style",
        Kind.CHOICE,
        "--number-style",
        "Numbers like",
        "how amounts are written: 1,234.56 or 1.234,56 or 1 234,56; without it, amounts such as 1.250 are refused",
        "How your files write amounts. It matters for 1.250, which is 1250 or 1.25; the app asks when it meets one.",
        choices=tuple(NumberStyle),
        changes_events=True,
    ),
    Setting(
        "limited_data_use",
        Kind.SWITCH,
        "--limited-data-use",
        "Data use",
        "ask TikTok to use the data in a limited way (web)",
        "Asks TikTok to use these people's data in a limited way, where a law of theirs requires it. TikTok then"
        " needs their public IP addresses. Ask your lawyers.",
        changes_events=True,
        sources=_WEB,
    ),
    Setting(
        "admin_only",
        Kind.SWITCH,
        "--admin-only",
        "File",
        "let only the owner read the file",
        "Nobody else on this machine can read the destination's file. It holds no secrets: those are in the keyring.",
    ),
    Setting(
        "restrict_pii",
        Kind.SWITCH,
        "--restrict-pii",
        "Privacy",
        "mask personal values in previews, rejects and exports",
        "E-mails and phone numbers show as ••• on screens, in rejects and in exports. What TikTok gets stays the"
        " same: hashes.",
    ),
    Setting(
        "send_event_channel",
        Kind.SWITCH,
        "--send-event-channel",
        "Channel",
        "send event_channel as a property",
        "Sends the column event_channel (email, in_store, phone_call …). TikTok's API of today does not name it:"
        " leave it off unless TikTok asked you for it.",
        changes_events=True,
        sources=_OFFLINE,
    ),
    Setting(
        "sandbox",
        Kind.SWITCH,
        "--sandbox",
        "Try it first",
        "try it in the built-in sandbox until `go-live`",
        "A stand-in for TikTok on this machine: nothing leaves it, and nothing counts. Untick it to go live.",
    ),
)
"""Every setting, in the order of the fields of `Destination`, of its file and of the docs."""

SETTING: dict[str, Setting] = {setting.name: setting for setting in SETTINGS}

DEFAULTS = Destination("", "")
"""A destination with nothing set."""
