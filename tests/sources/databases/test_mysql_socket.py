"""One connection of PyMySQL on a real MariaDB: made in time, stopped from another thread, and ended."""

from __future__ import annotations

import gc
import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from types import SimpleNamespace

import pymysql
import pytest

from tests.support.databases import PASSWORD, Server
from tests.support.mysql_stand_in import mysql_without_tls
from tests.support.waiting import InThread, until
from tiktok_tui.sources.databases import mysql_socket
from tiktok_tui.sources.databases.mysql_socket import MysqlSocket

ENDLESS = "SELECT seq FROM seq_1_to_1000000000"


def settings(port: int, password: str = PASSWORD) -> dict[str, object]:
    return {"host": "127.0.0.1", "port": port, "user": "reader", "password": password.encode(), "database": "shop"}


@pytest.fixture
def opened(mariadb: Server) -> Iterator[MysqlSocket]:
    made = MysqlSocket(settings(mariadb.port), 15)
    yield made
    made.close()


def killers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "kill-query"]


def timers() -> list[threading.Timer]:
    return [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]


def test_a_server_that_takes_a_connection_and_says_nothing_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        connecting = InThread(lambda: MysqlSocket(settings(silent.getsockname()[1]), 0.2))
        until(timers)
        assert all(timer.daemon for timer in timers())  # it keeps no process from ending
        outcome = connecting.outcome()
    assert isinstance(outcome, pymysql.err.OperationalError)
    assert outcome.args == (2003, "timed out")


def test_a_server_that_takes_no_connection_is_not_waited_for() -> None:
    with ExitStack() as open_until_the_end:
        busy = open_until_the_end.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        while True:  # until its queue is full
            waiting = open_until_the_end.enter_context(socket.socket())
            waiting.settimeout(0.05)
            if waiting.connect_ex(busy.getsockname()):
                break
        outcome = InThread(lambda: MysqlSocket(settings(busy.getsockname()[1]), 0.05)).outcome()
    assert isinstance(outcome, pymysql.err.OperationalError)
    assert outcome.args[0] == 2003


@pytest.mark.parametrize("host", ["a..b", "a" * 64])
def test_a_name_that_no_host_can_have_is_not_known(host: str) -> None:
    with pytest.raises(pymysql.err.OperationalError, match=r"2003.*Name or service not known"):
        MysqlSocket(settings(3306) | {"host": host}, 15)


def test_nothing_stays_open_of_a_connection_that_is_refused(mariadb: Server) -> None:
    with pytest.raises(pymysql.err.OperationalError):  # what the first one opens for good
        MysqlSocket(settings(mariadb.port, "other"), 15)
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(pymysql.err.OperationalError, match="1045"):
        MysqlSocket(settings(mariadb.port, "other"), 15)
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) == before
    until(lambda: not timers())


def test_the_server_is_told_which_program_it_is() -> None:
    received: list[bytes] = []
    with mysql_without_tls("secret-word", received) as port:
        made = MysqlSocket(settings(port, "secret-word") | {"ssl_disabled": True}, 15)
        made.close()
        made.close()  # again, which does nothing
        assert not made.connection.open
    assert b"program_name\x0atiktok-tui" in received[0]


def test_a_stop_before_the_query_begins_is_not_forgotten(opened: MysqlSocket) -> None:
    opened.stop()
    for killer in killers():
        killer.join()
    with pytest.raises(pymysql.err.OperationalError):
        opened.connection.query("SELECT 1")


def test_closing_waits_until_a_query_that_was_stopped_has_ended(mariadb: Server) -> None:
    """Or the program could end before the server has been asked."""
    made = MysqlSocket(settings(mariadb.port), 15)
    made.connection.query(ENDLESS, unbuffered=True)
    made.stop()
    [killer] = killers()
    assert killer.daemon  # a server that does not answer keeps no process from ending
    made.close()
    assert not killer.is_alive()
    until(lambda: not mariadb.runs(ENDLESS))


@pytest.mark.parametrize("trouble", ["refused", "nobody", "silent", "unforeseen"])
def test_a_query_that_cannot_be_stopped_on_the_server_is_waited_for_no_longer(
    mariadb: Server, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    monkeypatch.setattr(mysql_socket, "_SECONDS", 0.2)
    given = settings(mariadb.port)
    made = MysqlSocket(given, 15)
    waiting = InThread(lambda: made.connection.query(f"SELECT sleep(600) AS {trouble}"))
    until(lambda: mariadb.runs(trouble))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        changed: dict[str, dict[str, object]] = {
            "refused": {"password": b"other"},
            "nobody": {"port": 1},
            "silent": {"port": silent.getsockname()[1]},
            "unforeseen": {"nothing": "of the kind"},
        }
        given |= changed[trouble]
        made.stop()
        made.stop()
        assert len(killers()) <= 1
        assert isinstance(waiting.outcome(), pymysql.err.OperationalError)
    made.close()
    mariadb.run(f"KILL {made.connection.thread_id()};")


def test_only_the_results_of_lost_connections_are_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", noted.append)
    mysql_socket._silence_lost_results.cache_clear()
    mysql_socket._silence_lost_results()
    of_all = sys.unraisablehook
    mysql_socket._silence_lost_results()
    assert sys.unraisablehook is of_all
    mysql_socket._silence_lost_results.cache_clear()
    other = SimpleNamespace(object=print)
    for unraisable in (SimpleNamespace(object=pymysql.connections.MySQLResult.__del__), other):
        of_all(unraisable)
    assert noted == [other]
