"""Who is told about a result, of what, and what is said when that fails."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.support.uploads import home
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import CredentialError
from tiktok_tui.mapping.model import Note
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.messages import addresses
from tiktok_tui.syncs.messages.notify import Told, send_test, tell
from tiktok_tui.syncs.settings.sync import Notify, PathSource, Sync

__all__ = ["home"]


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """The file into which the sync's command writes what it gets."""
    return tmp_path / "told"


@pytest.fixture
def sync(told: Path, monkeypatch: pytest.MonkeyPatch) -> Sync:
    monkeypatch.delenv("TIKTOK_TUI_NOTIFY", raising=False)
    code = f"import os, pathlib, sys; pathlib.Path({str(told)!r}).write_text(sys.stdin.read() + str(os.environ))"
    return Sync("nightly", "Nightly", "shop", PathSource("/o.csv"), notify=Notify(command=(sys.executable, "-c", code)))


class Hook(HTTPServer):
    """A service on loopback, with the messages that came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Receiver)
        self.messages: list[dict[str, object]] = []

    @property
    def address(self) -> str:
        """The address of the service, as apprise writes it."""
        return f"json://127.0.0.1:{self.server_port}/hook"


class Receiver(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        self.server.messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hook(no_proxies: None) -> Iterator[Hook]:
    with Hook() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def result(sync: Sync, state: NightState = NightState.FAILED) -> SyncResult:
    night = Night(1, datetime(2026, 11, 27, 3, tzinfo=UTC), state=state, reason="No disk.")
    return SyncResult(sync, night, notes=(Note("rows", "customer1@example.org is left out."),))


def test_the_command_gets_counts_and_reasons_and_neither_cells_nor_secrets(
    home: Home, sync: Sync, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", "planted")
    assert tell(home, result(sync)) == ()
    facts, _ = json.JSONDecoder().raw_decode(told.read_text())
    assert (facts["sync"], facts["state"], facts["reason"], facts["notes"]) == ("nightly", "failed", "No disk.", [])
    assert "planted" not in told.read_text()
    assert "customer1" not in told.read_text()
    assert send_test(home, sync).sent == 1
    assert json.JSONDecoder().raw_decode(told.read_text())[0] == {"sync": "nightly", "state": "test"}


def test_a_service_gets_the_result_in_words(
    home: Home, sync: Sync, hook: Hook, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_NOTIFY", f"{hook.address} {hook.address.replace('/hook', '/second')}")
    night = replace(result(sync).night, state=NightState.SENT, accepted=20, rejected=3, run="r-1", notes=("Unusual.",))
    rejected = replace(result(sync), night=night)
    assert tell(home, rejected) == ()
    rejects = "`tiktok-tui rejects r-1 -o rejects.csv` writes the rejected rows, with what to do."
    assert [(each["title"], each["message"]) for each in hook.messages] == [
        (
            "Nightly: 20 events accepted, 3 rows rejected",
            f"20 events accepted, 3 rows rejected.\nUnusual.\n{rejects}",
        )
    ] * 2
    assert told.exists(), "the command is told as well"
    hook.messages.clear()
    assert send_test(home, replace(sync, notify=Notify())) == Told(2, ())
    assert {(each["title"], each["message"]) for each in hook.messages} == {
        ("Nightly: a test message", "Messages about this sync arrive here.")
    }
    assert send_test(home, sync) == Told(3, ())


def test_nobody_is_told_where_nobody_is_named(home: Home, sync: Sync) -> None:
    quiet = replace(sync, notify=Notify())
    assert send_test(home, quiet) == Told(0, ())
    assert tell(home, result(quiet)) == ()


def test_a_command_writes_nothing_into_the_terminal(home: Home, sync: Sync, capfd: pytest.CaptureFixture[str]) -> None:
    code = "import sys; print('to the terminal'); print('to the terminal', file=sys.stderr)"
    assert tell(home, result(replace(sync, notify=Notify(command=(sys.executable, "-c", code))))) == ()
    assert capfd.readouterr() == ("", "")


def test_only_what_was_asked_for_is_told(home: Home, sync: Sync, told: Path) -> None:
    quiet = replace(sync, notify=replace(sync.notify, on=frozenset(("held",))))
    assert tell(home, result(quiet)) == ()
    assert tell(home, result(quiet, NightState.SENT)) == ()
    assert not told.exists()
    tell(home, result(quiet, NightState.HELD))
    assert told.exists()


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("/nonexistent/tell",), "The command /nonexistent/tell cannot be run: No such file or directory."),
        ((sys.executable, "-c", "raise SystemExit(1)"), f"The command {sys.executable} failed with exit code 1."),
    ],
)
def test_a_command_that_fails_is_said(home: Home, sync: Sync, command: tuple[str, ...], says: str) -> None:
    broken = replace(sync, notify=replace(sync.notify, command=command))
    assert tell(home, result(broken)) == (says,)
    assert send_test(home, broken) == Told(0, (says,))


def test_a_command_that_does_not_end_is_ended(home: Home, sync: Sync, monkeypatch: pytest.MonkeyPatch) -> None:
    def hanging(command: list[str], *, timeout: float, **_: object) -> None:
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(subprocess, "run", hanging)
    (said,) = tell(home, result(sync))
    assert said == f"The command {sys.executable} was ended: it took more than 60 seconds."


def test_each_address_that_fails_is_named_by_its_kind_alone(
    home: Home, sync: Sync, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_NOTIFY", "pigeon://planted JSON://planted@127.0.0.1:1/hook")
    sent = send_test(home, sync)
    assert sent.failed == ("An address is not one that apprise knows.", "The message to json was not sent.")
    assert sent.sent == 1


def test_a_keyring_that_fails_keeps_nobody_else_from_being_told(
    home: Home, sync: Sync, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise CredentialError("The keyring is locked.", remedy="Unlock it.")

    monkeypatch.setattr(addresses, "addresses_of", locked)
    sent = send_test(home, sync)
    assert (sent.sent, len(sent.failed)) == (1, 1)
    assert sent.failed[0].startswith("Nobody was told by apprise. The keyring is locked.")
    assert told.exists()
