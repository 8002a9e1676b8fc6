"""With `restrict_pii` no identifier is written anywhere; without it the same commands do show it."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.sandbox import Sandbox
from tiktok_tui.sandbox import known

MAPPING = """\
[fields]
event_id = { column = "order" }
timestamp = { column = "sold_at" }
email = { columns = ["mail", "mail_2"] }
phone = { column = "mobile" }
value = { column = "total" }
order_id = { column = "order" }

[phone]
country = { column = "country" }
"""

HEADER = ("order", "sold_at", "mail", "mail_2", "mobile", "country", "total", "buyer")

PERSONAL = (
    "jane.planted",
    "planted-broken",
    "206555010",
    "Planted Person",
    "planted-shifted",
    "planted-unquoted",
    "44 20 7946",
    "(206) 555",
    "442079460001",
)
"""Personal values in a row below, as far as they can be searched for."""


def write_orders(path: Path) -> Path:
    now = datetime.now(UTC).isoformat()
    rows = [
        ("A1", now, "jane.planted@example.org", "", "+12065550100", "US", "10.50", "Planted Person"),
        ("A2", now, "jane.planted+broken", "", "", "US", "10.50", "Planted Person"),
        ("A3", now, "", "jane.planted@@example.org", "2065550101 x", "US", "10.50", "Planted Person"),
        ("A4", now, "jane.planted@example.org", "", "0012065550102345678", "??", "10.50", "Planted Person"),
        # A comma too many has shifted the cells.
        ("A5", now, "", "Person", "jane.planted", "mail", "planted-shifted@example.org", "US"),
        ("A6", "+44 20 7946 0000", "jane.planted@example.org", "", "", "US", "10.50", ""),
        ("A7", now, "jane.planted@example.org", "", "+12065550103", "US", "-1", "Planted Person"),
        ("A8", now, "jane.planted8@example.org", "", "+12065550104", "US", "10.50", "Planted Person"),
        # People whose number is their order number, in a column that is not personal.
        ("2065550108", now, "jane.planted@example.org", "", "", "US", "-1", "Planted Person"),
        ("(206) 555-0109", now, "jane.planted@example.org", "", "", "US", "-1", "Planted Person"),
        ("00442079460001", now, "jane.planted@example.org", "", "", "US", "-1", "Planted Person"),
    ]
    with path.open("w", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(HEADER)
        out.writerows(rows)
        stream.write(f'A9,{now},"planted-unquoted"@example.org" x,"y,US,10.50\n')
    return path


def leaks(text: str) -> list[str]:
    return [value for value in PERSONAL if value in text]


@pytest.fixture
def ready(sandbox: Sandbox, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """The words that follow a command: the file, the destination, the mapping."""
    monkeypatch.setenv("TIKTOK_TUI_API_URL", sandbox.base_url)
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(MAPPING)
    return (str(write_orders(tmp_path / "orders.csv")), "-d", store, "-m", str(mapping))


@pytest.fixture
def restricted(ready: tuple[str, ...], home: Path) -> tuple[str, ...]:
    settings = home / "destinations" / "store.toml"
    settings.write_text(settings.read_text() + "restrict_pii = true\n")
    return ready


def everything(cli: Run, words: tuple[str, ...], sandbox: Sandbox, folder: Path, home: Path) -> str:
    """All that the commands print and write for this file."""
    report = []
    sandbox.set_faults("refuse-echo", "refuse-events:0.3")
    for command in ("check", "send"):
        for more in ((), ("--json",)):
            outcome = cli(command, *words, *more, "--rejects", folder / f"{command}{len(more)}.csv")
            assert outcome.code == 1, outcome.err
            report += [outcome.out, outcome.err]
    for run in json.loads(cli("runs", "--json").out):
        for listing in (("runs", run["run"]), ("runs", run["run"], "--json"), ("rejects", run["run"]), ("runs",)):
            outcome = cli(*listing)
            report += [outcome.out, outcome.err]
    assert any(
        json.loads(cli("runs", each["run"], "--json").out)["refused"] for each in json.loads(cli("runs", "--json").out)
    )
    report += [path.read_text("utf-8") for path in folder.glob("*[01].csv")]
    report += [path.read_bytes().decode("utf-8", "replace") for path in home.rglob("*") if path.is_file()]
    return "\n".join(report)


def test_nothing_that_is_written_names_a_person(
    cli: Run, sandbox: Sandbox, restricted: tuple[str, ...], tmp_path: Path, home: Path
) -> None:
    report = everything(cli, restricted, sandbox, tmp_path, home)
    assert leaks(report) == []
    assert "•••" in report
    assert "email.invalid" in report


def test_without_it_they_are_shown_to_be_corrected(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path, home: Path
) -> None:
    report = everything(cli, ready, sandbox, tmp_path, home)
    assert set(leaks(report)) == set(PERSONAL) - {"planted-broken"}


def test_the_history_never_names_anybody(cli: Run, sandbox: Sandbox, ready: tuple[str, ...], home: Path) -> None:
    sandbox.set_faults("refuse-echo", "refuse-events:0.3")
    cli("send", *ready)
    with closing(sqlite3.connect(home / "ledger.sqlite")) as ledger, ledger:
        dump = "\n".join(ledger.iterdump())
    assert "order" in dump
    assert leaks(dump) == []


def test_masked_rejects_keep_what_finds_the_row(cli: Run, restricted: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    cli("check", *restricted, "--rejects", out)
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["order"]: row for row in csv.DictReader(stream)}
    assert rows["A2"]["tiktok-tui row"] == "3"
    assert rows["A2"]["mail"] == rows["A2"]["buyer"] == "•••"
    assert rows["A2"]["mail_2"] == ""
    assert rows["A7"]["total"].endswith("-1")
    assert rows["A5"]["total"] == "•••"
    assert "•••" in rows["A5"]["tiktok-tui reason"]


def test_a_payload_is_exact_and_says_so(cli: Run, restricted: tuple[str, ...], tmp_path: Path, home: Path) -> None:
    outcome = cli("payload", *restricted)
    assert "not masked" in outcome.err
    assert leaks(outcome.out + outcome.err) == []  # of an offline event everything that names a person is hashed


def test_rejects_of_an_older_run_are_masked_once_the_destination_is_restricted(
    cli: Run, ready: tuple[str, ...], home: Path
) -> None:
    run = json.loads(cli("send", *ready, "--json").out)["run"]
    assert leaks(cli("rejects", run).out)
    settings = home / "destinations" / "store.toml"
    settings.write_text(settings.read_text() + "restrict_pii = true\n")
    outcome = cli("rejects", run)
    assert leaks(outcome.out + outcome.err) == []
    assert "•••" in outcome.out
    settings.write_text("restrict_pii = maybe")  # it cannot be known what is wanted: mask
    assert leaks(cli("rejects", run).out) == []
    settings.unlink()
    assert leaks(cli("rejects", run).out)
