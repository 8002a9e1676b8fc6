"""Fixtures of the tests of accounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiktok_tui.accounts.home import Home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty home of the test's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("TIKTOK_TUI_HOME", str(folder))
    return Home(config=folder, state=folder)
