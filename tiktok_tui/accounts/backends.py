"""The keyring that stores the secrets: only kinds that are known to encrypt are trusted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tiktok_tui.accounts.environment import KEYRING_PASSWORD, secret_given
from tiktok_tui.events.errors import CredentialError, KeyringError
from tiktok_tui.tiktok.secret import Secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SECRET_SERVICE: Final = "keyring.backends.SecretService.Keyring"
_ENCRYPTED_FILES: Final = frozenset(
    {
        "keyrings.alt.file.EncryptedKeyring",
        "keyrings.cryptfile.cryptfile.CryptFileKeyring",
        "keyrings.cryptfile.file.EncryptedKeyring",
    }
)
_NAMES: Final = {
    _SECRET_SERVICE: "Secret Service",
    "keyring.backends.libsecret.Keyring": "Secret Service (libsecret)",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.kwallet.DBusKeyringKWallet4": "KWallet 4",
    "keyring.backends.macOS.Keyring": "macOS Keychain",
    "keyring.backends.Windows.WinVaultKeyring": "Windows Credential Locker",
} | dict.fromkeys(_ENCRYPTED_FILES, "encrypted file")
_SERVERS: Final = {
    "gnome-keyring": "GNOME Keyring",
    "keepassxc": "KeePassXC",
    "kwalletd": "KWallet",
    "ksecretd": "KWallet",
    "oo7-daemon": "oo7",
    "pass-secret": "pass",
}
_opened: list[tuple[KeyringBackend, str]] = []  # proving the password costs a tenth of a second
WAYS_OUT: Final = (
    "Start a keyring (on Linux GNOME Keyring, KWallet or KeePassXC; on a server the package keyrings.cryptfile and "
    f"the variable {KEYRING_PASSWORD}), or set TIKTOK_TUI_ACCESS_TOKEN instead."
)


def trusted_backend() -> KeyringBackend:
    """Return the keyring that this machine uses. Raises CredentialError if it is not known to encrypt.

    May wait for the desktop, so it belongs in a thread.
    """
    import keyring

    found = keyring.get_keyring()
    for backend in _chained(found):
        if _kind(backend) in _NAMES:
            if _kind(backend) in _ENCRYPTED_FILES:
                _unlock(backend)
            return backend
    raise _untrusted(found)


def name_of(backend: KeyringBackend) -> str:
    """Return the keyring's usual name; for the Secret Service the program that provides it, if it can be found."""
    kind = _kind(backend)
    if kind == _SECRET_SERVICE:
        return _server() or _NAMES[kind]
    return _NAMES[kind]


def _chained(backend: KeyringBackend) -> Iterator[KeyringBackend]:
    """Yield the backend, or the backends of a chain: the chain itself would also write to a plain file."""
    if _kind(backend) == "keyring.backends.chainer.ChainerBackend":
        from keyring.backends.chainer import ChainerBackend

        yield from ChainerBackend.backends
    else:
        yield backend


def _kind(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _untrusted(backend: KeyringBackend) -> CredentialError:
    kind = _kind(backend)
    if kind in ("keyring.backends.fail.Keyring", "keyring.backends.chainer.ChainerBackend"):
        return KeyringError("There is no keyring on this machine to store the secrets in.", remedy=WAYS_OUT)
    if kind == "keyring.backends.null.Keyring":
        return KeyringError(
            "The keyring is switched off (the null backend), so nothing would be stored.",
            remedy="Take it out of PYTHON_KEYRING_BACKEND or keyringrc.cfg. " + WAYS_OUT,
        )
    return KeyringError(
        f"The keyring “{kind}” is not known to encrypt its contents, so no secret is stored in it.", remedy=WAYS_OUT
    )


def _unlock(backend: KeyringBackend) -> None:
    """Unlock an encrypted file with its password, and check that it is the right one."""
    password = secret_given(KEYRING_PASSWORD)
    if _opened == [(backend, password)]:
        return
    if not password:
        raise KeyringError(
            "The encrypted keyring file is locked.",
            remedy=f"Set {KEYRING_PASSWORD} to its password, or TIKTOK_TUI_ACCESS_TOKEN to a token.",
        )
    proof = ("tiktok-tui", "unlocked")
    try:
        backend.keyring_key = Secret(password)  # type: ignore[attr-defined]  # both packages document it for this
        if backend.get_password(*proof) is None:
            backend.set_password(*proof, "yes")
        right = backend.get_password(*proof) == "yes"
    except Exception:  # each package fails in its own way when the password is wrong
        right = False
    if not right:
        raise KeyringError(
            "The encrypted keyring file cannot be opened.", remedy=f"Set {KEYRING_PASSWORD} to the file's own password."
        )
    _opened[:] = [(backend, Secret(password))]


def _server() -> str:
    """Return the program behind the Secret Service, or "" if the bus or the system does not say."""
    try:
        from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]  # it has no types
        from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]  # it has no types

        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        question = new_method_call(bus, "GetConnectionUnixProcessID", "s", ("org.freedesktop.secrets",))
        with open_dbus_connection() as connection:
            process = connection.send_and_get_reply(question, timeout=2).body[0]
        command = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")[0].decode(errors="replace")
    except Exception:  # only a nicer name depends on it
        return ""
    program = Path(command).name
    return next((name for start, name in _SERVERS.items() if program.startswith(start)), "")
