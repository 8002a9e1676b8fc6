"""Rows from a pipe, an address, several files and database files, by the commands."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tests.sources.server import Files, serving
from tests.support.commands import Run
from tests.support.orders import write_orders
from tests.support.sandbox import Sandbox


def stranded(home: Path) -> list[Path]:
    """The files left in the scratch folder: people's data, if anything."""
    return [path for path in (home / "scratch").rglob("*") if path.suffix != ".lock"]


def test_what_is_piped_in_is_sent_and_not_kept(
    process: Run, cli: Run, sandbox: Sandbox, ready: tuple[str, ...], home: Path, tmp_path: Path
) -> None:
    orders = write_orders(tmp_path / "orders.csv", 30, bad=2)
    sandbox.set_faults("40102")
    stopped = process("send", "-", *ready, "--json", stdin=orders.read_text())
    assert stopped.code == 3, stopped.err
    assert "stdin: The rows came through a pipe" in stopped.err
    assert json.loads(stopped.out)["file"] == "stdin"
    sandbox.set_faults()
    assert stranded(home) == []
    again = cli("resume", json.loads(stopped.out)["run"])
    assert again.code == 2
    assert "came through a pipe and are not kept" in again.err
    assert "give-up" in again.err
    rejects = tmp_path / "rejects.csv"
    sent = process("send", "/dev/stdin", *ready, "--json", "--rejects", str(rejects), stdin=orders.read_text())
    assert (sent.code, json.loads(sent.out)["accepted"]) == (1, 28), sent.err
    assert len(rejects.read_text().splitlines()) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's own")
def test_a_process_substitution_is_a_pipe(home: Path, store: str, tmp_path: Path) -> None:
    orders = write_orders(tmp_path / "orders.csv", 5)
    command = f"{sys.executable} -m tiktok_tui check <(cat '{orders}') -d {store} --json"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr
    assert (json.loads(done.stdout)["file"], json.loads(done.stdout)["rows"]) == ("pipe", 5)


def test_an_empty_pipe_says_so(process: Run, store: str) -> None:
    outcome = process("check", "-", "-d", store)
    assert outcome.code == 2
    assert "Nothing came through the pipe" in outcome.err


def test_a_signed_address_is_shown_and_kept_nowhere(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], home: Path, tmp_path: Path
) -> None:
    content = write_orders(tmp_path / "orders.csv", 20).read_bytes()
    sandbox.set_faults("40102")
    with serving(Files(content)) as files:
        plain = f"{files.base}/exports/orders.csv"
        stopped = cli("send", f"{plain}?X-Signature=SECRET", *ready, "--json")
        assert (stopped.code, json.loads(stopped.out)["file"]) == (3, "orders.csv"), stopped.err
        assert files.requests[0][0].endswith("SECRET")
        run = json.loads(stopped.out)["run"]
        shown = cli("runs", run, "--json")
        assert json.loads(shown.out)["source"] == f"{plain}?…"
        assert "signed address, which is not kept" in cli("resume", run).err
        for text in (stopped.out, stopped.err, shown.out, cli("runs", run).out):
            assert "SECRET" not in text
        kept = [path for path in home.rglob("*") if path.is_file()]
        assert kept
        assert not [path for path in kept if b"SECRET" in path.read_bytes()]

        assert cli("send", plain, *ready, "--json").code == 3
        sandbox.set_faults()
        resumed = cli("resume", "--yes", "--json")
        assert (resumed.code, json.loads(resumed.out)["accepted"]) == (0, 20), resumed.err
        files.content += b"A999,,,\n"
    assert stranded(home) == []


