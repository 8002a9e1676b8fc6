"""A ledger that cannot be used: the message, and nothing is lost."""

from __future__ import annotations

import resource
import sqlite3
import stat
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.privileges import ordinary_user
from tests.support.uploads import Scenario
from tests.uploads.ledgers import begin, overtaken
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.uploads.ledger import migrations, runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.run import Status
from tiktok_tui.uploads.updates import BatchStarted, RunStopped

PLACE = "Check the folder's owner, its free space and its disk, or set TIKTOK_TUI_HOME."


def test_it_is_for_its_owner_alone(scenario: Scenario) -> None:
    scenario.send(scenario.orders(10))
    with Ledger(scenario.home.ledger):
        files = list(scenario.home.state.glob("ledger.sqlite*"))
        assert len(files) >= 2
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_its_folder_is_made_where_there_is_none_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "state"
    Ledger(folder / "ledger.sqlite").close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_nobody_s_data_is_in_it(scenario: Scenario) -> None:
    scenario.send(scenario.orders(200))
    kept = b"".join(path.read_bytes() for path in scenario.home.state.rglob("*") if path.is_file())
    for trace in (b"person", b"customers.example", b"order-0001", b"sandbox-token"):
        assert trace not in kept


def test_a_ledger_that_is_locked_is_named_and_nothing_is_sent(home: Home) -> None:
    with Ledger(home.ledger), closing(sqlite3.connect(home.ledger, isolation_level=None)) as other, other:
        other.execute("BEGIN IMMEDIATE")
        with (
            Ledger(home.ledger, busy_seconds=0.05) as mine,
            pytest.raises(StateError, match="Another program holds") as raised,
            mine.transaction(),
        ):
            pass
        assert raised.value.remedy == ("Close what has it open (a database browser, a backup), then resume the run.")
        other.execute("ROLLBACK")


def test_a_new_ledger_that_another_program_writes_to_is_named(home: Home) -> None:
    with closing(sqlite3.connect(home.ledger, isolation_level=None)) as other, other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StateError, match="Another program holds"):
            Ledger(home.ledger, busy_seconds=0.05)
        other.execute("ROLLBACK")


def test_a_database_of_something_else_gets_no_part_of_the_schema(home: Home) -> None:
    with closing(sqlite3.connect(home.ledger)) as other:
        other.execute("CREATE TABLE runs (theirs TEXT)")
        with pytest.raises(StateError):
            Ledger(home.ledger)
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("runs",)]


def test_a_ledger_that_is_no_database_is_left_alone(scenario: Scenario) -> None:
    scenario.home.ledger.write_bytes(b"not a database, but perhaps somebody's" * 100)
    before = scenario.home.ledger.read_bytes()
    with pytest.raises(StateError, match="damaged") as raised:
        scenario.send(scenario.orders(10))
    assert "Move it away" in raised.value.remedy
    assert scenario.home.ledger.read_bytes() == before
    assert scenario.sandbox.stats().requests == 0


def test_a_ledger_of_a_newer_version_is_left_alone(home: Home) -> None:
    with Ledger(home.ledger) as ledger:
        ledger.write(f"PRAGMA user_version = {migrations.NEWEST + 1}")
    with pytest.raises(StateError, match="made by a newer tiktok-tui") as raised:
        Ledger(home.ledger)
    assert raised.value.where == str(home.ledger)
    assert raised.value.remedy == "Update this one, or set TIKTOK_TUI_HOME to another folder."


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_a_folder_that_cannot_be_written_to_is_named(home: Home) -> None:
    home.state.chmod(0o500)
    try:
        with ordinary_user(), pytest.raises(StateError, match="cannot be opened"):
            Ledger(home.ledger)
    finally:
        home.state.chmod(0o700)


def test_a_ledger_that_turns_read_only_is_named(home: Home) -> None:
    with Ledger(home.ledger) as ledger:
        ledger.read("PRAGMA query_only = ON")
        with pytest.raises(StateError, match="cannot be written to") as raised:
            ledger.write("INSERT INTO chores VALUES ('x', 1)")
        assert raised.value.remedy == PLACE


def test_a_full_ledger_is_named_and_keeps_what_it_had(home: Home) -> None:
    with Ledger(home.ledger) as ledger:
        ledger.read("PRAGMA max_page_count = 30")
        with pytest.raises(StateError, match="disk with the ledger is full") as raised, ledger.transaction():
            ledger.write_all("INSERT INTO chores VALUES (?, 1)", ((f"{number:0200d}",) for number in range(10_000)))
        assert raised.value.remedy == "Free some space, then resume the run."
        assert ledger.read("SELECT count(*) FROM chores") == [(0,)]
        ledger.write("INSERT INTO chores VALUES ('x', 1)")


def test_a_path_that_is_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="The ledger cannot be opened: Is a directory") as raised:
        Ledger(tmp_path)
    assert raised.value.where == str(tmp_path)
    assert raised.value.remedy == PLACE


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("ATTACH '/nowhere/at/all.sqlite' AS other", "The ledger cannot be opened."),
        ("SELECT nonsense", "The ledger cannot be used (OperationalError)."),
    ],
)
def test_whatever_else_fails_is_named_with_the_place(home: Home, statement: str, what: str) -> None:
    with Ledger(home.ledger) as ledger, pytest.raises(StateError) as raised:
        ledger.read(statement)
    assert (raised.value.what, raised.value.where, raised.value.remedy) == (what, str(home.ledger), PLACE)


