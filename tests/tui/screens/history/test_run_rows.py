"""Batches and refusals of a run, read from its ledger for the window and the filter that are asked for."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import cast

import pytest

from tiktok_tui.tui.screens.history.run_rows import RunRows
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.uploads.ledger import database, history
from tiktok_tui.uploads.ledger.history import BatchRecord, Refusal
from tiktok_tui.uploads.run import BatchState, Run


def test_rows_are_those_of_the_run_in_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, refusal = list[object](), cast("Refusal", object())

    def answer(name: str, result: object) -> None:
        def asking(*what: object, **how: object) -> object:
            asked.append((name, what, how))
            return result

        monkeypatch.setattr(history, name, asking)

    record = BatchRecord(3, None, BatchState.REFUSED, 1, 2, 2, 1, 0.0, 0.4, 40002, "R", "No.", "")
    for name, result in (("batch_count", 7), ("batches", [record]), ("refusal_count", 4), ("refusals", [refusal])):
        answer(name, result)
    monkeypatch.setattr(database, "Ledger", nullcontext)
    run, path = cast("Run", object()), Path("/ledger")
    rows = RunRows(path, run)
    (line,) = rows.batches(20, 10)
    assert line.cells == ("3", "1", Cell("✗ refused", Tone.ERROR))
    assert (rows.batch_count(), rows.refusal_count("mail"), rows.refusals("mail", 5, 3)) == (7, 4, [refusal])
    assert asked == [
        ("batches", (path, run), {"offset": 20, "limit": 10}),
        ("batch_count", (path, run), {}),
        ("refusal_count", (path, run, "mail"), {}),
        ("refusals", (path, run), {"containing": "mail", "offset": 5, "limit": 3}),
    ]
