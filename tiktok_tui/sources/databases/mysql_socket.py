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

    def __init__(self, settings: Mapping[str, object], seconds: float) -> None:
        """`settings` are PyMySQL's, `seconds` how long the server may take to answer, and then to let us in."""
        import pymysql

        _silence_lost_results()
        self._settings = settings
        self._lock = threading.Lock()
        self._killer: threading.Thread | None = None
        self.connection = pymysql.connections.Connection(
            **settings,
            charset="utf8mb4",
            conv=pymysql.converters.encoders,  # no decoders: every cell stays the text that the server sends
            cursorclass=pymysql.cursors.SSCursor,
            defer_connect=True,
            program_name="tiktok-tui",
        )
        try:
            opened = socket.create_connection((self.connection.host, self.connection.port), timeout=seconds)
        except OSError as error:
            raise pymysql.err.OperationalError(2003, f"{error}") from None
        except UnicodeError:  # a part of the host's name is empty or too long
            raise pymysql.err.OperationalError(2003, "Name or service not known") from None
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # TLS takes the socket over: this second name of it still reaches the connection.
        self._handle = socket.socket(fileno=os.dup(opened.fileno()))
        self._connect(opened, seconds)

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
        self._handle.close()
        with suppress(pymysql.MySQLError):  # closed already
            self.connection.close()

    def _connect(self, opened: socket.socket, seconds: float) -> None:
        """Make the connection over this socket within so many seconds.

        PyMySQL waits without limit, as it must for a query, which may take long before its first row.
        """
        import pymysql

        late = threading.Event()

        def cut() -> None:
            late.set()
            self._cut()

        timer = threading.Timer(seconds, cut)
        timer.daemon = True
        timer.start()
        try:
            self.connection.connect(opened)
        except BaseException:
            self._handle.close()
            if late.is_set():
                raise pymysql.err.OperationalError(2003, "timed out") from None
            raise
        finally:
            timer.cancel()

    def _cut(self) -> None:
        """End the connection at this side, also for a thread that waits for the server."""
        with suppress(OSError):  # it has ended already
            self._handle.shutdown(socket.SHUT_RDWR)

    def _kill(self) -> None:
        import pymysql

        try:
            connection = pymysql.connections.Connection(
                **self._settings, connect_timeout=_SECONDS, read_timeout=_SECONDS, write_timeout=_SECONDS
            )
            with connection, connection.cursor() as cursor:
                # Not the query alone: a kill that comes just before it begins would be forgotten.
                cursor.execute(f"KILL {self.connection.thread_id():d}")
        except Exception:  # whatever it was: nobody must wait for the query
            self._cut()


@cache
def _silence_lost_results() -> None:
    """Let a result whose connection was lost print no traceback when it is collected, across the person's screen."""
    import pymysql

    before = sys.unraisablehook

    def without_results(unraisable: sys.UnraisableHookArgs) -> None:
        if unraisable.object is not pymysql.connections.MySQLResult.__del__:
            before(unraisable)

    sys.unraisablehook = without_results
