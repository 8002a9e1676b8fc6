"""The settings of a destination as options of the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tiktok_tui.cli import completion, console

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination

TEXTS = (
    ("--description", "description", "a line about it"),
    ("--credential", "credential", "the credential's name; needed unless TIKTOK_TUI_ACCESS_TOKEN is set"),
    ("--advertiser", "advertiser_id", "the advertiser's ID"),
    ("--event-set", "event_set_id", "the event set's ID; for web, the pixel code"),
    ("--event-set-name", "event_set_name", "the event set's name, where TikTok does not tell"),
    ("--fixed-event", "fixed_event", "the event of rows that name none, such as Purchase"),
    ("--currency", "currency", "for rows without one; the account's by default"),
    ("--phone-country", "phone_country", "for numbers without a country code, such as US"),
    ("--time-zone", "time_zone", "of times that name none, such as America/New_York; the account's by default"),
    ("--number-style", "number_style", "how amounts are written: 1,234.56 or 1.234,56 or 1 234,56"),
    ("--source", "event_source", "offline (the default) or web"),
)
"""Option, key in the destination's file, and what it means; the reference in `docs/` is made from this too."""
FLAGS = (
    ("--limited-data-use", "limited_data_use", "ask TikTok to use the data in a limited way (web)"),
    ("--admin-only", "admin_only", "let only the owner read the file"),
    ("--restrict-pii", "restrict_pii", "mask personal values in previews, rejects and exports"),
    ("--send-event-channel", "send_event_channel", "send event_channel as a property"),
    ("--sandbox", "sandbox", "try it in the built-in sandbox until `go-live`"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """An option for every setting."""
    for option, key, about in TEXTS:
        _add_text(parser, option, key, about)
    for option, key, about in FLAGS:
        parser.add_argument(option, dest=key, action="store_true", default=None, help=about)


def add_account(parser: argparse.ArgumentParser) -> None:
    """Options for the settings that say whose account it is; the others are as if not given."""
    for option, key, about in TEXTS:
        if key in ("credential", "advertiser_id", "event_set_id"):
            _add_text(parser, option, key, about)
    parser.set_defaults(**{key: None for _, key, _ in (*TEXTS, *FLAGS)})


def _add_text(parser: argparse.ArgumentParser, option: str, key: str, about: str) -> None:
    action = parser.add_argument(option, dest=key, metavar=key.removesuffix("_id").upper(), help=about)
    if key == "credential":
        completion.offer(action, completion.credentials)


def given(arguments: argparse.Namespace) -> dict[str, object]:
    """The settings that the command line names."""
    values = ((key, getattr(arguments, key)) for _, key, _ in (*TEXTS, *FLAGS))
    return {key: value for key, value in values if value is not None}


def destination(slug: str, settings: dict[str, object]) -> Destination:
    """The destination with these settings. Raises SettingsError that names the option to mend."""
    import tomli_w

    from tiktok_tui.accounts import destinations
    from tiktok_tui.events.errors import SettingsError

    try:
        return destinations.loads(tomli_w.dumps(settings), slug=slug, where=slug)
    except SettingsError as error:
        error.where = option_of(error.field) or slug
        raise


def only_credential(home: Home) -> str:
    """The credential to take where none is named: the only one there is, if so, else ""."""
    from tiktok_tui.accounts import credentials

    known = credentials.taken(home)
    if len(known) != 1:
        return ""
    console.say(f"Credential: {known[0]}, the only one.")
    return known[0]


def option_of(key: str) -> str:
    """The option that sets `key`, or ""."""
    return next((option for option, setting, _ in TEXTS if setting == key), "")
