"""Credentials are removed with every secret, also those whose file is broken or gone."""

from __future__ import annotations

import pytest

from tests.support.secret_service import SecretService
from tiktok_tui.accounts import credentials, keyring_index
from tiktok_tui.accounts.credentials import ACCESS_TOKEN, Credential
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.removal import remove, without_file
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.events.errors import CredentialError


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
