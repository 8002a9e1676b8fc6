"""Mappings remembered for a destination and a header, for the next export of the same kind."""

from __future__ import annotations

from pathlib import Path

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.mapping import toml
from tiktok_tui.mapping.model import Mapping


def load(home: Home, slug: str, header_key: str) -> Mapping | None:
    """The mapping last used for the destination `slug` and this header, or None; also if its file is broken."""
    path = _path(home, slug, header_key)
    if not path.is_file():
        return None
    try:
        return toml.load(path)
    except SettingsError:
        return None


def save(home: Home, slug: str, header_key: str, mapping: Mapping) -> None:
    """Remember `mapping` for the destination `slug` and the files that share this header. Raises AppError."""
    path = _path(home, slug, header_key)
    private_folder(path.parent)
    toml.save(mapping, path)


def _path(home: Home, slug: str, header_key: str) -> Path:
    return home.mappings / slug / f"{header_key}.toml"
