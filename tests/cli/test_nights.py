"""A nightly query of a real database: windows, names of rows, resuming, rejects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.databases import PASSWORD, Server
from tests.support.sandbox import Sandbox

QUERY = "SELECT * FROM {} WHERE sold_at >= :since AND sold_at < :until"


@pytest.fixture
def shop(cli: Run, postgres: Server, ready: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A table of 30 orders of the last days, known to a connection `shop` and the query `night.sql`."""
    monkeypatch.setenv("SHOP_PASSWORD", PASSWORD)
    assert cli("connection", "add", "shop", "--uri", postgres.address()).code == 0
    table = postgres.table('"order" text, sold_at timestamptz, mail text, total numeric(9, 2)')
    insert(postgres, table, 0, 30)
    (tmp_path / "night.sql").write_text(QUERY.format(table))
    return table


def insert(postgres: Server, table: str, first: int, count: int, mail: str = "a' || n || '@example.com") -> None:
    postgres.run(
        f"INSERT INTO {table} SELECT 'A' || n, now() - n * interval '1 minute' - interval '1 second', '{mail}', n "
        f"FROM generate_series({first}, {first + count - 1}) AS t(n)"
    )


def test_two_nights_send_nothing_twice(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path, postgres: Server, shop: str
) -> None:
    words = ("--connection", "shop", "--query", tmp_path / "night.sql", *ready, "--json")
    first = cli("send", *words)
    assert (first.code, json.loads(first.out)["accepted"]) == (0, 30), first.err
    window = next(note["text"] for note in json.loads(first.out)["notes"] if "placeholders" in note["text"])
    insert(postgres, shop, 1000, 5)
    second = cli("send", *words)
    counts = json.loads(second.out)
    assert (counts["accepted"], counts["skipped"]) == (5, 30), second.err
    assert window not in second.out, "the second night begins at the first one"
    checked = cli("check", *words, "--since", "10m")
    assert json.loads(checked.out)["rows"] == 10
    unused = cli("check", "--connection", "shop", shop, *ready, "--since", "3d")
    assert (unused.code, "has no :since" in unused.err) == (2, True)


def test_syncs_of_a_query_and_of_a_table(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path, postgres: Server, shop: str, home: Path
) -> None:
    words = ("--connection", "shop", *ready)
    assert cli("sync", "add", "Query", *words, "--query", tmp_path / "night.sql").code == 0
    assert f'query = "{tmp_path / "night.sql"}"' in (home / "syncs" / "query.toml").read_text()
    first = cli("sync", "run", "query", "--json")
    assert (first.code, json.loads(first.out)["accepted"]) == (0, 30), first.err
    insert(postgres, shop, 1000, 5)
    second = json.loads(cli("sync", "run", "query", "--json").out)
    assert (second["accepted"], second["skipped"], second["file"]) == (5, 30, "shop night")
    (tmp_path / "night.sql").unlink()
    lost = cli("sync", "run", "query")
    assert lost.code == 2
    assert "The file with the sync's query is not there" in lost.err
    assert cli("sync", "add", "Table", shop, *words).code == 0
    whole = json.loads(cli("sync", "run", "table", "--json").out)
    assert (whole["accepted"], whole["skipped"], whole["file"]) == (0, 35, f"shop {shop}")
    missing = cli("sync", "add", "Other", *words, "--query", tmp_path / "night.sql")
    assert missing.code == 2
    assert str(tmp_path / "night.sql") in missing.err


def test_a_run_is_resumed_by_the_keys_of_its_events(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path, postgres: Server, shop: str
) -> None:
    """Rows that came or went in the window meanwhile are reported; what is sent is the run's and nothing else."""
    sandbox.set_faults("40102")
    stopped = cli("send", "--connection", "shop", "--query", tmp_path / "night.sql", *ready, "--json")
    assert stopped.code == 3, stopped.err
    sandbox.set_faults()
    run = json.loads(stopped.out)["run"]
    shown = json.loads(cli("runs", run, "--json").out)
    assert shown["file"] == "shop night"
    # The rows lie in another order now, two are gone and three are new.
    postgres.run(f"CREATE TABLE {shop}_2 AS SELECT * FROM {shop} ORDER BY random(); TRUNCATE {shop};")
    postgres.run(f"INSERT INTO {shop} SELECT * FROM {shop}_2 WHERE \"order\" NOT IN ('A3', 'A4');")
    insert(postgres, shop, 100, 3)
    resumed = cli("resume", run, "--yes", "--json")
    assert (resumed.code, json.loads(resumed.out)["accepted"]) == (0, 28), resumed.err
    assert "3 new events are not sent, 2 events of the run are no longer given" in resumed.err


def test_rows_are_known_by_their_order_wherever_they_lie(
    cli: Run, sandbox: Sandbox, ready: tuple[str, ...], tmp_path: Path, postgres: Server, shop: str
) -> None:
    insert(postgres, shop, 200, 1, mail="nobody")
    checked = cli("check", "--connection", "shop", "--query", tmp_path / "night.sql", *ready)
    assert checked.code == 1, checked.err
    assert "(event_id A200)" in checked.out
    assert "rows share" not in checked.err
    insert(postgres, shop, 200, 1, mail="twice@example.com")
    twice = cli("check", "--connection", "shop", "--query", tmp_path / "night.sql", *ready, "--json")
    assert "2 rows share theirs with another" in str(json.loads(twice.out)["notes"])
    postgres.run(f"DELETE FROM {shop} WHERE mail = 'twice@example.com';")
    sent = cli("send", "--connection", "shop", "--query", tmp_path / "night.sql", *ready, "--json")
    run = json.loads(sent.out)["run"]
    postgres.run(f"CREATE TABLE {shop}_2 AS SELECT * FROM {shop} ORDER BY random(); TRUNCATE {shop};")
    postgres.run(f"INSERT INTO {shop} SELECT * FROM {shop}_2;")
    rejects = cli("rejects", run)
    assert rejects.code == 0, rejects.err
    (row,) = rejects.out.splitlines()[1:]
    assert row.startswith("A200,")
    assert ",event_id A200," in row
