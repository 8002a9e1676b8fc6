"""The rejects that were saved are found again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tiktok_tui.tui.screens.problems.save_rejects import saved_before


def test_those_changed_last_come_first_and_other_files_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for age, name in enumerate(("rejects-b.csv", "orders.csv", "rejects-a.csv", "rejects-c.txt")):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    assert saved_before() == (tmp_path / "rejects-b.csv", tmp_path / "rejects-a.csv")
