"""The HTTP side: what is a gateway's page, what an envelope, and what a request leaves in the log."""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.support.bodies import offline_event, upload
from tests.support.sandbox import Sandbox
from tiktok_tui.sandbox import known
from tiktok_tui.sandbox.faults import parse_fault
from tiktok_tui.sandbox.routes import ROUTES
from tiktok_tui.sandbox.server import Server
from tiktok_tui.sandbox.state import Settings, State
from tiktok_tui.sandbox.trouble import Trouble

USER = "/open_api/v1.3/user/info/"
TRACK = "/open_api/v1.3/event/track/"


def gateway(title: str) -> bytes:
    page = f"<html><head><title>{title}</title></head><body><center><h1>{title}</h1></center><hr>nginx</body></html>"
    return page.encode()


@pytest.mark.parametrize(
    ("method", "path", "title"),
    [
        ("GET", "/", "404 Not Found"),
        ("GET", "/open_api/v1.3", "404 Not Found"),
        ("GET", "/open_api/v1.3/unknown/", "404 Not Found"),
        ("POST", USER, "405 Method Not Allowed"),
        ("DELETE", USER, "405 Method Not Allowed"),
        ("PATCH", TRACK, "405 Method Not Allowed"),
        ("GET", TRACK, "405 Method Not Allowed"),
    ],
)
def test_a_gateway_answers_with_a_page(sandbox: Sandbox, method: str, path: str, title: str) -> None:
    reply = sandbox.http(method, path)
    assert (reply.status, reply.headers["content-type"], reply.body) == (int(title[:3]), "text/html", gateway(title))
    assert re.fullmatch(r"\d{14}[0-9A-F]{20}", reply.headers["x-tt-logid"])


@pytest.mark.parametrize(("fault", "title"), [("html-502", "502 Bad Gateway"), ("html-504", "504 Gateway Time-out")])
def test_a_gateway_in_trouble_answers_with_a_page(sandbox: Sandbox, fault: str, title: str) -> None:
    sandbox.set_faults(fault)
    assert sandbox.http("GET", USER).body == gateway(title)


def test_an_answer_is_an_envelope_of_json(sandbox: Sandbox) -> None:
    reply = sandbox.http("GET", USER)
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["server"].strip() == "sandbox"
    assert int(reply.headers["content-length"]) == len(reply.body)
    assert reply.json() == {
        "code": 40104,
        "message": "Access token is missing.",
        "request_id": reply.headers["x-tt-logid"],
        "data": {},
    }
    assert sent(sandbox, f"HEAD {USER} HTTP/1.1\r\nConnection: close").endswith(b"\r\n\r\n"), "it has no body"
    assert "data" not in sandbox.post("/event/track/", {}, None).json()


def test_a_status_without_a_body(sandbox: Sandbox) -> None:
    for fault, status in (("http-429", 429), ("http-500", 500)):
        sandbox.set_faults(fault)
        reply = sandbox.http("GET", USER)
        assert (reply.status, reply.body) == (status, b"")
    sandbox.set_faults("empty-200")
    reply = sandbox.http("GET", USER)
    assert (reply.status, reply.body, reply.headers["content-type"]) == (200, b"", "application/json")


def test_a_control_is_json_with_its_own_status(sandbox: Sandbox) -> None:
    reply = sandbox.http("GET", "/_sandbox/stats")
    assert (reply.status, reply.headers["content-type"]) == (200, "application/json")
    assert sandbox.http("GET", "/_sandbox/nothing").json() == {"error": "no control GET /_sandbox/nothing"}
    assert sandbox.http("POST", "/_sandbox/sources", b"{}").json() == {"error": "'advertiser_id'"}
    assert sandbox.http("POST", "/_sandbox/tokens", b'{"make": {"scopes": 5}}').status == 400
    assert sandbox.stats().requests == 0


def test_each_kind_of_answer_is_logged(sandbox: Sandbox) -> None:
    for fault in ("", "40100", "html-502", "html-504", "empty-200", "truncated-json", "20001"):
        sandbox.set_faults(*filter(None, [fault]))
        sandbox.get("/user/info/")
    sandbox.get("/unknown/")
    sandbox.get("/event/track/")
    for fault in ("drop-before", "drop-after"):
        sandbox.set_faults(fault)
        with pytest.raises(ConnectionError):
            sandbox.get("/user/info/")
    log = [(entry.status, entry.code) for entry in sandbox.requests()]
    assert log == [
        *((200, 0), (200, 40100), (502, None), (504, None), (200, None), (200, 0), (200, 20001)),
        *((404, None), (405, None), (0, None), (0, None)),
    ]
    assert sandbox.stats().by_code == {"0": 2, "40100": 1, "20001": 1}
    assert sandbox.stats().by_path == {"/user/info/": 9, "/unknown/": 1, "/event/track/": 1}


