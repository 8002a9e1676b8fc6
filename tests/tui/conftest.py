"""The app draws the same on every machine, works in an empty home, and never reaches the machine's keyring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from tests.support.steady import steady

steady()

import pytest  # noqa: E402

from tests.support import style_sheets  # noqa: E402
from tests.support.painting import painted_when_read  # noqa: E402
from tests.support.sandbox import Sandbox  # noqa: E402
from tiktok_tui.accounts.home import Home  # noqa: E402
from tiktok_tui.events.errors import SettingsError  # noqa: E402
from tiktok_tui.sandbox import known  # noqa: E402
from tiktok_tui.syncs.scheduling import scheduling  # noqa: E402
from tiktok_tui.tui.frame.session import AppSession  # noqa: E402


@pytest.fixture(autouse=True)
def _token_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token in the environment is used before any keyring."""
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", "a-token-for-tests")


@pytest.fixture(scope="session", autouse=True)
def _style_sheets() -> Iterator[None]:
    with style_sheets.parsed_once():
        yield


@pytest.fixture(autouse=True)
def painting() -> Iterator[None]:
    """Widgets are drawn when a test reads the screen; a test whose subject is drawing replaces this fixture."""
    with painted_when_read():
        yield


@pytest.fixture(autouse=True)
def _no_scheduler_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written into the crontab or the timers of whoever runs the tests."""

    def none(name: str | None = None) -> NoReturn:
        raise SettingsError("There is no scheduler in the tests.")

    monkeypatch.setattr(scheduling, "scheduler_named", none)


@pytest.fixture
def session(tmp_path: Path) -> AppSession:
    """A session in an empty home, with a TikTok that nobody answers for."""
    folder = tmp_path / "home"
    return AppSession(Home(folder, folder), "http://127.0.0.1:9/open_api/v1.3")


@pytest.fixture
def real(session: AppSession, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> AppSession:
    """The session with the sandbox in TikTok's place, as if it were the real one."""
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    return replace(session, api_url=sandbox.base_url)
