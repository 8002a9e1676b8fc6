"""The settings on their screen: each is used at once and kept in the file."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from tests.support.pages import app_with
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import on
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.frame.app_settings import AppSettings, dumps, load
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.history.history import HistoryPage
from tiktok_tui.tui.screens.home.home import HomePage
from tiktok_tui.tui.screens.settings import settings
from tiktok_tui.tui.screens.settings.lines import all_lines
from tiktok_tui.tui.screens.settings.press_key import PressKey
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
        await pilot.press("enter")
        await on(pilot, Choose)
        await pilot.press("escape")  # it stays
        await on(pilot, SettingsPage)
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
        keys = (("f5", True), ("escape", True), ("delete", False), ("f5", True), ("backspace", False))
        for place, (key, kept) in enumerate(keys):
            await pilot.press("enter")
            await shows(pilot, "Usually: u")
            assert file.exists() == (place > 0)
            before = file.read_text() if place else ""
            assert ("home.upload" in before) == (place > 0 and keys[place - 1][1])
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
        await shows(pilot, "Store sales")


async def test_what_is_left_changes_nothing_and_what_is_chosen_again_is_as_before(session: AppSession) -> None:
    file = session.home.app_settings
    app = app_with(session, "settings")
    async with app.run_test(size=(110, 30)) as pilot:
        await shows(pilot, "app.find")
        page = app.screen
        assert isinstance(page, SettingsPage)
        about = page.query_one("#about", Static)
        assert ["In the file" in screen_text(app), str(about.content)] == [True, "Theme: the colours  (theme)"]
        for key in ("escape", "enter"):
            await pilot.press("enter")
            choose = await on(pilot, Choose)
            names = [choice.label for choice in choose.matching]
            assert names == sorted(app.available_themes)
            assert (names[choose.table.cursor], choose.query_one(".dialog--box").border_title) == ("tiktok", "Theme")
            await pilot.press(key)
            await until(pilot, lambda: app.screen is page)
        await pilot.pause()
        assert not file.exists(), "the theme that there is changes nothing"
        await pilot.press("down")
        await until(pilot, lambda: str(about.content).endswith("(density)"))
        for compact in (True, False):
            await pilot.press("enter")
            await until(pilot, lambda compact=compact: app.has_class("-compact") == compact)  # type: ignore[misc]
        file.write_text("bell = false\n")  # somebody edits it while it is shown
        await pilot.press("enter")
        await until(pilot, lambda: app.has_class("-compact"))
        assert (load(session.home), app.rings) == (AppSettings(density="compact", bell=False), False)
        file.write_text("bell = maybe\n")
        await pilot.press("enter")
        await shows(pilot, "settings.toml, line 1")
        assert file.read_text() == "bell = maybe\n", "it is not written over"
        file.write_text('density = "compact"\n')
        await pilot.press("enter")
        await until(pilot, lambda: not app.has_class("-compact"))
        await shows(pilot, "✓ Saved in ")
        assert "settings.toml." in "".join(screen_text(app).split())
        await pilot.press("down")
        for rings in (False, True):
            await pilot.press("enter")
            await until(pilot, lambda rings=rings: app.rings == rings)  # type: ignore[misc]
        assert app.settings == AppSettings()
        before = file.read_text()
        await pilot.press("down", "enter")
        dialog = await on(pilot, PressKey)
        assert "Usually:" in screen_text(app)
        assert "del the usual key · esc leave" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is page)
        assert dialog not in app.screen_stack
        assert file.read_text() == before
        await pilot.press("slash", *"resume HOME")
        await until(pilot, lambda: str(about.content).endswith("(home.resume)"))
        assert page.filtered.table.count == 1, "each of the words is in it"
        await pilot.press(*"zz")
        await until(pilot, lambda: page.filtered.table.count == 0)
        await until(pilot, lambda: str(about.content) == "")
        await pilot.resize_terminal(109, 30)
        await until(pilot, lambda: "In the file" not in screen_text(app))
        assert page.filtered.table.count == 0, "the filter stays"
        assert "Setting" in screen_text(app)
        assert "Value" in screen_text(app)


async def test_the_file_is_edited_as_text_with_its_comments_and_a_mistake_changes_nothing(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = session.home.app_settings
    edited: list[tuple[str, str]] = []
    written = [None, "# mine\nbell = false\n", "# mine\nbell = 7\n", '[keys]\n"home.upload" = "r"\n']

    def edit(_: object, text: str, name: str) -> str | None:
        edited.append((text, name))
        return written.pop(0)

    monkeypatch.setattr(settings, "edit_text", edit)
    app = app_with(session, "settings")
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "app.find")
        assert "f4 edit as text" in " ".join(screen_text(app).splitlines()[-1].split())
        await pilot.press("f4")
        await until(pilot, lambda: len(edited) == 1)
        assert not file.exists(), "it was left as it was"
        await pilot.press("f4")
        await until(pilot, lambda: not app.rings)
        await shows(pilot, "✓ Saved in ")
        assert (file.read_text(), app.settings.bell) == ("# mine\nbell = false\n", False)
        await pilot.press("f4")
        await shows(pilot, "✗ ")
        assert "Saved in" not in screen_text(app)
        await pilot.press("f4")
        await shows(pilot, "Choose another key.")
        assert (file.read_text(), app.settings.keys) == ("# mine\nbell = false\n", {})
        shown = next(line for line in screen_text(app).splitlines() if "Bell and notification" in line)
        assert " off " in shown
        file.write_bytes(b"\xff")
        await pilot.press("f4")
        await until(pilot, lambda: "The file is not UTF-8 text." in " ".join(screen_text(app).split()))
        await pilot.press("down")
        await shows(pilot, "Density: ")
    assert edited[:2] == [(dumps(AppSettings()), "settings.toml")] * 2
    assert edited[2:] == [("# mine\nbell = false\n", "settings.toml")] * 2


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ('theme = "nordd"', "theme", "There is no theme “nordd”. Did you mean “nord”?"),
        ('[keys]\n"home.uplod" = "x"', "keys", "home.upload"),
        (
            '[keys]\n"home.upload" = "r"',
            "keys.home.resume",
            "home.upload and home.resume would have the same key. Choose another key.",
        ),
    ],
)
def test_a_theme_that_there_is_not_and_a_key_that_is_taken_are_refused(text: str, field: str, said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        settings.checked(text, "/home/me/settings.toml", ("nord", "tiktok"))
    assert said in raised.value.explanation
    assert raised.value.field.startswith(field)
    assert raised.value.where.startswith("/home/me/settings.toml")
    assert settings.checked('theme = "nord"', "x", ("nord",)) == AppSettings("nord")
