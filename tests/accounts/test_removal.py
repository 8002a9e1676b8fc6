"""Credentials are removed with every secret, also those whose file is broken or gone."""

from __future__ import annotations

import pytest

from tests.support.secret_service import SecretService
from tiktok_tui.accounts import credentials, keyring_index
from tiktok_tui.accounts.credentials import ACCESS_TOKEN, SECRETS, Credential
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.removal import forget_secrets, remove, without_file
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.events.errors import CredentialError, KeyringError


@pytest.fixture
def acme(home: Home, real_keyring: SecretService) -> Credential:
    """A credential with one secret, listed in the keyring."""
    credential = Credential("acme", "a1", "Acme")
    credentials.save(home, credential)
    keyring_index.note(home, Keyring(), credential.id, credential.slug)
    Keyring().write(credential.entry(ACCESS_TOKEN), "planted")
    return credential


def test_secrets_without_a_file_are_named_and_removed(
    home: Home, acme: Credential, real_keyring: SecretService
) -> None:
    keyring_index.note(home, Keyring(), "b2", "outlet")
    keyring_index.note(home, Keyring(), "c3", "annex")
    assert without_file(home) == ("annex", "outlet")
    credentials.path_of(home, "acme").unlink()
    remove(home, "acme")
    remove(home, "outlet")
    assert without_file(home) == ("annex",)
    with pytest.raises(CredentialError, match="There is no credential “acme”"):
        remove(home, "acme")
    assert keyring_index.listed(home, Keyring()) == {"c3": "annex"}
    assert real_keyring.entries() == []


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("content", [b'id = "a1"\ncolour = 1\n', b"\xff\xfe", b"x = = 1"])
def test_a_broken_file_goes_with_the_secrets_that_it_or_the_list_names(
    home: Home, acme: Credential, real_keyring: SecretService, content: bytes, listed: bool
) -> None:
    path = credentials.path_of(home, "acme")
    path.write_bytes(content)
    if not listed:
        keyring_index.forget(home, Keyring(), acme.id)
    remove(home, "acme")
    assert not path.exists()
    found = listed or b"a1" in content
    assert [entry.secret for entry in real_keyring.entries()] == ([] if found else ["planted"])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        *((line, True) for line in ("id = 'a1'", '  id="a1"', '\tid\t=\t"a1" # it', 'x = = 1\nid = "a1"')),
        *((line, False) for line in ('# id = "a1"', 'kid = "a1"', 'id = "a 1"', "id = a1", 'id = ""', "")),
    ],
)
def test_the_id_of_a_broken_file_is_read_from_its_text(
    home: Home, acme: Credential, real_keyring: SecretService, line: str, found: bool
) -> None:
    keyring_index.forget(home, Keyring(), acme.id)
    credentials.path_of(home, "acme").write_text(f"colour = 1\n{line}\n")
    remove(home, "acme")
    assert [entry.secret for entry in real_keyring.entries()] == ([] if found else ["planted"])
    assert not credentials.path_of(home, "acme").exists()


def test_every_secret_of_every_id_goes_and_nothing_of_another(
    home: Home, acme: Credential, real_keyring: SecretService
) -> None:
    other = Credential("outlet", "b2", "Outlet")
    credentials.save(home, other)
    for identifier, slug in (("a0", "acme"), ("b2", "outlet")):
        keyring_index.note(home, Keyring(), identifier, slug)
    for entry in (*(f"a1/{secret}" for secret in SECRETS[1:]), f"a0/{SECRETS[2]}", f"b2/{SECRETS[0]}"):
        Keyring().write(entry, entry)
    remove(home, "acme")
    assert [entry.secret for entry in real_keyring.entries()] == ["b2/access_token"]
    assert keyring_index.listed(home, Keyring()) == {"b2": "outlet"}
    forget_secrets(home, "b2", Keyring())
    assert (real_keyring.entries(), credentials.taken(home)) == ([], ["outlet"])
    with pytest.raises(CredentialError) as caught:
        remove(home, "acme")
    assert caught.value.remedy == "There are: outlet."


class Refusing(Keyring):
    """A real keyring that does not remove."""

    def remove(self, entry: str) -> None:
        raise KeyringError("It is locked.")


def test_a_keyring_that_fails_leaves_file_and_list(home: Home, acme: Credential) -> None:
    keyring_index.note(home, Keyring(), "b2", "outlet")
    with pytest.raises(KeyringError):
        remove(home, "acme", Refusing())
    assert credentials.taken(home) == ["acme"]
    assert keyring_index.listed(home, Keyring()) == {"a1": "acme", "b2": "outlet"}
    assert without_file(home, Keyring()) == ("outlet",)
