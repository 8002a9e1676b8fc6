"""Add a connection: its profile is written and its secrets stored after it was tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tiktok_tui.accounts.environment import secret_given
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.secrets import Keyring, or_the_environment
from tiktok_tui.events.errors import CredentialError, SettingsError
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.sources.connections import store
from tiktok_tui.sources.connections.profile import (
    Option,
    Profile,
    asks_for_password,
    holds_password,
    parse_profile,
    profile_text,
    settings_variable,
    with_password,
)
from tiktok_tui.sources.connections.secrets import remove_secrets, store_secret, stored_secret, variables_in
from tiktok_tui.sources.databases.opening import connect, require_driver

_DRIVERS: Final = {
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "mysql": "mysql",
    "mariadb": "mysql",
    "grpc": "flightsql",
    "grpc+tls": "flightsql",
    "grpc+tcp": "flightsql",
    "sqlserver": "mssql",
}
"""The driver of an address by its scheme; any other scheme is the driver's own name."""

AskSecret = Callable[[str], str]
"""Returns the secret for a variable that the environment does not hold. Raises UsageError if there is none."""


@dataclass(frozen=True, slots=True)
class NewConnection:
    """A connection to be added: its name, driver and options, with templates in place of secrets."""

    name: str
    driver: str
    options: Mapping[str, Option]

    @classmethod
    def of(cls, name: str, *, driver: str, uri: str, options: Sequence[str], password: bool) -> NewConnection:
        """Return the connection that a person described; `options` are `KEY=VALUE`.

        With `password`, an address with a user and no password gets a variable for one. Raises SettingsError.
        """
        if holds_password(uri):
            raise SettingsError(
                "The address holds a password, which the shell remembers and others may see.",
                remedy="Leave it out: it is asked for, and stored in the keyring.",
                field="uri",
            )
        scheme = uri.partition("://")[0].lower() if "://" in uri else ""
        driver = driver.strip() or _DRIVERS.get(scheme, scheme)
        if not driver:
            raise SettingsError(
                "The connection needs an address or a driver.",
                remedy="Give --uri postgresql://USER@HOST/DATABASE, or --driver with its options.",
                field="uri",
            )
        if password and asks_for_password(uri):
            uri = with_password(uri, settings_variable(name))
        given = dict(_split(option) for option in options)
        return cls(name, driver, ({"uri": uri} if uri else {}) | given)


def add(home: Home, new: NewConnection, ask: AskSecret, *, replace: bool = False) -> str:
    """Try the connection, then save it and its secrets; returns the server's name and version.

    A secret that the environment holds stays there. Raises SettingsError, CredentialError, UnreachableError,
    StateError, and what `ask` raises. Everything is then as it was.
    """
    path = new_path(home, new.name, replace=replace)
    profile = parse_profile(profile_text(new.driver, new.options), new.name, path)
    require_driver(profile)
    kept, given = _secrets(profile, ask)
    server = _tried(profile, kept | given)
    new_path(home, new.name, replace=replace)  # somebody else may have taken the name meanwhile
    before = {variable: stored_secret(home, new.name, variable) for variable in given}
    unused = [variable for variable in variables_in(path) if variable not in profile.variables()]
    try:
        for variable, secret in given.items():
            store_secret(home, new.name, variable, secret)
        store.save(home, new.name, new.driver, dict(new.options))
    except BaseException:  # Ctrl+C as well
        with suppress(CredentialError):
            for variable, secret_before in before.items():
                if secret_before:
                    store_secret(home, new.name, variable, secret_before)
                else:  # nobody would know of it
                    remove_secrets(home, new.name, [variable])
        raise
    with suppress(CredentialError):
        remove_secrets(home, new.name, unused)
    return server


def new_path(home: Home, name: str, *, replace: bool) -> Path:
    """Return the file of a connection to be added. Raises SettingsError for a name that is none, or is in use."""
    path = store.path_of(home, name)
    if path.exists() and not replace:
        raise SettingsError(
            f"There is a connection “{shown(name)}” already.",
            remedy="Choose another name, or add --replace.",
            field="name",
        )
    return path


def _secrets(profile: Profile, ask: AskSecret) -> tuple[dict[str, str], dict[str, str]]:
    """Return the secrets that the environment holds, and those that were asked for."""
    kept = {name: held for name in profile.variables() if (held := secret_given(name))}
    wanted = [name for name in profile.variables() if name not in kept]
    if wanted:
        with or_the_environment(*wanted):
            Keyring().unlocked()
    return kept, {name: ask(name) for name in wanted}


def _tried(profile: Profile, secrets: Mapping[str, str]) -> str:
    database = connect(profile, profile.filled(secrets))
    try:
        return database.server()
    finally:
        database.close()


def _split(option: str) -> tuple[str, str]:
    key, equals, value = option.partition("=")
    if not equals or not key.strip():
        raise SettingsError(f"“{shown(option)}” is no option.", remedy="Write KEY=VALUE.", field="option")
    return key.strip(), value
