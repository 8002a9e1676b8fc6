"""Rows that name several event sets: one that TikTok refuses holds up no other."""

from __future__ import annotations

import csv
import time
from dataclasses import replace

import pytest

from tests.support.uploads import MAPPING, SHOP, Scenario
from tiktok_tui.events.errors import CredentialError, SettingsError
from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.errors import SettingsRefused
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Status
from tiktok_tui.uploads.sending.refused_sets import RefusedSets
from tiktok_tui.uploads.updates import RunStopped

WRONG = "7200000000000000077"


@pytest.fixture
def several(scenario: Scenario) -> Scenario:
    """A destination whose rows name their event sets: 20 rows a wrong one, 40 rows two good ones."""
    path = scenario.folder / "sets.csv"
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "time", "email", "value", "set"])
        for number, event_set in enumerate([WRONG] * 20 + [known.EVENT_SET] * 30 + [known.EVENT_SET_PHONE] * 10):
            out.writerow([f"o{number}", int(time.time()) - 60, f"p{number}@customers.example", "2.00", event_set])
    several = scenario.to(replace(SHOP, event_set_id=""))
    several.mapping = replace(MAPPING, fields={**MAPPING.fields, "event_set_id": FieldSource(columns=("set",))})
    return several


def test_the_events_of_the_other_sets_are_sent_and_the_set_is_named(several: Scenario) -> None:
    summary = several.send(several.folder / "sets.csv")
    assert (summary.accepted, summary.left, summary.status) == (40, 20, Status.FAILED)
    assert isinstance(several.end, RunStopped)
    assert isinstance(several.end.error, SettingsError)
    assert WRONG in several.end.error.what
    assert several.end.error.field == "event_set_id"


def test_a_resumed_run_asks_once_for_the_refused_set_and_sends_it_when_it_is_there(several: Scenario) -> None:
    several.send(several.folder / "sets.csv")
    before = several.sandbox.stats().requests
    again = several.resume(run_named(several.home))
    assert (again.accepted, several.sandbox.stats().requests - before) == (40, 1)


def test_a_destination_s_own_set_that_is_refused_stops_the_run_at_once(scenario: Scenario) -> None:
    wrong = scenario.to(replace(SHOP, event_set_id=WRONG))
    summary = wrong.send(wrong.orders(3000))
    assert (summary.accepted, summary.status) == (0, Status.FAILED)
    assert isinstance(wrong.end, RunStopped)
    assert isinstance(wrong.end.error, CredentialError)
    assert scenario.sandbox.stats().requests <= 4


def test_no_other_batch_of_a_refused_set_is_sent(several: Scenario) -> None:
    path = several.folder / "sets.csv"
    with path.open("a") as file:
        for number in range(2500):
            file.write(f"x{number},{int(time.time()) - 60},p@customers.example,2.00,{WRONG}\n")
    summary = several.send(path, Options(in_flight_max=1))
    assert (summary.accepted, summary.left, summary.requests) == (40, 2520, 3)
    assert summary.status is Status.FAILED


def test_five_refused_sets_are_too_many_and_other_errors_are_none() -> None:
    sets = RefusedSets("own")
    for number in range(5):
        assert not sets.too_many
        assert sets.add(f"set{number}", SettingsRefused("No.", code=40105, message=f"set{number} is unknown"))
        assert f"set{number}" in sets
    assert sets.too_many
    assert not sets.add("own", SettingsRefused("No.", code=40105, message="own is unknown"))
    assert not sets.add("other", SettingsRefused("No.", code=40105, message="The account is closed."))
    assert "other" not in sets


def test_the_first_three_refused_sets_are_named_and_all_are_counted() -> None:
    sets = RefusedSets("own")
    assert sets.error() is None
    for number in range(4):
        error = SettingsRefused(f"It is unknown ({number}).", code=40105)
        error.field = "event_set_id"
        assert sets.add(f"set{number}", error)
    ended = sets.error()
    assert ended is not None
    assert ended.what == (
        "TikTok refused 4 of the event sets that the rows name. set0: It is unknown (0).; set1: It is unknown (1).;"
        " set2: It is unknown (2)."
    )
    assert ended.remedy.startswith("Correct these sets in the file or in Events Manager, then resume.")
    assert ended.remedy.endswith("All other events were sent.")


def test_many_refused_sets_and_nothing_accepted_end_it(several: Scenario) -> None:
    path = several.folder / "sets.csv"
    lines = path.read_text().splitlines()
    rows = [line.rpartition(",")[0] + f",72000000000000{number + 500:05d}" for number, line in enumerate(lines[1:])]
    path.write_text("\n".join([lines[0], *rows]))
    summary = several.send(path)
    assert summary.status is Status.FAILED
    assert isinstance(several.end, RunStopped)
    assert isinstance(several.end.error, SettingsError | CredentialError)
    assert summary.requests < 15
