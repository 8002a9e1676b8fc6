"""One entry of the keyring lists the credentials of a home, so that their secrets are found without their files.

A keyring cannot be searched for entries. Without the list, the secrets of a credential whose file is broken or gone
would stay in the keyring for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.events.errors import StateError
from tiktok_tui.events.system.lock_file import LockFile

PREFIX = "index/"
"""Entries that begin so hold names and IDs of credentials, no secrets."""


def listed(home: Home, keyring: Keyring) -> dict[str, str]:
    """Return the slug of each listed credential by its ID. Raises CredentialError."""
    lines = (keyring.read(_entry(home)) or "").splitlines()
    return {identifier: slug for identifier, _, slug in (line.partition(" ") for line in lines) if slug}


def note(home: Home, keyring: Keyring, identifier: str, slug: str) -> None:
    """List a credential. Raises CredentialError, StateError."""
    with _changing(home):
        known = listed(home, keyring)
        if known.get(identifier) != slug:
            _write(home, keyring, known | {identifier: slug})


def forget(home: Home, keyring: Keyring, identifier: str) -> None:
    """Take a credential off the list. Raises CredentialError, StateError."""
    with _changing(home):
        known = listed(home, keyring)
        if known.pop(identifier, None) is not None:
            _write(home, keyring, known)


def _write(home: Home, keyring: Keyring, known: dict[str, str]) -> None:
    if known:
        keyring.write(_entry(home), "\n".join(f"{identifier} {slug}" for identifier, slug in known.items()))
    else:
        keyring.remove(_entry(home))


def _entry(home: Home) -> str:
    """Several homes may share one keyring."""
    return PREFIX + hashlib.sha256(str(home.config.absolute()).encode()).hexdigest()[:16]


@contextmanager
def _changing(home: Home) -> Iterator[None]:
    lock = LockFile(private_folder(home.locks) / "credentials.lock")
    if not lock.acquire(60.0):
        raise StateError("Another tiktok-tui is changing the credentials.", remedy="Wait for it, then try again.")
    try:
        yield
    finally:
        lock.release()
