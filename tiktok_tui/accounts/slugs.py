"""Short names that are file names, for `-d` and for the credential of a destination."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from pathlib import Path

from tiktok_tui.events.errors import StateError

LONGEST = 60


def slug_for(name: str, taken: Container[str] = ()) -> str:
    """A free slug for `name`: letters and digits of any script in lower case, joined by dashes.

    >>> slug_for("Store sales"), slug_for("Store sales", {"store-sales"}), slug_for("!")
    ('store-sales', 'store-sales-2', 'unnamed')
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    base = re.sub(r"[\W_]+", "-", plain).strip("-")[:LONGEST].strip("-") or "unnamed"
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def in_folder(folder: Path) -> list[str]:
    """Return the slugs of the TOML files in `folder`, sorted. Raises StateError if it may not be read."""
    try:
        names = [path.stem for path in folder.iterdir() if path.suffix == ".toml"]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise StateError(
            f"The folder cannot be read: {error.strerror}.",
            where=str(folder),
            remedy="Check who owns it, or set TIKTOK_TUI_HOME to a folder of your own.",
        ) from None
    return sorted(filter(is_slug, names))


def is_slug(text: str) -> bool:
    """Return True if `text` can name a file in its folder, and nothing outside of it."""
    return bool(re.fullmatch(r"[^\W_][\w .&()+-]{0,99}", text)) and text == text.strip(" .")
