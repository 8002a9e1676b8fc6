"""The progress of an upload in the terminal's title, and the bell at the end of a long one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App

from tiktok_tui.tui.frame import terminal_title
from tiktok_tui.tui.frame.terminal_title import TerminalProgress
from tiktok_tui.uploads.progress import Progress
from tiktok_tui.uploads.run import Tally


@pytest.mark.parametrize(
    ("seconds", "rung"), [(16, ["orders.csv: the upload has ended, 1,199 accepted"]), (15, list[str]())]
)
def test_the_title_says_how_far_it_is_and_a_long_upload_rings(
    seconds: float, rung: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now, shown, heard = [100.0], list[tuple[str, float | None]](), list[str]()
    monkeypatch.setattr(terminal_title, "time", SimpleNamespace(monotonic=lambda: now[0]))
    app = SimpleNamespace(show_progress=lambda *given: shown.append(given), ring=heard.append)
    progress = TerminalProgress(cast("App[Any]", app), "orders.csv")
    progress.show(Progress())
    progress.show(Progress(total=1_200, tally=Tally(accepted=600, refused=7, skipped=1)))
    progress.show(Progress(total=1_200, tally=Tally(accepted=1_199)))
    now[0] += seconds
    progress.end()
    assert shown == [
        ("0 % · orders.csv", 0.0),
        ("50 % · orders.csv", 608 / 1_200),
        ("99 % · orders.csv", 1_199 / 1_200),
        ("tiktok-tui", None),
    ]
    assert heard == rung
