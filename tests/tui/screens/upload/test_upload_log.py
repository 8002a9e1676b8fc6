"""The log of a running upload in words, and which refused rows are kept to be shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktok_tui.tui.screens.upload.upload_log import REFUSED, UploadLog
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.summary import Summary

SUMMARY = Summary("run", Status.STOPPED, 10, Tally(10, 1, batches=1, requests=2))


def accepted(number: int = 1) -> updates.BatchAccepted:
    return updates.BatchAccepted(number, 10, 0.1, 0, "20261125000000000000000000")


def refused(row: int, reason: str) -> updates.RowRefused:
    return updates.RowRefused(1, row, "email", reason, "Correct it.", 40002, "20261125000000000000000000")


def log_of(*seen: tuple[float, updates.Update]) -> UploadLog:
    log = UploadLog()
    log.begin()
    for now, update in seen:
        log.add(update, now)
    return log


ALIKE = updates.HeldBack(37, "the same e-mail on the same day")


@pytest.mark.parametrize(
    ("seen", "message"),
    [
        ((), "Getting ready …"),
        ((updates.BatchStarted(1, 10, 2, 11, 1, 1),), "Getting ready …"),
        ((updates.RunStarted("run", 10),), ""),
        ((accepted(),), ""),
        ((updates.Throttled(1, 12.6, "QPS limit"),), "TikTok asks for less: 1 at once, again in 13 s"),
        ((updates.Waiting(1),), "1 event is being sent by another run; waiting for it"),
        ((updates.Waiting(1_200),), "1,200 events are being sent by another run; waiting for it"),
        (
            (ALIKE,),
            "Held back: 37 events look like events accepted before under other IDs (the same e-mail on the same day)",
        ),
        (
            (updates.QueryChanged(1_500, 2_600),),
            "The source has changed: 1,500 new rows are not sent, 2,600 are missing",
        ),
        ((updates.QueryChanged(1, 1),), "The source has changed: 1 new row is not sent, 1 is missing"),
        ((updates.Paused(3),), "Paused. space  continue"),
        ((updates.Paused(3), accepted()), "Paused. space  continue"),
        ((updates.Paused(3), updates.Resumed()), ""),
        ((updates.Waiting(5), updates.RunFinished(SUMMARY)), "5 events are being sent by another run; waiting for it"),
    ],
)
def test_what_the_upload_waits_for_is_a_sentence(seen: tuple[updates.Update, ...], message: str) -> None:
    assert log_of(*((0.0, update) for update in seen), (3.0, updates.Skipped(1))).message == message


@pytest.mark.parametrize(("at", "stays"), [(1.9, True), (2.0, False)])
def test_what_is_held_back_stays_to_be_read(at: float, stays: bool) -> None:
    assert log_of((0, ALIKE), (at, accepted())).message.startswith("Held back") is stays


def test_what_tiktok_asks_for_stays_to_be_read_while_batches_come_in() -> None:
    throttled = updates.Throttled(2, 5.0, "QPS limit")
    said = "TikTok asks for less: 2 at once, again in 5 s"
    assert log_of((0, throttled), (4.9, accepted())).message == said
    assert log_of((0, throttled), (4.9, accepted()), (5.0, accepted(2))).message == ""
    assert log_of((0, updates.Throttled(2, 0.1, "QPS limit")), (1.9, accepted())).message.startswith("TikTok asks")


def test_what_a_process_left_behind_is_said_to_be_sent_again() -> None:
    again = updates.RunStarted("run", 5_000, in_doubt=1_200)
    assert log_of((0, again)).message == "1,200 with an unknown result are sent again under the same IDs"
    assert log_of((0, updates.RunStarted("run", 5_000))).message == ""


def test_a_pause_is_shown_until_the_upload_continues() -> None:
    assert log_of((0, updates.Paused(3)), (1, accepted())).message.startswith("Paused")
    assert log_of((0, updates.Paused(3)), (1, accepted()), (2, updates.Resumed())).message == ""


def test_a_resumed_run_counts_anew_and_keeps_its_batches() -> None:
    log = log_of((0, accepted()), (1, refused(7, "bad")), (2, updates.RunStopped(SUMMARY)))
    ended = log.ended
    log.begin()
    assert isinstance(ended, updates.RunStopped)
    assert (log.ended, log.message) == (None, "Getting ready …")
    assert log.progress.tally.accepted == 0
    assert log.batches.count == 1
    assert [each.row for each in log.refused] == [7]


def test_every_refusal_is_counted_the_first_thousand_are_kept() -> None:
    log = log_of(*((row, refused(row, "odd" if row % 2 else "even")) for row in range(2, 1203)))
    assert log.reasons == {"odd": 600, "even": 601}
    assert [each.row for each in log.refused] == list(range(2, 1002))


def test_refused_rows_are_found_by_number_field_and_reason() -> None:
    log = log_of((0, refused(12, "Not an address")), (1, refused(345, "Too long")))
    assert [each.row for each in log.refused_with("34")] == [345]
    assert [each.row for each in log.refused_with("ADDRESS")] == [12]
    assert [each.row for each in log.refused_with("email")] == [12, 345]
    assert log.refused_with("phone") == []
    assert log.refused_rows("address").rows(0, 9) == [("12", Cell("email  Not an address", Tone.ERROR))]
    assert log.refused_rows("").count == 2
    assert [(column.label, column.right) for column in REFUSED] == [("Row", True), ("Why", False)]
    named = replace(refused(7, "Too long"), name="June.csv row 3")
    assert log_of((0, named)).refused_with("june") == [named]
