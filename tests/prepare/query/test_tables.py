"""Every table of a check is dropped with it."""

from __future__ import annotations

from tiktok_tui.prepare.query.tables import Tables


def test_all_tables_of_a_check_are_its_own_and_known() -> None:
    tables = Tables("prepared_7")
    names = [name for name, value in vars(Tables).items() if isinstance(value, property)]
    single = {getattr(tables, name) for name in names if name not in ("lookups", "every")}
    assert set(tables.every) == single
    assert len(single) == len(names) - 2
    assert all(name.startswith("prepared_7_") for name in single)
