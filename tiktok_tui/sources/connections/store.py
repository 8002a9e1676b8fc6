"""The files of the connections: ours under the settings, and those of other tools in ADBC's own folders."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from tiktok_tui.accounts import slugs
from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.events.errors import SettingsError, StateError
from tiktok_tui.events.system import settings_file
from tiktok_tui.sources.connections.profile import Option, Profile, parse_profile, profile_text


@dataclass(frozen=True, slots=True)
class Listing:
    """All connections by name, and the errors of the files that cannot be read."""

    profiles: tuple[Profile, ...]
    broken: tuple[SettingsError, ...]


def load(home: Home, name: str) -> Profile:
    """Return the connection of this name; ours go before those of other tools. Raises SettingsError."""
    path = _find(home, name)
    if path is None:
        raise missing(home, name)
    return parse_profile(settings_file.read_text(path), name, path, ours=path.parent == home.connections)


def listing(home: Home) -> Listing:
    """Return every connection; a broken file is reported beside the others."""
    return Listing(*slugs.read_all(names(home), lambda name: load(home, name)))


def names(home: Home) -> list[str]:
    """Return the names of all connections, sorted."""
    return sorted({name for folder in _folders(home) for name in _in_folder(folder)})


def save(home: Home, name: str, driver: str, options: dict[str, Option]) -> Profile:
    """Write a profile of ours. Raises SettingsError if it holds a secret, StateError if it cannot be written."""
    path = path_of(home, name)
    text = profile_text(driver, options)
    profile = parse_profile(text, name, path)
    write_private(path, text)
    return profile


def path_of(home: Home, name: str) -> Path:
    """Return the file of a connection of ours. Raises SettingsError for a name that could be no file's."""
    return slugs.file_in(home.connections, name, "connection")


def missing(home: Home, name: str) -> SettingsError:
    """Return the error for a name that no connection has."""
    return slugs.missing(home.connections, name, names(home), "connection", "`tiktok-tui connection add NAME`")


def _find(home: Home, name: str) -> Path | None:
    file = path_of(home, name).name
    return next((folder / file for folder in _folders(home) if (folder / file).is_file()), None)


def _folders(home: Home) -> tuple[Path, ...]:
    """Return the folders that hold profiles, in the order in which they are searched."""
    named = [Path(part) for part in os.environ.get("ADBC_PROFILE_PATH", "").split(os.pathsep) if part]
    return (home.connections, *named, _adbc_folder())


def _adbc_folder() -> Path:
    """Return the folder in which ADBC's driver manager looks for the profiles of this user."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home()), "ADBC", "Profiles")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "ADBC" / "Profiles"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config", "adbc", "profiles")


def _in_folder(folder: Path) -> list[str]:
    try:
        return slugs.in_folder(folder)
    except StateError:  # a folder of another tool that we may not read
        return []
