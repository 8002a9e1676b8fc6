"""The files of the syncs, `syncs/NAME.toml` beside the destinations: read strictly, written whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tiktok_tui.accounts import slugs
from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.accounts.home import remove as remove_file
from tiktok_tui.events.errors import SettingsError, UsageError
from tiktok_tui.events.system import settings_file
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.syncs.settings.sync import Sync
from tiktok_tui.syncs.settings.sync_file import dumps, loads


@dataclass(frozen=True, slots=True)
class Listing:
    """All syncs by ID, and the errors of the files that cannot be read."""

    syncs: tuple[Sync, ...]
    broken: tuple[SettingsError, ...]


def path_of(home: Home, sync_id: str) -> Path:
    """Return the file of the sync. Raises SettingsError for a name that could be no file's."""
    return slugs.file_in(home.syncs, sync_id, "sync")


def load(home: Home, sync_id: str) -> Sync:
    """Return the sync of this name. Raises SettingsError with file, line and the nearest right word."""
    path = path_of(home, sync_id)
    try:
        text = settings_file.read_text(path)
    except FileNotFoundError:
        raise _missing(home, sync_id) from None
    return loads(text, sync_id=sync_id, path=path)


def names(home: Home) -> list[str]:
    """Return the IDs of all syncs, sorted. Raises StateError if the folder may not be read."""
    return slugs.in_folder(home.syncs)


def listing(home: Home) -> Listing:
    """Return every sync; a broken file is reported beside the others."""
    return Listing(*slugs.read_all(names(home), lambda sync_id: load(home, sync_id)))


def save(home: Home, sync: Sync) -> Path:
    """Write the sync's file, readable by its owner alone; returns its path. Comments in an older file are lost.

    Raises SettingsError for a value that `load` would not take, StateError if it cannot be written.
    """
    path = path_of(home, sync.id)
    text = dumps(sync, path)
    loads(text, sync_id=sync.id, path=path)
    write_private(path, text)
    return path


def none_yet() -> UsageError:
    """Return the error where syncs are to be chosen and there is none."""
    return UsageError("There is no sync yet.", remedy="Add one: `tiktok-tui sync add NAME FILE -d DEST`.")


def new_id(home: Home, name: str) -> str:
    """Return the ID for a new sync of this name. Raises SettingsError if another sync has it."""
    sync_id = slugs.slug_for(name)
    if sync_id in names(home):
        raise SettingsError(
            f"There is a sync called “{shown(sync_id)}” already.", remedy="Choose another name.", field="name"
        )
    return sync_id


def remove(home: Home, sync_id: str) -> None:
    """Remove the sync's file. Raises SettingsError when there is none."""
    path = path_of(home, sync_id)
    if not path.exists():
        raise _missing(home, sync_id)
    remove_file(path)


def _missing(home: Home, sync_id: str) -> SettingsError:
    return slugs.missing(home.syncs, sync_id, names(home), "sync", "`tiktok-tui sync add NAME …`")
