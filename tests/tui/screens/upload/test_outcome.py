"""The result of an upload in words: every count that is not zero, and what to do about it."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.coloured import coloured
from tests.support.setups import SHOP
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.tui.screens.upload.outcome import Ending, ended_sentence, options_of_rest, outcome, titled
from tiktok_tui.tui.widgets.link import events_manager
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.draft import CheckedFile, StartedUpload
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.summary import Summary

STORE = replace(SHOP, sandbox=False, event_source=EventSource.OFFLINE, auto_tracking=True)
ALL = Tally(accepted=10)
EXPORT = "Export them (e) to fix and send again."


@pytest.mark.parametrize(
    ("tally", "rejected", "said", "tone"),
    [
        (ALL, 0, [], Tone.DONE),
        (Tally(accepted=1, skipped=9), 0, ["9 were accepted in earlier runs."], Tone.DONE),
        (Tally(accepted=9, skipped=1), 0, ["1 was accepted in earlier runs."], Tone.DONE),
        (Tally(accepted=9, refused=1), 0, ["1 refused by TikTok.", EXPORT], Tone.WARNING),
        (ALL, 1, ["1 row rejected before sending.", EXPORT], Tone.DONE),
        (ALL, 3_000, ["3,000 rows rejected before sending.", EXPORT], Tone.DONE),
        (
            Tally(accepted=8, refused=2),
            3,
            ["2 refused by TikTok.", "3 rows rejected before sending.", EXPORT],
            Tone.WARNING,
        ),
        (
            Tally(accepted=10, uncertain=4),
            0,
            ["TikTok accepted batches with 4 events only in part, without saying which."],
            Tone.WARNING,
        ),
        (
            Tally(accepted=8, withheld=2),
            0,
            ["2 may have been accepted over 48 hours ago, so they are not sent again unasked."],
            Tone.WARNING,
        ),
        (
            Tally(accepted=10, uncertain=1),
            0,
            ["TikTok accepted a batch with 1 event only in part, without saying which."],
            Tone.WARNING,
        ),
        (
            Tally(accepted=9, withheld=1),
            0,
            ["1 may have been accepted over 48 hours ago, so it is not sent again unasked."],
            Tone.WARNING,
        ),
        (
            Tally(accepted=9, similar=1),
            0,
            ["1 looks like an event accepted earlier under another ID: b  sends it."],
            Tone.WARNING,
        ),
        (
            Tally(accepted=8, similar=2),
            0,
            ["2 look like events accepted earlier under other IDs: b  sends them."],
            Tone.WARNING,
        ),
    ],
)
def test_every_count_is_said(tally: Tally, rejected: int, said: list[str], tone: Tone) -> None:
    words, found = outcome(Summary("r", Status.DONE, 10, tally), rejected, STORE)
    assert words == " ".join([f"{tally.accepted} accepted.", *said, "TikTok shows offline events within 24 hours."])
    assert found is tone


@pytest.mark.parametrize(
    ("destination", "last"),
    [
        (replace(STORE, auto_tracking=False), "Auto tracking is off: link the event set to a campaign."),
        (replace(STORE, event_source=EventSource.WEB), "10 accepted."),
        (replace(STORE, sandbox=True), "This was the sandbox: nothing has reached TikTok."),
    ],
)
def test_the_next_step_is_that_of_the_destination(destination: Destination, last: str) -> None:
    words, tone = outcome(Summary("r", Status.DONE, 10, ALL), 0, destination)
    assert words.endswith(last)
    assert tone is Tone.DONE


def test_rejects_that_were_saved_are_offered_where_they_are() -> None:
    saved = "3 rows written to /tmp/rejects.csv. F3 reads them."
    words, _ = outcome(Summary("r", Status.DONE, 10, ALL), 3, STORE, saved=saved)
    assert f"{saved} Correct them there, then n  sends that file; e  writes them again." in words
    assert "Export them" not in words


def test_what_is_ready_beyond_the_first_few_comes_last() -> None:
    for rest, said in ((1, "1 more is ready: a  sends them."), (1_500, "1,500 more are ready: a  sends them.")):
        words, tone = outcome(Summary("r", Status.DONE, 10, ALL), 0, STORE, rest=rest)
        assert (words, tone) == (f"10 accepted. TikTok shows offline events within 24 hours. {said}", Tone.DONE)
    few = Options(limit=10, test_event_code="T", resend=True, send_similar=True)
    assert options_of_rest(few) == Options(test_event_code="T", send_similar=True), "the first few are not sent again"


@pytest.mark.parametrize(
    ("destination", "sent", "said"),
    [
        (STORE, None, "Stopped sending the first 10 events from orders.csv to {}."),
        (replace(STORE, advertiser_id="7"), 12, "Sent 12 events from orders.csv to {}.  Events Manager"),
        (
            replace(STORE, advertiser_id="7", sandbox=True),
            1,
            "Sent 1 event from orders.csv to {} (the built-in sandbox).",
        ),
    ],
)
def test_the_end_says_what_went_where_and_leads_there(destination: Destination, sent: int | None, said: str) -> None:
    destination = replace(destination, advertiser_id=destination.advertiser_id if sent else "")
    totals = SimpleNamespace(totals=SimpleNamespace(sendable=12))
    file = SimpleNamespace(table=SimpleNamespace(name="orders.csv"), destination=destination, prepared=totals)
    upload = StartedUpload(cast("CheckedFile", file), Options(limit=10))
    sentence = ended_sentence(upload, sent, finished=sent is not None)
    assert sentence.plain == said.format(destination.name)
    assert coloured(sentence) == coloured(events_manager("7"))[: said.count("Events Manager")]


def test_what_was_held_back_can_be_sent_once_the_upload_has_finished() -> None:
    summary = Summary("r", Status.DONE, 10, Tally(accepted=8, similar=2))
    assert [Ending(summary, finished).similar for finished in (True, False)] == [2, 0]


def test_an_end_is_that_of_its_summary_with_what_was_saved_and_what_is_left() -> None:
    prepared = SimpleNamespace(totals=SimpleNamespace(rejected=2, sendable=12))
    file = SimpleNamespace(table=SimpleNamespace(name="orders.csv"), destination=STORE, prepared=prepared)
    upload = StartedUpload(cast("CheckedFile", file), Options())
    assert titled(upload.file) == f"orders.csv → {STORE.name}"
    assert Ending(saved="2 rows written.").words(upload) == ("2 rows written.", Tone.DONE)
    assert (Ending(finished=True).similar, Ending(rest=3).rest) == (0, 3)
    words, tone = Ending(Summary("r", Status.DONE, 10, ALL), True, rest=5, saved="2 rows written.").words(upload)
    assert words == (
        "10 accepted. 2 rows rejected before sending. 2 rows written. Correct them there, then n  sends that file; "
        "e  writes them again. TikTok shows offline events within 24 hours. 5 more are ready: a  sends them."
    )
    assert tone is Tone.DONE


def test_what_is_left_is_to_be_resumed() -> None:
    words, tone = outcome(Summary("r", Status.STOPPED, 2000, ALL), 0, STORE)
    assert words == "10 accepted. 1,990 left: resume (r)."
    assert tone is Tone.WARNING
