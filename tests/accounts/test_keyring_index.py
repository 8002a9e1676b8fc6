"""The list of credentials in the keyring: one a home, complete also when several processes change it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.support.secret_service import SecretService
from tiktok_tui.accounts import keyring_index
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.events.errors import KeyringError, StateError
from tiktok_tui.events.system.lock_file import LockFile


def test_what_is_noted_is_listed_until_it_is_forgotten(home: Home, real_keyring: SecretService) -> None:
    keyring = Keyring()
    assert keyring_index.listed(home, keyring) == {}
    keyring_index.note(home, keyring, "1", "acme")
    keyring_index.note(home, keyring, "2", "größe (2)")
    keyring_index.note(home, keyring, "1", "acme")
    assert keyring_index.listed(home, keyring) == {"1": "acme", "2": "größe (2)"}
    keyring_index.note(home, keyring, "1", "renamed by hand")
    assert keyring_index.listed(home, keyring) == {"1": "renamed by hand", "2": "größe (2)"}
    keyring_index.forget(home, keyring, "1")
    keyring_index.forget(home, keyring, "7")
    assert keyring_index.listed(home, keyring) == {"2": "größe (2)"}
    keyring_index.forget(home, keyring, "2")
    assert keyring_index.listed(home, keyring) == {}


def test_two_homes_have_a_list_each(home: Home, real_keyring: SecretService) -> None:
    other = Home(home.config / "other", home.state / "other")
    keyring_index.note(home, Keyring(), "1", "acme")
    keyring_index.note(other, Keyring(), "2", "acme")
    assert keyring_index.listed(home, Keyring()) == {"1": "acme"}
    assert keyring_index.listed(other, Keyring()) == {"2": "acme"}


def test_credentials_that_are_noted_at_once_are_all_listed(home: Home, real_keyring: SecretService) -> None:
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(keyring_index.note, home, Keyring(), str(n), f"acme-{n}") for n in range(8)]:
            done.result()
    assert keyring_index.listed(home, Keyring()) == {str(n): f"acme-{n}" for n in range(8)}


class Watched(Keyring):
    """A real keyring that notes whether another process could change the list while it is read or written."""

    def __init__(self, home: Home, *, fails: bool = False) -> None:
        super().__init__()
        self.entries: list[str] = []
        self.free: list[bool] = []
        self._lock = home.locks / "credentials.lock"
        self._fails = fails

    def read(self, entry: str) -> str:  # type: ignore[override]  # no secret
        self.free.append(LockFile(self._lock).acquire(0))
        self.entries.append(entry)
        return super().read(entry) or ""

    def write(self, entry: str, secret: str) -> None:
        self.free.append(LockFile(self._lock).acquire(0))
        if self._fails:
            raise KeyringError("It is full.")
        super().write(entry, secret)


def test_the_list_is_changed_under_a_lock_and_stands_under_the_home(home: Home, real_keyring: SecretService) -> None:
    keyring = Watched(home)
    keyring_index.note(home, keyring, "1", "acme")
    keyring_index.note(home, keyring, "2", "outlet")
    keyring_index.forget(home, keyring, "1")
    assert keyring.free == [False] * 6
    entry = f"index/{hashlib.sha256(str(home.config).encode()).hexdigest()[:16]}"
    assert set(keyring.entries) == {entry}
    assert Keyring().read(entry) == "2 outlet"
    Keyring().write(entry, "1 acme\nbroken\n\n2 \n3 größe (2)")
    assert keyring_index.listed(home, Keyring()) == {"1": "acme", "3": "größe (2)"}
    keyring_index.forget(home, Keyring(), "1")
    keyring_index.forget(home, Keyring(), "3")
    assert Keyring().read(entry) is None


def test_a_home_has_one_list_from_wherever_it_is_named(
    home: Home, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring_index.note(home, Keyring(), "1", "acme")
    monkeypatch.chdir(home.config.parent)
    assert keyring_index.listed(Home(Path(home.config.name), Path(home.config.name)), Keyring()) == {"1": "acme"}
    elsewhere = Home(home.config / home.config.name, home.state)
    assert keyring_index.listed(elsewhere, Keyring()) == {}


def test_a_change_that_fails_leaves_the_list_free(home: Home, real_keyring: SecretService) -> None:
    with pytest.raises(KeyringError):
        keyring_index.note(home, Watched(home, fails=True), "1", "acme")
    assert list(home.locks.iterdir()) == []
    keyring_index.note(home, Keyring(), "1", "acme")
    assert keyring_index.listed(home, Keyring()) == {"1": "acme"}


def test_a_list_that_another_process_does_not_let_go_is_a_message(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    def busy(lock: LockFile, seconds: float) -> bool:
        waited.append(seconds)
        return False

    monkeypatch.setattr(LockFile, "acquire", busy)
    acts: list[Callable[[], None]] = [
        partial(keyring_index.note, home, Keyring(), "1", "acme"),
        partial(keyring_index.forget, home, Keyring(), "1"),
    ]
    for act in acts:
        with pytest.raises(StateError) as caught:
            act()
        assert (caught.value.what, caught.value.remedy) == (
            "Another tiktok-tui is changing the credentials.",
            "Wait for it, then try again.",
        )
    assert waited == [60.0, 60.0]
