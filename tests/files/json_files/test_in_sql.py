"""A line that is no JSON object, in words."""

from __future__ import annotations

import pytest

from tiktok_tui.files.broken import Reason
from tiktok_tui.files.json_files.in_sql import broken_object, row_of
from tiktok_tui.files.table import Kind, Row


@pytest.mark.parametrize(
    ("text", "reason"),
    [("[1]", Reason.NO_OBJECT), ("null", Reason.NO_OBJECT), ("{", Reason.NOT_JSON), ("[" * 100_000, Reason.NOT_JSON)],
)
def test_json_that_is_no_object_differs_from_what_is_no_json(text: str, reason: Reason) -> None:
    found = broken_object(7, text)
    assert (found.number, (found.reason, found.remedy)) == (7, reason.value)


def test_the_kinds_of_a_row_stand_behind_its_cells_and_nothing_is_text() -> None:
    row = row_of(3, ["1", "number", "x", "text", None, None], kinds=True)
    assert (row, row.kinds) == (Row(3, ("1", "x", None)), (Kind.NUMBER, Kind.TEXT, Kind.TEXT))
