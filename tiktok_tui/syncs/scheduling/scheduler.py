"""The task that a scheduler of the machine starts, and the methods of each scheduler."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from tiktok_tui.syncs.settings.schedule import Kind, Schedule


@dataclass(frozen=True, slots=True)
class Task:
    """One sync as a scheduler sees it: what to start, when, and with which environment.

    `key` names it in the scheduler. `program` starts tiktok-tui. `secrets` is a file of NAME='value' lines that is read
    at each start if it exists: a scheduler has neither the person's terminal nor, at night, an unlocked keyring.
    """

    key: str
    sync: str
    name: str
    schedule: Schedule
    program: tuple[str, ...]
    secrets: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def watches(self) -> bool:
        """True if the sync watches a folder: it is started once and stays."""
        return self.schedule.kind is Kind.WATCH

    def command(self, *, due: bool = False) -> tuple[str, ...]:
        """Return the program and its arguments. `due`: it runs only if the schedule's own time has come."""
        if self.watches:
            return (*self.program, "sync", "watch", self.sync)
        return (*self.program, "sync", "run", self.sync, *(("--due",) if due else ()))


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that a scheduler reads; `name` is its path, or what it is part of (“the crontab”)."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The files that are written for a task, the commands that switch it on, and notes for the person.

    `runs` is the command that the scheduler starts.
    """

    scheduler: str
    files: tuple[PlannedFile, ...]
    commands: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Times:
    """When a scheduler starts a task next, and when it did last; None for what it does not know.

    `stale`: the task was written before the sync's schedule was changed, and keeps the older one.
    """

    scheduler: str
    next: datetime | None
    last: datetime | None
    stale: bool = False


class Scheduler(Protocol):
    """One scheduler of the machine."""

    @property
    def name(self) -> str:
        """The word that `--with` takes."""

    def runs(self) -> bool:
        """Return True if this scheduler runs on this machine, for this user."""

    def plan(self, task: Task) -> Plan:
        """Return what would be written. Raises SettingsError if the scheduler cannot keep this schedule."""

    def install(self, task: Task) -> None:
        """Write the task and switch it on, in place of an older one. Raises StateError with what the system says."""

    def remove(self, key: str) -> bool:
        """Switch the task off and remove it; return False if there was none. Raises StateError."""

    def times(self, key: str, schedule: Schedule | None) -> Times | None:
        """Return the times of the task; None if it is not here. `schedule`: that of the sync now. Raises StateError."""
