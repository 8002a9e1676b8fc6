"""The assumptions about a file on its way to a destination: all are returned, and each is said once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.uploads import SHOP, Scenario
from tests.uploads.answers import answer_of
from tests.uploads.test_choosing import Said
from tiktok_tui.accounts.home import private_folder
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.mapping.model import FieldSource, Mapping, Note
from tiktok_tui.mapping.notes import notes as notes_of_mapping
from tiktok_tui.mapping.suggest.draft import Counts
from tiktok_tui.mapping.suggest.table import FileCounts
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.uploads.opened_job import OpenedJob


def test_all_assumptions_are_returned_and_those_that_were_shown_before_are_not_said_again(scenario: Scenario) -> None:
    path = scenario.own_orders(3)
    path.write_bytes(("Orders\n\n" + path.read_text().replace("person0", "pérson0")).encode("cp1252"))
    destination = replace(SHOP, phone_country="")
    with (
        open_table(str(path), scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, scenario.mapping, destination, now=datetime.now(UTC)) as prepared,
    ):
        assert len(table.notes) == 2
        found = (Note("fields", "Suggested."), Note("value", "Read as dollars."))
        job = OpenedJob(scenario.home, destination, table, scenario.mapping, found=found, said=table.notes)
        notes = job.notes(prepared)
        of_file = [Note("file", text) for text in table.notes]
        assumed = notes_of_mapping(scenario.mapping, destination, [column.name for column in table.columns])
        assert set(assumed) - {*prepared.notes()}
        places = [notes.index(each) for each in (*of_file, *found, *assumed, *prepared.notes())]
        assert places == sorted(places)
        said = Said()
        assert job.say_notes(prepared, said) == notes
        assert "Note: Read as dollars." in said.messages
        assert not any(table.notes[0] in message or "Suggested" in message for message in said.messages)
        replace(job, said=()).say_notes(prepared, said)
        assert any(table.notes[0] in message for message in said.messages)


def test_an_assumption_of_the_suggestion_and_of_the_check_is_returned_once(scenario: Scenario) -> None:
    path = scenario.folder / "orders.csv"
    path.write_text("id,time,email\no1,2026-11-20 10:05 PST,a@customers.example\n")
    mapping = Mapping({"timestamp": FieldSource(columns=("time",)), "email": FieldSource(columns=("email",))})
    told = Note("timestamp", "In “time” PST is UTC-08:00.")
    with (
        open_table(str(path), scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, mapping, SHOP, now=datetime.now(UTC)) as prepared,
    ):
        for found in ((), (told,)):  # a remembered mapping brings no notes of a suggestion
            assert OpenedJob(scenario.home, SHOP, table, mapping, found=found).notes(prepared).count(told) == 1


def test_that_the_rows_of_an_answer_have_no_names_is_said(scenario: Scenario) -> None:
    unnamed = replace(scenario.mapping, fields={"timestamp": scenario.mapping.fields["timestamp"]})
    with (
        answer_of(scenario.home, "time,email\n1790000000,a@b.cd\n") as table,
        prepare(table, unnamed, SHOP, now=datetime.now(UTC)) as prepared,
    ):
        said = Said()
        notes = OpenedJob(scenario.home, SHOP, table, unnamed).say_notes(prepared, said)
    [note] = [note for note in notes if note.about == "rows"]
    assert note.text.startswith("No column is mapped to event_id or order_id")
    assert f"Note: {note}" in said.messages


def test_values_are_counted_only_where_that_costs_no_further_reading(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scenario.folder / "orders.csv"
    path.write_text("id,time,email,value,status,kind\no1,1790000000,a@customers.example,2,paid,sale\n")
    mapping = replace(scenario.mapping, only={"kind": ("sale",)})
    counted: list[Sequence[str]] = []

    class Noted(FileCounts):
        def __call__(self, names: Sequence[str]) -> dict[str, Sequence[tuple[str, int]]]:
            counted.append(names)
            return {}

        def of_sent(self, mapping: Mapping, *, read: bool = True) -> Counts:
            counted.append(["sent"])
            return lambda names: {}

    with (
        open_table(str(path), scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, mapping, SHOP, now=datetime.now(UTC)) as prepared,
    ):
        job = OpenedJob(scenario.home, SHOP, table, mapping, Noted(table))
        job.notes(prepared)
        monkeypatch.setattr(Table, "is_small", property(lambda self: False))
        job.notes(prepared)
    assert counted == [["sent"], ["status", "kind"], ["kind"]]
