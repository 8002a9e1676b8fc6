"""A settings file that is none is refused in one sentence, however endless or strange it is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.privileges import ordinary_user
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.system.settings_file import LARGEST, file_has_comments, read_text


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbfname = 'x'\r\n")
    assert read_text(path) == "name = 'x'\r\n"


def test_the_largest_file_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"#" * LARGEST)
    assert len(read_text(path)) == LARGEST == 4 * 1024 * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="its devices")
def test_a_file_without_an_end_is_refused() -> None:
    with pytest.raises(SettingsError, match="larger than"):
        read_text(Path("/dev/zero"))


@pytest.mark.parametrize(
    ("name", "what", "remedy"),
    [
        ("latin.toml", "The file is not UTF-8 text.", "Save it as UTF-8."),
        ("large.toml", "The file is larger than 4 MB, so it holds no settings.", "Check the path."),
        ("", "The file cannot be read: Is a directory.", "Check the path."),
        ("closed.toml", "The file cannot be read: Permission denied.", "Check the path."),
        ("\0", "The file cannot be read: this is no path.", "Check the path."),
    ],
)
def test_what_is_no_text_no_file_or_not_ours_is_named(tmp_path: Path, name: str, what: str, remedy: str) -> None:
    (tmp_path / "latin.toml").write_bytes(b"name = 'Z\xfcrich'")
    (tmp_path / "large.toml").write_bytes(b"#" * (LARGEST + 1))
    (tmp_path / "closed.toml").write_text("")
    (tmp_path / "closed.toml").chmod(0)
    for where in ("", "the destination store"):
        with ordinary_user(), pytest.raises(SettingsError) as caught:
            read_text(tmp_path / name, where=where)
        assert (caught.value.what, caught.value.remedy) == (what, remedy)
        assert caught.value.where == (where or str(tmp_path / name))


def test_a_file_that_is_not_there_is_not_explained_here(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_text(tmp_path / "none.toml")


def test_comments_are_seen_before_they_are_lost(tmp_path: Path) -> None:
    path = tmp_path / "store.toml"
    assert not file_has_comments(path)
    path.write_text('name = "Store"\n# nightly at 3\n')
    assert file_has_comments(path)
    path.write_text('name = "no # comment"\n')
    assert not file_has_comments(path)
    path.write_bytes(b"\xef\xbb\xbf" + "# Gr\u00f6\u00dfe\n".encode())
    assert file_has_comments(path)
    path.write_bytes(b"# \xff\xfe\n")
    assert not file_has_comments(path), "it is not UTF-8, so nothing saves it from the app"
