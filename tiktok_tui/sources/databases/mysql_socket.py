"""A connection of PyMySQL over a socket of ours, so that another thread can stop what runs on it."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import cache

_SECONDS = 2
"""How long the server may take to stop a query before the connection is cut."""


class MysqlSocket:
    """One connection. Raises pymysql.MySQLError when it cannot be made."""

    def __init__(self, settings: Mapping[str, object], seconds: int) -> None:
        """`settings` are PyMySQL's, `seconds` how long the server may take to answer."""
        import pymysql

        _silence_lost_results()
        self._settings = settings
        self._lock = threading.Lock()
        self._killer: threading.Thread | None = None
        host, port = str(settings["host"]), int(str(settings["port"]))
        try:
            opened = socket.create_connection((host, port), timeout=seconds)
        except OSError as error:
            raise pymysql.err.OperationalError(2003, f"{error}") from None
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # TLS takes the socket over: this second name of it still reaches the connection.
        self._handle = socket.socket(fileno=os.dup(opened.fileno()))
        self.connection = pymysql.connections.Connection(
            **settings,
            charset="utf8mb4",
            conv=pymysql.converters.encoders,  # no decoders: every cell stays the text that the server sends
            cursorclass=pymysql.cursors.SSCursor,
            defer_connect=True,
            connect_timeout=seconds,
            program_name="tiktok-tui",
        )
        try:
            self.connection.connect(opened)
            # From now on it waits without limit: a query may take long before its first row.
            self._handle.settimeout(None)
        except BaseException:
            self._handle.close()
            opened.close()
            raise

    def stop(self) -> None:
        """End the connection on the server, with the query that runs, from any thread, once."""
        with self._lock:
            if self._killer is None:
                self._killer = threading.Thread(target=self._kill, name="kill-query", daemon=True)
                self._killer.start()

    def close(self) -> None:
        """End the connection, after a query that was stopped has ended."""
        import pymysql

        with self._lock:
            killer = self._killer
        if killer is not None:
            killer.join(2 * _SECONDS)
        with suppress(OSError):  # or closing would read the rest of the answer
            self._handle.shutdown(socket.SHUT_RDWR)
        self._handle.close()
        with suppress(pymysql.MySQLError, OSError):
            self.connection.close()

    def _kill(self) -> None:
        import pymysql

        try:
            connection = pymysql.connections.Connection(
                **self._settings, connect_timeout=_SECONDS, read_timeout=_SECONDS, write_timeout=_SECONDS
            )
            with connection, connection.cursor() as cursor:
                # Not the query alone: a kill that comes just before it begins would be forgotten.
                cursor.execute(f"KILL {self.connection.thread_id():d}")
        except (pymysql.MySQLError, OSError):
            with suppress(OSError):
                self._handle.shutdown(socket.SHUT_RDWR)


@cache
def _silence_lost_results() -> None:
    """Let a result whose connection was lost print no traceback when it is collected, across the person's screen."""
    import pymysql

    before = sys.unraisablehook

    def without_results(unraisable: sys.UnraisableHookArgs) -> None:
        if unraisable.object is not pymysql.connections.MySQLResult.__del__:
            before(unraisable)

    sys.unraisablehook = without_results
