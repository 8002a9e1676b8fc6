"""The queries that were opened last."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.queries import recent_queries, remember_query


def test_the_newest_query_comes_first_once_and_only_twenty_are_kept(tmp_path: Path) -> None:
    home = Home(tmp_path, tmp_path)
    assert recent_queries(home) == ()
    for number in range(25):
        remember_query(home, f"SELECT {number}")
    remember_query(home, "SELECT 20")
    assert recent_queries(home)[:3] == ("SELECT 20", "SELECT 24", "SELECT 23")
    assert len(set(recent_queries(home))) == len(recent_queries(home)) == 20
    assert stat.S_IMODE((tmp_path / "queries.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"{", b'{"a": 1}', b"\xff", b"[1, null]"])
def test_a_list_that_is_broken_is_none_and_is_written_anew(tmp_path: Path, content: bytes) -> None:
    home = Home(tmp_path, tmp_path)
    (tmp_path / "queries.json").write_bytes(content)
    assert recent_queries(home) == ()
    remember_query(home, "SELECT 1")
    assert recent_queries(home) == ("SELECT 1",)


def test_a_list_that_cannot_be_written_spoils_nothing(tmp_path: Path) -> None:
    (tmp_path / "queries.json").mkdir()
    remember_query(Home(tmp_path, tmp_path), "SELECT 1")
    assert recent_queries(Home(tmp_path, tmp_path)) == ()


def test_the_list_is_json_of_texts(tmp_path: Path) -> None:
    home = Home(tmp_path, tmp_path / "state")
    for number in range(21):
        remember_query(home, f"SELECT {number}")
    text = (tmp_path / "state" / "queries.json").read_text("utf-8")
    assert json.loads(text) == [f"SELECT {number}" for number in range(20, 0, -1)]
    (tmp_path / "state" / "queries.json").write_text('["ä", 1, null, "b"]', "utf-8")
    assert recent_queries(home) == ("ä", "b")
