"""An open file: what it asks about, and the line and the notes that say what it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.mapping_pilot import AMBIGUOUS, AMBIGUOUS_HEADER
from tests.support.setups import SHOP, write_table
from tiktok_tui.accounts import remembered
from tiktok_tui.events.errors import StateError
from tiktok_tui.files.opening import Table
from tiktok_tui.files.source import FileSource
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.sources.open_source import open_source
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.open_file import OpenFile


@pytest.fixture
def source(tmp_path: Path) -> FileSource:
    return FileSource(write_table(tmp_path / "visits.csv", AMBIGUOUS_HEADER, AMBIGUOUS))


def test_what_the_times_leave_open_is_asked_unless_somebody_has_worked_on_the_mapping(
    session: AppSession, source: FileSource
) -> None:
    opened = OpenFile.open(source, home=session.home, destination=SHOP)
    assert [question.field for question in opened.questions] == ["timestamp"]
    assert replace(opened, unfinished=Mapping()).questions == ()
    assert replace(opened, start=replace(opened.start, remembered=True)).questions == ()
    opened.close()


def test_the_screen_comes_before_the_work_on_its_file(
    session: AppSession, source: FileSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def opened(*given: Any, **named: Any) -> Table:
        asked.append(named["gives_way"])
        return open_source(*given, **named)

    monkeypatch.setattr("tiktok_tui.sources.open_source.open_source", opened)
    OpenFile.open(source, home=session.home, destination=SHOP).close()
    assert asked == [True]


def test_the_line_says_where_the_mapping_comes_from(session: AppSession, source: FileSource) -> None:
    opened = OpenFile.open(source, home=session.home, destination=SHOP)
    again = replace(opened, start=replace(opened.start, remembered=True))
    corrected = replace(again, start=replace(again.start, of_rejects=True))
    described = [each.described.split("  ·  ")[1] for each in (opened, again, replace(again, example=True), corrected)]
    assert described == [
        "3 columns: v",
        "mapped as last time",
        "the example's own mapping",
        "mapped as when these rows were rejected",
    ]
    assert "mapped as you left it" in replace(corrected, unfinished=Mapping()).described
    opened.close()


def test_the_notes_are_those_of_the_mapping_as_it_is(session: AppSession, source: FileSource) -> None:
    opened = OpenFile.open(source, home=session.home, destination=SHOP)
    assert opened.notes_of(opened.mapping, SHOP) == opened.notes
    assert any("Times without a zone" in note for note in opened.notes)
    assert not any("Times without a zone" in note for note in opened.notes_of(Mapping(), SHOP))
    opened.close()


def test_changes_that_were_not_sent_are_found_again_but_not_for_corrected_rejects(
    session: AppSession, source: FileSource, tmp_path: Path
) -> None:
    opened = OpenFile.open(source, home=session.home, destination=SHOP)
    remembered.keep_unfinished(session.home, SHOP.slug, opened.table.header_key(), Mapping(group_by="order_id"))
    again = OpenFile.open(source, home=session.home, destination=SHOP)
    assert again.unfinished == Mapping(group_by="order_id")
    corrects = again.mapping
    corrected = OpenFile.open(source, home=session.home, destination=SHOP, corrects=corrects)
    assert corrected.start.of_rejects
    assert corrected.unfinished is None
    for each in (opened, again, corrected):
        each.close()


def test_a_file_whose_mapping_cannot_be_found_is_closed_again(
    session: AppSession, source: FileSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    close = Table.close

    def noted(table: Table) -> None:
        closed.append(table.name)
        close(table)

    def unreadable(*_: object, **__: object) -> None:
        raise StateError("It cannot be read.")

    monkeypatch.setattr(Table, "close", noted)
    monkeypatch.setattr(remembered, "start", unreadable)
    with pytest.raises(StateError):
        OpenFile.open(source, home=session.home, destination=SHOP)
    assert closed == ["visits.csv"]
