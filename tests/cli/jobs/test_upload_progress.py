"""Each update of an upload in words on stderr, and its end."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from tests.support.setups import SHOP
from tiktok_tui.cli import console
from tiktok_tui.cli.jobs import sending
from tiktok_tui.cli.jobs.upload_progress import follow
from tiktok_tui.events.errors import UnreachableError
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.summary import Summary

FINISHED = updates.RunFinished(Summary("r-1", Status.DONE, 10, Tally(accepted=10)))
STARTED = updates.RunStarted("r-1", 46_902)


@pytest.mark.parametrize(
    ("update", "words"),
    [
        (STARTED, ["Run r-1: 46,902 events."]),
        (updates.RunStarted("r-1", 1), ["Run r-1: 1 event."]),
        (
            updates.RunStarted("r-1", 10, in_doubt=1000),
            ["Run r-1: 10 events; 1,000 with an unknown result are sent again under the same IDs."],
        ),
        (
            updates.RunStarted("r-1", 1, in_doubt=1),
            ["Run r-1: 1 event; 1 with an unknown result is sent again under the same ID."],
        ),
        (updates.Skipped(5, 2), []),
        (
            updates.QueryChanged(1, 1),
            [
                "The query gives other rows than when the run began: 1 new event is not sent, "
                "1 event of the run is no longer given."
            ],
        ),
        (
            updates.HeldBack(1, "by their order"),
            [
                "Held back: 1 event looks like one accepted before under another ID (by their order). "
                "`--send-similar` sends them."
            ],
        ),
        (
            updates.QueryChanged(1200, 3),
            [
                "The query gives other rows than when the run began: 1,200 new events are not sent, "
                "3 events of the run are no longer given."
            ],
        ),
        (updates.BatchAccepted(1, 10, 0.1, 0, "q"), []),
        (
            updates.BatchAccepted(2, 10, 0.1, 20001, "q-7", partial=True),
            ["Batch 2: TikTok reports a partial success (request q-7)."],
        ),
        (updates.BatchRetrying(3, 1, 2.6, "It is busy.", 50000, ""), ["Batch 3: It is busy. Next try in 3 s."]),
        (
            updates.RowRefused(1, 1234, "", "No.", "Correct it.", 40002, "q"),
            ["Row 1,234 refused by TikTok: No. Correct it."],
        ),
        (
            updates.RowRefused(1, 12, "", "No.", "", 40002, "q", "orders-2.csv row 12"),
            ["orders-2.csv row 12 refused by TikTok: No."],
        ),
        (
            updates.Throttled(2, 4.4, "slow"),
            ["TikTok asks us to send more slowly: 2 batches at a time, the next in 4 s."],
        ),
        (updates.Waiting(1000), ["Waiting for another run that is sending 1,000 of these events."]),
        (updates.BatchStarted(1, 10, 2, 11, 1, 1), []),
    ],
)
def test_an_update_in_words(update: updates.Update, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert follow(iter([update, FINISHED]), Control(), "Sending") is FINISHED
    assert capsys.readouterr().err.splitlines() == words


def test_twenty_refused_rows_are_printed_and_the_others_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    refused = [updates.RowRefused(1, row, "", "No.", "", 40002, "q") for row in range(30)]
    follow(iter([*refused, FINISHED]), Control(), "Sending")
    assert [line.split(" refused")[0] for line in capsys.readouterr().err.splitlines()] == [
        f"Row {row}" for row in range(20)
    ]


def test_the_share_is_of_the_whole_run_and_never_more_than_all(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[float | None, str]] = []

    def progress(title: str) -> nullcontext[console.Report]:
        assert title == "Sending"
        return nullcontext(lambda share, words: shown.append((share, words)))

    monkeypatch.setattr(console, "progress", progress)
    resumed = updates.RunStarted("r-1", 10, accepted=3, refused=1)
    sent = (updates.BatchAccepted(1, 3, 0.1, 0, "q"), updates.BatchAccepted(2, 1, 0.1, 0, "q"))
    follow(iter([updates.QueryChanged(0, 0), resumed, updates.Skipped(2, 1), *sent, FINISHED]), Control(), "Sending")
    assert [share for share, _ in shown] == [None, 0.4, 0.7, 1.0, 1.0, 1.0]
    assert shown[-1][1] == "7 of 10 events accepted, 1 refused"


def test_the_first_signal_lets_the_batches_in_flight_finish(capsys: pytest.CaptureFixture[str]) -> None:
    control = Control()

    def upload() -> Iterator[updates.Update]:
        yield STARTED
        os.kill(os.getpid(), signal.SIGTERM)
        assert control.stopped
        yield FINISHED

    assert follow(upload(), control, "Sending") is FINISHED
    assert capsys.readouterr().err.splitlines()[-1] == "Stopping after the batches that are being sent."


def test_the_result_of_an_upload_is_counted_and_says_what_is_next(capsys: pytest.CaptureFixture[str]) -> None:
    live = Summary(
        "r-1", Status.STOPPED, 40, Tally(accepted=10, refused=1, skipped=2, withheld=3, similar=4, uncertain=5)
    )
    sending.show(live, SHOP)
    assert capsys.readouterr().out.splitlines()[1:] == [
        "10  events accepted",
        " 1  event refused by TikTok",
        " 2  events skipped: accepted in an earlier run",
        " 3  events withheld: TikTok may already have them",
        " 4  events held back: they look like events accepted before under other IDs",
        " 5  of the accepted events are in batches that TikTok reports as a partial success",
        "20  events not sent yet",
        "`tiktok-tui resume r-1 --send-similar` sends the events that were held back.",
        *([] if SHOP.sandbox else ["TikTok shows them within 24 hours."]),
    ]
    one = Tally(accepted=1, refused=2, skipped=1, withheld=1, similar=1, uncertain=1)
    sending.show(Summary("r-1", Status.STOPPED, 7, one), SHOP)
    assert capsys.readouterr().out.splitlines()[1:8] == [
        "1  event accepted",
        "2  events refused by TikTok",
        "1  event skipped: accepted in an earlier run",
        "1  event withheld: TikTok may already have it",
        "1  event held back: it looks like one accepted before under another ID",
        "1  of the accepted events is in a batch that TikTok reports as a partial success",
        "1  event not sent yet",
    ]
    sending.show(Summary("r-1", Status.DONE, 0, Tally()), SHOP)
    assert capsys.readouterr().out.splitlines()[1:] == ["0  events accepted"]


@pytest.mark.parametrize(
    ("tally", "rejected", "code"),
    [(Tally(accepted=10), 0, 0), (Tally(accepted=10), 1, 1), (Tally(accepted=9, refused=1), 0, 1)],
)
def test_the_code_of_a_run_that_finished(tally: Tally, rejected: int, code: int) -> None:
    assert sending.code_of(updates.RunFinished(Summary("r-1", Status.DONE, 10, tally)), rejected) == code


def test_a_run_that_stopped_says_how_it_continues_and_why_it_stopped(capsys: pytest.CaptureFixture[str]) -> None:
    summary = Summary("r-1", Status.STOPPED, 10, Tally())
    assert sending.code_of(updates.RunStopped(summary), 0) == 130
    assert capsys.readouterr().err == "`tiktok-tui resume r-1` continues where it stopped; nothing is sent twice.\n"
    error = UnreachableError("No answer.")
    with pytest.raises(UnreachableError) as caught:
        sending.code_of(updates.RunStopped(summary, error), 0)
    assert caught.value is error
