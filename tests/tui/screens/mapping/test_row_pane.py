"""The pane of one row: it is that of the check as it is now, and a row that is gone leaves the one before."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tiktok_tui.prepare.prepare import Prepared
from tiktok_tui.tui.jobs.jobs import BackgroundJob
from tiktok_tui.tui.screens.mapping import row_pane
from tiktok_tui.tui.screens.mapping.row_pane import RowPane


class Check:
    """The rows 2 to 5; the first that is sent is row 3."""

    first_sent = 3

    def __init__(self, name: str) -> None:
        self.name = name

    def nearest_row(self, row: int, step: int) -> int | None:
        return row if 2 <= row <= 5 else None

    def preview(self, row: int) -> SimpleNamespace:
        return SimpleNamespace(row=row, body=f"{self.name} {row}".encode())

    def read_ahead(self, row: int, step: int) -> None:
        """Nothing is slow here."""


def test_what_is_shown_is_of_the_last_check_and_of_a_row_that_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[Callable[[], None]] = []
    copied: list[str] = []

    def start(_: object, work: Callable[[BackgroundJob], Any], *, done: Callable[[Any], None], failed: object) -> None:
        reads.append(lambda: done(work(BackgroundJob())))

    monkeypatch.setattr(row_pane, "start", start)

    def notify(said: str, **_: object) -> None:
        if "no JSON" in said:
            copied.append("nothing")

    monkeypatch.setattr(RowPane, "app", SimpleNamespace(copy_to_clipboard=copied.append, notify=notify))
    pane = RowPane()

    def shown() -> str:
        while reads:
            reads.pop(0)()
        pane.copy()
        return copied[-1]

    def use(name: str) -> None:
        pane.use(cast("Prepared", Check(name)))

    assert shown() == "nothing"
    pane.begin_at(2)
    use("first")
    use("second")  # while the first is being read
    assert shown() == "second 3"
    pane.step(1)
    pane.step(1)
    assert shown() == "second 5"
    pane.step(1)
    assert shown() == "second 5"
    pane.step(-1)
    assert shown() == "second 4"
    pane.show_row(2)
    assert shown() == "second 2"
    pane.forget()
    assert shown() == "nothing"
    use("third")
    assert shown() == "third 2"
