"""The HTTP side: reads requests, lets faults strike, finds the endpoint, writes answers as TikTok's gateway does."""

from __future__ import annotations

import json
import secrets
import socket
import struct
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from urllib.parse import parse_qsl, urlsplit

from tiktok_tui.sandbox import control, oauth, tables
from tiktok_tui.sandbox.answers import Answer, Page, Refusal
from tiktok_tui.sandbox.request import Request
from tiktok_tui.sandbox.routes import ROUTES, Route
from tiktok_tui.sandbox.state import Call, Logged, State
from tiktok_tui.sandbox.trouble import Struck

_GATEWAY = b"<html><head><title>%b</title></head><body><center><h1>%b</h1></center><hr>nginx</body></html>"
_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER of zero seconds: closing sends a reset in place of an orderly end."""
_DRAINED = 64_000_000
"""Bytes of a body that is too large which are still read, so that the client gets to see the 413."""


class Server(ThreadingHTTPServer):
    """The sandbox on 127.0.0.1; `state` is what its requests change."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, port: int, state: State) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.state = state

    def server_bind(self) -> None:
        """Binds without asking DNS for this machine's name, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]  # loopback: a text

    @property
    def url(self) -> str:
        """The base URL of the API."""
        return f"http://127.0.0.1:{self.server_address[1]}{tables.API_PREFIX}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore clients that disconnect; print any other error."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # typeshed wants the exact socket


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Server
    server_version = "sandbox"
    sys_version = ""

    def do_GET(self) -> None:
        """Every GET."""
        self._serve()

    def do_POST(self) -> None:
        """Every POST."""
        self._serve()

    do_PUT = do_DELETE = do_PATCH = do_HEAD = do_POST

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        """Silent: the log of requests is in the state."""

    def _serve(self) -> None:
        state = self.server.state
        parts = urlsplit(self.path)
        asks_sandbox = parts.path.startswith(control.PREFIX)
        body = self._read_body(_DRAINED if asks_sandbox else state.settings.max_body)
        request = Request(
            self.command,
            parts.path,
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            {name.lower(): value for name, value in self.headers.items()},
            body or b"",
        )
        if asks_sandbox:
            self._control(request)
        elif parts.path.rstrip("/") == "/portal/auth" and self.command == "GET":
            self._write(oauth.authorise(state, request.query))
        elif parts.path.startswith(tables.API_PREFIX + "/"):
            self._api(request, too_large=body is None)
        else:
            self._write(_gateway(404, "Not Found"))

    def _read_body(self, most: int) -> bytes | None:
        text = self.headers.get("Content-Length", "0")
        length = int(text) if text.isascii() and text.isdecimal() else 0
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            self.close_connection = True
        if length <= most:
            body = self.rfile.read(length) if length else b""
            if len(body) < length:
                raise ConnectionResetError("the client went away in the middle of its request")
            return body
        self.close_connection = True
        left = min(length, _DRAINED)
        while left and (piece := self.rfile.read(min(left, 65536))):
            left -= len(piece)
        return None

    def _control(self, request: Request) -> None:
        try:
            status, value = 200, control.control(self.server.state, request)
        except (ValueError, KeyError, TypeError) as error:
            status, value = 400, {"error": str(error)}
        self._write(Page(status, json.dumps(value).encode(), "application/json"))

    def _api(self, request: Request, *, too_large: bool) -> None:
        state = self.server.state
        path = request.path.removeprefix(tables.API_PREFIX)
        token = request.headers.get("access-token")
        entry = state.begin(request.method, path, token or "", len(request.body))
        trouble = state.trouble
        try:
            route = ROUTES.get(path)
            if route is None or request.method != route.method or too_large:
                if route is None:
                    page = _gateway(404, "Not Found")
                elif too_large:
                    page = _gateway(413, "Request Entity Too Large")
                else:
                    page = _gateway(405, "Method Not Allowed")
                self._finish(entry, page)
                return
            struck = trouble.strike(path)
            trouble.pause(struck)
            if state.is_stale(entry):
                self._reset(entry)
            elif struck.instead is None:
                answer = _carry_out(Call(state, entry, trouble), route, request, token)
                self._finish_struck(entry, answer, struck)
            elif struck.instead.word == "drop-before":
                self._reset(entry)
            elif struck.instead.word == "CODE":
                self._finish_struck(entry, Answer(code=struck.instead.code), struck)
            else:
                self._finish(entry, _instead(struck.instead.word, struck.instead.url))
        finally:
            state.end(entry, entry.status, entry.code)

    def _finish_struck(self, entry: Logged, answer: Answer, struck: Struck) -> None:
        after = struck.after
        if "drop-after" in after:
            self._reset(entry)
            return
        if "html-504" in after:
            self._finish(entry, _gateway(504, "Gateway Time-out"))
            return
        if "empty-200" in after:
            self._finish(entry, Page(200, b"", "application/json"))
            return
        code = 20001 if "20001" in after and answer.code == 0 else answer.code
        data = answer.data
        if "nested-lists" in after and data and "event_set_list" in data:
            data = {**data, "event_set_list": [data["event_set_list"]]}
        log_id = _log_id()
        envelope: dict[str, object] = {
            "code": code,
            "message": answer.message if code == answer.code else Answer(code=code).message,
            "request_id": log_id,
        }
        if "data-null" in after:
            envelope["data"] = None
        elif "data-absent" not in after and data is not None:
            envelope["data"] = data
        body = json.dumps(envelope).encode()
        if "truncated-json" in after:
            body = body[: len(body) // 2]
        self._finish(entry, Page(200, body, "application/json", (("X-TT-LOGID", log_id),)), code)

    def _reset(self, entry: Logged) -> None:
        self.server.state.end(entry, 0, None)
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self.connection.close()

    def _finish(self, entry: Logged, page: Page, code: int | None = None) -> None:
        self.server.state.end(entry, page.status, code)
        self._write(page)

    def _write(self, page: Page) -> None:
        self.send_response(page.status)
        self.send_header("Content-Type", page.content_type)
        self.send_header("Content-Length", str(len(page.body)))
        headers = dict(page.headers)
        headers.setdefault("X-TT-LOGID", _log_id())
        for name, value in headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.body)
        self.wfile.flush()


def _carry_out(call: Call, route: Route, request: Request, header: str | None) -> Answer:
    state = call.state
    try:
        if route.without_token is not None:
            return route.without_token(call, request)
        with state.lock:
            token = state.accounts.authenticate(header, state.now())
            token.used += 1
            if call.trouble.is_spent(token.value):
                token.expires_at = state.now()
                raise Refusal(40102)
        assert route.endpoint is not None
        return route.endpoint(call, request, token)
    except Refusal as refusal:
        answer = refusal.answer
        return answer if route.bare_refusals else Answer(answer.data or {}, answer.code, answer.text)


def _instead(word: str, url: str) -> Page:
    if word == "redirect":
        return Page(302, headers=(("Location", url),))
    if word == "html-502":
        return _gateway(502, "Bad Gateway")
    return Page(429 if word == "http-429" else 500)


def _gateway(status: int, text: str) -> Page:
    title = f"{status} {text}".encode()
    return Page(status, _GATEWAY % (title, title), "text/html")


def _log_id() -> str:
    return time.strftime("%Y%m%d%H%M%S", time.gmtime()) + secrets.token_hex(10).upper()