def test_an_address_whose_file_has_changed_is_not_resumed(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    content = write_orders(tmp_path / "orders.csv", 20).read_bytes()
    sandbox.set_faults("40102")
    with serving(Files(content)) as files:
        run = json.loads(cli("send", f"{files.base}/orders.csv", *ready, "--json").out)["run"]
        files.content += b"A999,,,\n"
        outcome = cli("resume", run)
        assert outcome.code == 2
        assert f"has changed since run {run}" in outcome.err


def test_several_files_are_one_run_and_their_rows_have_names(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    write_orders(folder / "day-1.csv", 10, bad=1)
    write_orders(folder / "day-2.csv", 10, bad=2, first=100)
    checked = cli("check", folder / "day-*.csv", *ready)
    assert checked.code == 1, checked.err
    assert "2 files read: day-1.csv, day-2.csv" in checked.err
    assert "day-1.csv row 2, day-2.csv row 2, day-2.csv row 3" in checked.out
    rejects = tmp_path / "rejects.csv"
    sent = cli("send", folder, *ready, "--json", "--rejects", rejects)
    assert (json.loads(sent.out)["accepted"], json.loads(sent.out)["file"]) == (17, "exports"), sent.err
    assert [line.split(",")[4] for line in rejects.read_text("utf-8-sig").splitlines()[1:]] == [
        "day-1.csv row 2",
        "day-2.csv row 2",
        "day-2.csv row 3",
    ]
    run = json.loads(sent.out)["run"]
    assert cli("rejects", run).out.count("day-2.csv row") == 2
    write_orders(folder / "day-3.csv", 1, first=500)
    assert "has changed" in cli("rejects", run).err


def test_a_table_of_a_database_file_is_named_with_sheet(cli: Run, ready: tuple[str, ...], tmp_path: Path) -> None:
    orders = write_orders(tmp_path / "orders.csv", 10)
    path = tmp_path / "shop.sqlite"
    with closing(sqlite3.connect(path)) as shop, shop:
        shop.execute('CREATE TABLE orders ("order" TEXT, sold_at TEXT, mail TEXT, total TEXT)')
        shop.executemany(
            "INSERT INTO orders VALUES (?, ?, ?, ?)",
            [line.split(",") for line in orders.read_text().splitlines()[1:]],
        )
        shop.execute("CREATE TABLE clients (mail TEXT, name TEXT)")
    unnamed = cli("check", path, *ready)
    assert unnamed.code == 2
    assert "has 2 tables: clients, orders" in unnamed.err
    assert "--sheet NAME" in unnamed.err
    checked = cli("payload", path, *ready, "--sheet", "orders")
    same = cli("payload", orders, *ready)
    assert checked.out == same.out != ""
    named = cli("check", path, *ready, "--sheet", "orders", "--json")
    assert (named.code, json.loads(named.out)["sendable"]) == (0, 10), named.err


def test_the_same_orders_are_the_same_events_whatever_they_come_from(
    cli: Run, process: Run, ready: tuple[str, ...], tmp_path: Path
) -> None:
    """CSV, Parquet, SQLite, DuckDB, two files, a pipe and an address; servers are in test_connection.py."""
    orders = write_orders(tmp_path / "orders.csv", 20)
    header, *rows = orders.read_text().splitlines()
    halves = tmp_path / "halves"
    halves.mkdir()
    for name, some in (("1.csv", rows[:10]), ("2.csv", rows[10:])):
        (halves / name).write_text("\n".join([header, *some]))
    typed = f"SELECT \"order\", sold_at::TIMESTAMPTZ AS sold_at, mail, total::DECIMAL(9, 2) AS total FROM '{orders}'"
    with duckdb.connect(str(tmp_path / "shop.duckdb")) as database:
        database.execute("SET TimeZone = 'UTC'")
        database.execute(f"CREATE TABLE orders AS {typed}")
        database.execute(f"COPY orders TO '{tmp_path / 'orders.parquet'}'")
    with closing(sqlite3.connect(tmp_path / "shop.sqlite")) as shop, shop:
        shop.execute('CREATE TABLE orders ("order" TEXT, sold_at TEXT, mail TEXT, total REAL)')
        shop.executemany("INSERT INTO orders VALUES (?, ?, ?, ?)", [row.split(",") for row in rows])
    with serving(Files(orders.read_bytes())) as files:
        words = ["orders.csv", "orders.parquet", "shop.duckdb", "shop.sqlite", "halves"]
        sources = [*(tmp_path / name for name in words), f"{files.base}/orders.csv"]
        bodies = {str(source): cli("payload", source, *ready).out for source in sources}
    bodies["-"] = process("payload", "-", *ready, stdin=orders.read_text()).out

    def events(text: str) -> list[object]:
        return [event for line in text.splitlines() for event in json.loads(line)["data"]]

    expected = events(bodies[str(orders)])
    assert len(expected) == 20
    assert {name: events(text) == expected for name, text in bodies.items()} == dict.fromkeys(bodies, True)
