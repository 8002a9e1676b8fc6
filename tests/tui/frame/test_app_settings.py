"""The file of the app's own settings: written and read back, and every mistake in it with its line."""

from __future__ import annotations

import tomllib

import pytest

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tui.frame.app_settings import DEFAULTS, AppSettings, dumps, load, loads, save, text_of
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.settings.settings import checked

THEMES = ("tiktok", "tiktok-light", "nord")


def test_what_is_written_is_read_back_and_defaults_are_left_out() -> None:
    settings = AppSettings("nord", "compact", False, {"home.upload": "f5", "app.help": "f1,ctrl+g"})
    assert checked(dumps(settings), "settings.toml", THEMES) == settings
    assert list(tomllib.loads(dumps(settings))) == ["theme", "density", "bell", "keys"]
    assert dumps(DEFAULTS) == ""
    assert loads("", "settings.toml") == DEFAULTS == AppSettings("", "comfortable", True, {})
    assert [AppSettings(density=density).compact for density in ("comfortable", "compact")] == [False, True]


def test_the_file_of_a_home_is_private_and_one_that_is_not_there_is_the_defaults(session: AppSession) -> None:
    home = session.home
    assert (load(home), text_of(home)) == (DEFAULTS, "")
    save(home, "bell = false\n")
    assert load(home) == AppSettings(bell=False)
    assert home.app_settings.stat().st_mode & 0o777 == 0o600
    save(home, "bel = 1")
    with pytest.raises(SettingsError) as caught:
        load(home)
    assert caught.value.where == f"{home.app_settings}, line 1"
    home.app_settings.unlink()
    home.app_settings.mkdir()
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        load(home)


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("bell = 1", "line 1", "must be true or false"),
        ("\nbel = true", "line 2", "Did you mean “bell”?"),
        ('theme = "nrod"', "line 1", "There is no theme “nrod”. Did you mean “nord”?"),
        ('theme = "zzz"', "line 1", "There are: tiktok, tiktok-light, nord."),
        ("theme = 1", "line 1", "“theme” must be text in quotes, not a number."),
        ("density = 1", "line 1", "“density” must be text in quotes"),
        ("keys = 1", "line 1", "“keys” must be a table"),
        ('[keys]\n"home.upload" = 5', "line 2", "“home.upload” must be text in quotes"),
        ('[keys]\n"home.upload" = ""', "line 2", "“” is not a key."),
        (
            '[keys]\n"home.upload" = "x,F 5"',
            "line 2",
            "“F 5” is not a key. Write it like x, f5, ctrl+g or question_mark.",
        ),
        ('[keys]\n"home.upload" = "hyper+x"', "line 2", "is not a key"),
        ('[keys]\n"home.upload" = "ctrl+"', "line 2", "is not a key"),
        ('[keys]\n"home.upload" = "Ctrl+x"', "line 2", "is not a key"),
        ('density = "loose"', "line 1", "“loose” is not a density. Use comfortable or compact."),
        ('[keys]\n"home.uplod" = "f5"', "line 2", "Did you mean “home.upload”?"),
        ('[keys]\n"home.upload" = "F 5"', "line 2", "is not a key"),
        ('[keys]\n"home.upload" = "r"', "settings.toml", "home.upload and home.resume would have the same key"),
        ("theme =", "line 1", ""),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_right_word(text: str, where: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        checked(text, "settings.toml", THEMES)
    assert where in caught.value.where
    assert said in str(caught.value)


def test_a_key_is_written_as_the_settings_show_it_and_themes_and_ids_are_known_to_the_app_alone() -> None:
    keys = {"a": "x", "b": "?", "c": "f12", "d": "ctrl+shift+alt+super+page_up", "e": "f1, ctrl+g", "f": "é"}
    written = AppSettings("a theme of later", keys=keys)
    assert loads(dumps(written), "settings.toml") == written
    assert loads("", "settings.toml", themes=THEMES, ids=("a",)) == DEFAULTS


def test_two_keys_may_change_places() -> None:
    swapped = '[keys]\n"home.upload" = "r"\n"home.resume" = "u"'
    assert checked(swapped, "settings.toml", THEMES).keys["home.upload"] == "r"
