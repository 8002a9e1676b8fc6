"""How the queries of a check are run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiktok_tui.files.opening import open_table
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.prepare.cursors import FEW, run_as_written


def optimized(work: Work) -> bool:
    """True if a condition is looked for while the table is read."""
    work.execute("CREATE OR REPLACE TEMP TABLE numbers AS FROM range(10) AS numbers(number)")
    plan = work.execute("EXPLAIN SELECT * FROM (SELECT number FROM numbers) WHERE number > 5").fetchall()[0][1]
    return "Filters: number" in plan


@pytest.mark.parametrize(("rows", "left_out"), [(0, True), (FEW, True), (FEW + 1, False)])
def test_only_queries_over_few_rows_do_without_the_optimizer(rows: int, left_out: bool, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    with open_table(str(tmp_path / "a.csv"), scratch=tmp_path) as table, table.work() as work:
        run_as_written(work, rows)
        assert optimized(work) is not left_out


def test_the_first_rows_take_the_optimizer_from_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    with open_table(str(tmp_path / "a.csv"), scratch=tmp_path) as table, table.work() as first, table.work() as before:
        run_as_written(first, 1)
        with table.work() as after:
            assert (optimized(first), optimized(before), optimized(after)) == (False, True, True)
