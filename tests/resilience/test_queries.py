"""A SELECT for a source reads what the person may read, and can do nothing else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.resilience.effort import Effort, Report
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.opening import open_table

SECRET = "the-content-of-another-file"

FORBIDDEN_ROWS = (
    "read_text('{secret}')", "read_blob('{secret}')", "read_csv('{secret}')", "read_csv_auto('{secret}')",
    "read_json('{secret}')", "read_ndjson_objects('{secret}')", "glob('{folder}/*')", "sniff_csv('{secret}')",
    "parquet_scan('{secret}')", "parquet_metadata('{secret}')", "read_csv('{url}')", "read_parquet('{url}')",
    "duckdb_settings()", "duckdb_secrets()", "duckdb_tables()", "duckdb_extensions()", "duckdb_databases()",
    "query('SELECT 1')", "query_table('{secret}')", "sqlite_scan('{secret}', 't')", "postgres_scan('', '', '')",
    "pragma_database_list()", "pragma_table_info('x')", "which_secret('{url}', 's3')", "duckdb_logs()",
    "json_execute_serialized_sql('{{}}')",
    "'{url}'", "'s3://bucket/x.parquet'", "'hf://datasets/x/y.csv'", "information_schema.tables", "pg_catalog.pg_class",
    "duckdb_temporary_files()", "checkpoint()", "force_checkpoint()", "import_database('x')", "arrow_scan(1, 2, 3)",
    "pandas_scan(1)", "python_map_function()", "seq_scan('x')", "test_all_types()", "enable_logging()",
    "write_log('x')",
)  # fmt: skip
FORBIDDEN_WHOLE = (
    "SELECT 1; COPY (SELECT 1) TO '{folder}/pwned.csv'",
    "SELECT 1; ATTACH '{folder}/pwned.db'",
    "SELECT 1; INSTALL httpfs",
    "SELECT 1; LOAD httpfs",
    "SELECT 1; SET enable_external_access = true",
    "SELECT 1; EXPORT DATABASE '{folder}/pwned'",
    "SELECT 1; CREATE TABLE pwned AS SELECT 1",
    "SELECT 1 INTO pwned",
    "WITH a AS (SELECT 1) DELETE FROM b",
    "WITH a AS (SELECT 1) COPY a TO '{folder}/pwned.csv'",
    "SELECT getenv('HOME') AS a",
    "SELECT current_setting('secret_directory') AS a FROM duckdb_settings()",
    "SELECT write_log('x') AS a FROM duckdb_logs()",
)
SHAPES = (
    "SELECT * FROM {}",
    "SELECT 1 AS a, (SELECT count(*) FROM {}) AS b",
    "WITH x AS (SELECT * FROM {}) SELECT * FROM x",
    "WITH x AS MATERIALIZED (FROM {}) SELECT count(*) FROM x",
    "SELECT 1 AS a UNION ALL SELECT count(*) FROM {}",
    "SELECT o.id FROM 'orders.csv' o, LATERAL (SELECT * FROM {}) t",
    "SELECT id FROM 'orders.csv' WHERE id IN (SELECT count(*)::VARCHAR FROM {})",
    "SELECT id FROM 'orders.csv' WHERE EXISTS (FROM {})",
    "SELECT id FROM 'orders.csv' ORDER BY (SELECT count(*) FROM {})",
    "SELECT id FROM 'orders.csv' LIMIT (SELECT 1 + count(*) FROM {})",
    "SELECT count(*) FILTER (WHERE EXISTS (FROM {})) AS a FROM 'orders.csv'",
    "SELECT CASE WHEN id = '1' THEN (SELECT count(*) FROM {}) END AS a FROM 'orders.csv'",
    "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r, {} WHERE n < 2) SELECT * FROM r",
    "SELECT list_transform([1], x -> (SELECT count(*) FROM {})) AS a",
    "SELECT * FROM (PIVOT (FROM {}) ON 1)",
    "SELECT * FROM 'orders.csv' ASOF JOIN {} t ON t.a >= id",
    "SELECT * FROM (VALUES ((SELECT count(*) FROM {}))) v(a)",
    "SELECT sum(n) OVER (PARTITION BY (SELECT count(*) FROM {})) AS a FROM (SELECT 1 AS n)",
)


@pytest.fixture
def knocked() -> object:
    """A port that counts who knocks."""
    listener = socket.create_server(("127.0.0.1", 0))
    seen: list[object] = []

    def listen() -> None:
        try:
            while True:
                near, address = listener.accept()
                seen.append(address)
                near.close()
        except OSError:
            return

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield listener.getsockname()[1], seen
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


Attempt = Callable[[str], str]


@pytest.fixture
def attempt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, knocked: tuple[int, list[object]]) -> object:
    """Opens a query; gives all that can be read by it, or "" where it is refused. Nothing may have changed after it."""
    port, seen = knocked
    work, away, scratch, user = (tmp_path / name for name in ("work", "away", "scratch", "user"))
    for folder in (work, away, scratch, user):
        folder.mkdir()
    (work / "orders.csv").write_text("id,note\n1,a\n2,b\n")
    (away / "secret.txt").write_text(SECRET)
    monkeypatch.chdir(work)
    monkeypatch.setenv("HOME", str(user))

    def run(sql: str) -> str:
        query = sql.format(secret=away / "secret.txt", folder=away, url=f"http://127.0.0.1:{port}/x.csv")
        found = said = ""
        try:
            with open_table(query, scratch=scratch, memory_limit="200MB") as table:
                found = repr(table.sample(50))
        except FileError as error:
            said = str(error)
        assert found or said
        assert SECRET not in found + said
        assert [path.name for path in work.iterdir()] == ["orders.csv"]
        assert [path.name for path in away.iterdir()] == ["secret.txt"]
        assert list(user.iterdir()) == []
        assert list(scratch.iterdir()) == []
        assert seen == []
        return found

    return run


def test_no_query_does_more_than_read(attempt: Attempt, effort: Effort, report: Report) -> None:
    tried = 0
    assert attempt("SELECT id FROM 'orders.csv'")
    for sql in FORBIDDEN_WHOLE:
        assert attempt(sql) == "", sql
        tried += 1

    @effort.fuzz(40, 3000)
    @given(st.sampled_from(SHAPES), st.sampled_from(SHAPES), st.sampled_from(FORBIDDEN_ROWS), st.booleans())
    def go(outer: str, inner: str, rows: str, nested: bool) -> None:
        nonlocal tried
        tried += 1
        sql = outer.replace("{}", f"({inner.replace('{}', rows)})" if nested else rows)
        assert attempt(sql) == "", sql

    go()
    report("queries that try to write, attach, install, look elsewhere or reach the network", tried, "refused")
