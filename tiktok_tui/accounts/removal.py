"""Removes credentials: every secret from the keyring, then the file, also where the file is broken or gone."""

from __future__ import annotations

import re

from tiktok_tui.accounts import credentials, keyring_index
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.home import remove as remove_file
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.events.errors import AppError, CredentialError, SettingsError
from tiktok_tui.events.system import settings_file

_ID = re.compile(r"""^\s*id\s*=\s*["']([0-9A-Za-z]+)["']""", re.MULTILINE)


def remove(home: Home, slug: str, keyring: Keyring | None = None) -> None:
    """Remove every secret of the credential, then its file; if the keyring fails, the file stays to try again.

    Raises CredentialError if neither a file nor the keyring knows it.
    """
    path = credentials.path_of(home, slug)
    keyring = keyring or Keyring()
    identifiers = [found for found in (_id_in_file(home, slug),) if found]
    listed = keyring_index.listed(home, keyring)
    identifiers += [each for each, known_as in listed.items() if known_as == slug and each not in identifiers]
    if not identifiers and not path.exists():
        raise credentials.missing(home, slug)
    for identifier in identifiers:
        forget_secrets(home, identifier, keyring)
    remove_file(path)


def forget_secrets(home: Home, identifier: str, keyring: Keyring) -> None:
    """Remove the secrets of the credential with this ID from the keyring. Raises CredentialError, StateError."""
    for secret in credentials.SECRETS:
        keyring.remove(credentials.entry_of(identifier, secret))
    keyring_index.forget(home, keyring, identifier)


def without_file(home: Home, keyring: Keyring | None = None) -> tuple[str, ...]:
    """Return the names of the credentials whose secrets are in the keyring though their file is gone."""
    known = credentials.taken(home)
    return tuple(
        sorted(slug for slug in keyring_index.listed(home, keyring or Keyring()).values() if slug not in known)
    )


def _id_in_file(home: Home, slug: str) -> str:
    """Return the ID that the credential's file holds, read from the raw text if it is broken; "" if it has none."""
    try:
        return credentials.load(home, slug).id
    except CredentialError:
        return ""
    except SettingsError:
        pass
    try:
        found = _ID.search(settings_file.read_text(credentials.path_of(home, slug)))
    except (AppError, FileNotFoundError):
        return ""
    return found[1] if found else ""
