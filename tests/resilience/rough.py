"""A way to the sandbox that goes wrong below HTTP: connections cut, stalled, dripped and mangled, at a given rate."""

from __future__ import annotations

import random
import socket
import struct
import threading
import time
from types import TracebackType
from typing import Self

KINDS = (
    "reset-at-once",
    "reset-in-request",
    "reset-after",
    "cut-answer",
    "drip",
    "garbage",
    "closed-at-once",
    "long-headers",
)
"""Everything that may happen to a request; `reset-after`, `cut-answer` and `garbage` are carried out all the same."""


class RoughWay:
    """A proxy on loopback in front of `port`. Every `every`-th connection meets one of `kinds`. A context manager."""

    def __init__(self, port: int, kinds: tuple[str, ...], *, every: int = 2, seed: int = 1) -> None:
        self._port = port
        self._kinds = kinds
        self._every = every
        self._chance = random.Random(seed)
        self._count = 0
        self.suffered = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.base_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/open_api/v1.3"
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self._count += 1
            rough = self._count % self._every == 0
            self.suffered += rough
            fault = self._chance.choice(self._kinds) if rough else ""
            threading.Thread(target=self._carry, args=(near, fault), daemon=True).start()

    def _carry(self, near: socket.socket, fault: str) -> None:
        """One request and its answer; the connection is closed after it."""
        with near:
            try:
                self._exchange(near, fault)
            except OSError:
                return

    def _exchange(self, near: socket.socket, fault: str) -> None:
        near.settimeout(20)
        if fault == "closed-at-once":
            return
        if fault == "reset-at-once":
            return _reset(near)
        if fault == "reset-in-request":
            near.recv(100)
            return _reset(near)
        request = _request(near)
        if not request:
            return
        with socket.create_connection(("127.0.0.1", self._port), timeout=60) as far:
            far.sendall(request)
            answer = b"".join(iter(lambda: far.recv(65536), b""))
        if fault == "reset-after":
            _reset(near)
        elif fault == "cut-answer":
            near.sendall(answer[: len(answer) * 2 // 3])
        elif fault == "garbage":
            near.sendall(self._chance.randbytes(500))
        elif fault == "long-headers":
            near.sendall(
                b"HTTP/1.1 200 OK\r\n" + b"X-Filler: " + b"x" * 200_000 + b"\r\n" + answer.partition(b"\r\n")[2]
            )
        elif fault == "drip":
            for start in range(0, len(answer), 40):
                near.sendall(answer[start : start + 40])
                time.sleep(0.002)
        else:
            near.sendall(answer)


def _request(near: socket.socket) -> bytes:
    """A whole request that asks for the connection to be closed."""
    taken = b""
    while b"\r\n\r\n" not in taken:
        some = near.recv(65536)
        if not some:
            return b""
        taken += some
    head, _, body = taken.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    length = next((int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        body += near.recv(65536)
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body


def _reset(near: socket.socket) -> None:
    near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
