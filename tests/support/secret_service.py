"""A real Secret Service of the tests' own: a private D-Bus, gnome-keyring on it, and its own keyring files."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import secretstorage
from jeepney import DBusErrorResponse  # type: ignore[import-untyped]  # it has no types
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

NEEDED: Final = ("dbus-daemon", "gnome-keyring-daemon")
REQUIRED: Final = "REQUIRE_SECRET_SERVICE"
"""Set in CI, where a skip would hide the tests."""

# Not the system's own session configuration: that starts services, so that an absent one could not be tried.
_BUS: Final = """<busconfig><type>session</type><listen>unix:path={socket}</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""
_PASSWORD: Final = b"test-password"


def missing() -> str:
    """What has to be installed first; "" when all is there."""
    absent = [program for program in NEEDED if shutil.which(program) is None]
    return f"needs {' and '.join(absent)} (Debian: apt-get install dbus gnome-keyring)" if absent else ""


class Bus:
    """A private session bus with nobody on it; a context manager."""

    def __init__(self, folder: Path) -> None:
        run = folder / "run"
        run.mkdir(mode=0o700, parents=True)
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
        config = folder / "bus.conf"
        config.write_text(_BUS.format(socket=run / "bus"))
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


@dataclass(frozen=True)
class Entry:
    """One entry of the keyring."""

    attributes: dict[str, str]
    secret: str


class SecretService:
    """gnome-keyring on a private bus, unlocked; a context manager."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self._daemon = self._start()
        deadline = time.monotonic() + 60
        while not self._answers():
            if time.monotonic() > deadline:
                raise TimeoutError("the Secret Service did not come up")
            time.sleep(0.02)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        end(self._daemon)

    @property
    def env(self) -> dict[str, str]:
        """The environment of a process that is to use this keyring and no other."""
        return {**self.bus.env, "PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring"}

    def entries(self) -> list[Entry]:
        """Everything in the keyring."""
        with closing(self._connect()) as connection:
            items = secretstorage.get_default_collection(connection).get_all_items()
            return [Entry(dict(item.get_attributes()), item.get_secret().decode()) for item in items]

    def clear(self) -> None:
        """Take everything out."""
        with closing(self._connect()) as connection:
            for item in list(secretstorage.get_default_collection(connection).get_all_items()):
                item.delete()

    def lock(self) -> None:
        """Lock the keyring; there is no window here that could ask for its password."""
        with closing(self._connect()) as connection:
            secretstorage.get_default_collection(connection).lock()

    def _start(self) -> subprocess.Popen[bytes]:
        control = self.bus.env["XDG_RUNTIME_DIR"]
        daemon = subprocess.Popen(
            [
                *("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"),
                f"--control-directory={control}",
            ],
            env=self.bus.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert daemon.stdin is not None
        daemon.stdin.write(_PASSWORD)
        daemon.stdin.close()
        return daemon

    def _answers(self) -> bool:
        """Whether a secret can be kept: the daemon answers a while before its keyring is there and unlocked."""
        try:
            with closing(self._connect()) as connection:
                collection = secretstorage.get_collection_by_alias(connection, "default")
                if not collection.is_locked():
                    collection.create_item("probe", {"probe": "probe"}, b"probe").delete()
                    return True
        except (OSError, secretstorage.SecretStorageException, DBusErrorResponse):
            pass
        return False

    def _connect(self) -> DBusConnection:
        return open_dbus_connection(bus=self.bus.address)


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
