"""Files of connections: ours, and those of other tools in ADBC's own folders."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.uploads import home
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.sources.connections import store
from tiktok_tui.sources.connections.queries import query_path, save_query, saved_query

__all__ = ["home"]

TEXT = 'profile_version = 1\ndriver = "{}"\n'


@pytest.fixture(autouse=True)
def others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of ADBC's own profiles of this user."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("ADBC_PROFILE_PATH", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "config" / "adbc" / "profiles"
    folder.mkdir(parents=True)
    return folder


def test_a_connection_is_saved_for_its_owner_alone_and_read_again(home: Home) -> None:
    saved = store.save(home, "shop", "mysql", {"uri": "mysql://reader@db/shop", "tls": True, "port": 5})
    assert store.load(home, "shop") == saved
    assert (saved.driver, saved.ours, saved.path) == ("mysql", True, home.connections / "shop.toml")
    assert saved.options == {"uri": "mysql://reader@db/shop", "tls": True, "port": 5}
    assert stat.S_IMODE(saved.path.stat().st_mode) == 0o600


def test_a_secret_is_never_written(home: Home) -> None:
    with pytest.raises(SettingsError, match="holds a secret in plain text"):
        store.save(home, "shop", "mysql", {"uri": "mysql://reader:planted@db/shop"})
    assert not home.connections.exists()


def test_ours_go_before_those_of_other_tools(
    home: Home, others: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / "named"
    named.mkdir()
    monkeypatch.setenv("ADBC_PROFILE_PATH", f":{named}")
    for folder, names in ((others, ("a", "b", "c")), (named, ("b", "c"))):
        for name in names:
            (folder / f"{name}.toml").write_text(TEXT.format(folder.name))
    (named / "a.toml").mkdir()
    store.save(home, "c", "ours", {})
    assert store.names(home) == ["a", "b", "c"]
    found = {profile.name: (profile.driver, profile.ours) for profile in store.listing(home).profiles}
    assert found == {"a": ("profiles", False), "b": ("named", False), "c": ("ours", True)}


def test_a_folder_of_another_tool_that_may_not_be_read_holds_nothing(
    home: Home, others: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(home, "shop", "mysql", {})
    entries = Path.iterdir

    def iterdir(folder: Path) -> Iterator[Path]:
        if folder == others:
            raise PermissionError(13, "Permission denied")
        return entries(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert store.names(home) == ["shop"]


def test_a_broken_file_is_named_beside_the_others_and_a_missing_one_brings_the_nearest(home: Home) -> None:
    store.save(home, "shop", "mysql", {})
    (home.connections / "bad.toml").write_text("x")
    listing = store.listing(home)
    assert [profile.name for profile in listing.profiles] == ["shop"]
    assert [str(home.connections / "bad.toml") in error.where for error in listing.broken] == [True]
    with pytest.raises(SettingsError, match="There is no connection “shpo”") as raised:
        store.load(home, "shpo")
    assert (raised.value.remedy, raised.value.field) == ("Did you mean “shop”?", "connection")
    with pytest.raises(SettingsError, match="cannot be a connection's name"):
        store.load(home, "../shop")


@pytest.mark.parametrize(
    ("platform", "variable", "folder"),
    [
        ("linux", None, ".config/adbc/profiles"),
        ("darwin", None, "Library/Application Support/ADBC/Profiles"),
        ("win32", "LOCALAPPDATA", "local/ADBC/Profiles"),
    ],
)
def test_other_tools_keep_theirs_where_the_system_has_them(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, variable: str | None, folder: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME")
    if variable is not None:
        monkeypatch.setenv(variable, str(tmp_path / "local"))
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / "theirs.toml").write_text(TEXT.format("mysql"))
    assert store.names(home) == ["theirs"]


def test_the_query_of_a_connection_is_kept_beside_the_settings(home: Home) -> None:
    assert saved_query(home, "shop") == ""
    save_query(home, "shop", "  SELECT 'é'\n\n")
    assert saved_query(home, "shop") == "  SELECT 'é'\n\n", "as the person has left it"
    assert saved_query(home, "web") == ""
    assert query_path(home, "shop") == home.config / "queries" / "shop.sql"
    assert stat.S_IMODE(query_path(home, "shop").stat().st_mode) == 0o600
    with pytest.raises(SettingsError):
        save_query(home, "../shop", "SELECT 1")
