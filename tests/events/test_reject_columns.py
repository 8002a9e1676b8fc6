"""A file of rejects is known by all of its own columns, and only there they are no data."""

from __future__ import annotations

from tiktok_tui.events.reject_columns import OWN_COLUMNS, are_of_rejects, without_own_columns


def test_a_file_of_rejects_has_all_four_columns() -> None:
    assert OWN_COLUMNS == ("tiktok-tui row", "tiktok-tui rule", "tiktok-tui reason", "tiktok-tui what to do")
    assert are_of_rejects([*OWN_COLUMNS, "email"])
    assert are_of_rejects(OWN_COLUMNS)
    assert not are_of_rejects([*OWN_COLUMNS[:3], "email"])


def test_only_a_file_of_rejects_loses_them() -> None:
    assert without_own_columns(["email", *OWN_COLUMNS, "phone"]) == ["email", "phone"]
    assert without_own_columns(["email", OWN_COLUMNS[0]]) == ["email", OWN_COLUMNS[0]]
