"""An open file: what it asks about, and the line and the notes that say what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.support.mapping_pilot import AMBIGUOUS, AMBIGUOUS_HEADER
from tests.support.setups import NOW, SHOP, write_orders, write_table
from tiktok_tui.accounts import remembered
from tiktok_tui.accounts.environment import api_url
from tiktok_tui.events.errors import StateError
from tiktok_tui.files.opening import Table
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.mapping import editing
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
    (asked,) = opened.questions
    others = (replace(asked, field="value"), replace(asked, options=()))
    suggestion = replace(opened.suggestion, questions=(*others, asked))
    assert replace(opened, start=replace(opened.start, suggestion=suggestion)).questions == (asked,)
    answered = opened.answered(asked, asked.options[1])
    assert answered == editing.with_format(opened.mapping, "timestamp", asked.options[1])
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


def test_a_query_of_a_database_is_opened_with_its_window_for_the_destination(
    session: AppSession, source: FileSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def with_window(*given: object, api_url: str, now: datetime) -> FileSource:
        asked.extend((*given, api_url, now.utcoffset()))
        return source

    monkeypatch.setattr("tiktok_tui.uploads.nights.with_window", with_window)
    query = DatabaseSource("shop", "SELECT * FROM orders WHERE changed >= :since")
    opened = OpenFile.open(query, home=session.home, destination=SHOP)
    assert opened.table.source == source
    assert asked == [session.home, query, SHOP, api_url(), timedelta()]
    opened.close()


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
    remembered.keep_unfinished(session.home, SHOP.slug, opened.table.header_key(), corrects)
    same = OpenFile.open(source, home=session.home, destination=SHOP)
    assert same.unfinished is None, "there is nothing to undo"
    same.close()
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


def test_the_note_line_has_the_first_note_and_how_many_more_there_are(session: AppSession, source: FileSource) -> None:
    opened = OpenFile.open(source, home=session.home, destination=SHOP)
    table = cast("Table", SimpleNamespace(notes=("One.",)))
    for assumed, line in ((("Two.", "Three."), "One.  i  2 more"), (("Two.",), "One.  i  1 more"), ((), "One.")):
        assert replace(opened, table=table, assumed=assumed).note_line == line
    silent = replace(opened, table=cast("Table", SimpleNamespace(notes=())), assumed=())
    assert (silent.note_line, replace(silent, assumed=("Two.",)).note_line) == ("", "Two.")
    opened.close()


def test_how_a_mapping_was_suggested_is_told_of_a_suggested_one_alone(session: AppSession, tmp_path: Path) -> None:
    header = ("Name", "Email", "Financial Status", "Created at", "Currency", "Total", "Id")
    row = ("#1", "a@customers.example", "paid", "2026-06-20 10:00:00 +0200", "EUR", "1.50", "7")
    source = FileSource(write_table(tmp_path / "orders.csv", header, [row] * 3))
    opened = OpenFile.open(source, home=session.home, destination=SHOP)
    found = set(map(str, opened.suggestion.notes))
    assert found
    assert found <= set(opened.assumed)
    remembered.save(session.home, SHOP.slug, opened.table.header_key(), opened.mapping)
    again = OpenFile.open(source, home=session.home, destination=SHOP)
    assert again.remembered
    assert not found & set(again.assumed)
    for each in (opened, again):
        each.close()


def test_the_export_that_a_file_looks_like_is_named(session: AppSession, source: FileSource) -> None:
    opened = OpenFile.open(source, home=session.home, destination=SHOP)
    suggestion = replace(opened.suggestion, recognised="a Shopify order export")
    known = replace(opened, start=replace(opened.start, suggestion=suggestion))
    assert (
        known.described
        == "visits.csv  ·  looks like a Shopify order export  ·  3 columns: v  ·  CSV, comma separated, UTF-8"
    )
    opened.close()


def test_the_columns_for_a_field_begin_with_the_suggested_one_then_those_named_like_it(
    session: AppSession, tmp_path: Path
) -> None:
    header = ("Zebra", "Order total", "Total", "Phone", "When", "Mail 2", "email")
    row = ("x", "1", "1.50", "+33639981212", "2026-06-20T10:00:00Z", "", "a@customers.example")
    opened = OpenFile.open(
        FileSource(write_table(tmp_path / "a.csv", header, [row])), home=session.home, destination=SHOP
    )
    mapping = editing.from_columns(opened.mapping, "brand", ["Zebra"])
    suggestion = replace(opened.suggestion, mapping=editing.from_columns(opened.mapping, "value", ["Phone"]))
    changed = replace(opened, start=replace(opened.start, suggestion=suggestion))
    names = [column.name for column in changed.columns_for("value", mapping, SHOP)]
    assert (names[0], set(names[1:3])) == ("Phone", {"Order total", "Total"})
    assert names[3:] == ["Zebra", "When", "Mail 2", "email"], "the others in the file's order"
    assert [column.name for column in changed.columns_for("", mapping, SHOP)] == list(header)
    restricted = replace(SHOP, restrict_pii=True)
    hidden = {column.name: column.hidden for column in changed.columns_for("brand", mapping, restricted)}
    assert (hidden["Zebra"], hidden["email"]) == (False, True)
    opened.close()


def test_the_first_rows_or_the_whole_file_are_checked_and_a_short_file_at_once(
    session: AppSession, tmp_path: Path
) -> None:
    header = ("order_id", "event", "timestamp", "email")
    rows = [[f"C-{n}", "Purchase", "2026-06-20T10:00:00Z", f"c{n}@customers.example"] for n in range(501)]
    short = {}
    for count in (199, 200, 501):
        source = FileSource(write_table(tmp_path / f"{count}.csv", header, rows[:count]))
        opened = OpenFile.open(source, home=session.home, destination=SHOP)
        short[count] = opened.short
        last = opened
    checked = [last.prepare(last.mapping, SHOP, NOW, whole=whole) for whole in (False, True)]
    assert [prepared.totals.rows for prepared in checked] == [500, 501]
    for prepared in checked:
        prepared.close()
    assert short == {199: True, 200: False, 501: False}
    last.close()


def test_rows_that_a_filter_leaves_out_are_counted_while_the_mapping_is_changed(
    session: AppSession, tmp_path: Path
) -> None:
    opened = OpenFile.open(FileSource(write_orders(tmp_path / "orders.csv")), home=session.home, destination=SHOP)
    (said,) = (note for note in opened.notes if "refunded" in note)
    changed = editing.without(opened.mapping, "value")
    assert said in opened.notes_of(changed, SHOP)
    assert any(character.isdigit() for character in said)
    assert set(opened.table.notes) <= set(opened.notes_of(changed, SHOP))
    opened.close()
