"""The questions about a run of the history."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.run_specs import SPEC
from tiktok_tui.tui.screens.history import questions
from tiktok_tui.uploads.run import Run, Status, Tally

RUN = Run(1, "r", SPEC, 1, Status.STOPPED, 0.0, 1.0, 2_000, Tally(accepted=990, withheld=5, similar=1), "", "")


def test_each_says_how_many_events_it_is_about(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, str]] = []
    monkeypatch.setattr(
        questions, "Confirm", lambda title, text, *, yes, no: asked.append((title, text, f"{yes}/{no}"))
    )
    questions.about_doubtful(RUN)
    questions.about_similar(RUN)
    questions.about_similar(replace(RUN, tally=replace(RUN.tally, similar=2)))
    questions.about_giving_up(RUN)
    questions.about_doubtful(replace(RUN, tally=replace(RUN.tally, withheld=1)))
    questions.about_giving_up(replace(RUN, tally=replace(RUN.tally, accepted=1_993)))
    (*_, (_, one_in_doubt, _), (_, one_left, _)) = asked
    assert one_in_doubt == "1 event may have been accepted more than 48 hours ago: TikTok would count it twice."
    assert one_left == "1 of its 2,000 events has not been sent. Accepted events stay accepted."
    titles, texts, answers = zip(*asked[:4], strict=True)
    assert titles == (
        "Send the events in doubt?",
        "Send what was held back?",
        "Send what was held back?",
        "Give the run up?",
    )
    assert texts[0] == "5 events may have been accepted more than 48 hours ago: TikTok would count those twice."
    alike = "event accepted earlier under another ID. TikTok would count it as new."
    assert texts[1] == f"1 looks like an {alike}"
    assert texts[2] == "2 look like events accepted earlier under other IDs. TikTok would count them as new."
    assert texts[3] == f"{RUN.left:,} of its 2,000 events have not been sent. Accepted events stay accepted."
    assert answers == ("Send/Leave it", "Send/Leave it", "Send/Leave it", "Give it up/Leave it")
