"""One batch, and one refused row, in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

import pytest
from textual.content import Content
from textual.widgets import Static

from tests.support.coloured import coloured
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.screens.upload.batch_lines import BatchLine
from tiktok_tui.tui.screens.upload.details import BatchDialog, RefusalDialog, refused_cells
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.uploads.updates import RowRefused

REFUSED = RowRefused(6, 1_442, "user.email", "Not an address.", "Correct it.", 40002, "20260630E5")
BATCH = BatchLine(1_200, 1_000, "2 to 1,001", Cell("✓ 0.41 s"), 2, "20260630A1", "OK", 40050)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            BATCH,
            [
                "Events       1,000",
                "Rows         2 to 1,001",
                "State        ✓ 0.41 s",
                "Tries        2",
                "Code         40050",
                "Request ID   20260630A1",
                "Answer       OK",
            ],
        ),
        (
            BatchLine(1, 1, "", Cell("○ waiting")),
            [
                "Events       1",
                "Rows         –",
                "State        ○ waiting",
                "Tries        –",
                "Code         –",
                "Request ID   –",
            ],
        ),
        (replace(BATCH, code=0), ["Code         0"]),
        (replace(BATCH, message="words " * 80 + "end"), ["Answer       " + "words " * 80 + "end"]),
    ],
)
def test_a_batch_has_a_line_for_each_fact_and_a_dash_for_what_is_unknown(line: BatchLine, said: list[str]) -> None:
    (facts,) = BatchDialog(line).compose_body()
    assert isinstance(facts, Static)
    assert isinstance(facts.content, Content)
    lines = facts.content.plain.splitlines()
    assert [each for each in lines if each in said] == said
    assert len(lines) == (7 if line.message else 6)
    assert coloured(facts.content) == [(each[:13], "$foreground-muted") for each in lines]


def test_an_id_is_copied_once_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    app = SimpleNamespace(copy_to_clipboard=copied.append, notify=lambda words, markup: copied.append(words))
    monkeypatch.setattr(BatchDialog, "app", app)
    BatchDialog(replace(BATCH, request_id="")).action_copy()
    assert copied == []
    BatchDialog(BATCH).action_copy()
    assert copied == [BATCH.request_id, "Request ID copied."]


@pytest.mark.parametrize(
    ("refused", "cells"),
    [
        (REFUSED, ("1,442", "user.email  Not an address.")),
        (replace(REFUSED, field=""), ("1,442", "Not an address.")),
        (replace(REFUSED, name="shop-2026.csv row 7"), ("", "shop-2026.csv row 7  user.email  Not an address.")),
    ],
)
def test_a_refused_row_is_its_number_or_name_and_why(refused: RowRefused, cells: tuple[str, str]) -> None:
    assert refused_cells(refused) == (cells[0], Cell(cells[1], Tone.ERROR))


@pytest.mark.parametrize(
    ("refused", "title", "notes"),
    [
        (
            REFUSED,
            "Row 1,442  user.email",
            ["Not an address.", "Correct it.", "TikTok's request ID: 20260630E5"],
        ),
        (replace(REFUSED, field="", remedy="", request_id=""), "Row 1,442", ["Not an address."]),
        (
            replace(REFUSED, name="June.csv row 7", request_id=""),
            "June.csv row 7  user.email",
            ["Not an address.", "Correct it."],
        ),
    ],
)
def test_a_refusal_is_told_with_its_remedy_and_request(
    refused: RowRefused, title: str, notes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, Sequence[str]]] = []
    monkeypatch.setattr(Notes, "__init__", lambda _, title, notes: told.append((title, notes)))
    RefusalDialog(refused)
    assert told == [(title, notes)]
