"""The app as the person has set it: each setting is used from the start, and a wrong file harms nothing."""

from __future__ import annotations

import pytest

from tests.support.pilot import shows, until
from tests.support.setups import on
from tiktok_tui.events.errors import FileError
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.dialogs.guide import GuideDialog
from tiktok_tui.tui.frame.app_settings import DEFAULTS, AppSettings
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.settings.settings import SettingsPage


@pytest.mark.parametrize(
    ("text", "environment", "theme", "compact", "rings"),
    [
        ("", "", "tiktok", False, True),
        ('theme = "tiktok-light"', "", "tiktok-light", False, True),
        ('theme = "nord"\ndensity = "compact"\nbell = false', "", "nord", True, False),
        ('theme = "of a later version"', "", "tiktok", False, True),
        ('theme = "nord"', "one of Textual's", "textual-dark", False, True),
    ],
)
def test_every_setting_of_the_file_is_used(
    text: str,
    environment: str,
    theme: str,
    compact: bool,
    rings: bool,
    session: AppSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", environment)
    # Textual itself takes the theme from there when it is imported: it is its usual one here.
    session.home.config.mkdir(parents=True)
    session.home.app_settings.write_text(text)
    app = TikTokTui(session)
    assert (app.theme, app.has_class("-compact"), app.rings) == (theme, compact, rings)
    app.use_settings(AppSettings(density="comfortable" if compact else "compact", bell=not rings))
    assert (app.has_class("-compact"), app.rings, app.theme) == (
        not compact,
        not rings,
        "textual-dark" if environment else "tiktok",
    )


async def test_a_wrong_file_is_said_and_changed_keys_work_once_it_is_right(session: AppSession) -> None:
    file = session.home.app_settings
    file.parent.mkdir(parents=True)
    file.write_text('\n[keys]\n"app.settings" = "F 6"')
    app = TikTokTui(session, lambda app: Page(app.session))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, ErrorDialog)
        await shows(pilot, "“F 6” is not a key.")
        await shows(pilot, "settings.toml, line 3")
        assert (app.settings, app.rings) == (DEFAULTS, True)
        await pilot.press("enter")
        await on(pilot, Page)
        app.use_settings(AppSettings(keys={"app.settings": "f6"}))
        await pilot.press("comma")
        await pilot.pause()
        assert not isinstance(app.screen, SettingsPage)
        await pilot.press("f6")
        await on(pilot, SettingsPage)
        await pilot.press("escape")
        page = await on(pilot, Page)
        app.action_guide("privacy")
        guide = await on(pilot, GuideDialog)
        app.action_guide("nightly")
        await pilot.pause()
        assert (app.screen, guide.shown.name) == (guide, "privacy")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is page)
        app.show_error(FileError("It is empty."))
        await shows(pilot, "It is empty.")
