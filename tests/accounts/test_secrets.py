"""Secrets against a real Secret Service, and against every kind of keyring that must not be trusted."""

from __future__ import annotations

from tests.support.secret_service import SecretService
from tiktok_tui.accounts.secrets import Keyring


def test_a_secret_is_kept_read_and_removed(real_keyring: SecretService) -> None:
    kept = Keyring()
    assert kept.name() == "GNOME Keyring"
    kept.write("a/access_token", "first")
    kept.write("a/access_token", "second")
    assert kept.read("a/access_token") == "second"
    assert [entry.secret for entry in real_keyring.entries()] == ["second"]
    kept.remove("a/access_token")
    assert kept.read("a/access_token") is None
    assert real_keyring.entries() == []
