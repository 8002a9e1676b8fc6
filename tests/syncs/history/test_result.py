"""The occasion of a result, its need for a look, and its JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.uploads.ledgers import totals
from tiktok_tui.events.errors import FileError
from tiktok_tui.mapping.model import Note
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.settings.sync import PathSource, Sync
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.summary import Summary

SYNC = Sync("nightly", "Nightly", "shop", PathSource("/orders.csv"))
NIGHT = Night(
    3, datetime(2026, 11, 27, 3, tzinfo=UTC), state=NightState.SENT, reason="", source="orders.csv", run="r-1"
)


@pytest.mark.parametrize(
    ("changes", "occasions", "look"),
    [
        ({}, {"sent"}, False),
        *(({"state": NightState.SENT, key: 1}, {"sent", "rejected"}, True) for key in ("rejected", "refused")),
        *(({"state": NightState.RELEASED, key: 1}, {"sent", "rejected"}, True) for key in ("withheld", "similar")),
        ({"state": NightState.RELEASED}, {"sent"}, False),
        ({"state": NightState.FAILED}, {"failed"}, False),
        ({"state": NightState.HELD}, {"held"}, True),
        ({"state": NightState.NOTHING}, set(), False),
        ({"state": NightState.NOTHING, "rejected": 1}, {"rejected"}, True),
    ],
)
def test_occasions_of_messages(changes: dict[str, object], occasions: set[str], look: bool) -> None:
    result = SyncResult(SYNC, replace(NIGHT, **changes))  # type: ignore[arg-type]  # each value fits its key
    assert (set(result.occasions), result.needs_a_look) == (occasions, look)
    assert replace(result, stopped=True).occasions == frozenset(), "whoever stopped it knows"
    assert replace(result, stopped=True, error=FileError("Gone.")).occasions == occasions


@pytest.mark.parametrize(
    ("night", "tally", "whole"),
    [
        (NIGHT, Tally(accepted=10), True),
        (NIGHT, Tally(accepted=10, uncertain=1), False),
        (replace(NIGHT, left_out=1), Tally(accepted=10), False),
        (replace(NIGHT, rejected=1), Tally(accepted=10), False),
        (replace(NIGHT, state=NightState.NOTHING), Tally(), False),
        (replace(NIGHT, state=NightState.RELEASED), Tally(accepted=10), True),
    ],
)
def test_an_export_is_sent_whole_if_tiktok_has_every_row(night: Night, tally: Tally, whole: bool) -> None:
    assert SyncResult(SYNC, night, summary=Summary("r-1", Status.DONE, 10, tally)).is_whole is whole


@pytest.mark.parametrize(
    ("summary", "look"),
    [
        (None, False),
        (Summary("r-1", Status.DONE, 10, Tally(accepted=10)), False),
        (Summary("r-1", Status.DONE, 10, Tally(accepted=10, uncertain=1)), True),
        (Summary("r-1", Status.STOPPED, 10, Tally(accepted=4)), True),
    ],
)
def test_an_upload_that_tiktok_may_not_have_whole_needs_a_look(summary: Summary | None, look: bool) -> None:
    assert SyncResult(SYNC, NIGHT, summary=summary).needs_a_look is look


def test_the_facts_are_those_of_the_check_the_upload_and_the_night() -> None:
    night = replace(NIGHT, notes=("Fewer rows than usual.",), rejected=2, rows=12)
    summary = Summary("r-1", Status.DONE, 10, Tally(accepted=10))
    facts = SyncResult(SYNC, night, totals(10), (Note("rows", "All rows."),), summary).facts()
    assert json.loads(json.dumps(facts)) == facts
    assert {key: facts[key] for key in ("sync", "destination", "state", "number", "started", "file", "run")} == {
        **{"sync": "nightly", "destination": "shop", "state": "sent", "number": 3, "file": "orders.csv", "run": "r-1"},
        "started": "2026-11-27T03:00:00+00:00",
    }
    assert (facts["sendable"], facts["accepted"], facts["status"], facts["rejected"]) == (10, 10, "done", 4)
    assert [note["text"] for note in facts["notes"]] == ["All rows.", "Fewer rows than usual."]  # type: ignore[attr-defined]
    bare = SyncResult(SYNC, night).facts()
    assert bare == {
        **{"sync": "nightly", "destination": "shop", "state": "sent", "reason": "", "number": 3, "file": "orders.csv"},
        **{"started": "2026-11-27T03:00:00+00:00", "ended": None, "newest": None},
        **{"rows": 12, "left_out": 0, "rejected": 2, "events": 0, "run": "r-1", "status": "", "similar_by": {}},
        **dict.fromkeys(("accepted", "refused", "skipped", "withheld", "similar", "uncertain", "batches"), 0),
        **{"requests": 0, "notes": [Note("sync", "Fewer rows than usual.").facts()]},
    }
    assert facts == {**bare, **totals(10).counts("orders.csv"), **summary.counts(), "notes": facts["notes"]}
