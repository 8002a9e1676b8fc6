"""Tables of staged rows are used again, and dropped when there are too many."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.files.conftest import Open
from tiktok_tui.files import opening, stagings
from tiktok_tui.files.opening import Table

NAMES = [f"c{number}" for number in range(8)]


@pytest.fixture
def table(opened: Open, monkeypatch: pytest.MonkeyPatch) -> Table:
    """A table that takes itself for a large one, of which only the asked columns are read."""
    monkeypatch.setattr(opening, "_SMALL", 0)
    return opened(",".join(NAMES) + "\n" + "1,2,3,4,5,6,7,8\n" * 20)


def staged_tables(table: Table) -> set[str]:
    found = table.cursor().execute("SELECT table_name FROM duckdb_tables()").fetchall()
    return {name for (name,) in found if name.startswith(("staged", "head"))}


def test_the_oldest_of_many_stagings_are_dropped(table: Table) -> None:
    names = [table.stage([name]).name for name in NAMES]
    assert staged_tables(table) == set(names[-4:])


def test_the_oldest_of_many_heads_are_dropped(table: Table, scratch: Path) -> None:
    names = [table.stage([NAMES[number % 8]], limit=3).name for number in range(12)]
    assert staged_tables(table) == set(names[-8:])
    found = table.cursor().execute("SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'broken%'").fetchone()
    assert found == (8,)
    assert [path.name for path in scratch.rglob("*.csv")] == []


def test_a_staging_that_has_the_columns_is_used_again(table: Table) -> None:
    whole = table.stage(NAMES)
    view = table.stage(["c5", "c1"])
    assert staged_tables(table) == {whole.name}
    assert table.cursor().execute(f"SELECT c0, c1 FROM {view.name} LIMIT 1").fetchone() == ("6", "2")


def test_a_staging_that_fails_leaves_no_table_and_no_staging(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(stagings, "Staged", None)
        with pytest.raises(TypeError):
            table.stage(["c1"])
    assert staged_tables(table) == set()
    assert table.stage(["c1"]).rows == 20


def test_counting_the_values_of_a_column_leaves_no_table_behind_and_takes_the_one_that_is_there(table: Table) -> None:
    assert table.value_counts("c3") == [("4", 20)]
    assert staged_tables(table) == set()
    staged = table.stage(["c3"])
    assert table.value_counts("c3") == [("4", 20)]
    assert staged_tables(table) == {staged.name}
