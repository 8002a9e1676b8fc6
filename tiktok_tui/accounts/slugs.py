"""Short names that are names of TOML files: of destinations, credentials, connections and syncs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from tiktok_tui.events.errors import SettingsError, StateError
from tiktok_tui.events.system.settings_text import did_you_mean, nearest, shown

Item = TypeVar("Item")

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


def file_in(folder: Path, name: str, thing: str) -> Path:
    """Return the file of the `thing` ("sync") of this name. Raises SettingsError for a name that could be no file's."""
    if not is_slug(name):
        raise SettingsError(
            f"“{shown(name)}” cannot be a {thing}'s name.", remedy="Use letters, digits and dashes.", field="name"
        )
    return folder / f"{name}.toml"


def read_all(names: Iterable[str], load: Callable[[str], Item]) -> tuple[tuple[Item, ...], tuple[SettingsError, ...]]:
    """Return what `load` returns for each name, and the errors of the files that cannot be read."""
    found: list[Item] = []
    broken: list[SettingsError] = []
    for name in names:
        try:
            found.append(load(name))
        except SettingsError as error:
            broken.append(error)
    return tuple(found), tuple(broken)


def missing(folder: Path, name: str, known: Sequence[str], thing: str, first: str) -> SettingsError:
    """Return the error for a name that nothing in the folder has; `first` says how to add the first one."""
    return SettingsError(
        f"There is no {thing} “{shown(name)}”.",
        where=str(folder),
        remedy=instead_of(name, known, first),
        field=thing,
    )


def instead_of(name: str, known: Sequence[str], first: str) -> str:
    """Return a remedy for an unknown name: the nearest one, all that there are, or how to add the first."""
    otherwise = f"There are: {', '.join(known)}." if known else f"There is none yet: {first}."
    return did_you_mean(nearest(name, known), otherwise)


def is_slug(text: str) -> bool:
    """Return True if `text` can name a file in its folder, and nothing outside of it."""
    return bool(re.fullmatch(r"[^\W_][\w .&()+-]{0,99}", text)) and text == text.strip(" .")