def test_a_path_that_is_too_long_for_sqlite_is_named(tmp_path: Path) -> None:
    path = tmp_path.joinpath(*("long" * 50 for _ in range(3)), "ledger.sqlite")
    path.parent.mkdir(parents=True)
    with pytest.raises(StateError) as raised:
        Ledger(path)
    assert (raised.value.what, raised.value.where, raised.value.remedy) == (
        *("The ledger cannot be opened.", str(path), PLACE),
    )


@pytest.mark.parametrize(
    "use",
    [
        lambda ledger: ledger.read("SELECT 1"),
        lambda ledger: ledger.records("SELECT 1 AS one"),
        lambda ledger: ledger.number("SELECT 1"),
        lambda ledger: ledger.version(),
        lambda ledger: ledger.write("DELETE FROM chores"),
        lambda ledger: ledger.write_all("DELETE FROM chores WHERE name = ?", [("x",)]),
        lambda ledger: ledger.transaction().__enter__(),
        lambda ledger: ledger.identity(),
        lambda ledger: ledger.check(),
        lambda ledger: ledger.copy_to(Path("/nowhere/at/all.sqlite")),
    ],
)
def test_whatever_is_done_with_a_ledger_that_cannot_be_used_is_told(
    home: Home, use: Callable[[Ledger], object]
) -> None:
    with Ledger(home.ledger) as ledger:
        pass
    with pytest.raises(StateError) as raised:
        use(ledger)
    assert (raised.value.where, raised.value.remedy) == (str(home.ledger), PLACE)


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, GeneratorExit, ZeroDivisionError])
def test_a_transaction_that_is_interrupted_leaves_nothing_and_lets_others_write(
    home: Home, ledger: Ledger, interruption: type[BaseException]
) -> None:
    def interrupted() -> None:
        with ledger.transaction():
            ledger.write("INSERT INTO chores VALUES ('x', 1)")
            raise interruption

    with pytest.raises(interruption):
        interrupted()
    with Ledger(home.ledger, busy_seconds=0.05) as other, other.transaction():
        assert other.read("SELECT * FROM chores") == []


def test_a_transaction_whose_end_fails_is_undone_and_the_next_one_is_written(ledger: Ledger) -> None:
    def write_refusal(run: int) -> None:
        with ledger.transaction():
            ledger.write("PRAGMA defer_foreign_keys = ON")  # so that a run that is missing is noticed at the end
            ledger.write("INSERT INTO refusals VALUES (?, 2, x'00', 0, '', '', '', '')", (run,))

    ledger.write("PRAGMA foreign_keys = ON")
    with pytest.raises(StateError):
        write_refusal(7)
    run = begin(ledger).run
    write_refusal(run)
    assert ledger.read("SELECT run FROM refusals") == [(run,)]


def test_it_may_be_used_by_one_thread_after_another(ledger: Ledger) -> None:
    with ThreadPoolExecutor(1) as other:
        assert other.submit(ledger.number, "SELECT 7").result() == 7


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_fills_up_in_mid_upload_stops_the_run_and_loses_nothing(scenario: Scenario) -> None:
    path = scenario.orders(10_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with scenario.sending(path) as sending:
        try:
            for update in sending:
                scenario.updates.append(update)
                if isinstance(update, BatchStarted) and update.number == 3:
                    wal = scenario.home.ledger.with_name("ledger.sqlite-wal").stat().st_size
                    resource.setrlimit(resource.RLIMIT_FSIZE, (wal + 40_000, before[1]))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert isinstance(scenario.end, RunStopped)
    assert isinstance(scenario.end.error, StateError)
    assert (scenario.end.error.what, scenario.end.error.remedy) == ("The disk with the ledger fails.", PLACE)
    assert scenario.summary.left > 0
    resumed = scenario.resume(run_named(scenario.home))
    assert (resumed.accepted, resumed.status) == (10_000, Status.DONE)
    assert (scenario.sandbox.stats().accepted, scenario.sandbox.stats().counted_again) == (10_000, 0)


def test_what_a_transaction_wrote_is_synced_to_the_disk(home: Home) -> None:
    with Ledger(home.ledger) as ledger:
        assert ledger.number("PRAGMA synchronous") == 2
        assert ledger.read("PRAGMA journal_mode") == [("wal",)]


def test_another_program_may_hold_it_for_fifteen_seconds(ledger: Ledger) -> None:
    assert ledger.number("PRAGMA busy_timeout") == 15_000


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("totals", "not JSON"),
        ("totals", "{}"),
        ("totals", "[]"),
        ("options", "[]"),
        ("settings", "nonsense"),
        ("settings", "[]"),
        ("status", "asleep"),
        ("options", "[1"),
        ("number", None),
        ("checked_at", "then"),
        ("source", '{"kind": "x"}'),
        ("name", b"\xff\xfe"),
        ("id", b"\xff"),
    ],
)
def test_a_cell_that_cannot_be_ours_is_a_damaged_ledger(home: Home, column: str, value: object) -> None:
    with Ledger(home.ledger) as ledger:
        begin(ledger)
        if column != "number":
            with closing(sqlite3.connect(home.ledger)) as connection, connection:
                cast = "CAST(? AS TEXT)" if column == "name" else "?"
                connection.execute(f"UPDATE runs SET {column} = {cast}", (value,))
        else:
            ledger.write("UPDATE runs SET size = 'large'")
        with pytest.raises(StateError, match="damaged"):
            runs.listing(ledger)


def test_two_that_open_it_at_once_make_one_schema(home: Home) -> None:
    with overtaken(home.ledger) as one, Ledger(home.ledger) as other:
        one.write("INSERT INTO chores VALUES ('x', 1)")
        assert other.read("SELECT name FROM chores") == [("x",)]
