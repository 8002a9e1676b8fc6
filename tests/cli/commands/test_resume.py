"""Resuming, and giving up what cannot be resumed; a ledger that was lost."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.orders import write_orders
from tests.support.sandbox import Sandbox
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli import completion, console
from tiktok_tui.events.errors import UsageError
from tiktok_tui.uploads.ledger.locks import RunLock


@pytest.fixture
def unfinished(cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path) -> str:
    """A run that TikTok's refusal of the token stopped, with everything that it needs to continue."""
    sandbox.set_faults("40102")
    assert cli("send", write_orders(tmp_path / "orders.csv", 30), *ready).code == 3
    sandbox.set_faults()
    (run,) = json.loads(cli("runs", "--json").out)
    return str(run["run"])


def test_resume_without_a_run_takes_the_newest_that_can_be_resumed(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path, unfinished: str
) -> None:
    sandbox.set_faults("40102")
    overwritten = write_orders(tmp_path / "later.csv", 10, first=500)
    assert cli("send", overwritten, *ready).code == 3
    sandbox.set_faults()
    write_orders(overwritten, 20, first=500)
    outcome = cli("resume", "--yes", "--json")
    assert outcome.code == 0, outcome.err
    assert (json.loads(outcome.out)["run"], json.loads(outcome.out)["accepted"]) == (unfinished, 30)
    skipped = json.loads(cli("runs", "--json").out)[0]["run"]
    said = outcome.err.splitlines()
    assert said[0].startswith(f"tiktok-tui: {overwritten}: ")
    assert said[2:] == [
        f"Run {skipped} is skipped. `tiktok-tui give-up {skipped}` ends it for good.",
        f"Run {unfinished}: 30 events.",
    ]
    facts = json.loads(outcome.out)
    assert facts.pop("seconds") > 0
    assert facts == {
        "file": "orders.csv",
        "rows": 30,
        "left_out": 0,
        "rejected": 0,
        "warned": 0,
        "events": 30,
        "sendable": 30,
        "rules": {},
        "run": unfinished,
        "accepted": 30,
        "refused": 0,
        "skipped": 0,
        "withheld": 0,
        "similar": 0,
        "similar_by": {},
        "uncertain": 0,
        "batches": facts["batches"],
        "requests": facts["requests"],
        "status": "done",
    }
    # The next night there is nothing that can be resumed: no error, night after night.
    again = cli("resume", "--yes")
    assert (again.code, again.out) == (0, "")
    assert again.err.splitlines()[2:] == [said[2], "No other run is unfinished."]


def test_resume_without_a_run_leaves_one_alone_that_is_being_sent(
    cli: Run, sandbox: Sandbox, home: Path, unfinished: str
) -> None:
    sent = sandbox.stats().requests
    lock = RunLock(Home(home, home), 1)
    lock.acquire()
    outcome = cli("resume", "--yes")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.splitlines() == [
        f"Run {unfinished} is being sent already, by another window or a scheduled job.",
        "No other run is unfinished.",
    ]
    assert cli("resume", unfinished, "--yes").code == 2
    with closing(sqlite3.connect(home / "ledger.sqlite")) as ledger, ledger:  # as the process that sends it has it
        ledger.execute("UPDATE runs SET status = 'running'")
    assert cli("runs", unfinished).err == ""
    lock.release()
    assert cli("runs", unfinished).err == f"`tiktok-tui resume {unfinished}` continues it.\n"
    assert sandbox.stats().requests == sent
    Home(home, home).ledger_marker.write_text('{"ledger": "another", "runs": 9}')
    lost = cli("resume", "--yes")
    assert (lost.code, "--new-ledger" in lost.err) == (2, True)
    assert cli("resume", "--yes", "--new-ledger").code == 0


def test_resume_of_a_run_that_cannot_be_resumed_is_an_error(
    cli: Run, unfinished: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "orders.csv").unlink()
    monkeypatch.setattr(console, "may_ask", lambda: True)
    outcome = cli("resume", unfinished, stdin="y\n")
    assert outcome.code == 2
    assert "[y/N]" not in outcome.err, "it is not asked for nothing"
    assert "no longer there" in outcome.err


def test_a_run_that_stops_again_is_not_passed_over(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], home: Path, unfinished: str
) -> None:
    settings = home / "destinations" / "store.toml"
    settings.write_text(settings.read_text().replace("7200000000000000001", "7200000000000000077"))
    outcome = cli("resume")
    assert outcome.code in (2, 3)
    assert "is skipped" not in outcome.err


