"""Move the files of an export once everything of them was sent, to the folder that the sync's `done` names."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from tiktok_tui.accounts.home import private_folder
from tiktok_tui.events.errors import AppError
from tiktok_tui.events.system import private_file
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.syncs.history.night import Night, NightState

if TYPE_CHECKING:
    from tiktok_tui.files.source.source import SourceRef
    from tiktok_tui.syncs.settings.sync import Sync


def files_of(source: SourceRef) -> tuple[Path, ...]:
    """Return the files that the source reads now and that can be moved; none of a query, an address or a pipe."""
    match source:
        case FileSource(path):
            return (path,)
        case FilesSource():
            return source.paths()
        case _:
            return ()


def move_sent(sync: Sync, night: Night, files: Iterable[Path]) -> tuple[str, ...]:
    """Move the files if the sync asks for it and nothing of them is left to send.

    Returns a sentence for each that could not be moved.
    """
    finished = night.is_good or (night.state is NightState.NOTHING and not night.rejected)
    if sync.done is None or not finished:
        return ()
    failed = []
    for path in files:
        try:
            _move(path, _free(private_folder(sync.done), path))
        except AppError as error:
            failed.append(f"{path.name} is sent, but could not be moved. {error}")
        except OSError as error:
            failed.append(f"{path.name} is sent, but could not be moved to {sync.done}: {error.strerror}.")
    return tuple(failed)


def _move(path: Path, target: Path) -> None:
    """Move the file, to another file system as well: its copy is there whole, or not at all. Raises OSError."""
    try:
        path.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(path, target)
        try:
            path.unlink()
        except OSError:
            target.unlink(missing_ok=True)
            raise


def _copy(path: Path, target: Path) -> None:
    with path.open("rb") as stream, private_file.replacing(target) as copied:
        shutil.copyfileobj(stream, copied)
    with suppress(OSError):  # not every file system keeps modes and times
        shutil.copystat(path, target)


def _free(folder: Path, path: Path) -> Path:
    """Return a name in the folder that no file has: `orders.csv`, else `orders (2).csv` and so on."""
    others = (f"{path.stem} ({number}){path.suffix}" for number in count(2))
    return next(folder / name for name in chain((path.name,), others) if not (folder / name).exists())
