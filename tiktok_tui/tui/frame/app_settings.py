"""The app's own settings, kept as TOML that people may edit by hand: theme, density, bell and changed keys."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiktok_tui.accounts.home import Home

DENSITIES = ("comfortable", "compact")

_KEY = re.compile(r"\S|((ctrl|shift|alt|super)\+)*[a-z0-9_]+")


@dataclass(frozen=True, slots=True)
class AppSettings:
    """The settings. An empty `theme` is the app's own; `keys` are the changed keys by the ID of their binding."""

    theme: str = ""
    density: str = DENSITIES[0]
    bell: bool = True
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def compact(self) -> bool:
        """True if there are no blank lines between groups."""
        return self.density == "compact"


DEFAULTS = AppSettings()


def load(home: Home) -> AppSettings:
    """Return the settings; the defaults if there is no file. Raises SettingsError with the line."""
    text = text_of(home)
    return loads(text, str(home.app_settings)) if text else DEFAULTS


def text_of(home: Home) -> str:
    """Return the text of the file, "" if there is none. Raises SettingsError."""
    from tiktok_tui.events.system import settings_file

    try:
        return settings_file.read_text(home.app_settings)
    except FileNotFoundError:
        return ""


def loads(text: str, where: str, *, themes: Iterable[str] = (), ids: Iterable[str] = ()) -> AppSettings:
    """Return the settings that TOML text holds; themes and IDs are checked if they are given. Raises SettingsError."""
    from tiktok_tui.events.system.settings_text import SettingsText, did_you_mean, nearest, shown

    file = SettingsText(text, where)
    table = file.parse()
    file.refuse_unknown(table, ("theme", "density", "bell", "keys"))
    theme = file.expect(table.get("theme", DEFAULTS.theme), str, ("theme",))
    themes = tuple(themes)
    if theme and themes and theme not in themes:
        raise file.error(
            ("theme",),
            f"There is no theme “{shown(theme)}”.",
            did_you_mean(nearest(theme, themes), f"There are: {', '.join(themes)}."),
        )
    density = file.expect(table.get("density", DEFAULTS.density), str, ("density",))
    if density not in DENSITIES:
        raise file.error(("density",), f"“{shown(density)}” is not a density.", f"Use {' or '.join(DENSITIES)}.")
    bell = file.expect(table.get("bell", DEFAULTS.bell), bool, ("bell",))
    keys = file.expect(table.get("keys", {}), dict, ("keys",))
    if known := tuple(ids):
        file.refuse_unknown(keys, known, ("keys",))
    for name, value in keys.items():
        for key in file.expect(value, str, ("keys", name)).split(","):
            if not _KEY.fullmatch(key.strip()):
                raise file.error(
                    ("keys", name), f"“{shown(key)}” is not a key.", "Write it like x, f5, ctrl+g or question_mark."
                )
    return AppSettings(theme, density, bell, keys)


def dumps(settings: AppSettings) -> str:
    """Return the text of the file; settings with their default are left out."""
    import tomli_w

    table: dict[str, object] = {}
    for name in ("theme", "density", "bell", "keys"):
        value = getattr(settings, name)
        if value != getattr(DEFAULTS, name):
            table[name] = value
    return tomli_w.dumps(table)


def save(home: Home, text: str) -> None:
    """Write the text of the file. Raises StateError."""
    from tiktok_tui.accounts.home import write_private

    write_private(home.app_settings, text)
