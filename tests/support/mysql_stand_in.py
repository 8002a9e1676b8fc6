"""A stand-in for a server of MySQL 8 without TLS: it checks a password by `caching_sha2_password`, and runs nothing.

Protocol: https://dev.mysql.com/doc/dev/mysql-server/latest/page_caching_sha2_authentication_exchanges.html
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Final

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

_SALT: Final = b"12345678901234567890"
_FLAGS: Final = 0x0018_A209
"""Long passwords, a database at once, protocol 4.1, transactions, secure connections, plugins, what the client says of
itself; no TLS (0x800)."""
_OK: Final = b"\0\0\0\2\0\0\0"
_REFUSED: Final = b"\xff" + struct.pack("<H", 1045) + b"#28000Access denied"


@contextmanager
def mysql_without_tls(password: str, received: list[bytes] | None = None) -> Iterator[int]:
    """Listen on a port of loopback, which is given; one connection after the other.

    `received` collects what the clients send: how they present themselves, and their commands.
    """
    with socket.create_server(("127.0.0.1", 0)) as listening:
        noted = [] if received is None else received
        threading.Thread(target=_serve, args=(listening, password.encode(), noted), daemon=True).start()
        yield listening.getsockname()[1]


def _serve(listening: socket.socket, password: bytes, received: list[bytes]) -> None:
    key = rsa.generate_private_key(65537, 2048)
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return  # the test has ended
        with connection:
            try:
                _talk(connection, password, key, received)
            except (OSError, EOFError):
                continue


def _talk(connection: socket.socket, password: bytes, key: rsa.RSAPrivateKey, received: list[bytes]) -> None:
    low, high = struct.pack("<I", _FLAGS)[:2], struct.pack("<I", _FLAGS)[2:]
    head = b"\x0a8.4.0\0" + struct.pack("<I", 1) + _SALT[:8] + b"\0" + low + b"\x2d\2\0" + high
    _send(connection, 0, head + bytes([21]) + bytes(10) + _SALT[8:] + b"\0caching_sha2_password\0")
    number, greeting = _receive(connection)
    received.append(greeting)
    _send(connection, number + 1, b"\1\4")  # not seen before: the whole password, please
    number, wanted = _receive(connection)
    assert wanted == b"\2", "a public key is asked for"
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    _send(connection, number + 1, b"\1" + public)
    number, encrypted = _receive(connection)
    oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA1()), algorithm=hashes.SHA1(), label=None)
    mixed = key.decrypt(encrypted, oaep)
    given = bytes(byte ^ salt for byte, salt in zip(mixed, cycle(_SALT), strict=False))
    _send(connection, number + 1, _OK if given == password + b"\0" else _REFUSED)
    while True:
        number, command = _receive(connection)
        received.append(command)
        _send(connection, number + 1, _OK)


def _send(connection: socket.socket, number: int, packet: bytes) -> None:
    connection.sendall(struct.pack("<I", len(packet))[:3] + bytes([number]) + packet)


def _receive(connection: socket.socket) -> tuple[int, bytes]:
    head = _exactly(connection, 4)
    return head[3], _exactly(connection, int.from_bytes(head[:3], "little"))


def _exactly(connection: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        if not (chunk := connection.recv(size - len(found))):
            raise EOFError
        found += chunk
    return found
