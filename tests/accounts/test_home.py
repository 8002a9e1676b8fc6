"""Where files live, and that they are private and whole."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tiktok_tui.accounts import home as homes
from tiktok_tui.accounts.home import Home, private_folder, write_private
from tiktok_tui.events.errors import SettingsError, StateError


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_one_folder_stands_for_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_HOME", str(tmp_path / "x"))
    found = homes.home()
    assert (found.config, found.state) == (tmp_path / "x", tmp_path / "x")
    assert found.destinations == tmp_path / "x" / "destinations"
    assert not found.config.exists()


def test_every_file_has_its_place() -> None:
    found = Home(Path("/c"), Path("/s"))
    settings = (found.destinations, found.credentials, found.connections, found.syncs, found.app_settings)
    assert [str(path) for path in settings] == [
        *("/c/destinations", "/c/credentials", "/c/connections", "/c/syncs", "/c/settings.toml"),
    ]
    state = (found.mappings, found.ledger, found.ledger_marker, found.ledger_copies, found.nights)
    assert [str(path) for path in state] == [
        *("/s/mappings", "/s/ledger.sqlite", "/s/ledger.json", "/s/copies", "/s/nights"),
    ]
    assert [str(path) for path in (found.log, found.scratch, found.locks)] == [
        *("/s/tiktok-tui.log", "/s/scratch", "/s/locks"),
    ]


def test_the_platforms_folders_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_HOME", " ")
    found = homes.home()
    assert found.config.is_absolute()
    assert (found.config.name, found.state.name) == ("tiktok-tui", "tiktok-tui")
    assert found.config != found.state or os.name == "nt"


def test_a_relative_home_does_not_move_with_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIKTOK_TUI_HOME", "here")
    assert homes.home().config == tmp_path / "here"


def test_a_home_may_begin_with_the_persons_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("TIKTOK_TUI_HOME", "~/tiktok")
    assert homes.home().state == tmp_path / "tiktok"


def test_a_home_that_is_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").touch()
    monkeypatch.setenv("TIKTOK_TUI_HOME", str(tmp_path / "x"))
    with pytest.raises(SettingsError) as raised:
        homes.home()
    assert str(raised.value) == f"TIKTOK_TUI_HOME: {tmp_path / 'x'} is not a folder. Name a folder, or leave it out."
    monkeypatch.setenv("TIKTOK_TUI_HOME", "~nobody-of-that-name/x")
    with pytest.raises(SettingsError) as raised:
        homes.home()
    assert str(raised.value) == (
        "TIKTOK_TUI_HOME: ~nobody-of-that-name/x is the folder of nobody on this machine. Write the folder out."
    )
    monkeypatch.setenv("TIKTOK_TUI_HOME", f" {tmp_path} ")
    assert homes.home() == Home(tmp_path, tmp_path)


def test_files_and_folders_are_the_owners_alone(home: Home) -> None:
    before = os.umask(0)
    try:
        write_private(home.destinations / "a.toml", "x")
    finally:
        os.umask(before)
    assert mode(home.destinations / "a.toml") == 0o600
    assert mode(home.destinations) == mode(home.config) == 0o700


def test_writing_again_narrows_what_was_wide_and_leaves_nothing_else(home: Home) -> None:
    path = home.destinations / "a.toml"
    write_private(path, "old")
    path.chmod(0o644)
    write_private(path, b"new")
    assert path.read_bytes() == b"new"
    assert mode(path) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_link_stays_a_link(home: Home, tmp_path: Path) -> None:
    private_folder(home.destinations)
    target = tmp_path / "dotfiles.toml"
    target.write_text("old")
    link = home.destinations / "a.toml"
    link.symlink_to(target)
    write_private(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_failed_write_leaves_the_old_file(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.destinations / "a.toml"
    write_private(path, "old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StateError) as raised:
        write_private(path, "new")
    assert (raised.value.what, raised.value.where) == ("Cannot write: No space left on device.", str(path))
    assert raised.value.remedy == "Check the folder's owner and free space, or set TIKTOK_TUI_HOME."
    assert path.read_text() == "old"
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StateError) as raised:
        private_folder(tmp_path / "file" / "inside")
    assert raised.value.what == "Cannot make the folder: File exists."
    assert raised.value.remedy == "Check the folder's owner and free space, or set TIKTOK_TUI_HOME."
    with pytest.raises(StateError, match=r"Cannot remove: (Is a directory|Operation not permitted)\.") as raised:
        homes.remove(tmp_path)
    assert raised.value.where == str(tmp_path)
    homes.remove(tmp_path / "none")
    homes.remove(tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_exists_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o755)
    (tmp_path / "shared").chmod(0o755)
    assert private_folder(tmp_path / "shared" / "a" / "b") == tmp_path / "shared" / "a" / "b"
    assert private_folder(tmp_path / "shared") == tmp_path / "shared"
    assert [mode(tmp_path / name) for name in ("shared", "shared/a", "shared/a/b")] == [0o755, 0o700, 0o700]


def test_a_failure_without_words_is_named_by_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(descriptor: int) -> None:
        raise OSError

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(StateError, match=r"Cannot write: OSError\."):
        write_private(tmp_path / "a.toml", "new")


def test_text_is_written_as_utf_8(tmp_path: Path) -> None:
    write_private(tmp_path / "a.toml", "größe\n")
    assert (tmp_path / "a.toml").read_bytes() == "größe\n".encode()


@pytest.mark.parametrize("module", ["home", "environment", "destinations", "credentials", "secrets"])
def test_what_lists_and_shows_is_light(module: str) -> None:
    heavy = "{'httpx', 'keyring', 'duckdb', 'phonenumbers', 'textual', 'platformdirs', 'secretstorage'}"
    code = f"import sys, tiktok_tui.accounts.{module}; sys.exit(', '.join({heavy} & set(sys.modules)) or 0)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
