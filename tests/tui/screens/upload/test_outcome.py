"""The result of an upload in words: every count that is not zero, and what to do about it."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.setups import SHOP
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.tui.screens.upload.outcome import Ending, ended_sentence, outcome
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.draft import CheckedFile, StartedUpload
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.summary import Summary

STORE = replace(SHOP, sandbox=False, event_source=EventSource.OFFLINE, auto_tracking=True)
ALL = Tally(accepted=10)


@pytest.mark.parametrize(
    ("tally", "rejected", "said", "tone"),
    [
        (ALL, 0, [], Tone.DONE),
        (Tally(accepted=1, skipped=9), 0, ["9 were accepted in earlier runs."], Tone.DONE),
        (Tally(accepted=9, refused=1), 0, ["1 refused by TikTok.", "Export them (e)"], Tone.WARNING),
        (ALL, 3, ["3 rows rejected before sending.", "Export them (e)"], Tone.DONE),
        (Tally(accepted=10, uncertain=4), 0, ["batches with 4 events only in part"], Tone.WARNING),
        (Tally(accepted=8, withheld=2), 0, ["2 may have been accepted over 48 hours ago"], Tone.WARNING),
        (Tally(accepted=9, similar=1), 0, ["under another ID: b  sends it."], Tone.WARNING),
        (Tally(accepted=8, similar=2), 0, ["under other IDs: b  sends them."], Tone.WARNING),
    ],
)
def test_every_count_is_said(tally: Tally, rejected: int, said: list[str], tone: Tone) -> None:
    words, found = outcome(Summary("r", Status.DONE, 10, tally), rejected, STORE)
    assert words.startswith(f"{tally.accepted} accepted.")
    assert [part for part in said if part not in words] == []
    assert found is tone
    assert ("Export" in words) == bool(tally.refused or rejected)
    assert words.endswith("TikTok shows offline events within 24 hours.")


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
    words, _ = outcome(Summary("r", Status.DONE, 10, ALL), 0, STORE, rest=1)
    assert words.endswith("within 24 hours. 1 more is ready: a  sends them.")


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
    assert ended_sentence(upload, sent, finished=sent is not None).plain == said.format(destination.name)


def test_what_was_held_back_can_be_sent_once_the_upload_has_finished() -> None:
    summary = Summary("r", Status.DONE, 10, Tally(accepted=8, similar=2))
    assert [Ending(summary, finished).similar for finished in (True, False)] == [2, 0]


def test_what_is_left_is_to_be_resumed() -> None:
    words, tone = outcome(Summary("r", Status.STOPPED, 2000, ALL), 0, STORE)
    assert words == "10 accepted. 1,990 left: resume (r)."
    assert tone is Tone.WARNING
