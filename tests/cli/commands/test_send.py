"""`send`: all that is printed of a check and its upload, and which mapping is remembered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.orders import MAPPING, write_orders
from tests.support.sandbox import Sandbox
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli import console

NOTES = [
    "Note: Every row that is sent is Purchase.",
    "Note: Times without a zone are in America/New_York.",
    "Note: Amounts are written like 1,234.56 (the destination names no number style).",
    "Note: Amounts that name no currency, or only $, which others share, are in USD.",
]
CHECKED = [
    "orders.csv: CSV, comma separated, UTF-8, to Store sales",
    "3  rows",
    "2  events can be sent",
    "1  row is rejected",
    "",
    "Rejected",
    "          1  email.invalid  (row 2)",
    "             “nobody” is not an e-mail address. Correct the address.",
    "",
]


def test_the_check_the_upload_and_what_is_next(
    cli: Run,
    sandbox: Sandbox,
    ready: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    orders, rejects = write_orders(tmp_path / "orders.csv", 3, bad=1), tmp_path / "rejects.csv"
    sent = cli("send", orders, *ready)
    run = json.loads(cli("runs", "--json").out)[0]["run"]
    assert (sent.code, sent.out.splitlines()) == (
        1,
        [*CHECKED, f"Run {run} to Store sales: done", "2  events accepted", "TikTok shows them within 24 hours."],
    )
    assert sent.err.splitlines() == [
        *NOTES,
        f"Run {run}: 2 events.",
        f"Rejected rows: `tiktok-tui rejects {run} -o rejects.csv` writes them, with what to do.",
    ]
    # Nothing new is accepted, and still the mapping is the one that was used last.
    other = tmp_path / "other.toml"
    other.write_text(MAPPING.replace('value = { column = "total" }', 'value = { value = "7" }'))
    monkeypatch.setattr(console, "SECONDS_BETWEEN_LINES", 0.0)
    again = cli("send", orders, "-d", "store", "-m", other, "--rejects", rejects)
    assert "Sending to Store sales 100% 0 of 2 events accepted" in again.err.splitlines()
    run = json.loads(cli("runs", "--json").out)[0]["run"]
    assert (again.code, again.out.splitlines()[len(CHECKED) :]) == (
        1,
        [f"Run {run} to Store sales: done", "0  events accepted", "2  events skipped: accepted in an earlier run"],
    )
    assert again.err.splitlines()[-1] == (
        f"Rejected rows: {rejects} (1). Correct them in that file and send it."
    )  # fmt: skip
    assert rejects.read_text("utf-8-sig").splitlines()[1].startswith("A0,")
    by_itself = cli("payload", orders, "-d", "store").out
    assert [event["properties"]["value"] for event in json.loads(by_itself)["data"]] == [7, 7]


def test_what_tiktok_refused_is_among_the_rejects_that_are_named(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    sandbox.set_faults("refuse-events:1")
    sent = cli("send", write_orders(tmp_path / "orders.csv", 1), *ready)
    run = json.loads(cli("runs", "--json").out)[0]["run"]
    assert sent.err.splitlines()[-1] == (
        f"Rejected rows: `tiktok-tui rejects {run} -o rejects.csv` writes them, with what to do."
    )


def test_a_file_without_a_good_row(cli: Run, ready: tuple[str, ...], tmp_path: Path) -> None:
    orders, rejects = write_orders(tmp_path / "orders.csv", 1, bad=1), tmp_path / "rejects.csv"
    outcome = cli("send", orders, *ready)
    assert (outcome.code, outcome.err.splitlines()) == (1, [*NOTES, "There is nothing to send."])
    counts = ["1  row", "0  events can be sent", "1  row is rejected"]
    assert outcome.out.splitlines() == [CHECKED[0], *counts, *CHECKED[4:]]
    outcome = cli("send", orders, *ready, "--rejects", rejects, "--json")
    assert (outcome.code, outcome.err.splitlines()) == (
        1,
        [
            *NOTES,
            f"Rejected rows: {rejects} (1). Correct them in that file and send it.",
            "There is nothing to send.",
        ],
    )
    facts = json.loads(outcome.out)
    assert [note["about"] for note in facts.pop("notes")] == ["event", "timestamp", "value", "currency"]
    assert facts.pop("seconds") > 0
    nothing = ("accepted", "refused", "skipped", "withheld", "similar", "uncertain", "batches", "requests")
    assert facts == {
        "file": "orders.csv",
        "rows": 1,
        "left_out": 0,
        "rejected": 1,
        "warned": 0,
        "events": 1,
        "sendable": 0,
        "rules": {"email.invalid": 1},
        "run": "",
        **dict.fromkeys(nothing, 0),
        "similar_by": {},
        "status": "done",
    }


def test_the_mapping_of_what_was_sent_is_remembered_though_the_rejects_cannot_be_written(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    orders = write_orders(tmp_path / "orders.csv", 3, bad=1)
    failed = cli("send", orders, *ready, "--rejects", tmp_path / "missing" / "rejects.csv")
    assert (failed.code, "The file cannot be written" in failed.err) == (2, True)
    assert sandbox.stats().accepted == 2
    assert "Mapping: the one remembered for store" in cli("check", orders, "-d", "store").err


def test_an_upload_whose_mapping_cannot_be_remembered_was_sent_all_the_same(
    cli: Run, home: Path, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    Home(home, home).mappings.write_text("a file in the way")
    sent = cli("send", write_orders(tmp_path / "orders.csv", 2), *ready)
    assert (sent.code, sandbox.stats().accepted) == (0, 2)
    assert sent.err.splitlines()[-1] == "The events are sent, but the mapping is not remembered for the next file."
