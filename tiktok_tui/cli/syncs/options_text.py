"""Settings of a sync that were given as options: what is wrong with them is said in options, not in keys of a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.system.settings_text import SettingsText

_OPTIONS: Final = {
    "daily = ": "--daily ",
    "hourly = ": "--hourly ",
    "cron = ": "--cron ",
    "watch = true": "--watch",
    "“time_zone”": "--time-zone",
    "rejected = ": "--max-rejected ",
    "older_than = ": "--older-than ",
    "events = [500, 50_000]; [500] sets": "--events 500-50000; 500 alone sets",
}
"""How a file has a setting, and how a command has it."""


class OptionsText(SettingsText):
    """No file: `where` is the command that has the options."""

    __slots__ = ()

    def error(self, path: Sequence[str], what: str, remedy: str = "") -> SettingsError:
        """The error about the option for the key at `path`; its remedy can be typed as it is."""
        for key, option in _OPTIONS.items():
            remedy = remedy.replace(key, option)
        return super().error(path, what, remedy)
