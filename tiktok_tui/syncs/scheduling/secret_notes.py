"""Say which secrets a scheduled run can reach: it has neither the terminal's variables nor, at night, the keyring."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Final

from tiktok_tui.accounts.environment import ACCESS_TOKEN, secrets_given
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import CredentialError, SettingsError
from tiktok_tui.syncs.settings.sync import ConnectionSource, Sync

_PROXIES: Final = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
"""Without them TikTok cannot be reached from some networks; an address of a proxy may hold a password."""
_LINES: Final = {
    "systemd": re.compile(r"\s*(\w+)\s*="),
    "cron": re.compile(r"\s*(?:export\s+)?(\w+)="),
}
"""A line that the scheduler reads: systemd passes over those with `export`, and no shell takes blanks before the =."""


def secrets_file(home: Home) -> Path:
    """Return the file of NAME='value' lines that systemd and cron give to the runs, if the person has written one."""
    return home.config / "secrets.env"


def secret_notes(home: Home, sync: Sync, scheduler: str) -> tuple[str, ...]:
    """Return what the person has to do so that a run by this scheduler finds its secrets. Asks the keyring."""
    if scheduler not in _LINES:
        return ()  # the keyrings of macOS and Windows are open whenever these schedulers run
    file = secrets_file(home)
    lines = _lines_of(file)
    stored = {found[1] for line in lines if (found := _LINES[scheduler].match(line))}
    given = (*secrets_given(), *(name for name in (*_PROXIES, *_of_connection(home, sync)) if os.environ.get(name)))
    notes = [
        f"{name} is set in this terminal only, which {scheduler} does not see: write the line {name}='…' into {file} "
        "(mode 600)."
        for name in given
        if name not in stored
    ]
    if lines and os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
        notes.append(f"Others on this machine can read {file}: `chmod 600 {file}`.")
    if ACCESS_TOKEN not in stored and ACCESS_TOKEN not in given:
        notes += _about_keyring(scheduler, file)
    return tuple(notes)


def _of_connection(home: Home, sync: Sync) -> tuple[str, ...]:
    """Return the variables that the sync's connection takes its secrets from."""
    if not isinstance(sync.source, ConnectionSource):
        return ()
    from tiktok_tui.sources.connections import store

    try:
        return store.load(home, sync.source.connection).variables()
    except SettingsError:
        return ()  # said by each run


def _about_keyring(scheduler: str, file: Path) -> list[str]:
    from tiktok_tui.accounts.backends import name_of, trusted_backend

    otherwise = f"Without it, write the line {ACCESS_TOKEN}='…' into {file} (mode 600)."
    try:
        keyring = name_of(trusted_backend())
    except CredentialError:
        return [f"There is no open keyring here. {otherwise}"]
    if keyring == "encrypted file":
        return []
    if scheduler == "cron":
        return [f"cron does not reach the keyring of your desktop ({keyring}). {otherwise}"]
    return [f"The keyring ({keyring}) is open only while you are logged in. {otherwise}"]


def _lines_of(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
