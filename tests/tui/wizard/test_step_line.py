"""A click on the line of steps is one on the step that is drawn there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message

from tiktok_tui.tui.wizard.step_line import StepLine, StepMark, StepState

MARKS = (
    StepMark("a", "Credentials", StepState.DONE),
    StepMark("b", "Review", StepState.HERE),
    StepMark("c", "Upload", StepState.TODO),
    StepMark("d", "Again", StepState.NEEDS_YOU),
)


@pytest.mark.parametrize(
    ("width", "drawn"),
    [
        (80, "✓ Credentials ─── ● Review ─── ○ Upload ─── ! Again"),
        (51, "✓ Credentials ─── ● Review ─── ○ Upload ─── ! Again"),
        (50, "✓ Credentials ─ ● Review ─ ○ Upload ─ ! Again"),
        (44, "✓ ─ ● Review ─ ○ ─ !"),
    ],
)
def test_each_step_is_under_its_words(width: int, drawn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    posted: list[Message] = []
    monkeypatch.setattr(StepLine, "size", Size(width, 1))
    monkeypatch.setattr(StepLine, "post_message", lambda _, message: posted.append(message))
    line = StepLine()
    line.set_reactive(StepLine.marks, MARKS)
    assert line.render().plain == drawn
    chosen = ""
    for x in range(len(drawn)):
        posted.clear()
        offset = Offset(x, 0)
        line.on_click(cast("events.Click", SimpleNamespace(get_content_offset=lambda _, offset=offset: offset)))
        keys = [message.key for message in posted if isinstance(message, StepLine.Chosen)]
        chosen += "".join(keys) or "-"
    places = {glyph: drawn.index(glyph) for glyph in "✓●○!"}
    assert [chosen[place] for place in places.values()] == ["a", "b", "c", "d"]
    assert [chosen[drawn.index("─")], chosen[drawn.index("Review")], chosen[drawn.index("Review") + 5]] == [
        "-",
        "b",
        "b",
    ]
