"""Each abbreviation behind the times of a file is told with its offset, wherever in the file it stands."""

from __future__ import annotations

import pytest

from tests.prepare.conftest import Check
from tiktok_tui.mapping.model import FieldSource, Mapping, Note

ADDRESS = "someone@customers.example"


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (["2026-11-20 10:05 PST", "2026-11-21 10:05 PDT"], ["PDT is UTC-07:00", "PST is UTC-08:00"]),
        (["Fri Nov 20 10:05:06 CET 2026"], ["CET is UTC+01:00"]),
        ([" 2026-11-20 10:05 (JST) "], ["JST is UTC+09:00"]),
        (["2026-11-20 10:05 UTC", "2026-11-20 10:06 GMT", "2026-11-20 10:05+02:00", "never", "SOON ABC", ""], []),
    ],
)
def test_abbreviations_of_the_whole_file_are_told(check: Check, times: list[str], said: list[str]) -> None:
    rows = [("Lead", "2026-11-20 09:00", f"{row}{ADDRESS}") for row in range(1200)]
    rows += [("Lead", time, ADDRESS) for time in times]
    prepared = check(("event", "timestamp", "email"), *rows)
    assert prepared.notes() == tuple(Note("timestamp", f"In “timestamp” {words}.") for words in said)


def test_an_abbreviation_behind_a_clock_of_its_own_is_told_with_that_column(check: Check) -> None:
    fields = {
        "event": FieldSource(columns=("event",)),
        "timestamp": FieldSource(columns=("Day", "Clock")),
        "email": FieldSource(columns=("email",)),
    }
    header = ("event", "Day", "Clock", "email")
    prepared = check(header, ("Lead", "2026-11-20", "10:05 EST", ADDRESS), mapping=Mapping(fields))
    assert prepared.notes() == (Note("timestamp", "In “Clock” EST is UTC-05:00."),)


def test_the_offset_is_that_of_the_destination_s_own_clocks(check: Check) -> None:
    rows = [("Lead", "2026-11-20 10:05 CST", ADDRESS), ("Lead", "2026-11-20 10:05 PST", ADDRESS)]
    prepared = check(("event", "timestamp", "email"), *rows, time_zone="America/Chicago")
    said = [note.text for note in prepared.notes()]
    assert said == ["In “timestamp” CST is UTC-06:00.", "In “timestamp” PST is UTC-08:00."]


def test_a_constant_time_and_none_tell_nothing(check: Check) -> None:
    row = ("Lead", ADDRESS, "2026-11-20 10:05 PST")
    for fields in ({}, {"timestamp": FieldSource(value="2026-11-20 10:05")}):
        assert check(("event", "email", "made"), row, mapping=Mapping(fields)).notes() == ()
