"""A batch in words, while it is sent and in the history: the same words for the same state."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktok_tui.tui.screens.upload.batch_lines import BatchLines, line_of
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.ledger.history import BatchRecord
from tiktok_tui.uploads.run import BatchState

STARTED = updates.BatchStarted(1, 10, first_row=2, last_row=11, tries=1, in_flight=1)


def recorded(state: BatchState, code: int = 0) -> str:
    """The words for a batch that the ledger has in `state`."""
    record = BatchRecord(1, None, state, 10, 2, 11, 1, 0.0, 0.4, code, "20261125000000000000000000", "", "")
    return line_of(record).state.text


def test_every_state_of_a_run_that_has_ended_says_what_became_of_the_events() -> None:
    """After a resume the events of a batch that was not carried out are in other batches, and sent."""
    assert recorded(BatchState.UNSENT) == "○ moved to a later batch"
    assert recorded(BatchState.DOUBTFUL) == "! in doubt, moved to a later batch"
    assert recorded(BatchState.ACCEPTED) == "✓ 0.40 s   …000000"
    assert recorded(BatchState.ACCEPTED, 40050) == "✓ 0.40 s   …000000"
    assert recorded(BatchState.ACCEPTED, 20001).startswith("! in part")
    stale = ("not sent", "on resume")
    assert [state for state in BatchState if any(words in recorded(state) for words in stale)] == []


def test_a_batch_that_tiktok_has_not_answered_has_no_code() -> None:
    record = BatchRecord(1, None, BatchState.DOUBTFUL, 10, 2, 11, 1, 0.0, 0.4, 0, "", "broken", "off")
    assert (line_of(record).code, line_of(record).message) == (None, "broken off")
    assert line_of(replace(record, request_id="2026")).code == 0
    assert line_of(replace(record, code=40002)).code == 40002


@pytest.mark.parametrize(("in_doubt", "state"), [(False, BatchState.UNSENT), (True, BatchState.DOUBTFUL)])
def test_a_batch_that_waits_for_the_resume_has_the_words_of_the_history(in_doubt: bool, state: BatchState) -> None:
    lines = BatchLines()
    for update in (STARTED, updates.BatchSetAside(1, 10, in_doubt, "The connection broke.")):
        lines.add(update)
    line = lines.at(0)
    assert line is not None
    assert (line.state.text, line.message, line.rows) == (recorded(state), "The connection broke.", "2 to 11")


def test_the_newest_batch_is_first_and_a_try_more_is_counted() -> None:
    lines = BatchLines()
    again = updates.BatchStarted(1, 10, first_row=2, last_row=11, tries=2, in_flight=1)
    for update in (STARTED, updates.BatchStarted(2, 5, 12, 16, 1, 1), again):
        lines.add(update)
    assert [row[0] for row in lines.rows(0, 5)] == ["2", "1"]
    first, last = lines.at(0), lines.at(1)
    assert (first and first.events, last and last.state.text, lines.at(2)) == (5, "● sending (2)", None)