def test_a_run_that_is_given_up_is_unfinished_no_longer(
    cli: Run, unfinished: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as terminal:
        terminal.setattr(console, "may_ask", lambda: True)
        with terminal.context() as half:
            half.setattr("tiktok_tui.uploads.run.Run.left", 7)
            kept = cli("give-up", unfinished, stdin="n\n")
        assert kept.code == 130
        assert f"Give run {unfinished} up? 7 of its 30 events have not been sent. [y/N] " in kept.err
        outcome = cli("give-up", unfinished, stdin="y\n")
    assert (outcome.code, outcome.out) == (0, "")
    _, said = outcome.err.split(" [y/N] ")
    assert said == f"Run {unfinished} is given up: 0 events stay accepted, 30 were not sent.\n"
    assert "There is no unfinished run." in cli("resume").err
    assert json.loads(cli("runs", unfinished, "--json").out)["status"] == "given up"
    assert cli("give-up", unfinished).code == 2
    assert cli("resume", unfinished).code == 2


def test_a_ledger_that_was_lost_is_asked_about(
    cli: Run,
    sandbox: Sandbox,
    ready: tuple[str, ...],
    tmp_path: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    orders = write_orders(tmp_path / "orders.csv", 30)
    assert cli("send", orders, *ready).code == 0
    for path in home.glob("ledger.sqlite*"):
        path.unlink()
    outcome = cli("send", orders, *ready, "--yes")
    assert outcome.code == 2
    assert "1 was made here" in outcome.err
    assert "--new-ledger" in outcome.err
    with monkeypatch.context() as terminal:
        terminal.setattr(console, "may_ask", lambda: True)
        declined = cli("send", orders, *ready, stdin="n\ny\n")
        assert (declined.code, "Send all the same? [y/N] " in declined.err) == (130, True)
        assert sandbox.stats().arrived == 30
        agreed = cli("send", orders, *ready, stdin="y\ny\n")
    assert (agreed.code, agreed.err.count("[y/N]")) == (0, 2)
    assert cli("send", orders, *ready, "--yes").code == 0, "the ledger is the one that was used last"


def test_what_is_uncertain_is_reported_in_text_and_json_alike(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.set_faults("20001")
    orders = write_orders(tmp_path / "orders.csv", 30)
    sent = json.loads(cli("send", orders, *ready, "--json").out)
    assert sent["uncertain"] == 30
    again = cli("send", orders, *ready, "--resend").out
    assert "30  of the accepted events are in batches that TikTok reports as a partial success" in again
    assert json.loads(cli("runs", sent["run"], "--json").out)["uncertain"] == 30
    [line] = [line for line in cli("runs", sent["run"]).out.splitlines() if "partial success" in line][:1]
    assert line.split()[0] == "30"
    assert len(list(completion.runs())) == 2
    for shown, older in ((2, False), (1, True)):
        monkeypatch.setattr("tiktok_tui.cli.commands.runs._SHOWN", shown)
        listed = cli("runs")
        assert (len(listed.out.splitlines()) - 1, "There are older ones" in listed.err) == (shown, older)
    monkeypatch.setattr("tiktok_tui.cli.commands.runs._SHOWN", 0)
    assert len(json.loads(cli("runs", sent["run"], "--json").out)["batch_list"]) == 1
    assert "There are more: `--json` gives them all." in cli("runs", sent["run"]).err


def test_resuming_asks_first_and_shows_the_result(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], unfinished: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "Send the remaining 7 of 30 events from orders.csv to Store sales? [y/N] "
    with monkeypatch.context() as terminal:
        terminal.setattr(console, "may_ask", lambda: True)
        with terminal.context() as some:
            some.setattr("tiktok_tui.uploads.run.Run.left", 7)
            declined = cli("resume", unfinished, stdin="n\n")
        assert (declined.code, declined.out, declined.err) == (130, "", f"{question}Stopped.\n")
        terminal.setattr(console, "SECONDS_BETWEEN_LINES", 0.0)
        resumed = cli("resume", unfinished, stdin="y\n")
    assert (resumed.code, resumed.out.splitlines()) == (
        0,
        [f"Run {unfinished} to Store sales: done", "30  events accepted", "TikTok shows them within 24 hours."],
    )
    assert f"Run {unfinished}: 30 events." in resumed.err
    assert resumed.err.splitlines()[-1] == "Sending to Store sales 100% 30 of 30 events accepted"
    finished = cli("resume", unfinished)
    assert (finished.code, finished.out, finished.err) == (
        *(2, ""),
        f"tiktok-tui: Run {unfinished} is finished.\n  `tiktok-tui runs` shows its result.\n",
    )
    none = cli("resume")
    assert (none.code, none.out, none.err) == (0, "", "There is no unfinished run.\n")


def test_rows_that_have_become_too_old_meanwhile_are_in_the_result(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    times = [(now - timedelta(days=2)).isoformat(), (now - timedelta(days=28, hours=12)).isoformat()]
    rows = [f"A{number},{time},a{number}@example.org,1.50" for number, time in enumerate(times)]
    (tmp_path / "orders.csv").write_text("\n".join(["order,sold_at,mail,total", *rows]))
    sandbox.set_faults("40102")
    yesterday = (now - timedelta(days=1)).isoformat()
    assert cli("send", tmp_path / "orders.csv", *ready, "--as-of", yesterday).code == 3
    sandbox.set_faults()
    resumed = cli("resume", "--yes", "--json")
    facts = json.loads(resumed.out)
    assert (resumed.code, facts["accepted"], facts["rejected"]) == (1, 1, 1)
    assert facts["rules"] == {"timestamp.too_old": 1}


def test_what_a_resume_may_send_besides(cli: Run, unfinished: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[object, object]] = []

    def resume_run(*_: object, send_doubtful: bool, send_similar: bool) -> None:
        given.append((send_doubtful, send_similar))
        raise UsageError("Not now.")

    monkeypatch.setattr("tiktok_tui.uploads.start.resume_run", resume_run)
    for words in ((), ("--send-doubtful",), ("--send-similar",)):
        assert cli("resume", unfinished, *words, "--yes").err == "tiktok-tui: Not now.\n"
    assert given == [(False, False), (True, False), (False, True)]


def test_looking_for_runs_makes_no_ledger(cli: Run, home: Path) -> None:
    for words, said in (("resume", "There is no unfinished run."), ("runs", "Nothing has been sent yet.")):
        outcome = cli(words)
        assert (outcome.code, outcome.out, outcome.err) == (0, "", f"{said}\n")
    assert not list(home.rglob("ledger*"))
