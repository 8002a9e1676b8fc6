"""Makes the app draw the same on every machine, before Textual is imported for the first time."""

from __future__ import annotations

import os
import time

os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):  # not on Windows
    time.tzset()
for name in {"NO_COLOR", "COLUMNS", "LINES", "TEXTUAL_THEME", "TEXTUAL_DIM_FACTOR", "TEXTUAL_COLOR_SYSTEM"}:
    os.environ.pop(name, None)

from pathlib import Path  # noqa: E402

import pytest  # noqa: E402
from textual.reactive import reactive  # noqa: E402
from textual.widgets import Input  # noqa: E402

from tiktok_tui.accounts.home import Home  # noqa: E402
from tiktok_tui.tui.frame.session import AppSession  # noqa: E402

_STEADY = reactive(False, init=False)
_STEADY.__set_name__(Input, "cursor_blink")
setattr(Input, "cursor_blink", _STEADY)  # noqa: B010 - a descriptor put in place of another


@pytest.fixture(autouse=True)
def _steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """No keyring of the machine: a token in the environment goes before it."""
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", "a-token-for-tests")


@pytest.fixture
def session(tmp_path: Path) -> AppSession:
    """A session in an empty home, with a TikTok that nobody answers for."""
    folder = tmp_path / "home"
    return AppSession(Home(folder, folder), "http://127.0.0.1:9/open_api/v1.3")
