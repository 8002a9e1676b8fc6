"""The file of the app's own settings: written and read back, and every mistake in it with its line."""

from __future__ import annotations

import pytest

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tui.frame.app_settings import DEFAULTS, AppSettings, dumps, loads
from tiktok_tui.tui.screens.settings.settings import checked

THEMES = ("tiktok", "tiktok-light", "nord")


def test_what_is_written_is_read_back_and_defaults_are_left_out() -> None:
    settings = AppSettings("nord", "compact", False, {"home.upload": "f5", "app.help": "f1,ctrl+g"})
    assert checked(dumps(settings), "settings.toml", THEMES) == settings
    assert dumps(DEFAULTS) == ""
    assert loads("", "settings.toml") == DEFAULTS


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("bell = 1", "line 1", "must be true or false"),
        ("\nbel = true", "line 2", "Did you mean “bell”?"),
        ('theme = "nrod"', "line 1", "Did you mean “nord”?"),
        ('density = "loose"', "line 1", "Use comfortable or compact."),
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


def test_two_keys_may_change_places() -> None:
    swapped = '[keys]\n"home.upload" = "r"\n"home.resume" = "u"'
    assert checked(swapped, "settings.toml", THEMES).keys["home.upload"] == "r"
