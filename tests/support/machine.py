"""A private machine of the tests' own: mount and process namespaces with empty /run and crontabs.

The real crontab, cron and systemd run in it, and nothing of the machine that runs the tests is touched. It needs root,
as CI has.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pytest

from tests.support.waiting import until

_BOOT: Final = """\
mount -t tmpfs none /run && mkdir -p /run/systemd/system && mkdir -m 700 -p "$XDG_RUNTIME_DIR"
if [ -d /var/spool/cron ]; then
mount -t tmpfs none /var/spool/cron && mkdir -m 1730 /var/spool/cron/crontabs && chgrp crontab /var/spool/cron/crontabs
fi
echo up; exec cat
"""
_SYSTEMD: Final = "/lib/systemd/systemd"


def missing(*programs: str) -> str:
    """Return why there can be no such machine; "" if there can."""
    absent = [program for program in ("unshare", "nsenter", *programs) if shutil.which(program) is None]
    if absent:
        return f"needs {' and '.join(absent)}"
    private = ("unshare", "--mount", "--pid", "--fork", "--mount-proc", "true")
    return "needs namespaces" if os.name != "posix" or subprocess.run(private, capture_output=True).returncode else ""


class Machine:
    """A context manager; everything that was started in it dies with it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.home.mkdir()
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": "/run/user/tests",
            "LC_ALL": "C.UTF-8",
        }
        self._boot: subprocess.Popen[str] | None = None
        self._pid = 0
        self._started: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        unshare = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
        self._boot = subprocess.Popen(
            [*unshare, "sh", "-c", _BOOT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=self.env
        )
        assert self._boot.stdout is not None
        assert self._boot.stdout.readline() == "up\n"
        outside = self._boot.pid
        self._pid = int(Path(f"/proc/{outside}/task/{outside}/children").read_text())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._boot is not None
        self._boot.communicate()
        for process in self._started:
            process.wait()

    def command(self, *command: str) -> list[str]:
        """Return the command that runs `command` in here."""
        return ["nsenter", "--target", str(self._pid), "--mount", "--pid", "--", *command]

    def run(self, *command: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program to its end."""
        return subprocess.run(
            self.command(*command), input=given, capture_output=True, text=True, env=self.env, timeout=60
        )

    def start(self, *command: str) -> None:
        """Start a program, which ends with the machine."""
        log = self.home / f"{Path(command[0]).name}.log"
        with log.open("w") as stream:
            process = subprocess.Popen(
                self.command(*command), stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT, env=self.env
            )
        self._started.append(process)

    def in_reach(self, monkeypatch: pytest.MonkeyPatch, *programs: str) -> None:
        """Let this process run these programs of the machine by their names, as the machine's user."""
        folder = self.home / "programs"
        folder.mkdir()
        for program in programs:
            path = folder / program
            path.write_text(f'#!/bin/sh\nexec {shlex.join(self.command(str(shutil.which(program))))} "$@"\n')
            path.chmod(0o755)
        for name, value in self.env.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("PATH", f"{folder}:{self.env['PATH']}")
        monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)

    def start_user_manager(self) -> None:
        """Start systemd's user manager, and wait until it answers."""
        self.start(_SYSTEMD, "--user", "--log-target=console")
        until(lambda: self.run("systemctl", "--user", "is-system-running").stdout.strip() in ("running", "degraded"))
