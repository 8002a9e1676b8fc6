"""The settings on their screen: each is used at once and kept in the file."""

from __future__ import annotations

from tests.support.pages import app_with
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import on
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.app_settings import AppSettings
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.history.history import HistoryPage
from tiktok_tui.tui.screens.home.home import HomePage
from tiktok_tui.tui.screens.settings.lines import all_lines
from tiktok_tui.tui.screens.settings.settings import SettingsPage


async def test_theme_density_bell_and_a_key_are_used_at_once_and_kept(session: AppSession) -> None:
    file = session.home.app_settings
    app = app_with(session, "home")
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Store sales")
        await pilot.press("comma")
        await shows(pilot, "app.find")
        await pilot.press("enter")
        await shows(pilot, "type to filter")
        await pilot.press(*"nord", "enter")
        await until(pilot, lambda: app.theme == "nord")
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.has_class("-compact"))
        await pilot.press("down", "enter")
        await until(pilot, lambda: not app.rings)
        await pilot.press("slash", *"home.history", "enter", "enter")
        await shows(pilot, "Usually: h")
        await pilot.press("f6")
        await until(pilot, lambda: "home.history" in file.read_text())
        await pilot.press("escape", "escape")
        await on(pilot, HomePage)
        await pilot.press("h")
        assert isinstance(app.screen, HomePage)
        await pilot.press("f6")
        await on(pilot, HistoryPage)
    assert file.stat().st_mode & 0o777 == 0o600
    again = TikTokTui(session)
    assert (again.theme, again.has_class("-compact"), again.rings) == ("nord", True, False)
    assert again.settings == app.settings


def test_what_the_file_names_stands_out_also_where_it_is_the_usual() -> None:
    lines = all_lines(AppSettings(keys={"home.upload": "u"}), str)
    assert [line.name for line in lines if line.changed] == ["home.upload"]
    assert [(line.value, line.usual) for line in lines if line.changed] == [("u", "u")]


async def test_a_taken_key_is_refused_and_del_brings_the_usual_one_back(session: AppSession) -> None:
    file = session.home.app_settings
    app = app_with(session, "settings")
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "app.find")
        await pilot.press("slash", *"home.upload", "enter", "enter")
        await shows(pilot, "Usually: u")
        await pilot.press("r")
        await shows(pilot, "Choose another key.")
        assert not file.exists()
        for key, kept in (("f5", True), ("delete", False), ("f5", True), ("backspace", False)):
            await pilot.press("enter")
            await shows(pilot, "Usually: u")
            await pilot.press(key)
            await until(pilot, lambda kept=kept: file.exists() and ("home.upload" in file.read_text()) == kept)  # type: ignore[misc]


async def test_comments_are_not_lost_and_a_broken_file_is_said_and_harmless(session: AppSession) -> None:
    file = session.home.app_settings
    file.parent.mkdir(parents=True)
    file.write_text("# mine\nbell = false\n")
    app = app_with(session, "settings")
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "app.find")
        assert not app.rings
        await pilot.press("down", "enter")
        said = "The settings were not changed: your comments in their file would be lost."
        await until(pilot, lambda: said in " ".join(screen_text(app).split()))  # wherever the path breaks it
        assert isinstance(app.screen, SettingsPage)
    assert file.read_text() == "# mine\nbell = false\n"
    file.write_text("bell = maybe\n")
    app = app_with(session, "home")
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "settings.toml, line 1")
        await pilot.press("enter")
        await on(pilot, HomePage)
        assert "Store sales" in screen_text(app)
