"""Runs in the ledger: their names, and finding them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.uploads.ledgers import EVENTS, NOW, begin, begun, overtaken, totals
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import FileError, StateError, UsageError
from tiktok_tui.uploads.ledger import batches, runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.query_keys import count_keys, keep_keys
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Status, Tally


def test_a_name_is_never_given_twice(ledger: Ledger) -> None:
    for _ in range(3):
        begin(ledger)
    ledger.write("DELETE FROM runs WHERE number = 2")
    begin(ledger)
    assert runs.listing(ledger)[0].id == "2026-09-21-004"


def test_two_runs_that_begin_at_once_have_two_names(home: Home, ledger: Ledger) -> None:
    with overtaken(home.ledger, begin) as own:
        begin(own)
    assert [run.id for run in runs.listing(ledger)] == ["2026-09-21-002", "2026-09-21-001"]


def test_a_name_that_cannot_be_ours_is_a_damaged_ledger(ledger: Ledger) -> None:
    ledger.write("UPDATE runs SET id = '2026-09-21-x' WHERE number = ?", (begin(ledger).run,))
    with pytest.raises(StateError, match="damaged"):
        begin(ledger)


def test_what_was_left_out_is_counted_anew_when_a_run_is_resumed(ledger: Ledger) -> None:
    run = begun(ledger)
    with ledger.transaction():
        batches.note(ledger, run.number, Tally(accepted=1, skipped=4, withheld=2, batches=1, requests=1, similar=3))
    resumed = runs.resume(ledger, run, run.spec, run.total)
    assert resumed.tally == Tally(accepted=1, batches=1, requests=1)


def test_how_a_run_ended_is_kept_until_it_is_resumed(ledger: Ledger) -> None:
    earlier, run, later = (begun(ledger) for _ in range(3))
    runs.end(ledger, run.number, Status.FAILED, FileError("Row 7 cannot be read.", remedy="Correct it."), NOW + 5)
    ended = runs.find(ledger, run.id)
    assert (ended.status, ended.finished_at) == (Status.FAILED, NOW + 5)
    assert (ended.error, ended.remedy) == ("Row 7 cannot be read.", "Correct it.")
    assert runs.listing(ledger) == [later, ended, earlier]
    assert runs.resume(ledger, ended, run.spec, run.total) == run
    runs.end(ledger, run.number, Status.GIVEN_UP, None, NOW + 6)
    given_up = replace(ended, status=Status.GIVEN_UP, finished_at=NOW + 6, error="", remedy="")
    assert runs.listing(ledger) == [later, given_up, earlier]
    spec = replace(run.spec, checked_at=NOW + 9, totals=totals(7), settings='{"currency": "EUR"}')
    resumed = runs.resume(ledger, ended, spec, 8)
    assert resumed == replace(run, spec=spec, total=8)
    assert runs.listing(ledger) == [later, resumed, earlier]
    assert (run.status, run.started_at, run.finished_at, run.error) == (Status.RUNNING, NOW, None, "")


def test_the_runs_that_can_be_resumed_are_those_that_did_not_end_well(ledger: Ledger) -> None:
    ids = {status: begun(ledger) for status in Status}
    for status, run in ids.items():
        runs.end(ledger, run.number, status, None, NOW)
    unfinished = [ids[Status.FAILED].id, ids[Status.STOPPED].id, ids[Status.RUNNING].id]
    assert [run.id for run in runs.unfinished(ledger)] == unfinished


def test_without_a_name_the_newest_unfinished_run_is_meant(home: Home, ledger: Ledger) -> None:
    def refused(name: str | None = None) -> tuple[str, str]:
        with pytest.raises(UsageError) as raised:
            runs.run_named(home, name)
        return raised.value.what, raised.value.remedy

    assert refused() == ("There is no unfinished run.", "Nothing has been sent yet.")
    first, second, third = begun(ledger), begun(ledger), begun(ledger)
    runs.end(ledger, third.number, Status.DONE, None, NOW)
    assert [runs.run_named(home, name).id for name in (None, f" {first.id} ", third.id)] == [
        *(second.id, first.id, third.id),
    ]
    for name in ("x", first.id[:-1], f"{first.id}0", first.id.replace("-", "_"), "%", ""):
        assert refused(name) == (f"There is no run {name!r}.", "`tiktok-tui runs` lists them all.")


@pytest.mark.parametrize(
    ("status", "tally", "kept"),
    [
        (Status.DONE, Tally(accepted=1), 0),
        (Status.DONE, Tally(withheld=1), 1),
        (Status.DONE, Tally(similar=1), 1),
        (Status.GIVEN_UP, Tally(withheld=1, similar=1), 0),
        (Status.STOPPED, Tally(), 1),
        (Status.FAILED, Tally(), 1),
    ],
)
def test_the_keys_of_a_query_are_kept_while_its_run_may_be_resumed(
    ledger: Ledger, status: Status, tally: Tally, kept: int
) -> None:
    run, other = begin(ledger).run, begin(ledger).run
    for each in (run, other):
        keep_keys(ledger, each, [EVENTS[:1]], None)
    with ledger.transaction():
        batches.note(ledger, run, tally)
    runs.end(ledger, run, status, None, NOW)
    assert (count_keys(ledger, run), count_keys(ledger, other)) == (kept, 1)


def test_a_run_whose_keys_cannot_be_forgotten_has_not_ended(ledger: Ledger) -> None:
    run = begun(ledger)
    keep_keys(ledger, run.number, [EVENTS], None)
    ledger.write("CREATE TRIGGER full BEFORE DELETE ON run_keys BEGIN SELECT raise(FAIL, 'full'); END")
    with pytest.raises(StateError):
        runs.end(ledger, run.number, Status.DONE, None, NOW)
    assert runs.listing(ledger) == [run]


def test_runs_are_named_after_the_day_and_counted(ledger: Ledger) -> None:
    names = [runs.listing(ledger)[0].id for _ in range(3) if begin(ledger)]
    assert names == ["2026-09-21-001", "2026-09-21-002", "2026-09-21-003"]
    spec, days = runs.listing(ledger)[0].spec, (22, 21)
    moments = [datetime(2026, 9, day, tzinfo=UTC) for day in days]
    begun_then = [runs.begin(ledger, spec, moment) for moment in moments]
    assert [run.id for run in begun_then] == ["2026-09-22-001", "2026-09-21-004"]
    assert [run.started_at for run in begun_then] == [moment.timestamp() for moment in moments]


def test_the_newest_runs_to_a_destination_are_those_to_that_one_alone(ledger: Ledger) -> None:
    first, second, _ = (begun(ledger, destination=slug) for slug in ("shop", "shop", "shop-2"))
    assert runs.for_destination(ledger, "shop") == [second]
    assert runs.for_destination(ledger, "shop", 9) == [second, first]
    assert runs.for_destination(ledger, "sho") == []


def test_a_run_of_the_first_events_has_no_more_to_send(ledger: Ledger) -> None:
    assert [begun(ledger, options=Options(limit=limit)).total for limit in (None, 4, 99)] == [10, 4, 10]
