"""One connection through ADBC: its handles are opened, cancelled and closed in the right order."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import NoReturn

import adbc_driver_manager
import pytest

from tests.support.waiting import until
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.sources.databases import adbc
from tiktok_tui.sources.databases.adbc import PACKAGED, AdbcSession

OPTIONS = {"uri": "there", "a": "b"}


@dataclass
class Handles:
    """The calls on the driver manager's handles, in order. `cancelling` happens within each request to stop."""

    done: list[str] = field(default_factory=list)
    cancelling: Callable[[], object] = lambda: None


@pytest.fixture
def handles(monkeypatch: pytest.MonkeyPatch) -> Handles:
    """Real handles, of a driver that cannot cancel; what happens to them is noted."""
    noted = Handles()

    class Statement(adbc_driver_manager.AdbcStatement):
        def cancel(self) -> None:
            noted.done.append("statement cancelled")
            assert len(noted.done) < 1000, "asked without a pause"
            noted.cancelling()
            super().cancel()

        def close(self) -> None:
            noted.done.append("statement closed")
            super().close()

    class Connection(adbc_driver_manager.AdbcConnection):
        def close(self) -> None:
            noted.done.append("connection closed")
            super().close()

    class Database(adbc_driver_manager.AdbcDatabase):
        def close(self) -> None:
            noted.done.append("database closed")
            super().close()

    for made in (Statement, Connection, Database):
        monkeypatch.setattr(adbc_driver_manager, f"Adbc{made.__name__}", made)
    return noted


@pytest.fixture
def session(handles: Handles) -> Iterator[AdbcSession]:
    """A connection to a database in memory."""
    opened = AdbcSession("sqlite", {"uri": ":memory:"}, autocommit=True)
    yield opened
    if "database closed" not in handles.done:
        opened.close()


def cancelling() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "cancel-query"]


def refuse(*arguments: object, **options: str) -> NoReturn:
    raise adbc_driver_manager.OperationalError("planted", status_code=adbc_driver_manager.AdbcStatusCode.IO, details=[])


def test_closing_stops_what_runs_and_closes_all_from_the_inside_out(session: AdbcSession, handles: Handles) -> None:
    session.stream("SELECT 1 AS x")
    session.close()
    assert handles.done == ["statement cancelled", "statement closed", "connection closed", "database closed"]


def test_a_connection_that_cannot_be_made_leaves_no_database_open(
    handles: Handles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adbc_driver_manager, "AdbcConnection", refuse)
    with pytest.raises(adbc_driver_manager.OperationalError):
        AdbcSession("sqlite", {"uri": ":memory:"}, autocommit=True)
    assert handles.done == ["database closed"]


def test_a_statement_is_closed_by_the_next_and_by_the_end(session: AdbcSession, handles: Handles) -> None:
    assert session.rows("SELECT 7 AS x") == [(7,)]
    assert handles.done == []
    session.stream("SELECT 8 AS x")
    assert handles.done == ["statement closed"]
    session.end()
    assert handles.done == ["statement closed"] * 2


def test_the_server_is_asked_to_stop_again_and_again_until_the_statement_ends(
    session: AdbcSession, handles: Handles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also by a driver that refuses at first, and once for all who ask."""
    monkeypatch.setattr(adbc, "_CANCEL_EVERY", 0.001)
    session.stream("SELECT 1 AS x")
    session.cancel()
    session.cancel()
    [asking] = cancelling()
    assert asking.daemon  # it keeps no process from ending
    until(lambda: handles.done.count("statement cancelled") > 2)
    with pytest.raises(Cancelled):
        session.execute("SELECT 2")
    session.end()
    until(lambda: not cancelling())
    handles.done.clear()
    assert session.rows("SELECT 3 AS x") == [(3,)]
    assert handles.done == []


def test_between_two_requests_to_stop_there_is_a_pause_which_the_end_of_the_statement_ends(
    session: AdbcSession, handles: Handles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adbc, "_CANCEL_EVERY", 600)
    for _ in range(2):
        session.stream("SELECT 1 AS x")
        handles.done.clear()
        session.cancel()
        until(lambda: "statement cancelled" in handles.done)
        with session._changed:  # the next statement begins before anybody notices the end: it is not stopped
            session.end()
            session.stream("SELECT 2 AS x")
        until(lambda: not cancelling())
        assert handles.done == ["statement cancelled", "statement closed"]


def test_a_statement_that_is_refused_because_the_fetch_was_cancelled_is_closed(
    session: AdbcSession, handles: Handles
) -> None:
    session.cancel()
    assert cancelling() == []
    with pytest.raises(Cancelled):
        session.execute("SELECT 1")
    assert handles.done == ["statement closed"]
    session.end()
    assert session.rows("SELECT 1 AS x") == [(1,)]


@pytest.mark.parametrize("ask", [AdbcSession.cancel, AdbcSession.close])
def test_a_statement_is_never_closed_while_it_is_cancelled(
    session: AdbcSession, handles: Handles, ask: Callable[[AdbcSession], None]
) -> None:
    """The driver would use memory that was freed."""
    ending = threading.Thread(target=session.end)
    at_once: list[bool] = []

    def meanwhile() -> None:
        if not at_once:
            ending.start()
            ending.join(0.05)
            at_once.append("statement closed" in handles.done)

    handles.cancelling = meanwhile
    session.stream("SELECT 1 AS x")
    ask(session)
    until(lambda: at_once)
    ending.join()
    assert at_once == [False]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("postgresql", ("there", {"a": "b"})),
        ("sqlite", ("there",)),
        ("flightsql", ("there", {"a": "b"})),
        ("snowflake", ("there", {"a": "b"})),
        ("bigquery", ({"uri": "there", "a": "b"},)),
    ],
)
def test_a_driver_of_the_package_index_is_opened_by_its_package_if_that_is_there(
    name: str, arguments: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []

    def connect(*got: object) -> NoReturn:
        given.extend(got)
        refuse()

    def open_by_manager(**got: str) -> NoReturn:
        given.append(got)
        refuse()

    monkeypatch.setattr(adbc_driver_manager, "AdbcDatabase", open_by_manager)
    monkeypatch.setitem(sys.modules, f"adbc_driver_{name}", SimpleNamespace(connect=connect))
    for expected in (arguments, ({"driver": name, **OPTIONS},)):
        with pytest.raises(adbc_driver_manager.OperationalError):
            AdbcSession(name, OPTIONS, autocommit=True)
        assert tuple(given) == expected
        given.clear()
        monkeypatch.setitem(sys.modules, f"adbc_driver_{name}", None)
    assert name in PACKAGED
