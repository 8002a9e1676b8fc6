"""The secrets of a connection: from the environment, else the keyring, else asked for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from tiktok_tui.accounts.environment import secret_given
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.home import remove as remove_file
from tiktok_tui.accounts.secrets import Keyring, or_the_environment
from tiktok_tui.events.errors import CredentialError, SettingsError
from tiktok_tui.events.system import settings_file
from tiktok_tui.sources.connections import store
from tiktok_tui.sources.connections.profile import Profile
from tiktok_tui.tiktok.secret import Secret

Ask = Callable[[str, str], str]
"""Asks the person for the secret of a connection (its name, the variable's name); returns "" if they decline."""

_NAMES = re.compile(r"env_var\(\s*([A-Za-z_][A-Za-z0-9_]*)\s*\)")


_typed: dict[str, Secret] = {}
"""Secrets that the person typed for this process, by their entry."""


def secrets_of(home: Home, profile: Profile) -> dict[str, str]:
    """Return the value of each variable that the profile names. Raises CredentialError if one is nowhere."""
    return {name: _secret(home, profile.name, name) for name in profile.variables()}


def missing(home: Home, profile: Profile) -> tuple[str, ...]:
    """Return the variables of the profile whose secrets are neither in the environment nor in the keyring."""
    return tuple(variable for variable in profile.variables() if not _is_known(home, profile.name, variable))


def keep_for_now(home: Home, connection: str, variable: str, secret: str) -> None:
    """Use a secret that the person typed until this process ends."""
    _typed[entry_of(home, connection, variable)] = Secret(secret)


def forget_typed(home: Home, connection: str, variables: Iterable[str]) -> None:
    """Forget secrets that the person typed: the server refused them, and they are asked for again."""
    for variable in variables:
        _typed.pop(entry_of(home, connection, variable), None)


def complete(home: Home, profile: Profile, ask: Ask) -> None:
    """Ask for the secrets that are nowhere; what is answered is kept for this process alone."""
    for variable in missing(home, profile):
        if given := ask(profile.name, variable):
            keep_for_now(home, profile.name, variable, given)


def _is_known(home: Home, connection: str, variable: str) -> bool:
    try:
        return bool(_secret(home, connection, variable))
    except CredentialError:
        return False


def _secret(home: Home, connection: str, variable: str) -> Secret:
    entry = entry_of(home, connection, variable)
    if held := secret_given(variable) or _typed.get(entry):
        return Secret(held)
    if kept := stored_secret(home, connection, variable):
        return kept
    raise CredentialError(
        f"The secret {variable} of the connection {connection} is neither in the environment nor in the keyring.",
        remedy=f"Set {variable}, or store it: `tiktok-tui connection add {connection} --replace`.",
    )


def stored_secret(home: Home, connection: str, variable: str) -> Secret | None:
    """Return the secret in the keyring, None if there is none. Raises CredentialError."""
    with or_the_environment(variable):
        return Keyring().read(entry_of(home, connection, variable))


def store_secret(home: Home, connection: str, variable: str, secret: str) -> None:
    """Write a secret into the keyring. Raises CredentialError."""
    with or_the_environment(variable):
        Keyring().write(entry_of(home, connection, variable), secret)


def remove_secrets(home: Home, connection: str, variables: Iterable[str]) -> None:
    """Remove secrets from the keyring; one that is not there is no error. Raises CredentialError."""
    for variable in variables:
        Keyring().remove(entry_of(home, connection, variable))


def entry_of(home: Home, connection: str, variable: str) -> str:
    """Return the name of the keyring's entry; several homes may share one keyring."""
    whose = hashlib.sha256(str(home.config.absolute()).encode()).hexdigest()[:16]
    return f"connection/{whose}/{connection}/{variable}"


def remove_connection(home: Home, name: str) -> None:
    """Remove the secrets of a connection from the keyring, then its file, also a broken one.

    Raises SettingsError if there is none, or if it belongs to another tool; CredentialError if the keyring fails.
    """
    path = store.path_of(home, name)
    if not path.exists():
        if name in store.names(home):
            raise SettingsError(
                f"The connection {name} is kept by another tool, in ADBC's own folder.", remedy="Remove it there."
            )
        raise store.missing(home, name)
    remove_secrets(home, name, variables_in(path))
    remove_file(path)


def variables_in(path: Path) -> list[str]:
    """Return the variables that the text of a profile names, whatever else is wrong with it; none without a file."""
    try:
        return list(dict.fromkeys(_NAMES.findall(settings_file.read_text(path))))
    except (FileNotFoundError, SettingsError):
        return []
