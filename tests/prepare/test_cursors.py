"""How the queries of a check are run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiktok_tui.files.opening import open_table
from tiktok_tui.prepare.cursors import FEW, run_as_written


@pytest.mark.parametrize(("rows", "skipped"), [(0, True), (FEW, True), (FEW + 1, False)])
def test_only_files_of_few_rows_do_without_the_optimizer(rows: int, skipped: bool, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    with open_table(str(tmp_path / "a.csv"), scratch=tmp_path) as table, table.work() as work:
        run_as_written(work, rows)
        found = work.execute("SELECT current_setting('disabled_optimizers')").fetchone()
        assert found is not None
        assert ("filter_pushdown" in found[0]) is skipped
        assert "unused_columns" not in found[0]
