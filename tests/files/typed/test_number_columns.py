"""A copy of rows says in its metadata which of its text columns were numbers."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tiktok_tui.files.opening import open_table
from tiktok_tui.files.table import Kind
from tiktok_tui.files.typed.number_columns import copy_option


@pytest.mark.parametrize("names", [[], ["total"], ["it's", "total"], ["Cost"]])
def test_numbers_are_known_by_their_names(tmp_path: Path, scratch: Path, names: list[str]) -> None:
    path = tmp_path / "rows.parquet"
    with duckdb.connect() as database:
        database.execute(
            f"""COPY (SELECT '1.50' AS total, '2' AS "it's", '3' AS "Cost", 'x' AS name) TO '{path}' """
            f"(FORMAT parquet{copy_option(names)})"
        )
    with open_table(str(path), scratch=scratch) as table:
        assert {column.name for column in table.columns if column.kind is Kind.NUMBER} == set(names)
        total = "1.5" if "total" in names else "1.50"  # a number has no zeros at its end, a text is as it is
        assert [row.cells for row in table.sample()] == [(total, "2", "3", "x")]
