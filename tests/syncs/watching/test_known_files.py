"""Files that were sent or checked are known by their content, also after a restart and a line that was cut off."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.privileges import forbidden
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.syncs.watching import known_files
from tiktok_tui.syncs.watching.known_files import Content, KnownFiles, content_of


def test_what_was_sent_is_known_by_its_content_and_what_was_checked_by_the_very_file(home: Home) -> None:
    whole, partly = Content("a1", "one.csv", 7), Content("b2", "two.csv", 8)
    files = KnownFiles(home, "nightly")
    assert (files.sent_as(whole), files.is_unchanged(whole)) == (None, False)
    files.add(whole, whole=True)
    files.add(partly, whole=False)
    for known in (files, KnownFiles(home, "nightly")):
        assert (known.sent_as(whole), known.sent_as(replace(whole, name="copy.csv"))) == ("one.csv", "one.csv")
        assert known.sent_as(partly) is None
        assert [known.is_unchanged(each) for each in (whole, partly, replace(partly, changed=9))] == [True, True, False]
    assert KnownFiles(home, "other").sent_as(whole) is None
    [path] = home.nights.iterdir()
    assert (path.name, stat.S_IMODE(path.stat().st_mode)) == ("nightly.files", 0o600)
    first, second = map(json.loads, path.read_text().splitlines())
    assert abs(datetime.fromisoformat(first.pop("at")) - datetime.now(UTC)) < timedelta(days=1)
    assert first == {"sha256": "a1", "name": "one.csv", "changed": 7, "whole": True}
    assert second["whole"] is False
    known_files.remove(home, "nightly")
    assert KnownFiles(home, "nightly").sent_as(whole) is None


def test_a_line_that_was_cut_off_hides_no_other(home: Home) -> None:
    files = KnownFiles(home, "nightly")
    for name in ("one", "two"):
        files.add(Content(name, f"{name}.csv", 7), whole=True)
    [path] = home.nights.iterdir()
    first, second = path.read_text().splitlines()
    for broken in (second[:20], "[]", '{"sha256": "x", "name": "x", "changed": "soon", "whole": true}', "\xff"):
        path.write_text(f"{broken}\n{first}\n{broken}")
        known = KnownFiles(home, "nightly")
        assert (known.sent_as(Content("one", "", 0)), known.sent_as(Content("two", "", 0))) == ("one.csv", None)


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_a_list_that_may_not_be_read_counts_as_none_for_nobody(home: Home) -> None:
    KnownFiles(home, "nightly").add(Content("one", "one.csv", 7), whole=True)
    [path] = home.nights.iterdir()
    with forbidden(path), pytest.raises(StateError, match="files that were sent cannot be read: Permission") as raised:
        KnownFiles(home, "nightly")
    assert raised.value.where == str(path)
    assert raised.value.remedy == "Check who owns the file, or set TIKTOK_TUI_HOME to a folder of your own."


def test_the_newest_ten_thousand_are_kept(home: Home) -> None:
    files = KnownFiles(home, "nightly")
    files.add(Content("first", "x", 0), whole=True)
    [path] = home.nights.iterdir()
    line = path.read_text()
    path.write_text(line + "".join(line.replace("first", str(number)) for number in range(9_999)))
    KnownFiles(home, "nightly").add(Content("last", "x", 0), whole=True)
    known = KnownFiles(home, "nightly")
    assert [known.sent_as(Content(each, "", 0)) for each in ("first", "0", "9998", "last")] == [None, "x", "x", "x"]


def test_the_content_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(b"abc")
    os.utime(path, ns=(5, 1_790_000_000_000_000_007))
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert content_of(path) == Content(digest, "orders.csv", 1_790_000_000_000_000_007)


class Saved(type(Path())):  # type: ignore[misc]  # the class of this system's paths
    """A file that somebody saves just before its time is read."""

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        self.write_bytes(b"later")
        return os.stat(self, follow_symlinks=follow_symlinks)


def test_a_file_that_is_saved_while_it_is_read_has_no_later_time_than_its_content(tmp_path: Path) -> None:
    path = Saved(tmp_path / "orders.csv")
    path.write_bytes(b"before")
    assert content_of(path).sha256 == hashlib.sha256(b"later").hexdigest(), "or what was saved is left out"


def test_content_that_was_sent_twice_has_its_latest_name(home: Home) -> None:
    files = KnownFiles(home, "nightly")
    for name, whole in (("a.csv", True), ("b.csv", True), ("c.csv", False)):
        files.add(Content("same", name, 1), whole=whole)
    assert (
        KnownFiles(home, "nightly").sent_as(Content("same", "", 0)) == files.sent_as(Content("same", "", 0)) == "b.csv"
    )
