from __future__ import annotations

from pathlib import Path

from tiktok_tui.accounts import remembered
from tiktok_tui.accounts.home import Home
from tiktok_tui.mapping.model import FieldSource, Mapping

MAPPING = Mapping({"email": FieldSource(("Mail",)), "event": FieldSource(value="Purchase")}, group_by="Order")


def test_a_mapping_is_remembered_for_its_destination_and_header_only(tmp_path: Path) -> None:
    home = Home(tmp_path, tmp_path)
    remembered.save(home, "store", "abc", MAPPING)
    assert remembered.load(home, "store", "abc") == MAPPING
    assert remembered.load(home, "store", "def") is None
    assert remembered.load(home, "other", "abc") is None


def test_a_remembered_mapping_is_its_owners_alone(tmp_path: Path) -> None:
    remembered.save(Home(tmp_path, tmp_path), "store", "abc", MAPPING)
    folder = tmp_path / "mappings" / "store"
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "abc.toml").stat().st_mode & 0o077 == 0


def test_a_broken_one_is_forgotten(tmp_path: Path) -> None:
    home = Home(tmp_path, tmp_path)
    remembered.save(home, "store", "abc", MAPPING)
    (home.mappings / "store" / "abc.toml").write_text("fields = 3")
    assert remembered.load(home, "store", "abc") is None


def test_an_unfinished_mapping_is_kept_until_one_is_sent_or_it_is_dropped(tmp_path: Path) -> None:
    home = Home(tmp_path, tmp_path)
    remembered.keep_unfinished(home, "store", "abc", MAPPING)
    assert remembered.unfinished(home, "store", "abc") == MAPPING
    assert remembered.load(home, "store", "abc") is None
    remembered.save(home, "store", "abc", MAPPING)
    assert remembered.unfinished(home, "store", "abc") is None
    remembered.keep_unfinished(home, "store", "abc", MAPPING)
    remembered.keep_unfinished(home, "store", "abc", None)
    assert remembered.unfinished(home, "store", "abc") is None
