"""Lookups that a check keeps for the next check of the same file."""

from __future__ import annotations

from pathlib import Path

from tiktok_tui.files.opening import open_table
from tiktok_tui.prepare.lookups.known import clean_columns, known_of
from tiktok_tui.prepare.query.macros import BLANKS, load_macros

UNCLEAN = [f"x{blank}" for blank in BLANKS] + [f"{blank}x" for blank in BLANKS] + ["null", "N/A", "nan", "NaN", " "]


def test_only_columns_that_cleaning_changes_nothing_of_are_clean(tmp_path: Path) -> None:
    cells = {"plain": ("a b", ""), "short": ("N", "nana"), "numbers": ("-1.5", "(2)")}
    unclean = {f"u{number}": ("a", cell) for number, cell in enumerate(UNCLEAN)}
    columns = cells | unclean
    quoted = [",".join(f'"{column[row]}"' for column in columns.values()) for row in (0, 1)]
    (tmp_path / "a.csv").write_text("\n".join([",".join(columns), *quoted, ""]), encoding="utf-8", newline="")
    with open_table(str(tmp_path / "a.csv"), scratch=tmp_path) as table, table.work() as work:
        load_macros(work.cursor)
        staged = table.stage([*columns])
        found = clean_columns(work, staged, known_of(table))
        assert [staged.columns[number] for number in sorted(found)] == [*cells]


def test_a_column_is_looked_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b,c\nx, y,z\n")
    with open_table(str(tmp_path / "a.csv"), scratch=tmp_path) as table, table.work() as work:
        load_macros(work.cursor)
        known = known_of(table)
        assert clean_columns(work, table.stage(["a", "b"]), known) == {0}
        assert known_of(table) is known
        assert known.clean == {"a": True, "b": False}
        known.clean["a"] = False
        assert clean_columns(work, table.stage(["a", "c"]), known) == {1}
