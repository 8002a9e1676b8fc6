"""A batch in words, while it is sent and in the history: the same words for the same state."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktok_tui.tui.screens.upload.batch_lines import COLUMNS, BatchLine, BatchLines, line_of
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.ledger.history import BatchRecord
from tiktok_tui.uploads.run import BatchState

STARTED = updates.BatchStarted(1, 10, first_row=2, last_row=11, tries=1, in_flight=1)


def recorded(state: BatchState, code: int = 0) -> str:
    """The words for a batch that the ledger has in `state`."""
    record = BatchRecord(1, None, state, 10, 2, 11, 1, 0.0, 0.4, code, "20261125000000000000000000", "", "")
    return line_of(record).state.text


@pytest.mark.parametrize(
    ("state", "cell"),
    [
        (BatchState.QUEUED, Cell("○ waiting", Tone.QUIET)),
        (BatchState.SENDING, Cell("● sending", Tone.INFO)),
        (BatchState.WAITING, Cell("↻ waiting to be sent again", Tone.WARNING)),
        (BatchState.ACCEPTED, Cell("✓ 0.40 s   …000000", Tone.DONE)),
        (BatchState.REFUSED, Cell("✗ refused", Tone.ERROR)),
        (BatchState.SPLIT, Cell("✓ split to find the event at fault", Tone.QUIET)),
        (BatchState.UNSENT, Cell("○ moved to a later batch", Tone.QUIET)),
        (BatchState.DOUBTFUL, Cell("! in doubt, moved to a later batch", Tone.WARNING)),
    ],
)
def test_a_batch_of_the_history_is_a_line_in_its_tone(state: BatchState, cell: Cell) -> None:
    record = BatchRecord(1_200, None, state, 1_000, 1_002, 2_001, 3, 0.0, 0.4, 0, "20261125000000000000000000", "", "")
    assert [(column.label, column.right) for column in COLUMNS] == [
        *(("Batch", True), ("Events", True), ("State", False))
    ]
    line = line_of(record)
    assert line.cells == ("1,200", "1,000", cell)
    assert (line.number, line.events, line.rows, line.tries) == (1_200, 1_000, "1,002 to 2,001", 3)
    assert (line.request_id, line.message, line.code) == (record.request_id, "", 0)


@pytest.mark.parametrize(
    ("update", "cell", "events", "answer"),
    [
        (updates.BatchStarted(1, 9, 2, 11, 1, 1), Cell("● sending", Tone.INFO), 9, ("", "", None)),
        (updates.BatchStarted(1, 9, 2, 11, 2, 1), Cell("● sending (2)", Tone.INFO), 9, ("", "", None)),
        (
            updates.BatchAccepted(1, 8, 0.456, 0, "20261125", message="OK"),
            Cell("✓ 0.46 s   …261125", Tone.DONE),
            8,
            ("20261125", "OK", 0),
        ),
        (
            updates.BatchAccepted(1, 10, 0.4, 0, "2026112"),
            Cell("✓ 0.40 s   2026112", Tone.DONE),
            10,
            ("2026112", "", 0),
        ),
        (
            updates.BatchAccepted(1, 10, 0.4, 20001, "R", partial=True, message="Some."),
            Cell("! in part: TikTok does not say which   20001", Tone.WARNING),
            10,
            ("R", "Some.", 20001),
        ),
        (
            updates.BatchRetrying(1, 2, 4.4, "too many requests", 40100, "R"),
            Cell("↻ again in 4 s (2): too many requests", Tone.WARNING),
            10,
            ("R", "too many requests", 40100),
        ),
        (
            updates.BatchSplit(1, ((2, 1_500), (3, 500)), "one of its events is refused", 40002, "R"),
            Cell("✓ split 1,500 + 500 to find the event at fault", Tone.QUIET),
            10,
            ("R", "one of its events is refused", 40002),
        ),
        (
            updates.BatchSetAside(1, 7, in_doubt=True, why="It broke off."),
            Cell("! in doubt, moved to a later batch", Tone.WARNING),
            7,
            ("", "It broke off.", None),
        ),
        (
            updates.RowRefused(1, 1_442, "email", "Not an address.", "Correct it.", 40002, "R"),
            Cell("✗ row 1,442 refused", Tone.ERROR),
            10,
            ("R", "Not an address.", 40002),
        ),
        (updates.Paused(1), Cell("● sending", Tone.INFO), 10, ("", "", None)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_thing_that_happens_to_a_batch_is_in_its_line(
    update: updates.Update, cell: Cell, events: int, answer: tuple[str, str, int | None]
) -> None:
    lines = BatchLines()
    for each in (STARTED, update):
        lines.add(each)
    line = lines.at(0)
    assert line is not None
    assert lines.count == 1
    assert (line.state, line.events, line.rows) == (cell, events, "2 to 11")
    assert (line.request_id, line.message, line.code) == answer
    assert list(lines.rows(0, 1)) == [("1", str(events), cell)]


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
    assert [[row[0] for row in lines.rows(*window)] for window in ((0, 5), (0, 1), (1, 5), (2, 5))] == [
        *(["2", "1"], ["2"], ["1"], list[str]())
    ]
    first, last = lines.at(0), lines.at(1)
    assert (first and first.events, last and last.state.text, lines.at(2)) == (5, "● sending (2)", None)
    assert (first and first.tries, last and last.tries) == (1, 2)
    lines.add(updates.BatchAccepted(7, 3, 0.1, 0, "R"))  # one whose start was never told
    assert lines.at(0) == BatchLine(7, 3, "", Cell("✓ 0.10 s   R", Tone.DONE), 0, "R", "", 0)
