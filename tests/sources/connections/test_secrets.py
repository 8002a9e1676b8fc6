"""The secrets of a connection: the environment's, those that were typed, and the keyring's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.secret_service import SecretService
from tests.support.uploads import home
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.events.errors import CredentialError, SettingsError
from tiktok_tui.sources.connections import secrets, store
from tiktok_tui.sources.connections.profile import Profile
from tiktok_tui.sources.connections.secrets import (
    complete,
    forget_typed,
    keep_for_now,
    remove_connection,
    secrets_of,
    store_secret,
)

__all__ = ["home"]


@pytest.fixture
def shop(home: Home, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """A connection with two secrets, neither of them known."""
    for name in ("SHOP_PASSWORD", "SHOP_KEY"):
        monkeypatch.delenv(name, raising=False)
    uri = "mysql://reader:{{ env_var(SHOP_PASSWORD) }}@db/shop"
    return store.save(home, "shop", "mysql", {"uri": uri, "api_key": "{{ env_var(SHOP_KEY) }}"})


def test_the_environment_goes_before_what_was_typed_and_that_before_the_keyring(
    home: Home, shop: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert secrets.missing(home, shop) == ("SHOP_PASSWORD", "SHOP_KEY")
    store_secret(home, "shop", "SHOP_PASSWORD", "kept")
    store_secret(home, "shop", "SHOP_KEY", "key")
    assert secrets_of(home, shop) == {"SHOP_PASSWORD": "kept", "SHOP_KEY": "key"}
    keep_for_now(home, "shop", "SHOP_PASSWORD", "typed")
    assert secrets_of(home, shop)["SHOP_PASSWORD"] == "typed"
    monkeypatch.setenv("SHOP_PASSWORD", "own")
    assert secrets_of(home, shop) == {"SHOP_PASSWORD": "own", "SHOP_KEY": "key"}
    assert secrets.missing(home, shop) == ()


def test_a_secret_that_is_nowhere_is_named_with_two_ways_out(home: Home, shop: Profile) -> None:
    with pytest.raises(CredentialError, match="The secret SHOP_PASSWORD of the connection shop is neither") as raised:
        secrets_of(home, shop)
    assert raised.value.remedy == "Set SHOP_PASSWORD, or store it: `tiktok-tui connection add shop --replace`."


def test_a_keyring_that_fails_is_a_message_with_the_variable(
    home: Home, shop: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise CredentialError("The keyring is locked.", remedy="Set TIKTOK_TUI_ACCESS_TOKEN.")

    monkeypatch.setattr(Keyring, "read", locked)
    monkeypatch.setattr(Keyring, "write", locked)
    for act in (lambda: secrets_of(home, shop), lambda: store_secret(home, "shop", "SHOP_PASSWORD", "kept")):
        with pytest.raises(CredentialError, match="The keyring is locked") as raised:
            act()
        assert raised.value.remedy == "Unlock or start the keyring, or set SHOP_PASSWORD."


def test_only_what_is_missing_is_asked_for_and_only_what_is_answered_kept(home: Home, shop: Profile) -> None:
    asked: list[tuple[str, str]] = []

    def ask(connection: str, variable: str) -> str:
        asked.append((connection, variable))
        return "" if variable == "SHOP_PASSWORD" else "answered"

    complete(home, shop, ask)
    complete(home, shop, ask)
    password, key = ("shop", "SHOP_PASSWORD"), ("shop", "SHOP_KEY")
    assert asked == [password, key, password]
    assert secrets.missing(home, shop) == ("SHOP_PASSWORD",)


def test_homes_and_connections_have_secrets_of_their_own(home: Home, shop: Profile) -> None:
    other = Home(home.config / "other", home.state / "other")
    entries = {
        secrets.entry_of(where, connection, variable)
        for where in (home, other)
        for connection in ("shop", "web")
        for variable in ("A", "B")
    }
    assert len(entries) == 8
    # What is in people's keyrings is found again by this very name.
    ada = Home(Path("/home/ada/.config/tiktok-tui"), Path("/home/ada/.local/state/tiktok-tui"))
    assert secrets.entry_of(ada, "shop", "A") == "connection/5bf45b92fb605a58/shop/A"


def test_a_relative_home_has_the_secrets_of_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    there, relative = Home(tmp_path / "config", tmp_path), Home(Path("config"), Path())
    assert secrets.entry_of(relative, "shop", "A") == secrets.entry_of(there, "shop", "A")


def test_a_typed_secret_that_the_server_refuses_is_forgotten(home: Home, shop: Profile) -> None:
    for name in ("SHOP_PASSWORD", "SHOP_KEY"):
        keep_for_now(home, "shop", name, "typed")
    forget_typed(home, "shop", ["SHOP_PASSWORD", "NEVER_TYPED"])
    assert secrets.missing(home, shop) == ("SHOP_PASSWORD",)
    forget_typed(home, "shop", shop.variables())
    assert secrets.missing(home, shop) == ("SHOP_PASSWORD", "SHOP_KEY")


def test_a_connection_whose_secrets_cannot_be_removed_stays(
    home: Home, shop: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its file nobody would know of them any more."""

    def locked(self: Keyring, entry: str) -> None:
        raise CredentialError("The keyring is locked.")

    monkeypatch.setattr(Keyring, "remove", locked)
    with pytest.raises(CredentialError, match="The keyring is locked"):
        remove_connection(home, "shop")
    assert shop.path.exists()


@pytest.mark.parametrize("content", [None, 'x = = "{{ env_var( SHOP_PASSWORD ) }}" env_var(SHOP_KEY)'])
def test_a_connection_is_removed_with_its_secrets_also_a_broken_one(
    home: Home, shop: Profile, real_keyring: SecretService, content: str | None
) -> None:
    for name in ("SHOP_PASSWORD", "SHOP_KEY"):
        store_secret(home, "shop", name, "planted")
    if content is not None:
        shop.path.write_text(content)
    remove_connection(home, "shop")
    assert (shop.path.exists(), real_keyring.entries()) == (False, [])
    with pytest.raises(SettingsError, match="There is no connection “shop”"):
        remove_connection(home, "shop")


def test_a_connection_whose_file_cannot_be_read_or_that_is_another_tool_s(
    home: Home, shop: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.path.write_bytes(b"\xff\xfe")
    remove_connection(home, "shop")
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "web.toml").write_text('driver = "mysql"')
    monkeypatch.setenv("ADBC_PROFILE_PATH", str(theirs))
    with pytest.raises(SettingsError, match="kept by another tool, in ADBC's own folder") as raised:
        remove_connection(home, "web")
    assert raised.value.remedy == "Remove it there."
    assert (theirs / "web.toml").exists()
