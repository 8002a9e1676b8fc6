"""A nightly run over a window without orders is a success that says so, however the rows come."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from tests.support.commands import Run

HEADER = "sold_at,mail,total\n"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Give sources with columns and no rows, by a name for each."""
    (tmp_path / "night.csv").write_text(HEADER)
    (tmp_path / "titled.csv").write_text(f"Orders of the shop\n\n{HEADER}")
    (tmp_path / "exports").mkdir()
    for name in ("monday", "tuesday"):
        (tmp_path / "exports" / f"{name}.csv").write_text(HEADER)
    (tmp_path / "full.csv").write_text(f"{HEADER}2026-06-11,a@example.org,1\n")
    (tmp_path / "unmapped.csv").write_text("one,two\n")
    empty = "SELECT 'x' AS sold_at, 'x' AS mail, 1.5 AS total WHERE false"
    duckdb.execute(f"COPY ({empty}) TO '{tmp_path / 'night.parquet'}' (FORMAT parquet)")
    names = ("night.csv", "titled.csv", "night.parquet", "exports", "unmapped.csv")
    return {name: str(tmp_path / name) for name in names} | {
        "query": f"SELECT * FROM '{tmp_path / 'full.csv'}' WHERE mail IS NULL"
    }


@pytest.mark.parametrize("name", ["night.csv", "titled.csv", "night.parquet", "exports", "unmapped.csv", "query"])
def test_no_rows_are_nothing_to_send(cli: Run, store: str, files: dict[str, str], name: str) -> None:
    for command in ("check", "send"):
        said = cli(command, files[name], "-d", store)
        assert said.code == 0, said.err
        assert "0  rows" in said.out
        assert "so there is nothing to send" in said.err
        counted = cli(command, files[name], "-d", store, "--json")
        result = json.loads(counted.out)
        assert (counted.code, result["rows"], result["sendable"]) == (0, 0, 0)
        assert any("no rows, so there is nothing to send" in note["text"] for note in result["notes"])
    assert cli("payload", files[name], "-d", store).out == ""


def test_a_file_without_rows_beside_one_with_rows(cli: Run, store: str, files: dict[str, str]) -> None:
    exports = Path(files["exports"])
    (exports / "monday.csv").write_text(f"{HEADER}2026-06-11,a@example.org,1\n")
    counted = cli("check", exports, "-d", store, "--json", "--as-of", "2026-06-12T00:00:00Z")
    result = json.loads(counted.out)
    assert (counted.code, result["rows"]) == (0, 1), counted.err
    assert any(note["text"] == "1 file without rows: tuesday.csv" for note in result["notes"])
