"""Files sent to the sandbox by the commands."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.orders import MAPPING, write_orders
from tests.support.sandbox import Sandbox
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli import console, output
from tiktok_tui.sandbox import known


def test_everything_accepted_is_exit_0(cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path) -> None:
    outcome = cli("send", write_orders(tmp_path / "orders.csv", 2500), *ready, "--json")
    assert outcome.code == 0, outcome.err
    told = json.loads(outcome.out)
    assert told["run"]
    del told["run"], told["seconds"]
    assert {"about": "event", "text": "Every row that is sent is Purchase."} in told.pop("notes")
    assert told == {
        "file": "orders.csv",
        "rows": 2500,
        "left_out": 0,
        "rejected": 0,
        "warned": 0,
        "events": 2500,
        "sendable": 2500,
        "rules": {},
        "accepted": 2500,
        "refused": 0,
        "skipped": 0,
        "withheld": 0,
        "similar": 0,
        "similar_by": {},
        "uncertain": 0,
        "batches": 3,
        "requests": 3,
        "status": "done",
    }
    assert sandbox.stats().accepted == 2500


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_the_result_is_there_before_its_keys_are_filed(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:  # fmt: skip
    unfiled: list[int] = []
    ledger = Home(home, home).ledger

    def counted(*result: object) -> None:
        if ledger.exists():  # the report of the check comes before it
            with closing(sqlite3.connect(ledger)) as read:
                unfiled.append(read.execute("SELECT count(*) FROM batches WHERE keys IS NOT NULL").fetchone()[0])

    monkeypatch.setattr(output, "as_json" if words else "counts", counted)
    assert cli("send", write_orders(tmp_path / "orders.csv", 1500), *ready, *words).code == 0
    counted()
    assert unfiled == [2, 0]


def test_rejected_rows_are_exit_1_and_can_be_had_again_from_the_history(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    orders = write_orders(tmp_path / "orders.csv", 20, bad=4)
    outcome = cli("send", orders, *ready)
    assert outcome.code == 1
    assert "4  email.invalid  (row 2, 3, 4 …)" in outcome.out
    assert "tiktok-tui rejects " in outcome.err
    (run,) = json.loads(cli("runs", "--json").out)
    assert (run["accepted"], run["rejected"], run["status"]) == (16, 4, "done")
    written = cli("rejects", run["run"])
    assert written.code == 0
    assert written.out.startswith("\ufeff"), "as in a file, for spreadsheets"
    rows = list(csv.DictReader(written.out.lstrip("\ufeff").splitlines()))
    assert [row["order"] for row in rows] == ["A0", "A1", "A2", "A3"]
    assert {row["tiktok-tui rule"] for row in rows} == {"email.invalid"}
    assert [row["tiktok-tui row"] for row in rows] == ["2", "3", "4", "5"]


def test_a_file_called_query_is_a_file_wherever_one_is(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_orders(tmp_path / "query", 20, bad=3)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    assert cli("send", "./query", *ready).code == 1
    monkeypatch.chdir(tmp_path / "elsewhere")
    (run,) = json.loads(cli("runs", "--json").out)
    assert (run["file"], run["source"]) == ("query", str(tmp_path / "query"))
    written = cli("rejects", run["run"])
    assert written.code == 0, written.err
    assert [row["order"] for row in csv.DictReader(written.out.lstrip("\ufeff").splitlines())] == ["A0", "A1", "A2"]


def test_a_run_shows_its_batches_with_their_request_ids(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    run = json.loads(cli("send", write_orders(tmp_path / "orders.csv", 1200), *ready, "--json").out)["run"]
    told = json.loads(cli("runs", run, "--json").out)
    assert [batch["events"] for batch in told["batch_list"]] == [1000, 200]
    shown = cli("runs", run).out
    assert all(batch["request_id"] and batch["request_id"] in shown for batch in told["batch_list"])
    assert run in cli("runs").out


def test_corrected_rejects_go_out_and_nothing_else_again(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    rejects = tmp_path / "rejects.csv"
    cli("send", write_orders(tmp_path / "orders.csv", 20, bad=3), *ready, "--rejects", rejects)
    assert rejects.stat().st_mode & 0o077 == 0
    rejects.write_text(rejects.read_text("utf-8").replace("nobody", "corrected@example.org"), "utf-8")
    outcome = cli("send", rejects, *ready, "--json")
    assert outcome.code == 0, outcome.err
    assert json.loads(outcome.out)["accepted"] == 3
    assert sandbox.stats().accepted == 20


def test_what_tiktok_refuses_is_a_reject_like_any_other(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    sandbox.set_faults("refuse-events:0.1")
    orders, rejects = write_orders(tmp_path / "orders.csv", 100, bad=2), tmp_path / "rejects.csv"
    outcome = cli("send", orders, *ready, "--json", "--rejects", rejects)
    assert outcome.code == 1
    told = json.loads(outcome.out)
    assert told["status"] == "done"
    assert told["refused"] > 0
    assert told["accepted"] == 98 - told["refused"] == sandbox.stats().accepted
    with rejects.open(encoding="utf-8-sig", newline="") as stream:
        rules = [row["tiktok-tui rule"] for row in csv.DictReader(stream)]
    assert rules.count("email.invalid") == 2
    assert rules.count("tiktok.refused") == told["refused"]
    unsaved = cli("send", write_orders(tmp_path / "more.csv", 100, first=500), *ready)
    assert (unsaved.code, "-o rejects.csv` writes them, with what to do." in unsaved.err) == (1, True)


def test_what_was_accepted_is_skipped_the_next_time_unless_asked_for(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    orders = write_orders(tmp_path / "orders.csv", 40)
    assert json.loads(cli("send", orders, *ready, "--json", "--limit", "10").out)["accepted"] == 10
    again = json.loads(cli("send", orders, *ready, "--json").out)
    assert (again["accepted"], again["skipped"]) == (30, 10)
    resent = json.loads(cli("send", orders, *ready, "--json", "--resend").out)
    assert (resent["accepted"], resent["skipped"]) == (40, 0)


def test_what_looks_like_an_accepted_event_is_held_back_until_asked_for(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    visits = tmp_path / "visits.csv"
    day = datetime.now(UTC).date() - timedelta(days=2)
    visits.write_text(f"email,time,kind\na@b.cd,{day},Lead\nc@d.ef,{day},Lead\n")
    mapping = tmp_path / "visits.toml"
    mapping.write_text(
        '[fields]\nemail = { column = "email" }\ntimestamp = { column = "time" }\nevent = { column = "kind" }\n'
    )
    where = (*ready[:2], "-m", str(mapping))
    assert cli("send", visits, *where).code == 0
    visits.write_text(f"email,time,kind\nc@d.ef,{day} 17:05:09,Lead\nnew@d.ef,{day} 12:00,Lead\n")
    outcome = cli("send", visits, *where)
    assert outcome.code == 1
    said = "1 event looks like one accepted before under another ID (same person, day and amount: 1; row 2)."
    assert said in outcome.err
    assert "1  event held back: it looks like one accepted before under another ID" in outcome.out
    run = outcome.out.partition("--send-similar")[0].split()[-1]
    assert json.loads(cli("runs", run, "--json").out)["similar"] == 1
    assert f"`tiktok-tui resume {run} --send-similar` sends the events held back." in cli("runs", run).err
    assert sandbox.stats().accepted == 3
    held = json.loads(cli("send", visits, *where, "--json").out)
    assert (held["skipped"], held["similar_by"]) == (1, {"same person, day and amount": 1})
    sent = json.loads(cli("resume", run, "--send-similar", "--yes", "--json").out)
    assert (sent["accepted"], sent["similar"], sent["status"]) == (2, 0, "done")
    assert sandbox.stats().accepted == 4
    again = json.loads(cli("send", visits, *where, "--send-similar", "--json").out)
    assert (again["skipped"], again["similar"]) == (2, 0)


def test_a_test_event_code_counts_for_nobody_else(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    orders = write_orders(tmp_path / "orders.csv", 5)
    assert cli("send", orders, *ready, "--test-event-code", "TEST1").code == 0
    assert sandbox.stats().test_events == 5
    assert json.loads(cli("send", orders, *ready, "--json").out)["accepted"] == 5


def test_the_mapping_is_remembered_once_something_was_sent(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path, store: str
) -> None:
    assert cli("send", write_orders(tmp_path / "one.csv", 3), *ready).code == 0
    outcome = cli("send", write_orders(tmp_path / "two.csv", 3, first=100), "-d", store)
    assert outcome.code == 0, outcome.err
    assert "remembered" in outcome.err


def test_corrected_rejects_are_mapped_like_their_run(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path, store: str
) -> None:
    rejects = tmp_path / "rejects.csv"
    cli("send", write_orders(tmp_path / "orders.csv", 20, bad=3), *ready, "--rejects", rejects)
    rejects.write_text(rejects.read_text("utf-8").replace("nobody", "corrected@example.org"), "utf-8")
    outcome = cli("send", rejects, "-d", store, "--json")
    assert "by which these rows were rejected" in outcome.err
    assert (outcome.code, json.loads(outcome.out)["accepted"]) == (0, 3)


@pytest.mark.parametrize("command", ["check", "send", "rejects"])
def test_corrected_rejects_keep_their_mapping_whatever_was_sent_meanwhile(
    command: str, cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path, store: str
) -> None:
    rejects, orders = tmp_path / "rejects.csv", write_orders(tmp_path / "orders.csv", 3, bad=3)
    other = tmp_path / "other.toml"
    other.write_text(MAPPING.replace('value = { column = "total" }', 'value = { value = "7" }'))
    if command == "rejects":
        cli("send", write_orders(tmp_path / "orders.csv", 4, bad=3), *ready)
        run = json.loads(cli("runs", "--json").out)[0]["run"]
        assert cli("rejects", run, "-o", rejects).code == 0
    else:
        cli(command, orders, *ready, "--rejects", rejects)
    later = write_orders(tmp_path / "later.csv", 2, first=50)
    assert cli("send", later, "-d", store, "-m", other).code == 0
    rejects.write_text(rejects.read_text("utf-8").replace("nobody", "corrected@example.org"), "utf-8")
    sandbox.reset(keep_bodies=True)
    outcome = cli("send", rejects, "-d", store)
    assert "by which these rows were rejected" in outcome.err
    assert [event.body["properties"] for event in sandbox.events()] == [
        {"value": number + 0.5, "currency": "USD"} for number in range(3)
    ]
    # Files with this header are still mapped as the last one was.
    assert "remembered for store" in cli("check", later, "-d", store).err
    mappings = (tmp_path / "home" / "mappings").glob("*/*[0-9a-f].toml")
    assert any('value = "7"' in path.read_text("utf-8") for path in mappings)


def test_the_payload_is_what_is_sent(cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path) -> None:
    orders, out = write_orders(tmp_path / "orders.csv", 1500), tmp_path / "bodies.jsonl"
    made = cli("payload", orders, *ready, "-o", out)
    assert (made.code, made.err.splitlines()[-1]) == (0, "1,500 events in 2 requests; 0 rows are rejected.")
    bodies = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [len(body["data"]) for body in bodies] == [1000, 500]
    assert {body["event_source_id"] for body in bodies} == {known.EVENT_SET}
    coded = cli("payload", orders, *ready, "--test-event-code", "T1").out
    assert [json.loads(line) for line in coded.splitlines()] == [body | {"test_event_code": "T1"} for body in bodies]
    sandbox.reset(keep_bodies=True)
    assert cli("send", orders, *ready).code == 0
    sent = {str(event.body["event_id"]): event.body for event in sandbox.events()}
    assert sent == {event["event_id"]: event for body in bodies for event in body["data"]}


def test_a_run_that_nobody_knows(cli: Run, home: Path) -> None:
    for words in (("runs", "2020-01-01-001"), ("rejects", "2020-01-01-001"), ("resume", "2020-01-01-001")):
        outcome = cli(*words)
        assert outcome.code == 2
        assert "2020-01-01-001" in outcome.err
    assert cli("resume").code == 0
    assert json.loads(cli("runs", "--json").out) == []


def test_rejects_of_a_file_that_has_changed_are_not_guessed(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    orders = write_orders(tmp_path / "orders.csv", 9, bad=1)
    cli("send", orders, *ready)
    (run,) = json.loads(cli("runs", "--json").out)
    write_orders(orders, 9, bad=2)
    outcome = cli("rejects", run["run"])
    assert outcome.code == 2
    assert "changed" in outcome.err


def test_a_destination_in_the_sandbox_needs_neither_token_nor_network(
    cli: Run, home: Path, store: str, tmp_path: Path
) -> None:
    settings = home / "destinations" / "store.toml"
    settings.write_text(settings.read_text() + "sandbox = true\n")
    (tmp_path / "mapping.toml").write_text(MAPPING)
    orders = write_orders(tmp_path / "orders.csv", 7)
    words = ("send", orders, "-d", store, "-m", tmp_path / "mapping.toml", "--json")
    outcome = cli(*words)
    assert outcome.code == 0, outcome.err
    assert "sandbox" in outcome.err
    assert json.loads(outcome.out)["accepted"] == 7


@pytest.mark.parametrize(("source", "event_set"), [("offline", "7654321098765432109"), ("web", "C4OWNPIXEL0OWNPIXEL0")])
def test_a_destination_is_tried_with_the_ids_it_has_at_tiktok(
    source: str, event_set: str, cli: Run, home: Path, tmp_path: Path
) -> None:
    ids = ("--advertiser", "7123456789012345678", "--event-set", event_set, "--source", source)
    added = cli("destination", "add", "Mine", "--sandbox", *ids, "--fixed-event", "Purchase")
    assert added.code == 0, added.err
    (tmp_path / "mapping.toml").write_text(
        MAPPING + 'page_url = { value = "https://example.org/thanks" }\n' * (source == "web")
    )
    words = (write_orders(tmp_path / "orders.csv", 7), "-d", "mine", "-m", tmp_path / "mapping.toml", "--json")
    outcome = cli("send", *words)
    assert outcome.code == 0, outcome.err
    assert json.loads(outcome.out)["accepted"] == 7


def test_what_is_found_only_when_a_file_is_read_is_said_once(cli: Run, ready: tuple[str, ...], tmp_path: Path) -> None:
    text = write_orders(tmp_path / "orders.csv", 20).read_text() + "-- end of report --\n"
    packed = tmp_path / "orders.csv.gz"
    packed.write_bytes(gzip.compress(text.encode()))
    (tmp_path / "plain.csv").write_text(text)
    for path in (packed, tmp_path / "plain.csv"):
        outcome = cli("check", path, *ready, "--json")
        assert outcome.code == 0, outcome.err
        assert outcome.err.count("“-- end of report --”") == 1
        assert outcome.out.count("-- end of report --") == 1


def test_rejects_are_written_also_when_nothing_can_be_sent(cli: Run, ready: tuple[str, ...], tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    outcome = cli("send", write_orders(tmp_path / "orders.csv", 3, bad=3), *ready, "--rejects", rejects, "--json")
    assert outcome.code == 1
    assert len(rejects.read_text("utf-8-sig").splitlines()) == 4


@pytest.mark.parametrize(("limit", "events"), [("1", "1 event"), ("2", "2 events"), ("9", "3 events")])
def test_the_question_says_how_many_are_sent(
    cli: Run,
    sandbox: Sandbox,
    ready: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    events: str,
) -> None:
    orders = write_orders(tmp_path / "orders.csv", 3)
    monkeypatch.setattr(console, "may_ask", lambda: True)
    declined = cli("send", orders, *ready, "--limit", limit, stdin="n\n")
    assert (declined.code, sandbox.stats().arrived) == (130, 0)
    assert f"Send {events} from orders.csv to Store sales? [y/N] " in declined.err
