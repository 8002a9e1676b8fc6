"""`runs`: each count of a run in its own place, for people and for programs, and what continues it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.commands import Run
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli import completion
from tiktok_tui.files.row_names import ROWS_A_FILE
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.uploads.ledger import runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.locks import RunLock
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import RunSpec, Status

BEGUN, ENDED = datetime(2026, 9, 21, 22, 5, tzinfo=UTC), datetime(2026, 9, 21, 23, 6, tzinfo=UTC)
SPEC = RunSpec(
    source=FileSource(Path("/srv/orders.csv")),
    fingerprint="",
    size=0,
    modified_at=0,
    destination="store",
    settings="{}",
    mapping="",
    options=Options(test_event_code="TEST7"),
    base_url="https://example.org",
    checked_at=0,
    totals=Totals(
        rows=4000,
        left_out=5,
        rejected=1006,
        warned=7,
        events=3008,
        sendable=2009,
        rejects_by_rule={"email.invalid": 1006},
        warnings_by_rule={"value.missing": 7},
        ages=(),
        with_email=0,
        with_phone=0,
        with_both=0,
        seconds=1,
    ),
)
COUNTS = {
    "accepted": 1001, "refused": 12, "skipped": 13, "withheld": 14, "similar": 15, "uncertain": 16, "batches": 17,
    "requests": 1800,
}  # fmt: skip
BATCHES = (
    (1, None, "accepted", 1000, 2, 1001, 1, 0.25, 20001, "q-1", "Partly.", '{"bad": 1}'),
    (2, 1, "queued", 1009, ROWS_A_FILE + 3, ROWS_A_FILE + 1011, 0, 0.0, 0, "", "", ""),
)


@pytest.fixture
def run(home: Path, in_berlin: None) -> str:
    """A run that failed, whose counts all differ, with a batch and a part of it."""
    home.mkdir()
    with Ledger(Home(home, home).ledger) as ledger:
        begun = runs.begin(ledger, SPEC, BEGUN)
        with ledger.transaction():
            places = ", ".join(f"{name} = ?" for name in COUNTS)
            ledger.write(f"UPDATE runs SET {places} WHERE number = ?", (*COUNTS.values(), begun.number))
            for batch in BATCHES:
                ledger.write(
                    "INSERT INTO batches (run, number, parent, state, events, first_row, last_row, tries, seconds,"
                    f" code, request_id, message, details, started) VALUES ({', '.join('?' * 14)})",
                    (begun.number, *batch, BEGUN.timestamp()),
                )
            ledger.write(
                "UPDATE runs SET finished_at = ?, error = 'No answer.', remedy = 'Wait.' WHERE number = ?",
                (ENDED.timestamp(), begun.number),
            )
        status(home, begun.id, Status.FAILED)
    return begun.id


def status(home: Path, run: str, status: str, **counts: int | None) -> None:
    """Write the status of a run, and other columns of it."""
    with Ledger(Home(home, home).ledger) as ledger, ledger.transaction():
        for name, value in {"status": status, **counts}.items():
            ledger.write(f"UPDATE runs SET {name} = ? WHERE id = ?", (value, run))


def test_a_run_with_its_counts_its_end_and_its_batches(cli: Run, run: str) -> None:
    outcome = cli("runs", run)
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        "Run 2026-09-21-001: orders.csv to store, failed",
        "4,000  rows in the file",
        "1,006  rows rejected before sending",
        "2,009  events to send",
        "1,001  accepted by TikTok",
        "   12  refused by TikTok",
        "   13  skipped: accepted in an earlier run",
        "   14  withheld: TikTok may already have them",
        "   15  held back: they look like events accepted before under other IDs",
        "   16  accepted in batches that TikTok reports as a partial success",
        "  954  not sent yet",
        "1,800  requests",
        "Started 2026-09-22 00:05, ended 2026-09-22 01:06",
        "No answer. Wait.",
        "",
        "batch  rows                        events  state     tries  seconds   code  request ID  message",
        '    1  2 to 1,001                   1,000  accepted      1      0.2  20001  q-1         Partly. {"bad": 1}',
        "    2  file 2: 3 to file 2: 1,011   1,009  queued        0      0.0",
    ]
    assert outcome.err.splitlines() == [
        "`tiktok-tui resume 2026-09-21-001` continues it.",
        "There are more: `--json` gives them all.",
    ]


@pytest.mark.parametrize(
    ("withheld", "similar", "state", "said"),
    [
        (1, 0, "done", "resume {} --send-doubtful` sends the events held back."),
        (0, 1, "done", "resume {} --send-similar` sends the events held back."),
        (1, 1, "done", "resume {} --send-doubtful --send-similar` sends the events held back."),
        (1, 1, "stopped", "resume {}` continues it."),
        (0, 0, "done", ""),
        (1, 0, "given up", ""),
    ],
)
def test_how_a_run_continues(
    cli: Run, home: Path, run: str, withheld: int, similar: int, state: str, said: str
) -> None:
    status(home, run, state, withheld=withheld, similar=similar, batches=2, finished_at=None)
    outcome = cli("runs", run)
    assert outcome.err == (f"`tiktok-tui {said.format(run)}\n" if said else "")
    assert "Started 2026-09-22 00:05\n" in outcome.out, "its process died before it ended"


def test_a_run_that_is_being_sent_is_not_offered_to_be_resumed(cli: Run, home: Path, run: str) -> None:
    status(home, run, Status.RUNNING, finished_at=None, batches=2)
    lock = RunLock(Home(home, home), 1)
    lock.acquire()
    outcome = cli("runs", run)
    lock.release()
    assert (outcome.out.splitlines()[0], outcome.err) == (f"Run {run}: orders.csv to store, running", "")


def test_the_history_for_people_and_for_programs(cli: Run, home: Path, run: str) -> None:
    facts = {
        "run": "2026-09-21-001",
        "file": "orders.csv",
        "source": "/srv/orders.csv",
        "destination": "store",
        "status": "failed",
        "started": "2026-09-21T22:05:00+00:00",
        "finished": "2026-09-21T23:06:00+00:00",
        "rows": 4000,
        "left_out": 5,
        "rejected": 1006,
        "warned": 7,
        "events": 3008,
        "sendable": 2009,
        "rules": {"email.invalid": 1006, "value.missing": 7},
        "total": 2009,
        **COUNTS,
        "left": 954,
        "test_event_code": "TEST7",
        "error": "No answer.",
    }
    assert json.loads(cli("runs", "--json").out) == [facts]
    with_batches = json.loads(cli("runs", run, "--json").out)
    assert [tuple(batch.values()) for batch in with_batches.pop("batch_list")] == [
        (*batch[:7], BEGUN.timestamp(), *batch[7:]) for batch in BATCHES
    ]
    assert with_batches == facts
    listed = cli("runs")
    assert (listed.code, listed.err, listed.out.splitlines()) == (
        *(0, ""),
        [
            "run             started           file        destination  status  accepted  refused  rejected  left",
            "2026-09-21-001  2026-09-22 00:05  orders.csv  store        failed     1,001       12     1,006   954",
        ],
    )
    status(home, run, Status.RUNNING, finished_at=None)
    unfinished = json.loads(cli("runs", run, "--json").out)
    assert (unfinished["status"], unfinished["finished"]) == ("unfinished", None)
    assert cli("runs").out.splitlines()[1].split()[5] == "unfinished", "its process died"
    with Ledger(Home(home, home).ledger) as ledger, ledger.transaction():
        ledger.write("UPDATE runs SET remedy = ''")
    assert "\nNo answer.\n" in cli("runs", run).out


def test_the_newest_fifty_are_listed(cli: Run, home: Path) -> None:
    nothing = cli("runs")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "Nothing has been sent yet.\n")
    with Ledger(Home(home, home).ledger) as ledger:
        for _ in range(50):
            runs.begin(ledger, SPEC, BEGUN)
        assert (len(cli("runs").out.splitlines()), cli("runs").err) == (51, "")
        runs.begin(ledger, SPEC, BEGUN)
        listed = cli("runs")
        assert [line.split()[0] for line in listed.out.splitlines()] == [
            *("run", *(f"2026-09-21-{number:03}" for number in range(51, 1, -1))),
        ]
        assert listed.err == "There are older ones: `tiktok-tui runs --json` gives them all.\n"
        for _ in range(50):
            runs.begin(ledger, SPEC, BEGUN)
    assert len(json.loads(cli("runs", "--json").out)) == 101
    assert [*completion.runs()] == [f"2026-09-21-{number:03}" for number in range(101, 1, -1)]