def test_faults_change_the_answer_and_not_the_refusal(sandbox: Sandbox) -> None:
    sandbox.set_faults("20001")
    done = sandbox.get("/user/info/").json()
    assert (done["code"], done["message"]) == (20001, "Partially successful")
    refused = sandbox.get("/user/info/", None).json()
    assert (refused["code"], refused["message"]) == (40104, "Access token is missing.")
    sandbox.set_faults("data-null")
    assert sandbox.get("/user/info/").json()["data"] is None
    sandbox.set_faults("data-absent")
    assert sandbox.get("/user/info/").json().keys() == {"code", "message", "request_id"}
    sandbox.set_faults("nested-lists")
    assert sandbox.get("/user/info/").data["display_name"] == "Sandbox Operator"
    sandbox.set_faults("truncated-json")
    whole, half = len(json.dumps(done)), sandbox.get("/user/info/").body
    assert half.startswith(b'{"code": 0, "message": "OK", ')
    assert whole * 0.4 < len(half) < whole * 0.6
    sandbox.set_faults("40100")
    answer = sandbox.get("/user/info/").json()
    assert (answer["message"], answer["data"]) == ("Too many requests. Please retry in some time.", {})


def test_of_two_changes_of_an_answer_the_stronger_one_holds(sandbox: Sandbox) -> None:
    sandbox.set_faults("truncated-json", "empty-200", "html-504")
    assert sandbox.get("/user/info/").status == 504
    sandbox.set_faults("truncated-json", "data-absent", "data-null", "empty-200")
    assert sandbox.get("/user/info/").body == b""
    sandbox.set_faults("data-absent", "data-null")
    assert sandbox.get("/user/info/").json()["data"] is None
    sandbox.set_faults("html-504", "40100", "drop-after")
    with pytest.raises(ConnectionError):
        sandbox.get("/user/info/")


def test_a_fault_is_for_requests_that_have_an_endpoint(sandbox: Sandbox) -> None:
    sandbox.set_faults("50000#1")
    assert sandbox.get("/unknown/").status == 404
    assert sandbox.get("/event/track/").status == 405
    assert [sandbox.get("/user/info/").code for _ in range(2)] == [50000, 0]


def test_each_path_has_its_method(snapshot: SnapshotAssertion) -> None:
    assert {
        path: (route.method, "with a token" if route.endpoint else "without", route.bare_refusals)
        for path, route in ROUTES.items()
    } == snapshot


def test_a_token_that_is_spent_has_ended_and_each_use_is_counted(sandbox: Sandbox) -> None:
    sandbox.set_faults("expire-token-after:1")
    assert [sandbox.get("/user/info/").code for _ in range(2)] == [0, 40102]
    sandbox.set_faults()
    assert sandbox.get("/user/info/").code == 40102
    assert sandbox.stats().tokens == {known.TOKEN: 2}


def test_a_body_is_as_large_as_the_limit(sandbox: Sandbox) -> None:
    body = json.dumps(upload(known.EVENT_SET, [offline_event()])).encode()
    headers = {"Access-Token": known.TOKEN, "Content-Type": "application/json"}
    sandbox.reset(max_body=len(body))
    assert sandbox.http("POST", TRACK, body, headers).code == 0
    assert [entry.body_bytes for entry in sandbox.requests()] == [len(body)]
    reply = sandbox.http("POST", TRACK, body + b" ", headers)
    assert (reply.status, reply.body) == (413, gateway("413 Request Entity Too Large"))
    assert reply.headers["connection"] == "close"
    assert sandbox.http("POST", TRACK, b" " * 20_000_000, headers).status == 413
    sandbox.reset(max_body=1)
    assert sandbox.stats().requests == 0, "a control is not held to the limit"


