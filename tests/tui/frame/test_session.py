"""The session of the app: where it keeps things, what it sends to, and what time it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tui.frame import session as sessions
from tiktok_tui.tui.frame.session import AppSession


def test_the_environment_says_where_and_with_whom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_HOME", str(tmp_path))
    monkeypatch.setenv("TIKTOK_TUI_API_URL", "http://127.0.0.1:9/open_api/v1.3")
    found = sessions.session()
    assert (found.home.config, found.api_url) == (tmp_path, "http://127.0.0.1:9/open_api/v1.3")
    assert (found.demo, found.as_of, found.token_given) == (None, None, True)
    monkeypatch.delenv("TIKTOK_TUI_ACCESS_TOKEN")
    assert not sessions.session().token_given
    monkeypatch.setenv("TIKTOK_TUI_API_URL", "http://tiktok.example/")
    with pytest.raises(SettingsError):
        sessions.session()


def test_ages_are_counted_from_the_instant_that_was_asked_for_or_from_now(session: AppSession) -> None:
    asked = datetime(2026, 6, 30, 12, tzinfo=UTC)
    assert replace(session, as_of=asked).now() == asked
    assert abs(session.now() - datetime.now(UTC)) < timedelta(hours=1)
