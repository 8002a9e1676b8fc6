"""Updates in words."""

from __future__ import annotations

import pytest

from tiktok_tui.events.errors import FileError
from tiktok_tui.tiktok import errors
from tiktok_tui.tiktok.answers import Answer
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.summary import Summary
from tiktok_tui.uploads.updates import BatchAccepted, HeldBack, RowRefused, RunStarted, RunStopped

SUMMARY = Summary("r", Status.STOPPED, 9, Tally())


@pytest.mark.parametrize(
    ("events", "what"),
    [
        (1, "1 event looks like one accepted before under another ID"),
        (2, "2 events look like events accepted before under other IDs"),
        (1037, "1,037 events look like events accepted before under other IDs"),
    ],
)
def test_what_is_held_back_is_counted(events: int, what: str) -> None:
    assert HeldBack(events, "same order: 1").what == what


@pytest.mark.parametrize(
    ("events", "words"),
    [
        (0, ""),
        (1, "1 with an unknown result is sent again under the same ID"),
        (2000, "2,000 with an unknown result are sent again under the same IDs"),
    ],
)
def test_what_is_sent_again_is_counted(events: int, words: str) -> None:
    assert RunStarted("r", 9000, in_doubt=events).sent_again == words


def test_a_refused_row_has_its_number_or_its_name() -> None:
    error = errors.error_for(40002, "data.0.user.email: bad", "r1", events=True)
    assert isinstance(error, errors.RowRefused)
    refused = RowRefused.by(error, 3, 1012, "")
    assert (refused.number, refused.row, refused.field, refused.code, refused.request_id) == (
        *(3, 1012, "user.email", 40002, "r1"),
    )
    assert (refused.reason, refused.remedy) == (error.what, error.remedy)
    assert refused.row_words == "row 1,012"
    assert RowRefused.by(error, 3, 1012, "order_id O-7").row_words == "order_id O-7"


def test_the_message_of_an_acceptance_is_kept_only_where_it_leaves_a_doubt() -> None:
    accepted = [BatchAccepted.by(Answer(code, "r1", "Some words", {}, 0.5), 3, 10) for code in (0, 20001, 40050)]
    assert [(each.partial, each.repeated, each.message) for each in accepted] == [
        (False, False, ""),
        (True, False, "Some words"),
        (False, True, ""),
    ]
    assert {(each.number, each.events, each.seconds, each.request_id) for each in accepted} == {(3, 10, 0.5, "r1")}


def test_a_stop_has_its_error_as_its_reason() -> None:
    assert RunStopped(SUMMARY).reason == "Stopped."
    error = FileError("Row 7 cannot be read.", where="orders.csv", remedy="Correct it.")
    assert RunStopped(SUMMARY, error).reason == "Row 7 cannot be read."
