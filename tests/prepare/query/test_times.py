"""Times are read in their own zone, their column's, the mapping's, the header's or the destination's."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.events.notations import test_month_names as month_cases
from tests.prepare.conftest import NOW, Check
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.notations.month_names import MONTHS, month_in_english
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping import toml
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.mapping.suggest.table import suggest_for
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.prepare.prepared import Prepared
from tiktok_tui.prepare.query.times import says_utc

SHOP = Destination("shop", "Shop", event_set_id="7654321098765432109", fixed_event="Lead", time_zone="Europe/Paris")

SET = "7654321098765432109"

HEADER = ("event", "timestamp", "email")


def sent(prepared: Prepared) -> list[Event]:
    return [event for chunk in prepared.events() for event in chunk]


def bodies(prepared: Prepared) -> list[dict[str, Any]]:
    return [json.loads(event.body) for event in sent(prepared)]


def test_a_header_can_say_that_its_times_are_utc() -> None:
    assert says_utc("Created (UTC)")
    assert says_utc("date [gmt]")
    assert not says_utc("Created (EST)")
    assert not says_utc("Scutchel")
    assert not says_utc("UTC offset")


@pytest.mark.parametrize(
    ("column", "keys", "hours_from_utc"),
    [
        ("when", "", 2),
        ("when", ', time_zone = "UTC"', 0),
        ("when", ', time_zone = "America/New_York"', -4),
        ("when (UTC)", "", 0),
        ("when (UTC)", ', time_zone = "Europe/Paris"', 2),
    ],
)
def test_the_mapping_s_zone_goes_before_the_header_s_and_the_destination_s(
    tmp_path: Path, column: str, keys: str, hours_from_utc: int
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(f"email,{column}\njane@example.com,2026-07-02 15:04:00\n")
    mapping = toml.loads(
        f'[fields]\nemail = {{ column = "email" }}\ntimestamp = {{ column = "{column}"{keys} }}\n', where="test"
    )
    now = datetime(2026, 7, 5, tzinfo=UTC)
    with open_table(str(file), scratch=tmp_path) as table, prepare(table, mapping, SHOP, now=now) as prepared:
        ((event,),) = prepared.events()
    expected = datetime(2026, 7, 2, 15, 4, tzinfo=UTC).timestamp() - hours_from_utc * 3600
    assert json.loads(event.body)["event_time"] == expected


AT_THE_DESTINATION = [
    ("America/New_York", "2026-11-20 10:00:00", "2026-11-20T15:00:00+00:00"),
    ("America/New_York", "2026-11-01 01:30:00", "2026-11-01T06:30:00+00:00"),  # shown twice: the later
    ("America/New_York", "2026-03-08 02:30:00", "2026-03-08T07:30:00+00:00"),  # skipped: counted on
    ("Asia/Kolkata", "2026-11-20", "2026-11-19T18:30:00+00:00"),
    ("UTC+2", "2026-11-20 02:00", "2026-11-20T00:00:00+00:00"),
    ("CET", "2026-07-20 02:00", "2026-07-20T00:00:00+00:00"),  # a zone of IANA's with summer time
    ("GMT+05:30", "2026-11-20 05:30", "2026-11-20T00:00:00+00:00"),
    ("Eastern Time (US & Canada)", "2026-11-20 10:00", "2026-11-20T15:00:00+00:00"),
    ("Europe/Berlin", "46346.5", "2026-11-20T11:00:00+00:00"),
    ("Europe/Berlin", "2026-11-20 10:00:00 +0000", "2026-11-20T10:00:00+00:00"),
    ("Europe/Berlin", "1795168800", "2026-11-20T10:00:00+00:00"),
]
"""Zones of destinations, cells, and the instant."""


@pytest.mark.parametrize(
    ("zone", "month"), dict.fromkeys((zone, instant[:7]) for zone, _, instant in AT_THE_DESTINATION)
)
def test_a_time_without_a_zone_is_the_destination_s(check: Check, zone: str, month: str) -> None:
    cells = {
        wall: datetime.fromisoformat(instant)
        for at, wall, instant in AT_THE_DESTINATION
        if (at, instant[:7]) == (zone, month)
    }
    rows = [("Lead", wall, f"person{number}@b.cd") for number, wall in enumerate(cells)]
    prepared = check(HEADER, *rows, time_zone=zone, now=max(cells.values()) + timedelta(days=1))
    found = [datetime.fromtimestamp(body["event_time"], UTC) for body in bodies(prepared)]
    assert dict(zip(cells, found, strict=True)) == cells


WRITTEN = [
    ("11/20/2026, 10:05:00\u202fAM", None, "2026-11-20T10:05:00+00:00"),
    ("11/20/2026, 10:05:00\u202fAM", "%m/%d/%Y, %I:%M:%S\u00a0%p", "2026-11-20T10:05:00+00:00"),
    ("2026-11-20\u00a010:05", None, "2026-11-20T10:05:00+00:00"),
    ("20/11/2026 1:05 p. m.", None, "2026-11-20T13:05:00+00:00"),
    ("20/11/2026 1:05 p.\u00a0m.", "%d/%m/%Y %I:%M %p", "2026-11-20T13:05:00+00:00"),
    ("20/11/2026 1:05 a.m.", "%d/%m/%Y %I:%M %p", "2026-11-20T01:05:00+00:00"),
    ("2026-11-20 오후 1:05", None, "2026-11-20T13:05:00+00:00"),
    ("2026/11/20 午前12:05", None, "2026-11-20T00:05:00+00:00"),
    ("2026年11月20日 下午1时05分", "%Y年%m月%d日 %I时%M分 %p", "2026-11-20T13:05:00+00:00"),
    ("20.11.2026 01:05 ÖS", None, "2026-11-20T13:05:00+00:00"),
    ("20/11/2026 1:05 م +02:00", None, "2026-11-20T11:05:00+00:00"),
    ("20/11/2026 1:05:30 μ.μ.", "%d/%m/%Y %I:%M:%S %p", "2026-11-20T13:05:30+00:00"),
    ("2026-11-20 10:05:00 PST", None, "2026-11-20T18:05:00+00:00"),
    ("11/20/2026 10:05 AM (CET)", None, "2026-11-20T09:05:00+00:00"),
    ("2026-11-20 10:05 UTC+2", None, "2026-11-20T08:05:00+00:00"),
    ("2026-11-20 10:05:00 +0000 UTC", None, "2026-11-20T10:05:00+00:00"),
    ("Nov 20, 2026 10:05:00 AM PST", "%b %d, %Y %I:%M:%S %p %z", "2026-11-20T18:05:00+00:00"),
    ("Jul 20, 2026 10:05:00 a.m. PDT", "%b %d, %Y %I:%M:%S %p %z", "2026-07-20T17:05:00+00:00"),
    ("2026-11-20 10:05 PST", "%Y-%m-%d %H:%M PST", "2026-11-20T10:05:00+00:00"),  # the person's own reading
    ("Fri Nov 20 10:05:00 EST 2026", "%a %b %d %Y %H:%M:%S %z", "2026-11-20T15:05:00+00:00"),
    ("Fri Nov 20 10:05:00 2026", "%a %b %d %Y %H:%M:%S", "2026-11-20T10:05:00+00:00"),
    ("20261120T101500Z", None, "2026-11-20T10:15:00+00:00"),
    ("20261120", None, "2026-11-20T00:00:00+00:00"),
    ("11.10.2026", None, "2026-10-11T00:00:00+00:00"),
    ("11.10.2026 9.05", None, "2026-10-11T09:05:00+00:00"),
]
"""Cells with the format of the mapping, if it has one, and the instant that they are."""


@pytest.mark.parametrize("format_", dict.fromkeys(format_ for _, format_, _ in WRITTEN))
def test_a_time_is_read_as_it_is_written(check: Check, format_: str | None) -> None:
    fields = {
        "event": FieldSource(value="Lead"),
        "email": FieldSource(columns=("email",)),
        "timestamp": FieldSource(columns=("when",), format=format_),
    }
    expected = {cell: datetime.fromisoformat(instant) for cell, form, instant in WRITTEN if form == format_}
    for day in {instant.date() for instant in expected.values()}:
        cells = {cell: instant for cell, instant in expected.items() if instant.date() == day}
        prepared = check(
            ("email", "when"),
            *((f"person{number}@b.cd", cell) for number, cell in enumerate(cells)),
            mapping=Mapping(fields),
            time_zone="UTC",
            now=max(cells.values()) + timedelta(days=1),
        )
        found = [datetime.fromtimestamp(body["event_time"], UTC) for body in bodies(prepared)]
        assert prepared.totals.rejects_by_rule == {}
        assert dict(zip(cells, found, strict=True)) == cells


AT_HOME = [
    ("America/Chicago", "2026-11-20 10:05:00 CST", None, "2026-11-20T16:05:00+00:00"),
    ("America/Chicago", "11/20/2026 1:05 PM (CST)", None, "2026-11-20T19:05:00+00:00"),
    ("America/Chicago", "2026-11-20 10:05 CDT", None, "2026-11-20T15:05:00+00:00"),
    ("America/Chicago", "2026-11-20 10:05", None, "2026-11-20T16:05:00+00:00"),
    ("America/Chicago", "Nov 20, 2026 1:05 PM CST", "%b %d, %Y %I:%M %p %z", "2026-11-20T19:05:00+00:00"),
    ("America/Chicago", "Fri Nov 20 10:05:00 CST 2026", "%a %b %d %Y %H:%M:%S %z", "2026-11-20T16:05:00+00:00"),
    ("America/Chicago", "20 noviembre 2026 10:05 CST", "%d %b %Y %H:%M %z", "2026-11-20T16:05:00+00:00"),
    ("America/Chicago", "2026-11-20 10:05 CST", "%Y-%m-%d %H:%M CST", "2026-11-20T16:05:00+00:00"),
    ("Asia/Shanghai", "2026-11-20 10:05:00 CST", None, "2026-11-20T02:05:00+00:00"),
    ("Asia/Kolkata", "20-11-2026 10:05 IST", "%d-%m-%Y %H:%M %z", "2026-11-20T04:35:00+00:00"),
    ("Asia/Manila", "20/11/2026 10:05 America/New_York", "%d/%m/%Y %H:%M %Z", "2026-11-20T15:05:00+00:00"),
    ("Asia/Manila", "2026-11-20 10:05 PST", None, "2026-11-20T02:05:00+00:00"),
]
"""Zones of destinations, cells, the format of the mapping, and the instant."""


@pytest.mark.parametrize(("home", "format_"), dict.fromkeys((home, format_) for home, _, format_, _ in AT_HOME))
def test_an_abbreviation_is_that_of_the_destination_s_own_clocks(check: Check, home: str, format_: str | None) -> None:
    fields = {
        "event": FieldSource(value="Lead"),
        "email": FieldSource(columns=("email",)),
        "timestamp": FieldSource(columns=("when",), format=format_),
    }
    cells = {
        cell: datetime.fromisoformat(instant) for at, cell, form, instant in AT_HOME if (at, form) == (home, format_)
    }
    rows = [(f"person{number}@b.cd", cell) for number, cell in enumerate(cells)]
    prepared = check(("email", "when"), *rows, mapping=Mapping(fields), time_zone=home, now=NOW)
    found = [datetime.fromtimestamp(body["event_time"], UTC) for body in bodies(prepared)]
    assert dict(zip(cells, found, strict=True)) == cells


def test_an_abbreviation_that_the_destination_s_clocks_do_not_know_is_not_guessed(check: Check) -> None:
    prepared = check(HEADER, ("Lead", "2026-11-20 10:05 CST", "a@b.cd"), time_zone="America/New_York", now=NOW)
    assert prepared.totals.rejects_by_rule == {"timestamp.unreadable": 1}


def test_a_zone_column_goes_before_a_header_that_says_utc(check: Check) -> None:
    fields = {
        "event": FieldSource(value="Lead"),
        "email": FieldSource(columns=("email",)),
        "timestamp": FieldSource(columns=("when (UTC)",), zone="zone"),
    }
    rows = [("a@b.cd", "2026-11-20 10:00", "Asia/Tokyo"), ("c@d.ef", "2026-11-20 10:00", "")]
    prepared = check(("email", "when (UTC)", "zone"), *rows, mapping=Mapping(fields), time_zone="America/New_York")
    hours = [datetime.fromtimestamp(body["event_time"], UTC).hour for body in bodies(prepared)]
    assert hours == [1, 15]


def test_an_unknown_zone_matters_only_to_a_time_that_needs_one(check: Check) -> None:
    fields = {
        "event": FieldSource(value="Lead"),
        "email": FieldSource(columns=("email",)),
        "timestamp": FieldSource(columns=("when",), zone="zone"),
    }
    rows = [("a@b.cd", time, "Mars/Phobos") for time in ("2026-11-20T10:00:00Z", "1795168800", "2026-11-20 10:00")]
    prepared = check(("email", "when", "zone"), *rows, mapping=Mapping(fields))
    assert [(problem.row, problem.rule.name) for problem in prepared.problems()] == [(4, "timestamp.unknown_zone")]


@pytest.mark.parametrize(
    ("home", "hours_from_utc"), [("America/Chicago", [-6]), ("Asia/Shanghai", [8]), ("Europe/Paris", [])]
)
def test_an_abbreviation_in_a_zone_s_column_is_that_of_the_destination_s_own_clocks(
    check: Check, home: str, hours_from_utc: list[int]
) -> None:
    fields = {
        "event": FieldSource(value="Lead"),
        "email": FieldSource(columns=("email",)),
        "timestamp": FieldSource(columns=("when",), zone="zone"),
    }
    row = ("a@b.cd", "2026-11-20 10:00", "CST")
    prepared = check(("email", "when", "zone"), row, mapping=Mapping(fields), time_zone=home)
    hours = [10 - datetime.fromtimestamp(body["event_time"], UTC).hour for body in bodies(prepared)]
    assert hours == hours_from_utc
    assert prepared.totals.rejects_by_rule == ({} if hours else {"timestamp.unknown_zone": 1})


def test_a_typed_date_and_a_typed_clock_make_one_time(tmp_path: Path) -> None:
    file = tmp_path / "orders.parquet"
    with duckdb.connect() as database:
        database.execute(
            "COPY (SELECT 'a@b.cd' AS email, DATE '2026-11-20' AS day, TIMESTAMP '2026-11-20' AS midnight, "
            f"TIME '22:05:00' AS clock) TO '{file}' (FORMAT parquet)"
        )
    destination = Destination("d", "D", event_set_id=SET, time_zone="UTC")
    with open_table(str(file), scratch=tmp_path) as table:
        for day in ("day", "midnight"):
            fields = {
                "event": FieldSource(value="Lead"),
                "email": FieldSource(columns=("email",)),
                "timestamp": FieldSource(columns=(day, "clock")),
            }
            with prepare(table, Mapping(fields), destination, now=NOW) as prepared:
                (body,) = bodies(prepared)
            assert body["event_time"] == datetime(2026, 11, 20, 22, 5, tzinfo=UTC).timestamp(), day


def test_a_time_may_be_made_of_several_columns(check: Check) -> None:
    mapping = Mapping(
        {
            "event": FieldSource(value="Lead"),
            "email": FieldSource(columns=("email",)),
            "timestamp": FieldSource(columns=("Date", "Time"), zone="Time Zone", format="%m/%d/%y %H:%M:%S"),
        }
    )
    row = ("a@b.cd", "11/20/26", "10:00:00", "Eastern Time (US & Canada)")
    (body,) = bodies(check(("email", "Date", "Time", "Time Zone"), row, mapping=mapping))
    assert body["event_time"] == 1795186800


@pytest.mark.parametrize(
    "columns", [("Date (UTC)", "Time"), ("Date", "Time (UTC)"), ("Date [GMT]", "Time [GMT]")], ids=" ".join
)
def test_one_header_of_a_time_in_several_columns_is_enough_to_say_utc(check: Check, columns: tuple[str, str]) -> None:
    fields = {
        "event": FieldSource(value="Lead"),
        "email": FieldSource(columns=("email",)),
        "timestamp": FieldSource(columns=columns),
    }
    rows = [("a@b.cd", "2026-11-20", "10:00:00"), ("a@b.cd", "2026-11-19", ""), ("a@b.cd", "", "10:00:00")]
    prepared = check(("email", *columns), *rows, mapping=Mapping(fields), time_zone="Asia/Tokyo")
    times = [datetime.fromtimestamp(body["event_time"], UTC).isoformat()[:16] for body in bodies(prepared)]
    assert times == ["2026-11-20T10:00", "2026-11-19T00:00"]
    assert prepared.totals.rejects_by_rule == {"timestamp.missing": 1}


@pytest.mark.parametrize(
    "rows",
    [
        ["2026-11-20,22:05 EST", "2026-11-20,22:05 -05:00", "2026-11-21,03:05:00 UTC", "2026-11-21,03:05Z"],
        ["11/20/2026,10:05 PM EST"],
        ["20.11.2026,22:05 -0500"],
        ["20.11.2026,22:05 Uhr"],
    ],
)
def test_a_clock_beside_a_date_may_name_its_zone(tmp_path: Path, rows: list[str]) -> None:
    file = tmp_path / "orders.csv"
    lines = [f"{row},person{number}@b.cd\n" for number, row in enumerate(rows)]
    file.write_text("Date,Time,Email\n" + "".join(lines), encoding="utf-8")
    destination = Destination("d", "D", event_set_id=SET, fixed_event="Lead", time_zone="America/New_York")
    with open_table(str(file), scratch=tmp_path) as table:
        found = suggest_for(table, destination).mapping
        with prepare(table, found, destination, now=NOW) as prepared:
            times = {row: body["event_time"] for row, body in zip(rows, bodies(prepared), strict=True)}
    assert times == dict.fromkeys(rows, datetime(2026, 11, 21, 3, 5, tzinfo=UTC).timestamp())


def test_months_are_read_alike_by_the_query_and_by_the_suggestion(rules: duckdb.DuckDBPyConnection) -> None:
    texts = [text for text, _ in month_cases.SAID] + month_cases.OTHERS
    for text in texts:
        found = rules.execute("SELECT month_in_english($1)", [text]).fetchone()
        assert found == (month_in_english(text, MONTHS),), text


@pytest.mark.parametrize(
    ("cells", "format_"),
    [
        (["11 de noviembre de 2026 10:05", "jueves, 12 de noviembre de 2026 10:05"], "%d %b %Y %H:%M"),
        (["11. November 2026 10:05", "12. Nov. 2026 10:05"], "%d %b %Y %H:%M"),
        (["11 november 2026 10:05", "12 nov 2026 10:05"], "%d %B %Y %H:%M"),
        (["11 novembre 2026 10:05", "12 novembre 2026 10:05"], "%d %B %Y %H:%M"),
    ],
)
def test_months_in_other_languages_are_read_with_a_format(check: Check, cells: list[str], format_: str) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in HEADER}
    fields["timestamp"] = FieldSource(columns=("timestamp",), format=format_)
    prepared = check(HEADER, *(("Lead", cell, "a@b.cd") for cell in cells), mapping=Mapping(fields), time_zone="UTC")
    times = [datetime.fromtimestamp(body["event_time"], UTC).isoformat()[:16] for body in bodies(prepared)]
    assert times == ["2026-11-11T10:05", "2026-11-12T10:05"]
