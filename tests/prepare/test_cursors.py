"""How the queries of a check are run."""

from __future__ import annotations

import duckdb
import pytest

from tiktok_tui.prepare.cursors import FEW, run_as_written


@pytest.mark.parametrize(("rows", "skipped"), [(0, True), (FEW, True), (FEW + 1, False)])
def test_only_files_of_few_rows_do_without_the_optimizer(rows: int, skipped: bool) -> None:
    with duckdb.connect() as database:
        run_as_written(database, rows)
        found = database.execute("SELECT current_setting('disabled_optimizers')").fetchone()
        assert found is not None
        assert ("filter_pushdown" in found[0]) is skipped
        assert "unused_columns" not in found[0]
