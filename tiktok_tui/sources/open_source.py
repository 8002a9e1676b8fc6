"""Open any source as a table: a file where it is, everything else by way of a private copy of its rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, assert_never

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.files.source.copied import AddressSource, PipeSource
from tiktok_tui.files.source.copy import PrivateCopy
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.object_storage import ObjectSource
from tiktok_tui.files.source.source import FileSource, QuerySource, SourceRef
from tiktok_tui.sources.transfer import Transfer


class Fetch(Protocol):
    """Copies the rows of a source into one file in `folder`, which is private and removed with the table.

    Nothing is held in memory: rows are written as they come, with `transfer.advance` for each chunk and
    `transfer.interrupted_by` around every wait for a server. The file's permissions are 0600 (`scratch.open_private`).
    Raises AppError (never with a cell or a secret in its text) and Cancelled. Half a file is removed with the folder.
    """

    def __call__(self, folder: Path, transfer: Transfer) -> PrivateCopy:
        """Copy the rows; returns the file."""
        ...


def open_source(
    home: Home,
    source: SourceRef,
    *,
    sheet: str | None = None,
    gives_way: bool = False,
    transfer: Transfer | None = None,
) -> Table:
    """Open a source as a table. `transfer` shows the progress of a fetch and of the reading, and stops them. If the
    table `gives_way`, the screen comes before the work on it.

    Raises FileError, and for a fetch SettingsError and CredentialError (a connection), UnreachableError (a server), and
    Cancelled.
    """
    fetch = _fetch_of(home, source)
    watched = transfer or Transfer()
    copying: Callable[[Path], PrivateCopy] | None = None
    if fetch is not None:

        def copying(folder: Path) -> PrivateCopy:
            return fetch(folder, watched)

    return open_table(
        source,
        scratch=private_folder(home.scratch),
        sheet=sheet,
        gives_way=gives_way,
        fetch=copying,
        started=watched.read_by,
    )


def _fetch_of(home: Home, source: SourceRef) -> Fetch | None:
    """Return what copies the rows of the source; None for one that is read where it is."""
    match source:
        case FileSource() | FilesSource() | QuerySource():
            return None
        case PipeSource():
            from tiktok_tui.sources.pipe import PipeFetch

            return PipeFetch(source)
        case AddressSource():
            from tiktok_tui.sources.address import AddressFetch

            return AddressFetch(source)
        case ObjectSource():
            from tiktok_tui.sources.object_storage import ObjectFetch

            return ObjectFetch(source)
        case DatabaseSource():
            from tiktok_tui.sources.databases.fetch import DatabaseFetch

            return DatabaseFetch(home, source)
        case _:
            assert_never(source)
