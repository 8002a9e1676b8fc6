"""Give staged rows the numbers that a spreadsheet shows, where blank and broken lines are between them."""

from __future__ import annotations

from collections.abc import Iterable

from tiktok_tui.files.scratch.database import Work


def number_rows(work: Work, table: str, gaps: Iterable[int]) -> None:
    """Fill the column `row` of a table that holds a file's rows from row 1 on, but for those numbered `gaps`."""
    starts, shifts = _shifts(sorted(gaps))
    work.execute(f"UPDATE {table} SET row = rowid + 1")
    if not starts:
        return
    steps = f"{table}_steps"
    work.execute(
        f"CREATE TABLE {steps} AS SELECT unnest($starts::BIGINT[]) AS start, unnest($shifts::BIGINT[]) AS shift",
        {"starts": starts, "shifts": shifts},
    )
    work.execute(
        f"UPDATE {table} SET row = {table}.row + moved.shift FROM (SELECT old.rowid AS place, shift "
        f"FROM {table} AS old ASOF JOIN {steps} ON old.rowid >= {steps}.start) AS moved "
        f"WHERE {table}.rowid = moved.place"
    )
    work.execute(f"DROP TABLE {steps}")


def _shifts(gaps: list[int]) -> tuple[list[int], list[int]]:
    """Pairs of a rowid (0 is row 1 without gaps) and the number that is added to the rows from there on."""
    steps: dict[int, int] = {}
    for before, gap in enumerate(gaps):
        steps[gap - 1 - before] = before + 1
    return list(steps), list(steps.values())
