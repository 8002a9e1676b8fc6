"""A sandbox in a process of its own, and what a test may ask of it.

    with Sandbox.start() as sandbox:
        sandbox.set_faults("40100#3", "drop-after#1@/event/track/")
        ... sandbox.base_url, known.TOKEN ...
        assert sandbox.stats().accepted == 7

The `sandbox` fixture gives one that is shared by the whole session and reset before each test.
"""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

Json = Mapping[str, object]


@dataclass(frozen=True)
class Stats:
    """Numbers since the last reset, under the names that `tiktok_tui.sandbox.store` explains."""

    requests: int
    in_flight: int
    in_flight_max: int
    by_path: dict[str, int]
    by_code: dict[str, int]
    arrived: int
    accepted: int
    repeats: int
    counted_again: int
    without_id: int
    too_old: int
    ahead: int
    test_events: int
    refused_events: int
    by_source: dict[str, int]
    by_event: dict[str, int]
    tokens: dict[str, int]
    refresh_tokens: dict[str, int]


@dataclass(frozen=True)
class Event:
    """An accepted event."""

    number: int
    request: int
    event_source: str
    event_source_id: str
    test_event_code: str
    repeat: bool
    body: dict[str, object]


@dataclass(frozen=True)
class Request:
    """A request as the sandbox logged it; `status` 0 means that the connection was reset."""

    number: int
    method: str
    path: str
    token: str
    started: float
    in_flight: int
    body_bytes: int
    ended: float | None
    status: int
    code: int | None
    events: int


@dataclass(frozen=True)
class Reply:
    """An HTTP answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict[str, object]:
        """The body as a JSON object."""
        value = json.loads(self.body)
        assert isinstance(value, dict)
        return value

    @property
    def code(self) -> object:
        """TikTok's code inside the answer."""
        return self.json()["code"]

    @property
    def data(self) -> dict[str, object]:
        """The `data` of the answer."""
        data = self.json()["data"]
        assert isinstance(data, dict)
        return data


class Sandbox:
    """A running sandbox; a context manager that stops it."""

    def __init__(self, process: subprocess.Popen[str], base_url: str) -> None:
        self._process = process
        self.base_url = base_url
        parts = urlsplit(base_url)
        assert parts.port is not None
        self.port = parts.port
        self.root = f"http://127.0.0.1:{parts.port}"

    @classmethod
    def start(cls, *arguments: str, faults: Sequence[str] = ()) -> Self:
        """Starts `python -m tiktok_tui.sandbox` and waits until it listens."""
        command = [sys.executable, "-m", "tiktok_tui.sandbox", "--exit-with-stdin", *arguments]
        for fault in faults:
            command += ["--fault", fault]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        line = process.stdout.readline().strip()
        if not line.startswith("listening on "):
            process.communicate()
            raise RuntimeError(f"the sandbox did not start: {line!r}")
        return cls(process, line.removeprefix("listening on "))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        """The process ID."""
        return self._process.pid

    def stop(self) -> int:
        """Ends the process by closing its standard input; returns its exit code."""
        self._process.communicate(timeout=60)
        return self._process.returncode

    def http(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """One raw HTTP request on a connection of its own; `path` starts at the host's root."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def get(self, path: str, token: str | None = "sandbox-token") -> Reply:
        """A GET of the API; `path` as `/user/info/`."""
        return self.http("GET", f"/open_api/v1.3{path}", None, {} if token is None else {"Access-Token": token})

    def post(self, path: str, body: object, token: str | None = "sandbox-token") -> Reply:
        """A POST of the API; `body` is sent as JSON, bytes as they are."""
        headers = {"Content-Type": "application/json"}
        if token is not None:
            headers["Access-Token"] = token
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.http("POST", f"/open_api/v1.3{path}", raw, headers)

    def stats(self) -> Stats:
        """Return the statistics since the last reset."""
        return Stats(**json.loads(self.http("GET", "/_sandbox/stats").body))

    def events(self, since: int = 0) -> list[Event]:
        """Accepted events after that number (the newest 1000, or all with `keep_bodies`)."""
        return [
            Event(**entry) for entry in json.loads(self.http("GET", f"/_sandbox/events?since={since}").body)["events"]
        ]

    def requests(self, since: int = 0) -> list[Request]:
        """The requests after that number, in the order of arrival."""
        body = self.http("GET", f"/_sandbox/requests?since={since}").body
        return [Request(**entry) for entry in json.loads(body)["requests"]]

    def wait_for_requests(self, count: int, seconds: float = 60.0) -> None:
        """Waits until so many requests have arrived since the reset; fails when they do not."""
        answer = self._control("GET", f"wait?requests={count}&seconds={seconds}")
        assert answer["arrived"], f"fewer than {count} requests arrived within {seconds} s"

    def set_faults(self, *faults: str, seed: int | None = None) -> None:
        """These faults from now on, in place of the ones before; held and slowed requests continue."""
        self._control("POST", "faults", {"faults": list(faults)} | ({} if seed is None else {"seed": seed}))

    def reset(self, *faults: str, **settings: int | bool) -> None:
        """Back to the beginning; settings are `fast`, `keep_bodies`, `max_body`, `seed`, `token_seconds`."""
        self._control("POST", "reset", {"faults": list(faults), **settings})

    def make_token(self, **wishes: object) -> str:
        """A new access token; wishes are `role`, `advertisers`, `scopes`, `seconds` to live, `value`."""
        return str(self._control("POST", "tokens", {"make": wishes})["access_token"])

    def make_refresh_token(self) -> str:
        """A new refresh token of the well-known app."""
        return str(self._control("POST", "tokens", {"make_refresh": {}})["refresh_token"])

    def revoke_token(self, token: str) -> None:
        """From now on the token answers 40105."""
        self._control("POST", "tokens", {"revoke": token})

    def expire_token(self, token: str) -> None:
        """From now on the token answers 40102."""
        self._control("POST", "tokens", {"expire": token})

    def advance(self, seconds: float) -> None:
        """Moves the sandbox's clock."""
        self._control("POST", "clock", {"advance": seconds})

    def _control(self, method: str, path: str, body: Json | None = None) -> dict[str, object]:
        reply = self.http(method, f"/_sandbox/{path}", None if body is None else json.dumps(body).encode())
        answer = reply.json()
        if reply.status != 200:
            raise ValueError(str(answer.get("error")))
        return answer
