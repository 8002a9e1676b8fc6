"""The settings of a destination as options of a command."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tiktok_tui.cli import completion, console
from tiktok_tui.events.settings import SETTING, SETTINGS, Kind, Setting

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination


def add_saved(parser: argparse.ArgumentParser) -> None:
    """Add NAME, one of the saved destinations."""
    name = parser.add_argument("name", metavar="NAME", help="as `destination list` shows it")
    completion.offer(name, completion.destinations)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add an option for every setting that has one."""
    for setting in SETTINGS:
        if setting.flag:
            _add(parser, setting)


def add_changes(parser: argparse.ArgumentParser) -> None:
    """Add an option for every setting of a saved destination; switches can be turned off. Only `go-live` ends a try."""
    for setting in SETTINGS:
        if setting.flag and setting.name != "sandbox":
            _add(parser, setting, off=True)
    parser.set_defaults(sandbox=None)


def add_account(parser: argparse.ArgumentParser) -> None:
    """Add the options that name the account at TikTok; the other settings are as if they were not given."""
    for name in ("credential", "advertiser_id", "event_set_id"):
        _add(parser, SETTING[name])
    parser.set_defaults(**{setting.name: None for setting in SETTINGS if setting.flag})


def _add(parser: argparse.ArgumentParser, setting: Setting, *, off: bool = False) -> None:
    if setting.kind is Kind.SWITCH:
        action = argparse.BooleanOptionalAction if off else "store_true"
        parser.add_argument(setting.flag, dest=setting.name, action=action, default=None, help=setting.help)
        return
    metavar = setting.name.removesuffix("_id").upper()
    option = parser.add_argument(setting.flag, dest=setting.name, metavar=metavar, help=setting.help)
    if setting.kind is Kind.CREDENTIAL:
        completion.offer(option, completion.credentials)


def given(arguments: argparse.Namespace) -> dict[str, object]:
    """Return the settings that the command line names, by their keys."""
    values = {setting.name: getattr(arguments, setting.name) for setting in SETTINGS if setting.flag}
    return {key: value for key, value in values.items() if value is not None}


def destination(slug: str, settings: dict[str, object]) -> Destination:
    """Return the destination with these settings. Raises SettingsError that names the option to correct."""
    import tomli_w

    from tiktok_tui.accounts import destinations
    from tiktok_tui.events.errors import SettingsError

    try:
        return destinations.loads(tomli_w.dumps(settings), slug=slug, where=slug)
    except SettingsError as error:
        error.where = option_of(error.field) or slug
        raise


def changed(before: Destination, settings: dict[str, object]) -> Destination:
    """Return `before` with these settings; "" puts a setting back to its default. Raises as `destination` does.

    Another event set loses the old one's name, which TikTok gives or the settings hold.
    """
    now = facts(before) | settings
    if now["event_set_id"] != before.event_set_id and "event_set_name" not in settings:
        now["event_set_name"] = ""
    return destination(before.slug, {key: value for key, value in now.items() if key != "slug" and value != ""})


def facts(destination: Destination) -> dict[str, object]:
    """Return the slug and all settings as JSON has them: true, false or text, "" where there is none."""
    from dataclasses import asdict

    found = {key: "" if value is None else value for key, value in asdict(destination).items()}
    return {key: value if isinstance(value, bool) else str(value) for key, value in found.items()}


def only_credential(home: Home) -> str:
    """Return the only credential there is, to be used where none is named; "" where the environment has a token.

    Raises CredentialError if there are none or several.
    """
    from tiktok_tui.accounts import credentials, environment
    from tiktok_tui.accounts.tokens import not_named

    known = credentials.taken(home)
    if len(known) == 1:
        console.say(f"Credential: {known[0]}, the only one.")
        return known[0]
    if environment.access_token():
        return ""
    error = not_named(home)
    error.where = option_of("credential") if known else ""
    raise error


def option_of(key: str) -> str:
    """Return the option that sets `key`, or ""."""
    return SETTING[key].flag if key in SETTING else ""
