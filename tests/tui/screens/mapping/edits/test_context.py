"""The values of a column are counted in the whole file, while the person waits."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from tests.support.edits import Dialogs
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.tui.screens.mapping.edits import context as edits


async def test_values_are_counted_by_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    dialogs = Dialogs(monkeypatch, edits, answers=[[("a", 1)], None])
    context = dialogs.context(Mapping(), ("Kind",))
    assert await context.values_of("Kind") == [("a", 1)]
    assert await context.values_of("Kind") is None
    waiting = dialogs.opened[0]
    assert [str(part.content) for part in waiting.compose_body() if isinstance(part, Static)] == [
        "Counting its values in the whole file …"
    ]
    made = Dialogs(monkeypatch, edits, "Waiting", answers=[None])
    context = made.context(Mapping(), ("Kind",))
    cells = [("Sale", 4), ("Kind", 3), (" Kind ", 2), ("N/A", 1), ("", 1), ("kind", 1)]
    monkeypatch.setattr(context.open_file.table, "value_counts", lambda column: cells if column == "Kind" else [])
    await context.values_of("Kind")
    assert made.opened[0].title == "Kind"
    assert made.opened[0].given[1](None) == [("Kind", 5), ("Sale", 4), ("", 2), ("kind", 1)], "as a filter reads them"
