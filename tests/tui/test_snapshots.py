"""Every screen as it is drawn, at 80 by 24 and 120 by 40. Look at the picture before taking a new one:

`pytest tests/tui/test_snapshots.py --snapshot-update`, after a look into `snapshot_report.html`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.support.pages import KEYS, PAGES, READY, app_with
from tests.support.pilot import screen_text, until
from tiktok_tui.tui.frame.session import AppSession

Compare = Callable[..., bool]

SIZES = ((80, 24), (120, 40))


def ready(name: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Wait until what threads bring is on the screen."""

    async def wait(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: READY.get(name, "help") in screen_text(pilot.app))
        if name in KEYS:
            keys, shown = KEYS[name]
            await pilot.press(*keys.split())
            await until(pilot, lambda: shown in screen_text(pilot.app))
        await pilot.pause()

    return wait


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", PAGES)
def test_screen(name: str, size: tuple[int, int], session: AppSession, snap_compare: Compare) -> None:
    assert snap_compare(app_with(session, name), terminal_size=size, run_before=ready(name))


@pytest.mark.parametrize("theme", ["tiktok-light", "textual-dark", "ansi-dark"])
def test_home_in_another_theme(theme: str, session: AppSession, snap_compare: Compare) -> None:
    """The accent is the theme's own; everything that has a colour has a glyph or a word as well."""
    app = app_with(session, "home")
    app.theme = theme
    assert snap_compare(app, terminal_size=(80, 24), run_before=ready("home"))


def test_home_without_colour(session: AppSession, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row under the cursor, what is dimmed and what needs you can be distinguished."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app_with(session, "home"), terminal_size=(80, 24), run_before=ready("home"))
