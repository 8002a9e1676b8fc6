"""A line to a server on loopback that breaks in the middle of an answer, as when the server dies."""

from __future__ import annotations

import selectors
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def cut_line(port: int, after: int, *, reset: bool = True) -> Iterator[int]:
    """Give a port that leads to `port`; each connection ends once the server has sent `after` bytes over it.

    It is reset, or closed as by the system of a process that was killed. PostgreSQL's driver asks for all types first:
    those of the tables of all tests are some 200 KB.
    """
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def listen() -> None:
            with suppress(OSError):
                while True:
                    near, _ = listening.accept()
                    threading.Thread(target=_carry, args=(near, port, after, reset), daemon=True).start()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def _carry(near: socket.socket, port: int, left: int, reset: bool) -> None:
    with near, socket.create_connection(("127.0.0.1", port)) as far, selectors.DefaultSelector() as ready:
        others = {near: far, far: near}
        for end in others:
            ready.register(end, selectors.EVENT_READ)
        with suppress(OSError):
            while left > 0:
                for key, _ in ready.select():
                    end = near if key.fileobj is near else far
                    chunk = end.recv(1 << 16)
                    if not chunk:
                        return
                    others[end].sendall(chunk)
                    left -= len(chunk) if end is far else 0
        if reset:
            near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
