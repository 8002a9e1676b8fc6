"""The lines of the settings: the value, what it does, and whether the file changes it."""

from __future__ import annotations

from tiktok_tui.tui.bindings import changeable
from tiktok_tui.tui.frame.app_settings import AppSettings
from tiktok_tui.tui.screens.settings.lines import Line, all_lines
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone

DENSITY = "Density: blank lines between groups, or none"
BELL = "Bell and notification at the end of an upload of 15 seconds or more"


def test_theme_density_and_bell_come_first_then_every_key_by_its_name() -> None:
    lines = all_lines(AppSettings(), str.upper)
    assert lines[:3] == (
        Line("theme", "tiktok", "Theme: the colours", False),
        Line("density", "comfortable", DENSITY, False),
        Line("bell", "on", BELL, False),
    )
    assert [line.name for line in lines[3:]] == sorted(changeable())
    upload = next(line for line in lines if line.name == "home.upload")
    about = "Send a file to the chosen destination, or drop it here"
    assert upload == Line("home.upload", "U", about, False, "U")
    without_words = next(line for line in lines if line.name == "confirm.left")
    assert without_words.about == "Other answer"


def test_what_is_changed_has_the_tone_of_a_warning() -> None:
    now = AppSettings("nord", "compact", False, {"home.upload": "f6"})
    lines = all_lines(now, str.upper)
    assert lines[:3] == (
        Line("theme", "nord", "Theme: the colours", True),
        Line("density", "compact", DENSITY, True),
        Line("bell", "off", BELL, True),
    )
    upload, resume = (line for name in ("upload", "resume") for line in lines if line.name == f"home.{name}")
    assert (upload.value, upload.usual, upload.changed) == ("F6", "U", True)
    assert upload.cells == (upload.about, Cell("F6", Tone.WARNING), Cell("home.upload", Tone.QUIET))
    assert resume.cells == (resume.about, Cell("R", Tone.INFO), Cell("home.resume", Tone.QUIET))
    assert resume.text == "home.resume resume an unfinished run r"
