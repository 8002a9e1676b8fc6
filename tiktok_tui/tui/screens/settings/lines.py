"""The lines of the settings: theme, density and bell, then every key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tiktok_tui.tui.bindings import changeable
from tiktok_tui.tui.frame.app_settings import DEFAULTS, AppSettings
from tiktok_tui.tui.theme import DARK
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone

THEME, DENSITY, BELL = "theme", "density", "bell"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a setting or the ID of a binding, its value, and what it does."""

    name: str
    value: str
    about: str
    changed: bool
    usual: str = ""
    """The key that a binding has unless it is changed, in words."""

    @property
    def cells(self) -> Sequence[str | Cell]:
        """The cells under the columns."""
        value = Cell(self.value, Tone.WARNING if self.changed else Tone.INFO)
        return self.about, value, Cell(self.name, Tone.QUIET)

    @property
    def text(self) -> str:
        """The text that a filter is compared with, in lower case."""
        return f"{self.name} {self.about} {self.value}".lower()


def all_lines(now: AppSettings, in_words: Callable[[str], str]) -> tuple[Line, ...]:
    """Return a line for each setting and each key; `in_words` shows the keys of a binding as the keyboard names them.

    Imports every screen.
    """
    bell = "on" if now.bell else "off"
    density = "Density: blank lines between groups, or none"
    return (
        Line(THEME, now.theme or DARK.name, "Theme: the colours", bool(now.theme)),
        Line(DENSITY, now.density, density, now.density != DEFAULTS.density),
        Line(BELL, bell, "Bell and notification at the end of an upload of 15 seconds or more", not now.bell),
        *_keys(now, in_words),
    )


def _keys(now: AppSettings, in_words: Callable[[str], str]) -> list[Line]:
    found = []
    for name, binding in sorted(changeable().items()):
        key, usual = in_words(now.keys.get(name, binding.key)), in_words(binding.key)
        found.append(Line(name, key, str(binding.tooltip or binding.description), name in now.keys, usual))
    return found
