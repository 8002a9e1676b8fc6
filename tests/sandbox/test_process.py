"""The sandbox as a process: how it starts, what it prints, and that it always ends."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys

import pytest

from tests.support.bodies import offline_event, upload
from tests.support.sandbox import Sandbox
from tiktok_tui.sandbox import known
from tiktok_tui.sandbox.__main__ import main

COMMAND = [sys.executable, "-m", "tiktok_tui.sandbox"]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)


def test_it_prints_the_address_the_token_and_the_line_that_points_here() -> None:
    done = _run("--exit-with-stdin")
    address, account, where, export = done.stdout.splitlines()
    found = re.fullmatch(r"listening on (http://127\.0\.0\.1:\d+/open_api/v1\.3)", address)
    assert found
    assert account == f"access token {known.TOKEN}, advertiser {known.ADVERTISER}, event set {known.EVENT_SET}"
    assert where == "in another terminal, to send here:"
    assert export == f"export TIKTOK_TUI_API_URL={found[1]} TIKTOK_TUI_ACCESS_TOKEN={known.TOKEN}"
    assert (done.returncode, done.stderr) == (0, "")


def test_its_help_names_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["sandbox", "--help"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("usage: tiktok-tui sandbox [-h]")
    assert "\n\nA stand-in for TikTok's API on this machine, until Ctrl+C.\n\n" in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send to a process")
@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly_even_with_a_request_under_way(which: signal.Signals) -> None:
    with subprocess.Popen(
        [*COMMAND, "--fault", "hold"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().split(":")[2].partition("/")[0])
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(b"GET /open_api/v1.3/user/info/ HTTP/1.1\r\nHost: x\r\n\r\n")
            process.send_signal(which)
            _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")


def test_the_given_port_is_used_and_a_busy_one_named() -> None:
    with Sandbox.start() as first:
        done = _run("--port", str(first.port))
    assert done.returncode == 2
    assert done.stderr.startswith(f"cannot listen on port {first.port}: ")
    with Sandbox.start("--port", str(first.port)) as second:
        assert second.port == first.port


@pytest.mark.parametrize(
    "arguments", [["--fault", "nonsense"], ["--fault", "40100:7"], ["--port", "x"], ["--port", "99999"]]
)
def test_wrong_arguments_exit_with_2(arguments: list[str]) -> None:
    done = _run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert arguments[1] in done.stderr
    assert "Traceback" not in done.stderr


def test_faults_and_settings_of_the_command_line_come_back_with_a_reset() -> None:
    with Sandbox.start("--max-body", "10", faults=["40100#1"]) as sandbox:
        assert sandbox.get("/user/info/").code == 40100
        assert sandbox.get("/user/info/").code == 0
        assert sandbox.post("/event/track/", {"event_source": "offline"}).status == 413
        sandbox.reset(max_body=1000)
        assert sandbox.post("/event/track/", {"event_source": "offline"}).code == 40002
        sandbox.reset()
        assert sandbox.post("/event/track/", {"event_source": "offline"}).status == 413


def test_each_option_of_the_command_line_has_its_own_effect() -> None:
    events = [offline_event(str(number)) for number in range(1000)]
    wrong = upload(known.EVENT_SET, [offline_event(user={"email": "x"})])
    with Sandbox.start("--keep-bodies", "--seed", "5", faults=["50000:0.5@/user/info/"]) as sandbox:
        assert sandbox.post("/event/track/", upload(known.EVENT_SET, events)).code == 0
        assert sandbox.post("/event/track/", upload(known.EVENT_SET, [offline_event("last")])).code == 0
        assert (len(sandbox.events()), sandbox.post("/event/track/", wrong).code) == (1001, 40002)
        codes = [sandbox.get("/user/info/").code for _ in range(20)]
        sandbox.set_faults("50000:0.5@/user/info/")
        assert [sandbox.get("/user/info/").code for _ in range(20)] == codes
        assert sandbox.stop() == 0
    with Sandbox.start("--fast") as sandbox:
        assert sandbox.post("/event/track/", json.dumps(wrong, separators=(",", ":")).encode()).code == 0
        assert sandbox.events() == []


def test_several_requests_use_one_connection(sandbox: Sandbox) -> None:
    with socket.create_connection(("127.0.0.1", sandbox.port)) as connection:
        request = f"GET /open_api/v1.3/user/info/ HTTP/1.1\r\nHost: x\r\nAccess-Token: {known.TOKEN}\r\n\r\n".encode()
        answers = connection.makefile("rb")
        with answers:
            for _ in range(3):
                connection.sendall(request)
                assert answers.readline().startswith(b"HTTP/1.1 200")
                length = 0
                while (line := answers.readline().strip()) != b"":
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                answers.read(length)
    assert sandbox.stats().requests == 3


def test_a_client_that_dies_in_the_middle_of_a_request_leaves_no_trace(sandbox: Sandbox) -> None:
    with socket.create_connection(("127.0.0.1", sandbox.port)) as connection:
        head = "POST /open_api/v1.3/event/track/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        connection.sendall(f"{head}Access-Token: {known.TOKEN}\r\nContent-Length: 500\r\n\r\n{{".encode())
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(100) == b""
    assert sandbox.stats().requests == 0


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/_sandbox/nothing", None),
        ("GET", "/_sandbox/events?since=x", None),
        ("GET", "/_sandbox/wait", None),
        ("POST", "/_sandbox/faults", b'{"faults": "hold"}'),
        ("POST", "/_sandbox/reset", b'{"speed": 5}'),
        ("POST", "/_sandbox/tokens", b"{}"),
        ("POST", "/_sandbox/tokens", b'{"make": {"colour": "red"}}'),
        ("POST", "/_sandbox/clock", b"[]"),
    ],
)
def test_a_control_that_makes_no_sense_says_so(sandbox: Sandbox, method: str, path: str, body: bytes | None) -> None:
    reply = sandbox.http(method, path, body)
    assert reply.status == 400
    assert reply.json()["error"]


def test_it_needs_nothing_but_the_standard_library_and_itself() -> None:
    script = (
        "import sys; before = set(sys.modules); import tiktok_tui.sandbox.__main__, tiktok_tui.sandbox.server; "
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    roots = {name.partition(".")[0] for name in done.stdout.split()}
    assert roots - set(sys.stdlib_module_names) == {"tiktok_tui"}
    ours = [name for name in done.stdout.split() if name.startswith("tiktok_tui.")]
    assert all(name.startswith("tiktok_tui.sandbox") for name in ours)
