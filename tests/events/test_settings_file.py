"""A settings file that is none is refused in one sentence, however endless or strange it is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.privileges import ordinary_user
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.settings_file import LARGEST, read_text


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbfname = 'x'\r\n")
    assert read_text(path) == "name = 'x'\r\n"


def test_the_largest_file_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"#" * LARGEST)
    assert len(read_text(path)) == LARGEST
    path.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(SettingsError, match="larger than 4 MB"):
        read_text(path)


@pytest.mark.skipif(sys.platform != "linux", reason="its devices")
def test_a_file_without_an_end_is_refused() -> None:
    with pytest.raises(SettingsError, match="larger than"):
        read_text(Path("/dev/zero"))


def test_what_is_no_text_no_file_or_not_ours_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b"name = 'Z\xfcrich'")
    (tmp_path / "closed.toml").write_text("")
    (tmp_path / "closed.toml").chmod(0)
    for name, says in (
        ("latin.toml", "not UTF-8"),
        ("", "folder|directory|denied"),
        ("closed.toml", "denied"),
        ("\0", "no path"),
    ):
        with ordinary_user(), pytest.raises(SettingsError, match=says) as caught:
            read_text(tmp_path / name)
        assert caught.value.where == str(tmp_path / name)
    with pytest.raises(FileNotFoundError):
        read_text(tmp_path / "none.toml")
