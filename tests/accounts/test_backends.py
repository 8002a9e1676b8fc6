# mypy: disable-error-code="no-untyped-call"
# The library has types for callers only, not for those who make backends.
"""Only keyrings that are known to encrypt get secrets; the others are named, with the way out."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import cast

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.backends.SecretService import Keyring as SecretServiceBackend
from keyring.errors import InitError

from tests.support.secret_service import SecretService
from tiktok_tui.accounts.backends import name_of
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.events.errors import CredentialError, KeyringError


class PlainFile(KeyringBackend):
    """Behaves like keyrings.alt's plain-text file."""

    priority = 20.0

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []

    def get_password(self, service: str, username: str) -> str | None:
        return self.written[-1] if self.written else None

    def set_password(self, service: str, username: str, password: str) -> None:
        self.written.append(password)

    def delete_password(self, service: str, username: str) -> None:
        self.written.clear()


class Imposter(PlainFile):
    """Calls itself like one that is trusted."""


Imposter.__qualname__ = Imposter.__name__ = "Keyring"


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


WAYS_OUT = (
    "Start a keyring (on Linux GNOME Keyring, KWallet or KeePassXC; on a server the package keyrings.cryptfile and the "
    "variable TIKTOK_TUI_KEYRING_PASSWORD), or set TIKTOK_TUI_ACCESS_TOKEN instead."
)


@pytest.mark.parametrize(
    ("backend", "what", "remedy"),
    [
        (
            null.Keyring(),
            "The keyring is switched off (the null backend), so nothing would be stored.",
            f"Take it out of PYTHON_KEYRING_BACKEND or keyringrc.cfg. {WAYS_OUT}",
        ),
        (fail.Keyring(), "There is no keyring on this machine to store the secrets in.", WAYS_OUT),
        *(
            (
                backend,
                f"The keyring “{backend.__module__}.{type(backend).__qualname__}” is not known to encrypt its "
                "contents, so no secret is stored in it.",
                WAYS_OUT,
            )
            for backend in (PlainFile(), Imposter())
        ),
    ],
)
def test_what_is_not_trusted_gets_nothing(backend: KeyringBackend, what: str, remedy: str) -> None:
    keyring.set_keyring(backend)
    for act in (lambda: Keyring().write("a/x", "planted-secret"), lambda: Keyring().name()):
        with pytest.raises(KeyringError) as caught:
            act()
        assert (caught.value.what, caught.value.remedy) == (what, remedy)
    assert getattr(backend, "written", []) == []


def test_out_of_a_chain_only_the_trusted_one_is_used(
    real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = PlainFile()
    vault = SecretServiceBackend()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain, vault])
    keyring.set_keyring(chainer.ChainerBackend())
    Keyring().write("a/x", "planted-secret")
    assert plain.written == []
    assert [entry.secret for entry in real_keyring.entries()] == ["planted-secret"]


def test_a_chain_of_plain_files_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = PlainFile()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain])
    keyring.set_keyring(chainer.ChainerBackend())
    with pytest.raises(KeyringError, match="There is no keyring on this machine") as caught:
        Keyring().write("a/x", "planted-secret")
    assert caught.value.remedy == WAYS_OUT
    assert plain.written == []


def test_out_of_a_chain_the_first_that_is_trusted_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    wallet, vault = of_kind("keyring.backends.kwallet.DBusKeyring"), of_kind("keyring.backends.macOS.Keyring")
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [PlainFile(), wallet, vault])
    keyring.set_keyring(chainer.ChainerBackend())
    assert Keyring().name() == "KWallet"


