"""Watch the folders of syncs until asked to stop, and run the sync for each file that is complete."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.errors import FileError, SettingsError, StateError, UnreachableError
from tiktok_tui.events.system.lock_file import LockFile
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.source import FileSource, source_of
from tiktok_tui.syncs.history.lock import is_running
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.running.run import run_sync
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.sync import PathSource, Sync
from tiktok_tui.syncs.watching.complete import CompleteFiles
from tiktok_tui.syncs.watching.known_files import KnownFiles, content_of

if TYPE_CHECKING:
    from tiktok_tui.syncs.running.steps import Steps

_LONGEST_LOOK: Final = 5.0
"""Folders are read this often also without a notice: the system gives none for network drives."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds: `settle` that a file stays unchanged, `retry` after TikTok or a server could not be reached."""

    settle: float = 5.0
    retry: float = 300.0


def watch(
    home: Home,
    syncs: list[Sync],
    steps: Steps,
    on_result: Callable[[SyncResult], None],
    stop: threading.Event,
    waits: Waits | None = None,
) -> None:
    """Send each complete file of the syncs' folders, also those that are there already, until `stop` is set.

    A file that is wrong is left out until it changes; a sync that is removed is watched no longer. Raises SettingsError
    for a sync without a folder, StateError if another process watches it, CredentialError and StateError if no file can
    be sent until somebody does something.
    """
    waits = waits or Waits()
    with ExitStack() as locks:
        folders = [_Watched(home, sync, steps, on_result, stop, waits, locks) for sync in syncs]
        for folder in folders:
            folder.send_complete()
        for _ in _notices([folder.path for folder in folders], min(waits.settle / 2, _LONGEST_LOOK), stop):
            folders = [folder for folder in folders if not folder.is_removed()]
            if not folders:
                return
            for folder in folders:
                folder.send_complete()


def _notices(folders: Sequence[Path], longest: float, stop: threading.Event) -> Iterator[None]:
    """Yield when something changed in a folder, and after `longest` seconds at the latest, until `stop` is set."""
    import watchfiles

    while not stop.is_set():
        try:
            for _ in watchfiles.watch(
                *folders,
                watch_filter=None,
                debounce=200,
                rust_timeout=int(1000 * longest) or 1,
                yield_on_timeout=True,
                stop_event=stop,
                raise_interrupt=False,
            ):
                yield
            return
        except OSError:  # the system gives no notices of one of them: it went away, or there are too many to watch
            yield
            stop.wait(longest)


class _Watched:
    """One sync and its folder."""

    def __init__(
        self,
        home: Home,
        sync: Sync,
        steps: Steps,
        on_result: Callable[[SyncResult], None],
        stop: threading.Event,
        waits: Waits,
        locks: ExitStack,
    ) -> None:
        self._lock = locks.enter_context(ExitStack())
        self._lock.enter_context(_watching(home, sync.id))
        self._home = home
        self._sync = sync
        self._steps = steps
        self._on_result = on_result
        self._stop = stop
        self._waits = waits
        self._files = CompleteFiles(source_to_watch(home, sync), waits.settle)
        self._known = KnownFiles(home, sync.id)
        self._later: dict[Path, float] = {}
        self._unreadable = False
        self._missing: float | None = None
        self.path = self._files.folder
        if not self.path.is_dir():
            raise SettingsError(
                "The folder to watch is not there.",
                where=str(self.path),
                remedy=f"Make it, or correct “source” in {store.path_of(home, sync.id)}.",
                field="source",
            )

    def is_removed(self) -> bool:
        """Return True, and say so, if the sync was removed: not only replaced, as editors do, or out of reach."""
        try:
            there = store.path_of(self._home, self._sync.id).exists() or not self._home.syncs.is_dir()
        except OSError:
            there = True
        if there:
            self._missing = None
            return False
        now = time.monotonic()
        self._missing = self._missing or now
        if now - self._missing < self._waits.settle:
            return False
        self._lock.close()  # there may be another one of this name later
        self._steps.say(f"The sync {self._sync.id} was removed. {self.path} is watched for it no longer.")
        return True

    def send_complete(self) -> None:
        """Send the files that are complete now, and those whose time to be tried again has come."""
        now = time.monotonic()
        for path in [path for path, when in self._later.items() if when <= now]:
            del self._later[path]
            self._files.again(path)
        for path in self._complete():
            if self._stop.is_set():
                return
            self._send(path)

    def _complete(self) -> list[Path]:
        """Return the complete files. A folder that cannot be read, as on a drive that went away, is waited for."""
        try:
            found = self._files.look()
        except OSError as error:
            if not self._unreadable:
                self._steps.say(f"{self.path} cannot be read ({error.strerror}). Waiting for it.")
            self._unreadable = True
            return []
        self._unreadable = False
        return found

    def _send(self, path: Path) -> None:
        try:
            content = content_of(path)
        except OSError:
            return  # gone again, or not ours to read: `look` returns it when it changes
        unchanged = self._known.is_unchanged(content)
        if (before := self._known.sent_as(content)) is not None:
            if not unchanged:
                self._steps.say(f"{path.name} is left out: its content was sent as {before}.")
            return
        if unchanged:
            self._steps.say(
                f"{path.name} is left out: it has not changed since it was checked. "
                "Save it again to have it checked again; what was accepted is skipped."
            )
            return
        try:
            sync = store.load(self._home, self._sync.id)  # with what was changed in its file meanwhile
        except SettingsError as error:
            self._steps.failure(error)
            self._later[path] = time.monotonic() + self._waits.retry
            return
        try:
            result = run_sync(self._home, sync, self._steps, source=FileSource(path))
        except StateError:
            if not is_running(self._home, self._sync.id):
                raise
            self._later[path] = time.monotonic()
            return
        self._on_result(result)
        if result.error is None and result.stopped:
            self._stop.set()
        elif result.error is None:
            self._known.add(content, whole=result.is_whole)
        elif isinstance(result.error, UnreachableError):
            self._later[path] = time.monotonic() + self._waits.retry
        elif not isinstance(result.error, FileError | SettingsError):
            raise result.error


def source_to_watch(home: Home, sync: Sync) -> FileSource | FilesSource:
    """Return the files of the sync. Raises SettingsError if it has none that could appear in a folder."""
    source = source_of(sync.source.text) if isinstance(sync.source, PathSource) else None
    if not isinstance(source, FileSource | FilesSource):
        raise SettingsError(
            f"{sync.name} has no folder that can be watched.",
            where=str(store.path_of(home, sync.id)),
            remedy='Watch files: source = "/srv/exports/orders-*.csv". Anything else runs at times: `sync schedule`.',
            field="source",
        )
    return source


@contextmanager
def _watching(home: Home, sync_id: str) -> Iterator[None]:
    """Hold the lock of the watch, which is apart from that of a run: the sync can be run by hand meanwhile."""
    lock = LockFile(private_folder(home.locks) / f"watch-{sync_id}.lock")
    if not lock.acquire(0):
        raise StateError(
            f"The folder of {sync_id} is watched already, by another process.",
            remedy="Nothing needs to be done; end the other one first if this one shall watch it.",
        )
    try:
        yield
    finally:
        lock.release()
