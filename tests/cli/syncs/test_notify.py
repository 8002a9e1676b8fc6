"""Messages about syncs: to a receiver on loopback by apprise, and to a command; addresses are in the keyring alone."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.orders import write_orders
from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tiktok_tui.cli import console
from tiktok_tui.syncs.messages.notify import Told


class Receiver(HTTPServer):
    """Keeps the JSON of each message that is posted to it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.messages: list[dict[str, str]] = []

    @property
    def address(self) -> str:
        return f"json://user:hush-hush@127.0.0.1:{self.server_address[1]}/hook"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        self.server.messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def sync(cli: Run, ready: tuple[str, ...], tmp_path: Path, home: Path) -> Path:
    """The file of the sync `nightly`, of 20 orders with one that is rejected."""
    export = write_orders(tmp_path / "orders.csv", 20, bad=1)
    assert cli("sync", "add", "Nightly", export, *ready).code == 0
    return home / "syncs" / "nightly.toml"


def test_from_an_address_to_a_message(
    real_keyring: SecretService, cli: Run, sync: Path, receiver: Receiver, home: Path
) -> None:
    sync.write_text(sync.read_text() + '# ours\n[notify]\non = ["rejected"]  # not every night\n')
    added = cli("sync", "notify", "nightly", "--add", stdin=f"{receiver.address}\n")
    assert added.code == 0, added.err
    assert (added.out, added.err) == (
        "",
        "json is told about Nightly. `tiktok-tui sync notify nightly --test` sends a message.\n",
    )
    assert "# ours" in sync.read_text(), "comments stay"
    assert cli("sync", "notify", "nightly").out == "told: json\nabout: rejected\n"
    assert cli("sync", "notify", "nightly", "--test").out == "1 test message sent.\n"

    assert cli("sync", "run", "nightly").code == 1
    test, message = receiver.messages
    assert test["title"] == "Nightly: a test message"
    assert message["title"] == "Nightly: 19 events accepted, 1 row rejected"
    assert "tiktok-tui rejects" in message["message"]
    assert "example.org" not in json.dumps(message), "no e-mail address is told"
    written = [path for path in home.rglob("*") if path.is_file() and b"hush-hush" in path.read_bytes()]
    assert written == []

    cleared = cli("sync", "notify", "nightly", "--clear")
    assert (cleared.code, cleared.out, cleared.err) == (0, "", "The addresses of Nightly are removed.\n")
    nobody = cli("sync", "notify", "nightly")
    assert (nobody.code, nobody.out) == (0, "told: nobody yet (--add adds an address)\nabout: rejected\n")
    assert "services" not in sync.read_text()


def test_addresses_of_the_environment_and_a_command(
    cli: Run, sync: Path, receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox
) -> None:
    told = tmp_path / "told.json"
    code = (
        "import os, pathlib, sys; assert 'TIKTOK_TUI_NOTIFY' not in os.environ; "
        f"pathlib.Path({str(told)!r}).write_text(sys.stdin.read())"
    )
    command = json.dumps([sys.executable, "-c", code])
    sync.write_text(sync.read_text() + f"[limits]\nrejected = 0\n[notify]\ncommand = {command}\n")
    monkeypatch.setenv("TIKTOK_TUI_NOTIFY", receiver.address)
    held = cli("sync", "run", "nightly", "--json")
    assert held.code == 1
    facts = json.loads(told.read_text())
    assert (facts["sync"], facts["state"], facts["rejected"]) == ("nightly", "held", 1)
    assert facts["notes"] == [], "the assumptions of the check may quote cells"
    assert [message["title"] for message in receiver.messages] == ["Nightly: held, nothing was sent"]
    assert (
        "(5 %), mostly as “Not an e-mail address” (email.invalid); the limit is 0." in receiver.messages[0]["message"]
    )


def test_a_message_that_cannot_be_sent_fails_no_sync(
    cli: Run, sync: Path, monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox
) -> None:
    sync.write_text(sync.read_text() + '[notify]\non = ["sent"]\ncommand = ["/nowhere/tell"]\n')
    monkeypatch.setenv("TIKTOK_TUI_NOTIFY", "json://user:hush-hush@127.0.0.1:1/")
    sent = cli("sync", "run", "nightly")
    assert sent.code == 1, "as for the rejected row alone"
    assert sandbox.stats().accepted == 19
    assert "The message to json was not sent." in sent.err
    assert "The command /nowhere/tell cannot be run: No such file or directory." in sent.err
    assert "hush-hush" not in sent.err
    assert cli("sync", "notify", "nightly", "--test").code == 2


def test_an_address_that_is_none(
    cli: Run, sync: Path, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = cli("sync", "notify", "nightly", "--add", stdin="hush-hush\n")
    assert outcome.code == 2
    assert "no address of a service that apprise knows" in outcome.err
    assert "hush-hush" not in outcome.err
    assert real_keyring.entries() == []
    told = cli("sync", "notify", "nightly", "--test")
    assert (told.code, told.out) == (2, "0 test messages sent.\n")
    monkeypatch.setitem(sys.modules, "apprise", None)
    refused = cli("sync", "notify", "nightly", "--add", stdin="json://hush\n")
    assert "Messages need the package apprise." in refused.err
    assert sys.stdin.read() == "json://hush\n", "before it is asked for"


def test_who_is_told_about_what(cli: Run, sync: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = sync.read_text()
    assert cli("sync", "notify", "nightly").out == (
        "told: nobody yet (--add adds an address)\nabout: failed, held, rejected\n"
    )
    sync.write_text(
        f'{right}[notify]\nservices = ["slack", "json"]\ncommand = ["/srv/tell", "it"]\non = ["sent", "failed"]\n'
    )
    assert cli("sync", "notify", "nightly").out == "told: slack, json, /srv/tell\nabout: failed, sent\n"
    for told, code, out, err in (
        (Told(1, ()), 0, "1 test message sent.\n", ""),
        (Told(2, ()), 0, "2 test messages sent.\n", ""),
        (Told(1, ("One was not sent.", "Nor was another.")), 2, "1 test message sent.\n",
         "One was not sent.\nNor was another.\n"),
        (Told(0, ()), 2, "0 test messages sent.\n", ""),
    ):  # fmt: skip
        monkeypatch.setattr("tiktok_tui.syncs.messages.notify.send_test", lambda *_, told=told: told)
        tested = cli("sync", "notify", "nightly", "--test")
        assert (tested.code, tested.out, tested.err) == (code, out, err)


def test_an_address_is_typed_unseen(cli: Run, sync: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added: list[str] = []
    asked: list[str] = []

    def add(_: object, __: object, address: str) -> str:
        added.append(address)
        return "json"

    def typed(prompt: str, stream: object) -> str:
        asked.append(prompt)
        return "json://Hush"

    monkeypatch.setattr("tiktok_tui.syncs.messages.addresses.add", add)
    monkeypatch.setattr("tiktok_tui.syncs.messages.addresses.require_place", lambda: None)
    monkeypatch.setattr("getpass.getpass", typed)
    assert cli("sync", "notify", "nightly", "--add", stdin="json://Piped\n").code == 0
    monkeypatch.setattr(console, "may_ask", lambda: True)
    assert cli("sync", "notify", "nightly", "--add").code == 0
    assert (added, asked) == (["json://Piped", "json://Hush"], ["Address: "])
