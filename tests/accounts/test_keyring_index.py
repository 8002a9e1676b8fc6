"""The list of credentials in the keyring: one a home, complete also when several processes change it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.support.secret_service import SecretService
from tiktok_tui.accounts import keyring_index
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.secrets import Keyring


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
