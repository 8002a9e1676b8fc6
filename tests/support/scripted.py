"""An HTTP server on loopback that answers with what a test wrote down, for what no sandbox would say."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Seen:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Said:
    """An answer; `body` may be anything that becomes JSON, or bytes as they are."""

    body: object = field(default_factory=lambda: {"code": 0, "message": "OK", "request_id": "r1", "data": {}})
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Scripted:
    """A running server; `say` decides what it answers to a request. A context manager."""

    def __init__(self, say: Callable[[Seen], Said], *, tls: ssl.SSLContext | None = None) -> None:
        self.seen: list[Seen] = []
        self._server = _Server(self, say)
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        scheme = "https" if tls else "http"
        self.base_url = f"{scheme}://localhost:{self._server.server_port}/open_api/v1.3"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, scripted: Scripted, say: Callable[[Seen], Said]) -> None:
        self.scripted = scripted
        self.say = say
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        seen = Seen(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, self.rfile.read(length))
        self.server.scripted.seen.append(seen)
        said = self.server.say(seen)
        body = said.body if isinstance(said.body, bytes) else json.dumps(said.body).encode()
        self.send_response(said.status)
        for name, value in {"Content-Length": str(len(body)), **said.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *parts: object) -> None:
        pass
