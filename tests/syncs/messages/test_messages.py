"""The result of a sync in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.uploads.ledgers import totals
from tiktok_tui.events.errors import FileError
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.messages.messages import dry_run, outcome, remedy, sentence, text, title, tried_again
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.sync import PathSource, Sync

SYNC = Sync("nightly", "Nightly", "shop", PathSource("/orders.csv"))
WATCHED = replace(SYNC, schedule=Schedule(Kind.WATCH))
NIGHT = Night(
    3, datetime(2026, 11, 27, 3, tzinfo=UTC), state=NightState.SENT, reason="", source="orders.csv", run="r-1"
)


@pytest.mark.parametrize(
    ("night", "sentence", "subject"),
    [
        (replace(NIGHT, accepted=1204, rejected=12), "1,204 events accepted, 12 rows rejected.", ""),
        (replace(NIGHT, accepted=1, rejected=1), "1 event accepted, 1 row rejected.", ""),
        (
            replace(NIGHT, skipped=2, refused=3, withheld=4, similar=5),
            "0 events accepted, 2 skipped (accepted before), 3 refused by TikTok, 4 withheld, "
            "5 held back (similar to accepted ones).",
            "",
        ),
        (replace(NIGHT, state=NightState.FAILED, reason="No disk."), "Failed: No disk.", "failed"),
        (
            replace(NIGHT, state=NightState.HELD, reason="Too few."),
            "Held, nothing was sent: Too few.",
            "held, nothing was sent",
        ),
        (replace(NIGHT, state=NightState.DROPPED, reason="Too few."), "Held and given up: Too few.", "given up"),
        (replace(NIGHT, state=NightState.NOTHING), "There is nothing to send.", "nothing to send"),
        (replace(NIGHT, state=NightState.NOTHING, reason="All rejected."), "All rejected.", "nothing to send"),
        (replace(NIGHT, state=NightState.RELEASED, accepted=2), "Held, then sent: 2 events accepted.", ""),
        (
            replace(NIGHT, skipped=2000, rejected=3000, refused=4000),
            "0 events accepted, 2,000 skipped (accepted before), 3,000 rows rejected, 4,000 refused by TikTok.",
            "",
        ),
    ],
)
def test_each_night_has_a_sentence_and_a_subject(night: Night, sentence: str, subject: str) -> None:
    assert outcome(night) == sentence
    counts = sentence.removeprefix("Held, then sent: ").rstrip(".")
    assert title(SyncResult(SYNC, night)) == f"Nightly: {subject or counts}"


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (SyncResult(SYNC, NIGHT), ""),
        (
            SyncResult(SYNC, NIGHT, error=FileError("Gone.", remedy="Put it back.")),
            "Put it back. `tiktok-tui sync run nightly` tries it again now, else its next run does.",
        ),
        (SyncResult(WATCHED, NIGHT, error=FileError("Gone.", remedy="Put it back.")), "Put it back."),
        (
            SyncResult(SYNC, replace(NIGHT, state=NightState.HELD)),
            "`tiktok-tui sync release nightly` sends it all the same, `tiktok-tui sync drop nightly` gives it up.",
        ),
        *(
            (
                SyncResult(SYNC, replace(NIGHT, state=NightState.HELD), error=FileError("Gone.", remedy=remedy)),
                f"{first}`tiktok-tui sync release nightly` tries it again, `tiktok-tui sync drop nightly` gives it up.",
            )
            for remedy, first in (("Put it back.", "Put it back. "), ("", ""))
        ),
        *(
            (
                SyncResult(SYNC, night),
                "`tiktok-tui rejects r-1 -o rejects.csv` writes the rejected rows, with what to do.",
            )
            for night in (replace(NIGHT, rejected=1, similar=1), replace(NIGHT, refused=1))
        ),
        (
            SyncResult(SYNC, replace(NIGHT, similar=1)),
            "`tiktok-tui resume r-1 --send-similar` sends the events that were held back.",
        ),
        (SyncResult(SYNC, replace(NIGHT, similar=1, rejected=1, run="")), ""),
    ],
)
def test_what_to_do_about_a_result(result: SyncResult, words: str) -> None:
    assert remedy(result) == words


def test_a_message_has_the_result_what_was_unusual_and_what_to_do() -> None:
    night = replace(NIGHT, accepted=7, refused=1, notes=("Fewer rows than usual.",))
    assert text(SyncResult(SYNC, night)).splitlines() == [
        "7 events accepted, 1 refused by TikTok.",
        "Fewer rows than usual.",
        "`tiktok-tui rejects r-1 -o rejects.csv` writes the rejected rows, with what to do.",
    ]


def test_a_release_that_failed_says_why_and_not_what_it_was_held_for() -> None:
    held = replace(NIGHT, state=NightState.HELD, reason="Too few.")
    assert sentence(SyncResult(SYNC, held)) == outcome(held) == "Held, nothing was sent: Too few."
    failed = SyncResult(SYNC, held, error=FileError("There is no such file.", where="/a.csv", remedy="Put it back."))
    assert sentence(failed) == "Nothing was sent, and it is still held: /a.csv: There is no such file."
    assert text(failed).splitlines() == [sentence(failed), remedy(failed)]
    assert sentence(replace(failed, error=FileError("Gone."))) == "Nothing was sent, and it is still held: Gone."
    assert sentence(replace(failed, night=replace(held, state=NightState.FAILED))) == "Failed: Too few."


def test_a_dry_run_says_what_would_be_sent_or_held() -> None:
    night = replace(NIGHT, state=NightState.NOTHING, rejected=1200)
    checked = "1,034 events of orders.csv can be sent, 1,200 rows are rejected."
    assert dry_run(SyncResult(SYNC, night, totals(1034))) == checked
    held = replace(night, state=NightState.HELD, reason="Too few.")
    assert dry_run(SyncResult(SYNC, held, totals(1034))) == f"{checked} It would be held: Too few."
    assert dry_run(SyncResult(SYNC, night)) == checked.replace("1,034", "0")
    one = SyncResult(SYNC, replace(night, rejected=1), totals(1))
    assert dry_run(one) == "1 event of orders.csv can be sent, 1 row is rejected."


def test_a_night_of_which_nothing_is_left_to_do_is_one_sentence() -> None:
    assert text(SyncResult(SYNC, replace(NIGHT, accepted=1))) == "1 event accepted."
    failed = SyncResult(SYNC, replace(NIGHT, state=NightState.FAILED, reason="Gone."), error=FileError("Gone."))
    assert text(failed) == "Failed: Gone.\n`tiktok-tui sync run nightly` tries it again now, else its next run does."
    scheduled = replace(SYNC, schedule=Schedule(Kind.HOURLY))
    assert tried_again(scheduled) == tried_again(SYNC) == text(failed).splitlines()[1]
