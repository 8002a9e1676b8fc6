"""The lists of Home: which run `r` resumes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.home.home_lists import HomeLists
from tiktok_tui.tui.screens.home.overview import DestinationFacts, Overview, RunFacts

DONE = RunFacts("c", "o.csv", "S", "done", False, 1, 1, 1, 0, 0, 0, 0, datetime(2026, 6, 1, tzinfo=UTC))
FIRST, SECOND = (replace(DONE, run=name, state="stopped", unfinished=True) for name in "ab")


@pytest.mark.parametrize(
    ("cursor", "focused", "run"), [(0, True, FIRST), (1, True, SECOND), (1, False, FIRST), (2, True, FIRST)]
)
def test_it_is_the_one_under_the_cursor_while_one_is_in_that_list_else_the_first(
    cursor: int, focused: bool, run: RunFacts, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = HomeLists(session)
    lists.overview = Overview(runs=(FIRST, SECOND, DONE))
    monkeypatch.setattr(HomeLists, "runs", SimpleNamespace(cursor=cursor, has_focus=focused))
    assert lists.unfinished == run
    lists.overview = Overview(runs=(DONE,))
    assert lists.unfinished is None


STORE, WEB = (DestinationFacts(name, name, "web", "72", "acme") for name in ("store", "web"))
BROKEN = tuple(SettingsError(name) for name in ("first", "second"))


@pytest.mark.parametrize(
    ("cursor", "destination", "broken"),
    [(0, STORE, None), (1, WEB, None), (2, None, BROKEN[0]), (3, None, BROKEN[1]), (4, None, None)],
)
def test_the_row_under_the_cursor_is_a_destination_or_behind_them_a_file_that_cannot_be_read(
    cursor: int,
    destination: DestinationFacts | None,
    broken: SettingsError | None,
    session: AppSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lists = HomeLists(session)
    lists.overview = Overview((STORE, WEB), broken=BROKEN)
    monkeypatch.setattr(HomeLists, "destinations", SimpleNamespace(cursor=cursor))
    assert (lists.destination, lists.broken) == (destination, broken)