def sent(sandbox: Sandbox, head: str, body: bytes = b"") -> bytes:
    """All that comes back for a request that is written by hand."""
    with socket.create_connection(("127.0.0.1", sandbox.port), timeout=60) as connection:
        connection.sendall(f"{head}\r\nHost: x\r\n\r\n".encode() + body)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_length_that_is_none_is_no_body(sandbox: Sandbox) -> None:
    for length in ("x", "-5", "²"):
        answer = sent(sandbox, f"GET {USER} HTTP/1.1\r\nContent-Length: {length}")
        assert answer.startswith(b"HTTP/1.1 200 ")
    chunked = sent(sandbox, f"POST {TRACK} HTTP/1.1\r\nTransfer-Encoding: chunked", b"2\r\n{}\r\n0\r\n\r\n")
    assert chunked.count(b"HTTP/1.1") == 1
    assert b"Connection: close" in chunked


def test_a_request_that_was_cut_in_its_body_is_none(sandbox: Sandbox) -> None:
    assert sent(sandbox, f"POST {TRACK} HTTP/1.1\r\nContent-Length: 9", b"{}") == b""
    assert sandbox.stats().requests == 0


def test_the_last_value_of_a_parameter_counts_and_names_of_headers_have_no_case(sandbox: Sandbox) -> None:
    path = f"/open_api/v1.3/pixel/list/?advertiser_id=x&advertiser_id={known.ADVERTISER}&name="
    reply = sandbox.http("GET", path, None, {"ACCESS-TOKEN": known.TOKEN})
    assert (reply.code, reply.data["pixels"]) == (0, [])


@contextmanager
def served(state: State) -> Iterator[Server]:
    with Server(0, state) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(server: Server) -> bytes:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=60) as connection:
        connection.sendall(f"GET {USER} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_the_address_of_a_server_is_that_of_the_api() -> None:
    with served(State(Settings(), Trouble())) as server:
        assert server.url == f"http://127.0.0.1:{server.server_port}/open_api/v1.3"
        assert ask(server).startswith(b"HTTP/1.1 200 OK\r\nServer: sandbox")


class Failing(State):
    """Fails as no state should."""

    def begin(self, *given: object) -> object:  # type: ignore[override]  # it never comes to an answer
        raise RuntimeError("planted")


def test_only_an_error_of_its_own_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    state = State(Settings(), Trouble([parse_fault("drop-after")]))
    with served(state) as server, pytest.raises(ConnectionError):
        ask(server)
    with served(state) as server:
        with socket.create_connection(("127.0.0.1", server.server_port)) as connection:
            connection.sendall(f"POST {TRACK} HTTP/1.1\r\nContent-Length: 9\r\n\r\n{{".encode())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with pytest.raises(ConnectionError):
            ask(server)  # the connection before it has been taken by now
        answered()
    assert capfd.readouterr() == ("", "")
    with served(Failing(Settings(), Trouble())) as server:
        assert ask(server) == b""
        answered()
    assert "RuntimeError: planted" in capfd.readouterr().err


def answered() -> None:
    """Wait until every request is over."""
    for thread in [each for each in threading.enumerate() if "process_request_thread" in each.name]:
        thread.join(60)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be changed there")
def test_times_are_of_utc_wherever_the_machine_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    headers = f"Access-Token: {known.TOKEN}\r\nContent-Type: application/json\r\nConnection: close"
    body = json.dumps({"advertiser_id": known.ADVERTISER, "name": "Tills", "description": "All"}).encode()
    state = State(Settings(), Trouble())
    before = [time.strftime(form, time.gmtime()) for form in ("%Y-%m-%d %H", "%Y%m%d%H")]
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "XXX-9")
        time.tzset()
        with served(state) as server:
            request = (
                f"POST /open_api/v1.3/offline/create/ HTTP/1.1\r\n{headers}\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            with socket.create_connection(("127.0.0.1", server.server_port), timeout=60) as connection:
                connection.sendall(request.encode() + body)
                answer = b"".join(iter(lambda: connection.recv(65536), b""))
    time.tzset()
    made = state.accounts.sources["7200000000000001001"].create_time
    log_id = json.loads(answer.partition(b"\r\n\r\n")[2])["request_id"]
    after = [time.strftime(form, time.gmtime()) for form in ("%Y-%m-%d %H", "%Y%m%d%H")]
    assert before[0] <= made[:13] <= after[0]
    assert before[1] <= log_id[:10] <= after[1]


def test_the_number_of_a_request_holds_the_time(sandbox: Sandbox) -> None:
    before = time.strftime("%Y%m%d%H%M%S", time.gmtime())
    log_id = sandbox.http("GET", USER).headers["x-tt-logid"]
    assert before <= log_id[:14] <= time.strftime("%Y%m%d%H%M%S", time.gmtime())
