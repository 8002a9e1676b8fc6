"""`sync …`: from adding a sync to its history, with an export that is held and released in between."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.commands import Outcome, Run
from tests.support.orders import write_orders
from tests.support.sandbox import Sandbox
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli import console
from tiktok_tui.cli.exits import Stopped
from tiktok_tui.sources.connections import store as connections
from tiktok_tui.syncs.history import lock
from tiktok_tui.syncs.scheduling.scheduler import Times

Add = Callable[..., Outcome]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return write_orders(tmp_path / "orders.csv", 20)


@pytest.fixture
def add(cli: Run, ready: tuple[str, ...], export: Path) -> Add:
    """Adds the sync `nightly`, with these options."""

    def run(*options: str) -> Outcome:
        outcome = cli("sync", "add", "Nightly", export, *ready, *options)
        assert outcome.code == 0, outcome.err
        return outcome

    return run


def test_from_adding_to_history(cli: Run, add: Add, export: Path, sandbox: Sandbox, home: Path) -> None:
    added = add("--daily", "03:15", "--max-rejected", "5 %", "--events", "10-1,000", "--older-than", "2 days")
    assert added.out.startswith(f"nightly: saved as {home / 'syncs' / 'nightly.toml'}")
    assert "sync run nightly --dry-run" in added.err

    dry = cli("sync", "run", "nightly", "--dry-run")
    assert dry.code == 0
    assert dry.out == "Nightly: 20 events of orders.csv can be sent, 0 rows are rejected.\n"
    assert sandbox.stats().accepted == 0
    assert cli("sync", "history", "nightly").err == "nightly has not run yet: `tiktok-tui sync run nightly`.\n"

    sent = cli("sync", "run", "nightly", "--json")
    assert sent.code == 0, sent.err
    facts = json.loads(sent.out)
    assert (facts["sync"], facts["state"], facts["accepted"], facts["events"]) == ("nightly", "sent", 20, 20)
    assert facts["file"] == "orders.csv"
    assert facts["newest"]
    assert sandbox.stats().accepted == 20

    again = cli("sync", "run", "--all")
    assert again.out == "Nightly: 0 events accepted, 20 skipped (accepted before).\n"

    listed = json.loads(cli("sync", "list", "--json").out)
    assert [each["name"] for each in listed] == ["nightly"]
    assert listed[0]["last"]["state"] == "sent"
    assert listed[0]["schedule"] == "every day at 03:15"
    nights = json.loads(cli("sync", "history", "nightly", "--json").out)
    found = [(night["number"], night["state"], night["accepted"]) for night in nights]
    assert found == [
        (1, "sent", 20),
        (2, "sent", 0),
    ]


def test_a_mapping_is_found_from_wherever_the_sync_is_run(
    cli: Run, ready: tuple[str, ...], export: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("sync", "add", "Nightly", export, "-d", "store", "-m", "mapping.toml").code == 0
    assert f'mapping = "{tmp_path / "mapping.toml"}"' in (home / "syncs" / "nightly.toml").read_text()


def test_a_night_sends_nothing_with_a_ledger_that_lacks_runs_until_somebody_says_so(
    cli: Run, add: Add, home: Path, sandbox: Sandbox
) -> None:
    add()
    Home(home, home).ledger_marker.write_text('{"ledger": "another", "runs": 9}')
    assert cli("sync", "run", "nightly").code == 2
    assert sandbox.stats().accepted == 0
    assert cli("sync", "run", "nightly", "--new-ledger").code == 0
    assert sandbox.stats().accepted == 20


def test_an_export_outside_of_the_limits_is_held_and_released(
    cli: Run, add: Add, export: Path, sandbox: Sandbox
) -> None:
    add("--events", "10-30")
    write_orders(export, 40)
    held = cli("sync", "run", "nightly", "--json")
    assert held.code == 1
    facts = json.loads(held.out)
    assert (facts["state"], facts["reason"]) == ("held", "The export has 40 events, more than 30.")
    assert "sync release nightly" in held.err
    assert sandbox.stats().accepted == 0

    write_orders(export, 25)
    later = cli("sync", "run", "nightly")
    assert later.out == "Nightly: 25 events accepted.\n", "the next export is judged by itself"
    assert "is still held: The export has 40 events" in later.err

    changed = cli("sync", "release", "nightly", "--yes")
    assert changed.code == 1
    assert "has changed since it was checked: 25 events can be sent now, 40 then" in changed.out
    released = cli("sync", "release", "nightly", "--yes", "--json")
    assert released.code == 0, released.err
    assert json.loads(released.out)["state"] == "released"
    assert sandbox.stats().accepted == 25
    assert cli("sync", "release", "nightly", "--yes").code == 2, "nothing is held any more"


def test_columns_that_changed_are_held_until_somebody_has_looked(
    cli: Run, ready: tuple[str, ...], export: Path, sandbox: Sandbox
) -> None:
    assert cli("sync", "add", "Nightly", export, "-d", "store").code == 0
    first = cli("sync", "run", "nightly")
    assert (first.code, first.out) == (0, "Nightly: 20 events accepted.\n"), first.err
    write_orders(export, 25)
    export.write_text(export.read_text().replace("order,sold_at,mail,total", "order,sold_at,email,total"))
    assert "would be held: The columns have changed" in cli("sync", "run", "nightly", "--dry-run").out
    held = cli("sync", "run", "nightly")
    assert held.code == 1
    assert "Held, nothing was sent: The columns have changed" in held.out
    assert cli("sync", "release", "nightly", "--yes").code == 0
    assert sandbox.stats().accepted == 25
    assert cli("sync", "run", "nightly").code == 0, "the mapping is remembered for these columns, too"


def test_what_is_held_can_be_dropped(cli: Run, add: Add, sandbox: Sandbox) -> None:
    add("--events", "100")
    assert cli("sync", "run", "nightly").out == (
        "Nightly: Held, nothing was sent: The export has 20 events, fewer than 100.\n"
    )
    assert "20 events" in cli("sync", "show", "nightly").err
    dropped = cli("sync", "drop", "nightly", "--yes")
    assert "Given up: orders.csv" in dropped.err
    assert [night["state"] for night in json.loads(cli("sync", "history", "nightly", "--json").out)] == ["dropped"]
    assert sandbox.stats().accepted == 0


def test_a_night_that_was_killed_is_resumed_first(cli: Run, add: Add, sandbox: Sandbox) -> None:
    add()
    sandbox.set_faults("hold")
    killed = subprocess.Popen([sys.executable, "-m", "tiktok_tui", "sync", "run", "nightly"], stderr=subprocess.DEVNULL)
    sandbox.wait_for_requests(1)
    killed.kill()
    killed.wait()
    (night,) = json.loads(cli("sync", "history", "nightly", "--json").out)
    assert (night["state"], night["ended"], bool(night["run"])) == ("failed", None, True)
    assert "did not reach its end" in night["reason"]
    sandbox.set_faults()
    resumed = cli("sync", "run", "nightly")
    assert resumed.code == 0, resumed.err
    assert f"Run {night['run']} was finished first" in resumed.err
    assert {event.body["event_id"] for event in sandbox.events()} == {f"A{number}" for number in range(20)}
    assert sandbox.stats().counted_again == 0


def test_ctrl_c_before_anything_was_sent(cli: Run, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    add()

    def stop(*_: object) -> None:
        raise Stopped

    monkeypatch.setattr("tiktok_tui.cli.jobs.job.check_table", stop)
    stopped = cli("sync", "run", "nightly")
    assert stopped.code == 130
    assert stopped.out == "Nightly: Failed: Stopped before anything was sent.\n"


def test_a_run_that_a_person_finished_is_no_failed_night(cli: Run, add: Add, sandbox: Sandbox) -> None:
    add()
    sandbox.set_faults("40105")
    assert cli("sync", "run", "nightly").code == 3
    sandbox.set_faults()
    assert cli("resume", "--yes").code == 0
    assert cli("sync", "run", "nightly").code == 0
    nights = json.loads(cli("sync", "history", "nightly", "--json").out)
    assert [(night["state"], night["accepted"]) for night in nights] == [("sent", 20), ("sent", 0)]


def test_a_run_that_cannot_be_resumed_is_passed_over(cli: Run, add: Add, export: Path, sandbox: Sandbox) -> None:
    add()
    sandbox.set_faults("40105")
    run = json.loads(cli("sync", "run", "nightly", "--json").out)["run"]
    sandbox.set_faults()
    write_orders(export, 30, first=5)
    sent = cli("sync", "run", "nightly", "--json")
    assert sent.code == 0, sent.err
    assert json.loads(sent.out)["accepted"] == 30
    assert f"Run {run} of " in sent.err
    assert f"tiktok-tui give-up {run}" in sent.err


def test_a_damaged_ledger_is_a_failed_night_that_the_history_survives(cli: Run, add: Add, home: Path) -> None:
    add()
    assert cli("sync", "run", "nightly").code == 0
    (home / "ledger.sqlite").write_bytes(b"no database" * 1000)
    assert "failed." not in cli("sync", "list").err
    failed = cli("sync", "run", "nightly")
    assert failed.code == 2
    says = "nightly failed. `tiktok-tui sync run nightly` tries it again now, else its next run does."
    assert says in cli("sync", "list").err
    assert says in cli("sync", "show", "nightly").err
    states = [night["state"] for night in json.loads(cli("sync", "history", "nightly", "--json").out)]
    assert states == ["sent", "failed"]


def test_those_that_are_due(cli: Run, add: Add, sandbox: Sandbox) -> None:
    add("--daily", "03:15", "--time-zone", "UTC")
    assert cli("sync", "run", "--due", "--as-of", "2020-01-01T00:00:00Z").err == "No sync is due.\n"
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    assert cli("sync", "run", "--due", "--as-of", tomorrow).code == 0
    assert cli("sync", "run", "--due", "--as-of", tomorrow).err == "No sync is due.\n"
    assert sandbox.stats().accepted == 20


def test_a_missing_export_fails_and_the_others_run(cli: Run, add: Add, export: Path, tmp_path: Path) -> None:
    add()
    other = write_orders(tmp_path / "other.csv", 5, first=100)
    assert cli("sync", "add", "Other", other, "-d", "store", "-m", tmp_path / "mapping.toml").code == 0
    export.unlink()
    both = cli("sync", "run", "--all")
    assert both.code == 2
    assert "Other: 5 events accepted." in both.out
    assert re.search(r"Nightly: Failed: .*orders\.csv", both.out)


def test_files_are_moved_once_all_of_them_is_sent(cli: Run, add: Add, export: Path, tmp_path: Path) -> None:
    add("--done", "sent", "--events", "10")
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent" / "orders.csv").touch()
    write_orders(export, 5)
    assert cli("sync", "run", "nightly").code == 1, "held"
    assert export.exists()
    assert cli("sync", "release", "nightly", "--yes").code == 0
    assert not export.exists()
    assert sorted(path.name for path in (tmp_path / "sent").iterdir()) == ["orders (2).csv", "orders.csv"]
    write_orders(export, 12)
    assert cli("sync", "run", "nightly").code == 0
    assert not export.exists()


def test_two_at_once(cli: Run, add: Add, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "GLANCE_SECONDS", 0.0)
    add()
    with lock.locked(Home(home, home), "nightly"):
        assert "running" in cli("sync", "list").out
        second = cli("sync", "run", "nightly")
    assert second.code == 2
    assert "is being run already" in second.err
    assert json.loads(cli("sync", "history", "nightly", "--json").out) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("sync", "run"), "Which syncs?"),
        (("sync", "run", "nightly", "--all"), "--all goes with neither NAME nor --due"),
        (("sync", "run", "nightl"), "Did you mean “nightly”?"),
        (("sync", "add", "Nightly", "a.csv", "-d", "store"), "already"),
        (("sync", "add", "New", "-d", "store"), "The source is missing"),
        (("sync", "add", "New", "a.csv", "-d", "stor"), "Did you mean “store”?"),
        (("sync", "add", "New", "a.csv", "-d", "store", "--daily", "25:00"), "no time of the day"),
        (("sync", "add", "New", "a.csv", "-d", "store", "--max-rejected", "many"), "no limit for rejected rows"),
        (("sync", "add", "New", "a.csv", "-d", "store", "--events", "few"), "the fewest and the most events"),
        (("sync", "add", "New", "a.csv", "-d", "store", "-m", "none.toml"), "There is no such mapping file"),
        (("sync", "add", "New", "SELECT * FROM 'a.csv'", "-d", "store"), "depends on the folder"),
        (("sync", "add", "New", "-", "-d", "store"), "cannot read from a pipe"),
        (("sync", "add", "New", "/dev/stdin", "-d", "store"), "cannot read from a pipe"),
        (("sync", "add", "New", "orders", "--connection", "shop", "-d", "store"), "no connection"),
        (("sync", "add", "New", "a.csv", "-d", "store", "--time-zone", "UTC"), "needs a time"),
    ],
)
def test_mistakes(cli: Run, add: Add, words: tuple[str, ...], message: str) -> None:
    add()
    outcome = cli(*words)
    assert outcome.code == 2
    assert message in outcome.err
    assert len(json.loads(cli("sync", "list", "--json").out)) == 1


def test_a_file_that_is_there_is_no_query_whatever_its_name(
    cli: Run, home: Path, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connections.save(Home(home, home), "warehouse", "mysql", {"uri": "mysql://reader@db/shop"})
    monkeypatch.chdir(tmp_path)
    query = tmp_path / "select the night.sql"
    for name, key in ((query.name, str(query)), ("SELECT 1", "SELECT 1")):
        query.write_text("SELECT 2")
        added = cli("sync", "add", "Nightly", "--connection", "warehouse", "--query", name, "-d", store)
        assert added.code == 0, added.err
        assert f'query = "{key}"' in (home / "syncs" / "nightly.toml").read_text()
        (home / "syncs" / "nightly.toml").unlink()


def test_a_broken_file_is_in_the_exit_code_and_keeps_no_other_sync_from_running(
    cli: Run, add: Add, home: Path, sandbox: Sandbox
) -> None:
    add()
    (home / "syncs" / "broken.toml").write_text("x")
    for words in (("--all",), ("--all", "--dry-run")):
        outcome = cli("sync", "run", *words)
        assert (outcome.code, "broken.toml" in outcome.err) == (2, True)
    assert sandbox.stats().accepted == 20


def test_what_is_released_is_checked_as_of_the_given_time(cli: Run, add: Add, sandbox: Sandbox) -> None:
    add("--events", "100")
    assert cli("sync", "run", "nightly").code == 1
    later = (datetime.now(UTC) + timedelta(days=40)).isoformat()
    released = cli("sync", "release", "nightly", "--yes", "--as-of", later)
    assert "0 events accepted" in released.out
    assert sandbox.stats().requests == 0


@pytest.mark.parametrize(
    ("removed", "said"),
    [
        (["cron"], "cron no longer runs nightly.\n"),
        (["systemd", "cron"], "systemd and cron no longer run nightly.\n"),
        ([], ""),
    ],
)
def test_unschedule_names_every_scheduler_that_had_it(
    cli: Run, home: Path, monkeypatch: pytest.MonkeyPatch, removed: list[str], said: str
) -> None:
    monkeypatch.setattr("tiktok_tui.syncs.scheduling.scheduling.unschedule", lambda *_: removed)
    outcome = cli("sync", "unschedule", "nightly")
    assert (outcome.code, outcome.out) == (0, said)
    assert ("No scheduler runs nightly." in outcome.err) is not bool(removed)


def test_a_sync_that_is_named_twice_is_watched_once(cli: Run, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    add()
    watched: list[str] = []
    monkeypatch.setattr(
        "tiktok_tui.syncs.watching.watch.watch", lambda _, syncs, *rest: watched.extend(sync.id for sync in syncs)
    )
    outcome = cli("sync", "watch", "nightly", "nightly")
    assert (outcome.code, watched) == (0, ["nightly"])


def test_show_says_when_the_scheduler_starts_it_and_when_it_did_last(
    cli: Run, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("--daily", "03:15")
    following, last = (datetime(2026, 11, day, 3, 15, tzinfo=UTC) for day in (28, 27))
    for times, words in (
        (Times("systemd", following, last), f", and did last on {last.astimezone():%Y-%m-%d %H:%M}"),
        (Times("systemd", following, None), ""),
    ):
        monkeypatch.setattr("tiktok_tui.syncs.scheduling.scheduling.times", lambda *_, times=times: times)
        starts = f"systemd starts it next on {following.astimezone():%Y-%m-%d %H:%M}{words}."
        assert starts in cli("sync", "show", "nightly").err.splitlines()


def test_remove(cli: Run, add: Add, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add("--events", "100")
    cli("sync", "run", "nightly")
    with monkeypatch.context() as terminal:
        terminal.setattr(console, "may_ask", lambda: True)
        for words, question in (
            ("remove", "Remove the sync nightly, its history and what is held of it?"),
            ("drop", "Give up what is held of Nightly? Nothing of it is sent."),
            ("release", "Send what is held of Nightly all the same?"),
        ):
            declined = cli("sync", words, "nightly", stdin="n\n")
            assert (declined.code, f"{question} [y/N] " in declined.err) == (130, True)
    assert len(list((home / "nights").iterdir())) == 2
    assert cli("sync", "remove", "nightly", "--yes").code == 0
    assert not list((home / "syncs").iterdir())
    assert not list((home / "nights").iterdir())
    assert cli("sync", "remove", "nightly", "--yes").code == 2