@pytest.mark.filterwarnings("ignore:PBKDF2:DeprecationWarning")
@pytest.mark.parametrize(
    "kind", ["keyrings.alt.file.EncryptedKeyring", "keyrings.cryptfile.cryptfile.CryptFileKeyring"]
)
def test_an_encrypted_file_that_the_user_installed(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module, _, name = kind.rpartition(".")
    backend_type = getattr(importlib.import_module(module), name)
    if name == "CryptFileKeyring":  # its keys take a second each as they are meant to be made
        monkeypatch.setattr(backend_type, "time_cost", 1)
        monkeypatch.setattr(backend_type, "memory_cost", 64)

    def opened() -> KeyringBackend:
        backend = backend_type()
        backend.file_path = str(tmp_path / "secrets.cfg")
        assert isinstance(backend, KeyringBackend)
        keyring.set_keyring(backend)
        return backend

    monkeypatch.delenv("TIKTOK_TUI_KEYRING_PASSWORD", raising=False)
    opened()
    with pytest.raises(KeyringError, match="The encrypted keyring file is locked") as caught:
        Keyring().read("a/x")
    assert caught.value.remedy == (
        "Set TIKTOK_TUI_KEYRING_PASSWORD to its password, or TIKTOK_TUI_ACCESS_TOKEN to a token."
    )
    monkeypatch.setenv("TIKTOK_TUI_KEYRING_PASSWORD", "right")
    kept = Keyring()
    assert kept.name() == "encrypted file"
    kept.write("a/x", "planted-secret")
    assert "planted" not in (tmp_path / "secrets.cfg").read_text()
    right = opened()
    assert kept.read("a/x") == "planted-secret"
    assert repr(getattr(right, "keyring_key")) == "Secret(…)"  # noqa: B009  # only these two kinds have it
    for wrong, backend in product(("right ", "wrong"), (right, opened())):
        keyring.set_keyring(backend)
        monkeypatch.setenv("TIKTOK_TUI_KEYRING_PASSWORD", wrong)
        for _ in range(2):
            with pytest.raises(KeyringError, match="The encrypted keyring file cannot be opened") as caught:
                kept.read("a/x")
        assert caught.value.remedy == "Set TIKTOK_TUI_KEYRING_PASSWORD to the file's own password."
    monkeypatch.setenv("TIKTOK_TUI_KEYRING_PASSWORD", "right")
    again = opened()
    assert kept.read("a/x") == "planted-secret"
    again.set_password("tiktok-tui", "unlocked", "no")
    opened()
    with pytest.raises(KeyringError, match="cannot be opened"):
        kept.read("a/x")


@pytest.mark.parametrize(
    ("chosen", "names"),
    [("keyrings.nowhere.Keyring", "package keyrings"), ("nowhere_at_all.Keyring", "package nowhere_at_all")],
)
def test_a_backend_that_is_not_installed_is_named(chosen: str, names: str, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHON_KEYRING_BACKEND": chosen, "TIKTOK_TUI_HOME": str(tmp_path)}
    words = [sys.executable, "-m", "tiktok_tui", "credential", "add", "acme"]
    done = subprocess.run(words, input="token-1\n", capture_output=True, text=True, env=env, timeout=60, check=False)
    assert done.returncode == 3
    assert names in done.stderr
    assert "pipx inject" in done.stderr
    assert "PYTHON_KEYRING_BACKEND" in done.stderr


class WithoutCollection(PlainFile):
    """Fails as a Secret Service does that has no collection, as on a server nobody has logged in to."""

    def get_password(self, service: str, username: str) -> str | None:
        from secretstorage.exceptions import ItemNotFoundException

        try:
            raise ItemNotFoundException("No such collection")
        except ItemNotFoundException as error:
            raise InitError("Failed to create the collection: planted-secret.") from error


def test_a_keyring_without_a_collection_is_reported_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiktok_tui.accounts.secrets.trusted_backend", WithoutCollection)
    monkeypatch.setattr("tiktok_tui.accounts.secrets._PAUSES", ())
    with pytest.raises(CredentialError, match="has no collection") as caught:
        Keyring().read("a/x")
    assert "Log in to the desktop" in caught.value.remedy
    assert "planted" not in str(caught.value)


def of_kind(kind: str) -> KeyringBackend:
    """A backend whose class has this name."""
    module, _, class_name = kind.rpartition(".")
    # No heir of KeyringBackend: those register themselves for good.
    backend = type(class_name, (), {"__module__": module, "__qualname__": class_name})()
    return cast("KeyringBackend", backend)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("keyring.backends.libsecret.Keyring", "Secret Service (libsecret)"),
        ("keyring.backends.kwallet.DBusKeyring", "KWallet"),
        ("keyring.backends.kwallet.DBusKeyringKWallet4", "KWallet 4"),
        ("keyring.backends.macOS.Keyring", "macOS Keychain"),
        ("keyring.backends.Windows.WinVaultKeyring", "Windows Credential Locker"),
        ("keyrings.alt.file.EncryptedKeyring", "encrypted file"),
        ("keyrings.cryptfile.cryptfile.CryptFileKeyring", "encrypted file"),
        ("keyrings.cryptfile.file.EncryptedKeyring", "encrypted file"),
    ],
)
def test_each_kind_that_encrypts_has_the_name_that_people_know(kind: str, name: str) -> None:
    assert name_of(of_kind(kind)) == name


@pytest.mark.parametrize(
    ("program", "name"),
    [
        ("/usr/bin/gnome-keyring-daemon", "GNOME Keyring"),
        ("/usr/bin/keepassxc", "KeePassXC"),
        ("/usr/bin/kwalletd6", "KWallet"),
        ("/usr/bin/ksecretd", "KWallet"),
        ("/usr/libexec/oo7-daemon", "oo7"),
        ("/usr/bin/pass_secret_service", "Secret Service"),
        ("/usr/bin/pass-secret-service", "pass"),
    ],
)
def test_a_secret_service_is_named_after_its_program(
    real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch, program: str, name: str
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda path: f"{program}\0--foreground\0".encode())
    assert name_of(SecretServiceBackend()) == name


def test_a_secret_service_whose_program_is_not_known_has_a_name_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    assert name_of(SecretServiceBackend()) == "Secret Service"
