"""A real Secret Service of the tests' own: a private D-Bus, gnome-keyring on it, and its own keyring files."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

import secretstorage
from jeepney import DBusErrorResponse, MatchRule, message_bus  # type: ignore[import-untyped]  # it has no types
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

from tests.support.sockets import socket_folder

T = TypeVar("T")

NEEDED: Final = ("dbus-daemon", "gnome-keyring-daemon")
REQUIRED: Final = "REQUIRE_SECRET_SERVICE"
"""Set in CI, where a skip would hide the tests."""

# Not the system's own session configuration: that starts services, so that an absent one could not be tried.
_BUS: Final = """<busconfig><type>session</type><listen>unix:path={socket}</listen><servicedir>{services}</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"""

# As on a desktop the bus starts the daemon, and starts it again: it aborts now and then, in a race between clients that
# come and go (GNOME Keyring's work item 199).
_SERVICE: Final = "[D-BUS Service]\nName=org.freedesktop.secrets\nExec={command}\n"
_COMMAND: Final = """#!/bin/sh
printf test-password |
  exec gnome-keyring-daemon --foreground --unlock --components=secrets --control-directory={control} >/dev/null 2>&1
"""


def missing() -> str:
    """Return what has to be installed first; "" if everything is there."""
    absent = [program for program in NEEDED if shutil.which(program) is None]
    return f"needs {' and '.join(absent)} (Debian: apt-get install dbus gnome-keyring)" if absent else ""


class Bus:
    """A private session bus with nobody on it; a context manager."""

    def __init__(self, folder: Path) -> None:
        self._left = ExitStack()
        run = self._left.enter_context(socket_folder())
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.env = {
            **os.environ,
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_RUNTIME_DIR": str(run),
            "GNOME_KEYRING_CONTROL": "",
            "DISPLAY": "",
            "WAYLAND_DISPLAY": "",
        }
        self.services = folder / "services"
        self.services.mkdir()
        config = folder / "bus.conf"
        config.write_text(_BUS.format(socket=run / "bus", services=self.services))
        self._process = subprocess.Popen(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", "--print-address=1"],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self.address

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        end(self._process)
        self._left.close()


@dataclass(frozen=True)
class Entry:
    """One entry of the keyring."""

    attributes: dict[str, str]
    secret: str


class SecretService:
    """gnome-keyring on a private bus, unlocked; a context manager."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        command = bus.folder / "keyring.sh"
        command.write_text(_COMMAND.format(control=bus.env["XDG_RUNTIME_DIR"]))
        command.chmod(0o700)
        self._service = bus.services / "org.freedesktop.secrets.service"
        self._service.write_text(_SERVICE.format(command=command))
        self._patiently(_keep_something)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._service.unlink()
        self.kill(signal.SIGTERM)

    @property
    def env(self) -> dict[str, str]:
        """The environment of a process that is to use this keyring and no other."""
        return {**self.bus.env, "PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring"}

    def entries(self) -> list[Entry]:
        """Every secret in the keyring; the list of credentials' names and IDs is none."""
        found = self._patiently(_entries)
        return [each for each in found if not each.attributes.get("username", "").startswith("index/")]

    def clear(self) -> None:
        """Take everything out."""
        self._patiently(_clear)

    def lock(self) -> None:
        """Lock the keyring; there is no window here that could ask for its password."""
        self._patiently(lambda collection: collection.lock())

    def kill(self, number: signal.Signals) -> None:
        """Send the daemon a signal; returns once it is gone from the bus."""
        with closing(open_dbus_connection(bus=self.bus.address)) as connection:
            name = "org.freedesktop.secrets"
            if not connection.send_and_get_reply(message_bus.NameHasOwner(name)).body[0]:
                return
            process = connection.send_and_get_reply(message_bus.GetConnectionUnixProcessID(name)).body[0]
            gone = MatchRule(type="signal", member="NameOwnerChanged", interface="org.freedesktop.DBus")
            connection.send_and_get_reply(message_bus.AddMatch(gone))
            with connection.filter(gone) as changes:
                os.kill(process, number)
                while (change := connection.recv_until_filtered(changes, timeout=60).body) and change[0] != name:
                    pass

    def _patiently(self, act: Callable[[secretstorage.Collection], T]) -> T:
        """`act` on the keyring, tried until the daemon is there, its keyring is unlocked, and it drops nothing."""
        deadline = time.monotonic() + 60
        while True:
            try:
                with closing(open_dbus_connection(bus=self.bus.address)) as connection:
                    # Not get_default_collection, which makes a keyring where there is none yet.
                    return act(secretstorage.get_collection_by_alias(connection, "default"))
            except (OSError, secretstorage.SecretStorageException, DBusErrorResponse):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)


def _keep_something(collection: secretstorage.Collection) -> None:
    """The daemon answers a while before its keyring is unlocked."""
    collection.ensure_not_locked()
    collection.create_item("probe", {"probe": "probe"}, b"probe").delete()


def _entries(collection: secretstorage.Collection) -> list[Entry]:
    return [Entry(dict(item.get_attributes()), item.get_secret().decode()) for item in collection.get_all_items()]


def _clear(collection: secretstorage.Collection) -> None:
    for item in list(collection.get_all_items()):
        item.delete()


def end(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """Terminate the process and wait for it."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
