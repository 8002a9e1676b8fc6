"""A file is prepared, refused, stopped and closed."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.prepare.conftest import NOW, Check
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.prepare.prepared import Prepared

SET = "7654321098765432109"

HEADER = ("event", "timestamp", "email")


def sent(prepared: Prepared) -> list[Event]:
    return [event for chunk in prepared.events() for event in chunk]


def bodies(prepared: Prepared) -> list[dict[str, Any]]:
    return [json.loads(event.body) for event in sent(prepared)]


@pytest.mark.parametrize(
    ("fields", "settings", "field"),
    [
        ({"email": FieldSource(columns=("mail",))}, {}, "email"),
        ({"emial": FieldSource(columns=("email",))}, {}, "emial"),
        ({"timestamp": FieldSource(columns=("timestamp",), format="%Q")}, {}, "timestamp"),
        ({"timestamp": FieldSource(columns=("timestamp",), zone="gone")}, {}, "timestamp"),
        ({}, {"time_zone": "Mars/Phobos"}, "time_zone"),
    ],
)
def test_a_mapping_that_cannot_work_names_its_field(
    check: Check, fields: dict[str, FieldSource], settings: dict[str, str], field: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        check(HEADER, ("Lead", "2026-11-20", "a@b.cd"), mapping=Mapping(fields), **settings)
    assert caught.value.field == field
    assert caught.value.remedy


def test_names_of_columns_and_texts_are_never_run(check: Check) -> None:
    evil = '"; DROP TABLE x; --'
    mapping = Mapping(
        {
            "event": FieldSource(columns=(evil,), values={"'; SELECT 1": "Lead", "o'brien": "Lead"}),
            "timestamp": FieldSource(value="2026-11-20"),
            "email": FieldSource(columns=("e'mail",)),
            "description": FieldSource(value="'; DROP TABLE staged; --"),
        },
        only={evil: ("o'brien", "'")},
    )
    (body,) = bodies(check((evil, "e'mail"), ("o'brien", "a@b.cd"), ("x", "a@b.cd"), mapping=mapping))
    assert (body["event"], body["properties"]["description"]) == ("Lead", "'; DROP TABLE staged; --")


def test_what_is_kept_is_dropped_when_closed(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("event,timestamp,email\nLead,2026-11-20,a@b.cd\n")
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in HEADER})
    names = "SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'prepared_%'"
    with open_table(str(file), scratch=tmp_path) as table, table.work() as work:
        with prepare(table, mapping, Destination("d", "D", event_set_id=SET), now=NOW):
            assert work.number(names) > 0
            assert work.number(f"{names} AND table_name LIKE '%_facts'") == 0  # needed for the totals only
        assert work.number(names) == 0


def test_a_check_that_fails_leaves_no_table_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "orders.csv").write_text("event,timestamp,email\nLead,2026-11-20,a@b.cd\n")
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in HEADER})

    def stopped(*_: object) -> None:
        raise Cancelled

    monkeypatch.setattr("tiktok_tui.prepare.prepare.check", stopped)
    with open_table(str(tmp_path / "orders.csv"), scratch=tmp_path) as table, table.work() as work:
        with pytest.raises(Cancelled):
            prepare(table, mapping, Destination("d", "D", event_set_id=SET), now=NOW)
        assert work.number("SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'prepared_%'") == 0


@pytest.mark.parametrize("closed", [False, True])
def test_stopping_ends_a_stream_and_so_does_closing(check: Check, closed: bool) -> None:
    prepared = check(HEADER, *[("Lead", "2026-11-20", f"a{number}@b.cd") for number in range(20_000)])
    stream = prepared.events()
    next(stream)
    if closed:
        prepared.close()
    else:
        prepared.interrupt()
    with pytest.raises(Cancelled):
        for _ in stream:
            pass
    assert closed or len(sent(prepared)) == 20_000


@pytest.mark.parametrize("grouped", [True, False])
def test_the_progress_of_a_check_runs_on_without_a_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grouped: bool
) -> None:
    """No statement that takes long runs before a span is set for it: the bar would stand at its end from then on."""
    told: list[tuple[float, float]] = []
    spanned, executed, cleaned = Work.span, Work.execute, []

    def span(work: Work, begin: float, end: float) -> None:
        told.append((begin, end))
        spanned(work, begin, end)

    def execute(work: Work, sql: str, parameters: object = None) -> duckdb.DuckDBPyConnection:
        if "cleanness(" in sql:
            cleaned.append(len(told))
        return executed(work, sql, parameters)

    file = tmp_path / "orders.csv"
    file.write_text("order,event,timestamp,email\n" + "".join(f"{n},Lead,2026-11-20,a@b.cd\n" for n in range(9)))
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in HEADER}, group_by="order" if grouped else None)
    for limit in ("tiktok_tui.prepare.cursors.FEW", "tiktok_tui.prepare.query.spans.SPAN"):
        monkeypatch.setattr(limit, 2)
    with open_table(str(file), scratch=tmp_path) as table:
        table.stage([*HEADER, "order"] if grouped else HEADER)
        monkeypatch.setattr(Work, "span", span)
        monkeypatch.setattr(Work, "execute", execute)
        prepare(table, mapping, Destination("d", "D", event_set_id=SET), now=NOW).close()
    assert cleaned == [1]
    assert (told[0][0], told[-1][1]) == (0.0, 1.0)
    assert all(begin == pytest.approx(before[1]) and begin < end for before, (begin, end) in pairwise(told))
    assert len(told) > 6


def test_a_check_can_be_stopped_and_begun_again(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("event,timestamp,email\n" + "Lead,2026-11-20,a@b.cd\n" * 20_000)
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in HEADER})
    destination = Destination("d", "D", event_set_id=SET)
    with open_table(str(file), scratch=tmp_path) as table, ThreadPoolExecutor(1) as threads:
        table.stage(HEADER)
        running = threads.submit(prepare, table, mapping, destination, now=NOW)
        while not running.done():
            table.interrupt()
        with pytest.raises(Cancelled):
            running.result()
        with table.work() as work:
            assert work.number("SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'prepared_%'") == 0
        with prepare(table, mapping, destination, now=NOW) as prepared:
            assert prepared.totals.sendable == 20_000


_FIELDS = {name: FieldSource(columns=(name,)) for name in HEADER}


@pytest.mark.parametrize(
    ("mapping", "field"),
    [
        (Mapping(_FIELDS, group_by="gone"), "group_by"),
        (Mapping(_FIELDS, phone_country="gone"), "phone"),
        (Mapping(_FIELDS, only={"gone": ("x",)}), "only"),
        (Mapping(_FIELDS, leave_out={"gone": ("x",)}), "leave_out"),
        (Mapping(_FIELDS, not_items={"gone": ("x",)}), "not_items"),
        (Mapping(_FIELDS | {"email": FieldSource(columns=("email", "gone"))}), "email"),
        (Mapping(_FIELDS | {"timestamp": FieldSource(columns=("timestamp",), zone="gone")}), "timestamp"),
    ],
)
def test_a_column_that_is_gone_is_named_with_its_use(check: Check, mapping: Mapping, field: str) -> None:
    with pytest.raises(SettingsError) as caught:
        check(HEADER, ("Lead", "2026-11-20", "a@b.cd"), mapping=mapping)
    assert caught.value.field == field
    assert str(caught.value) == (
        "mapping: The file has no column 'gone', which the mapping names. Choose another in the mapping."
    )


def test_what_cannot_be_read_is_said_with_the_way_out(check: Check) -> None:
    told = []
    time = _FIELDS["timestamp"]
    for source, zone in (
        (replace(time, format="%Q"), "UTC"),
        (replace(time, time_zone="Mars/Phobos"), "UTC"),
        (time, "Mars/Phobos"),
    ):
        mapping = Mapping(_FIELDS | {"timestamp": source})
        with pytest.raises(SettingsError) as caught:
            check(HEADER, ("Lead", "2026-11-20", "a@b.cd"), mapping=mapping, time_zone=zone)
        told.append((str(caught.value), caught.value.field))
    no_format = "The time format '%Q' cannot be read. Use the letters of strftime, such as %d/%m/%Y %H:%M."
    no_zone = "There is no time zone 'Mars/Phobos'. Use a name such as America/New_York."
    assert told == [
        (f"mapping: {no_format}", "timestamp"),
        (f"mapping: {no_zone}", "timestamp"),
        (f"destination: {no_zone}", "time_zone"),
    ]


def test_the_first_rows_say_nothing_of_how_clean_the_others_are(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("event,timestamp,email,description\nLead,2026-11-20,a@b.cd,first\nLead,2026-11-20,c@d.ef, n/a \n")
    shop = Destination("shop", "Shop", event_set_id=SET)
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in (*HEADER, "description")})
    made = []
    for limits in ((None,), (1, None)):
        with open_table(str(path), scratch=tmp_path) as table:
            for limit in limits:
                with prepare(table, mapping, shop, now=NOW, limit=limit) as prepared:
                    events = bodies(prepared)
            made.append([event.get("properties", {}).get("description") for event in events])
    assert made == [["first", None]] * 2


def test_times_are_in_utc_where_nothing_names_a_zone(check: Check) -> None:
    for zone, seconds in (("", 0), ("Europe/Paris", 3600)):
        (body,) = bodies(check(HEADER, ("Lead", "2026-11-20 10:00", "a@b.cd"), time_zone=zone))
        assert body["event_time"] == datetime(2026, 11, 20, 10, tzinfo=UTC).timestamp() - seconds
