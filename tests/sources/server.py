"""A web server on loopback for the tests of addresses: it can break off, redirect, sign, and change its file."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Files:
    """The behaviour of the server. Each request is noted with its headers."""

    content: bytes = b""
    etag: str = '"one"'
    status: int = 200
    cut_after: list[int] = field(default_factory=list)
    """Bytes after which the next answers break off, one each."""
    redirect: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    sized: bool = True
    rest_sized: bool = True
    """An answer to a request for a range names the size of the whole and of itself."""
    ranges: bool = True
    misplaced: bool = False
    """The next answer to a request for a range begins elsewhere."""
    out_of_range: bool = False
    """The next request for a range is refused."""
    hold: threading.Event | None = None
    """The answer waits for this in its middle."""
    held: threading.Event = field(default_factory=threading.Event)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    base: str = ""


@contextmanager
def serving(files: Files, certificate: Path | None = None) -> Iterator[Files]:
    """Serve until the end of the block, over https with a `certificate`; `files.base` is the address without a path."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            files.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            if files.redirect and self.path != "/moved.csv":
                self.send_response(302)
                self.send_header("Location", files.redirect)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            start = self._start()
            if start and files.out_of_range:
                files.out_of_range = False
                self.send_response(416)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            body = files.content[start:]
            self.send_response(206 if start and files.status == 200 else files.status)
            if start:
                first = start + 1 if files.misplaced else start
                files.misplaced = False
                whole = len(files.content) if files.rest_sized else "*"
                self.send_header("Content-Range", f"bytes {first}-{len(files.content) - 1}/{whole}")
            if files.etag:
                self.send_header("ETag", files.etag)
            for name, value in files.headers.items():
                self.send_header(name, value)
            sized = files.rest_sized if start else files.sized
            if sized:
                self.send_header("Content-Length", str(len(body)))
            else:
                self.send_header("Connection", "close")
            if files.cut_after:  # before the other end knows of the answer: a test may then say what comes next
                body = body[: files.cut_after.pop(0)]
                self.close_connection = True
            self.end_headers()
            if files.hold is not None:
                self.wfile.write(body[:10])
                self.wfile.flush()
                files.held.set()
                files.hold.wait(60)
                body = body[10:]
            with suppress(OSError):  # the other end has gone
                self.wfile.write(body)
            if not sized:
                self.close_connection = True

        def _start(self) -> int:
            wanted = self.headers.get("Range", "")
            if not files.ranges or not wanted or self.headers.get("If-Range") != files.etag:
                return 0
            return int(wanted.removeprefix("bytes=").rstrip("-"))

        def handle(self) -> None:
            with suppress(OSError):  # of TLS as well
                super().handle()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate is not None:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    scheme = "http://127.0.0.1" if certificate is None else "https://localhost"
    files.base = f"{scheme}:{server.server_address[1]}"
    try:
        yield files
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
