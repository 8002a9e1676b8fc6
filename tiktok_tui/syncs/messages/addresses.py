"""The addresses of the services that are told about a sync: they hold secrets, so they are in the keyring."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tiktok_tui.accounts.environment import NOTIFY, secret_given
from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.accounts.secrets import Keyring, or_the_environment
from tiktok_tui.events.errors import SettingsError, UsageError
from tiktok_tui.events.system import settings_file
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.sync_file import loads

if TYPE_CHECKING:
    from apprise import Apprise

    from tiktok_tui.syncs.settings.sync import Sync

INSTALL: Final = "Install it beside tiktok-tui: `pipx inject tiktok-tui apprise`, or `pip install tiktok-tui[notify]`."


def addresses_of(home: Home, sync: Sync) -> tuple[str, ...]:
    """Return the addresses: the environment's, else those in the keyring if the sync's file names their kinds.

    Raises CredentialError if the keyring fails.
    """
    if given := secret_given(NOTIFY).split():
        return tuple(given)
    if not sync.notify.services:
        return ()
    return tuple(_kept(home, sync))


def add(home: Home, sync: Sync, address: str) -> str:
    """Store one more address in the keyring, and its kind in the sync's file; returns the kind.

    Raises UsageError for an address that apprise does not know, SettingsError without apprise or for a broken file,
    CredentialError.
    """
    address = address.strip()
    if not is_known(address):
        raise UsageError(
            "This is no address of a service that apprise knows.",
            remedy="Write it as apprise does, such as slack://…, mailtos://… or tgram://…; its guide lists them all.",
        )
    kind = address.partition("://")[0].lower()
    services = store.load(home, sync.id).notify.services  # by now: the address may have been asked for meanwhile
    known = _kept(home, sync) if services else []
    if address not in known:
        with or_the_environment(NOTIFY):
            Keyring().write(_entry(home, sync.id), "\n".join([*known, address]))
    _write_services(home, sync, sorted({*services, kind}))
    return kind


def require_place() -> None:
    """Raise the error of an address that could not be kept, whatever it is: SettingsError or CredentialError."""
    apprise_with(())
    with or_the_environment(NOTIFY):
        Keyring().unlocked()


def remove(home: Home, sync: Sync) -> None:
    """Remove all addresses of the sync from the keyring, and their kinds from its file. Raises CredentialError."""
    if sync.notify.services:
        Keyring().remove(_entry(home, sync.id))
        _write_services(home, sync, ())


def is_known(address: str) -> bool:
    """Return True if apprise can send to the address. Raises SettingsError if apprise is not installed."""
    return bool(apprise_with([address]))


def apprise_with(addresses: Sequence[str]) -> Apprise:
    """Return apprise with these addresses; it logs nothing, since its messages repeat them."""
    import logging
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about modules of Python's that its plugins use
        try:
            import apprise
        except ImportError:
            raise SettingsError("Messages need the package apprise.", remedy=INSTALL) from None
        logging.getLogger("apprise").disabled = True
        made = apprise.Apprise()
        for address in addresses:
            made.add(address)
    return made


def _write_services(home: Home, sync: Sync, services: Sequence[str]) -> None:
    """Write the kinds of services into the sync's file; its other lines, comments among them, stay if possible.

    They are those of the file by now.
    """
    path = store.path_of(home, sync.id)
    current = store.load(home, sync.id)
    wanted = replace(current, notify=replace(current.notify, services=tuple(services)))
    text = _with_services(settings_file.read_text(path), services)
    try:
        if loads(text, sync_id=sync.id, path=path) == wanted:
            write_private(path, text)
            return
    except SettingsError:
        pass  # it is written in a way that cannot be changed by lines
    store.save(home, wanted)


def _with_services(text: str, services: Sequence[str]) -> str:
    line = "services = [" + ", ".join(f'"{each}"' for each in services) + "]"
    lines = [each for each in text.splitlines() if not each.lstrip().startswith("services")]
    if not services:
        return "\n".join(lines) + "\n"
    headers = [index for index, each in enumerate(lines) if each.split("#")[0].strip() == "[notify]"]
    if headers:
        lines.insert(headers[0] + 1, line)
    else:
        lines += ["", "[notify]", line]
    return "\n".join(lines) + "\n"


def _kept(home: Home, sync: Sync) -> list[str]:
    with or_the_environment(NOTIFY):
        return (Keyring().read(_entry(home, sync.id)) or "").splitlines()


def _entry(home: Home, sync_id: str) -> str:
    """Return the name of the keyring's entry; several homes may share one keyring."""
    whose = hashlib.sha256(str(home.config.absolute()).encode()).hexdigest()[:16]
    return f"notify/{whose}/{sync_id}"
