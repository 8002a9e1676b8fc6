"""Reads the text of a settings file that a person may have named, moved or damaged."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.system.settings_text import has_comments

LARGEST: Final = 4 << 20
"""Bytes: a mapping with thousands of values has some hundred thousand; `/dev/zero` has no end."""


def file_has_comments(path: Path) -> bool:
    """Return True if the file holds comments, which writing it anew would lose; False if it cannot be read."""
    try:
        return has_comments(read_text(path))
    except (FileNotFoundError, SettingsError):
        return False


def read_text(path: Path, *, where: str = "") -> str:
    """Return the text of the file, without a byte order mark. Raises FileNotFoundError, SettingsError.

    `where` names the file in errors; the path by default.
    """
    where = where or str(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else "") or "this is no path"
        raise SettingsError(f"The file cannot be read: {why}.", where=where, remedy="Check the path.") from None
    if len(data) > LARGEST:
        large = f"The file is larger than {LARGEST >> 20} MB, so it holds no settings."
        raise SettingsError(large, where=where, remedy="Check the path.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError("The file is not UTF-8 text.", where=where, remedy="Save it as UTF-8.") from None
