"""Schedule a sync on the machine's own scheduler, see when it runs, and take it off again."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from typing import Final

from tiktok_tui.accounts.home import VARIABLE, Home, private_folder
from tiktok_tui.events.errors import SettingsError, StateError
from tiktok_tui.events.system.lock_file import LockFile
from tiktok_tui.events.system.settings_text import did_you_mean, nearest, shown
from tiktok_tui.syncs.scheduling import NAMES
from tiktok_tui.syncs.scheduling.crontab import Crontab
from tiktok_tui.syncs.scheduling.launchd import Launchd
from tiktok_tui.syncs.scheduling.programs import own_environment, own_program
from tiktok_tui.syncs.scheduling.scheduler import Plan, Scheduler, Task, Times
from tiktok_tui.syncs.scheduling.secret_notes import secret_notes, secrets_file
from tiktok_tui.syncs.scheduling.systemd import Systemd
from tiktok_tui.syncs.scheduling.windows import Windows
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.sync import Sync

_SCHEDULERS: Final[tuple[Scheduler, ...]] = (Systemd(), Crontab(), Launchd(), Windows())
_SECONDS = 30.0


def scheduler_named(name: str | None = None) -> Scheduler:
    """Return the scheduler of this name; without one the machine's own. Raises SettingsError if there is none."""
    if name is not None:
        if name not in NAMES:
            remedy = did_you_mean(nearest(name, NAMES), f"There are: {', '.join(NAMES)}.")
            raise SettingsError(f"There is no scheduler “{shown(name)}”.", remedy=remedy, field="with")
        return next(scheduler for scheduler in _SCHEDULERS if scheduler.name == name)
    for scheduler in _of_this_system():
        if scheduler.runs():
            return scheduler
    raise SettingsError(
        "This machine has no scheduler that tiktok-tui knows, such as a user manager of systemd, or cron.",
        remedy="Install cron, or let whatever starts programs here start `tiktok-tui sync run NAME`.",
    )


def plan(home: Home, sync: Sync, scheduler: Scheduler) -> Plan:
    """Return what `schedule` would write. Raises SettingsError without a schedule, or for one that it cannot keep."""
    task = _task(home, sync)
    planned = scheduler.plan(task)
    return replace(planned, notes=(*planned.notes, *secret_notes(home, sync, scheduler.name)), runs=task.command())


def schedule(home: Home, sync: Sync, scheduler: Scheduler) -> Plan:
    """Write the sync's task and switch it on, in place of an older one of any scheduler; return what was written.

    Raises SettingsError as `plan` does, StateError with what the system says; another scheduler that had the task has
    it again then. Two never have it, which would run the sync twice.
    """
    task = _task(home, sync)
    if not scheduler.runs():
        raise SettingsError(
            f"{scheduler.name} does not run on this machine, or not for you.",
            remedy="Choose another scheduler, or see with --print what would be written.",
            field="with",
        )
    planned = plan(home, sync, scheduler)
    with _locked(home):
        others = [other for other in _of_this_system() if other.name != scheduler.name and other.remove(task.key)]
        try:
            scheduler.install(task)
        except StateError:
            if others:
                with suppress(StateError):
                    scheduler.remove(task.key)  # a part of it may be there, which the next login would start as well
            for other in others:
                with suppress(StateError):
                    other.install(task)
            raise
    return planned


def unschedule(home: Home, sync_id: str) -> list[str]:
    """Take the sync off every scheduler; return the names of those that had it. Raises StateError."""
    key = _key(home, sync_id)
    with _locked(home):
        return [each.name for each in _of_this_system() if each.remove(key)]


def times(home: Home, sync: Sync) -> Times | None:
    """Return when the scheduler starts the sync next, and when it did last; None if it is not scheduled.

    Raises StateError if the scheduler does not answer.
    """
    for scheduler in _of_this_system():
        if (found := scheduler.times(_key(home, sync.id), sync.schedule)) is not None:
            return found
    return None


def _of_this_system() -> tuple[Scheduler, ...]:
    """Return the schedulers that this system can have, in the order in which they are tried."""
    names = {"darwin": ("launchd", "cron"), "win32": ("windows",)}.get(sys.platform, ("systemd", "cron"))
    return tuple(scheduler for scheduler in _SCHEDULERS if scheduler.name in names)


def _task(home: Home, sync: Sync) -> Task:
    if sync.schedule is None:
        raise SettingsError(
            "The sync does not say when it runs.",
            where=str(store.path_of(home, sync.id)),
            remedy='Add to the file: [schedule], and below it daily = "03:15".',
            field="schedule",
        )
    return Task(
        key=_key(home, sync.id),
        sync=sync.id,
        name=sync.name,
        schedule=sync.schedule,
        program=own_program(),
        secrets=secrets_file(home),
        environment=own_environment(os.environ),
    )


def _key(home: Home, sync_id: str) -> str:
    """Return the name of the sync's task; syncs of the same name in two homes have two. Raises SettingsError."""
    path = store.path_of(home, sync_id)
    return f"{sync_id}-{sha256(bytes(path)).hexdigest()[:8]}" if os.environ.get(VARIABLE, "").strip() else sync_id


@contextmanager
def _locked(home: Home) -> Iterator[None]:
    """Change schedulers one process at a time: a crontab is read and written whole."""
    lock = LockFile(private_folder(home.locks) / "scheduling.lock", "The lock of the schedulers")
    if not lock.acquire(_SECONDS):
        raise StateError("Another tiktok-tui is changing the scheduler.", remedy="Try again in a moment.")
    try:
        yield
    finally:
        lock.release()
