"""`rejects`: into a file, to a pipe, and on a terminal as text, without what that would obey."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.orders import write_orders
from tests.support.sandbox import Sandbox
from tiktok_tui.cli import console


def test_the_rows_are_shown_on_a_terminal(
    cli: Run, ready: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = write_orders(tmp_path / "orders.csv", 5, bad=2)
    orders.write_text(orders.read_text().replace("nobody", "no\x1bbody", 1))
    run = json.loads(cli("send", orders, *ready, "--yes", "--json").out)["run"]
    monkeypatch.setattr(console, "is_terminal", lambda stream: True)
    printed = cli("rejects", run)
    assert cli("rejects", run, "-o", "-") == printed
    lines = printed.out.splitlines()
    assert [line.split(",")[0].strip('"') for line in lines] == ["order", "A0", "A1"]
    assert lines[0].endswith("tiktok-tui what to do")
    assert "no\ufffdbody" in lines[1]


def test_rows_that_were_rejected_and_rows_that_tiktok_refused(
    cli: Run, ready: tuple[str, ...], sandbox: Sandbox, tmp_path: Path
) -> None:
    orders, path = tmp_path / "orders.csv", tmp_path / "rejects.csv"
    mails = ("nobody", *(f"customer{number}@example.org" for number in range(1, 6)))
    rows = [f"A{number},2026-03-01,{mail},{number}.50" for number, mail in enumerate(mails)]
    orders.write_text("\n".join(["order,sold_at,mail,total", *rows]))
    sandbox.set_faults("refuse-events:0.5")
    # As of its own day: by today's date all of its rows are too old.
    run = json.loads(cli("send", orders, *ready, "--as-of", "2026-03-02T00:00:00Z", "--json").out)
    assert 0 < run["refused"] < 5
    written = cli("rejects", run["run"], "-o", path)
    count = 1 + run["refused"]
    assert (written.code, written.out) == (0, "")
    assert written.err.splitlines()[-1] == (f"Rejected rows: {path} ({count}). Correct them in that file and send it.")
    found = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert [row["tiktok-tui rule"] for row in found] == ["email.invalid", *["tiktok.refused"] * run["refused"]]
    printed = cli("rejects", run["run"])
    assert (printed.code, printed.out) == (0, path.read_bytes().decode())


def test_the_rows_of_the_table_that_was_sent(
    cli: Run, ready: tuple[str, ...], sandbox: Sandbox, tmp_path: Path
) -> None:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as shop, shop:
        shop.execute('CREATE TABLE orders ("order" TEXT, sold_at TEXT, mail TEXT, total TEXT)')
        shop.execute(
            "INSERT INTO orders VALUES ('A1', '2026-03-01', 'nobody', '1'), ('A2', '2026-03-01', 'a@b.cd', '1')"
        )
        shop.execute("CREATE TABLE clients (mail TEXT)")
    sent = cli("send", path, *ready, "--sheet", "orders", "--as-of", "2026-03-02T00:00:00Z", "--json")
    assert (sent.code, json.loads(sent.out)["accepted"]) == (1, 1), sent.err
    written = cli("rejects", json.loads(sent.out)["run"])
    assert (written.code, written.out.splitlines()[1].split(",")[:3]) == (0, ["A1", "2026-03-01", "nobody"])
