from __future__ import annotations

from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktok_tui.mapping import times


@pytest.mark.parametrize(
    ("values", "formats"),
    [
        (["28/04/2026 18:05", "07/04/2026 9:30"], ["%d/%m/%Y %H:%M"]),
        (["04/28/2026", "4/7/2026"], ["%m/%d/%Y"]),
        (["07/04/2026"], ["%d/%m/%Y", "%m/%d/%Y"]),
        (["28.04.2026 18:05:59", "7.4.2026 9:30:00"], ["%d.%m.%Y %H:%M:%S"]),
        (["28.04.26"], ["%d.%m.%y"]),
        (["26-04-12"], ["%y-%m-%d"]),
        (["26-04-27"], ["%d-%m-%y", "%y-%m-%d"]),
        (["2026/04/07 9:05:01"], ["%Y/%m/%d %H:%M:%S"]),
        (["4/28/26 9:05 PM", "4/7/26 12:00 am"], ["%m/%d/%y %I:%M %p"]),
        (["28/04/2026, 18:05"], ["%d/%m/%Y, %H:%M"]),
        (["20260407"], ["%Y%m%d"]),
        (["20260407180501"], ["%Y%m%d%H%M%S"]),
        (["28042026"], ["%d%m%Y"]),
        (["28 Apr 2026", "1 Jun 2026"], ["%d %b %Y"]),
        (["28-Apr-26 18:05"], ["%d-%b-%y %H:%M"]),
        (["April 28, 2026", "May 1, 2026"], ["%B %d, %Y"]),
        (["Apr 28, 2026, 6:05 PM"], ["%b %d, %Y, %I:%M %p"]),
        (["Tue, 28 Apr 2026 18:05:00 +0200"], ["%a, %d %b %Y %H:%M:%S %z"]),
        (["28/04/2026 18:05 Europe/Paris"], ["%d/%m/%Y %H:%M %Z"]),
        (["28/04/2026 18:05:00.25"], ["%d/%m/%Y %H:%M:%S.%f"]),
        (["28.04.2026 18h05"], ["%d.%m.%Y %Hh%M"]),
        (["Apr 28, 2026 6:05:00 PM PDT", "Nov 4, 2026 6:05:00 PM PST"], ["%b %d, %Y %I:%M:%S %p %z"]),
        (["Tue Apr 28 18:05:00 CEST 2026"], ["%a %b %d %Y %H:%M:%S %z"]),
        (["Tue Apr 28 2026 18:05:00 GMT+0200 (Central European Summer Time)"], ["%a %b %d %Y %H:%M:%S %z"]),
        (["28/Apr/2026:18:05:00 +0000"], ["%d/%b/%Y:%H:%M:%S %z"]),
        (["28.04.2026 18:05 Uhr"], ["%d.%m.%Y %H:%M Uhr"]),
        (["28. April 2026"], ["%d. %B %Y"]),
        (["Apr. 28, 2026, 6:05 PM"], ["%b. %d, %Y, %I:%M %p"]),
        (["18:05:00 28.04.2026"], ["%H:%M:%S %d.%m.%Y"]),
        (["6:05 PM 28 Apr 2026"], ["%I:%M %p %d %b %Y"]),
        (["28/04/2026 às 18:05"], ["%d/%m/%Y às %H:%M"]),
        (["28/04/2026 ore 18:05"], ["%d/%m/%Y ore %H:%M"]),
        (["2026-04-28_18:05"], ["%Y-%m-%d_%H:%M"]),
        (["2026-04-28-05:00"], []),
        (["31/02/2026"], []),
        (["12.50"], []),
        (["192.168.10.12"], []),
        (["28/04/2026 25:00"], []),
        (["hello"], []),
        (["28/04/1958"], []),
        (["28/04/2014"], []),
        (["28/04/2015"], ["%d/%m/%Y"]),
        (["28/04/68"], ["%d/%m/%y"]),
        (["28/04/69"], []),
        ([], []),
        (["28/04/2026"] * 3 + [f"0{day}/05/2026" for day in range(1, 9)] + ["Total"], ["%d/%m/%Y"]),
    ],
)
def test_the_formats_that_fit(values: list[str], formats: list[str]) -> None:
    assert times.fitting_formats(values) == formats


PATTERNS = [
    "%d/%m/%Y %H:%M",
    "%m/%d/%y",
    "%d.%m.%Y %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y%m%d%H%M%S",
    "%b %d, %Y %I:%M %p",
    "%d %B %Y",
    "%d-%b-%Y %H:%M:%S",
    "%a, %d %b %Y %H:%M:%S %z",
    "%A, %d %b %Y %H:%M",
]


@given(
    st.sampled_from(PATTERNS),
    st.lists(st.datetimes(min_value=datetime(2016, 1, 1), max_value=datetime(2040, 1, 1)), min_size=1, max_size=8),
)
def test_a_column_s_own_format_is_always_found(pattern: str, moments: list[datetime]) -> None:
    values = [moment.replace(tzinfo=UTC).strftime(pattern) for moment in moments]
    assert pattern in times.fitting_formats(values)


@given(st.text(max_size=30))
def test_any_text_is_taken_and_a_format_that_fits_it_can_be_used(text: str) -> None:
    assert [pattern for pattern in times.fitting_formats([text]) if times.fault(pattern) is not None] == []
    times.reads_by_itself(text)
    times.is_date_alone(text)
    times.is_clock_time(text)
    times.fault(text)


def test_duckdb_reads_what_is_offered() -> None:
    """Every offered format gives the same instant in DuckDB as in Python."""
    moment = datetime(2026, 4, 28, 18, 5, 9, tzinfo=UTC)
    connection = duckdb.connect()
    for pattern in PATTERNS:
        value = moment.strftime(pattern)
        (offered,) = times.fitting_formats([value])
        (seconds,) = connection.execute("select epoch(try_strptime(?, ?))", [value, offered]).fetchone() or (None,)
        expected = datetime.strptime(value, pattern)
        assert seconds == expected.replace(tzinfo=expected.tzinfo or UTC).timestamp(), pattern


@pytest.mark.parametrize(
    ("values", "doubtful"),
    [
        (["01/01/2026", "07/04/2026"], "07/04/2026"),
        (["01/01/2026"], None),
        (["May 3, 2026"], None),
        (["28/04/2026"], None),
        (["7/4/26 9:30 Europe/Paris"], "7/4/26 9:30 Europe/Paris"),
    ],
)
def test_doubt_is_seen_only_where_it_matters(values: list[str], doubtful: str | None) -> None:
    assert times.disagree(times.fitting_formats(values), values) == doubtful


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-06-01", True),
        ("2026-06-01 10:01:00 +0000", True),
        ("2026-06-01T10:01:00.123Z", True),
        ("2026-06-01T10:01+02:00", True),
        ("1780308060", True),
        ("1780308060123", True),
        ("45384.34789", True),
        ("2026-13-01", False),
        ("01/06/2026", False),
        ("12025550123", False),
        ("178030806", False),
        ("", False),
        ("7", False),
    ],
)
def test_what_needs_no_format(value: str, expected: bool) -> None:
    assert times.reads_by_itself(value) is expected


@pytest.mark.parametrize(
    ("time_format", "says"),
    [
        ("%d/%m/%Y", None),
        ("%-d/%-m/%y %H:%M", None),
        ("%Y-%j", None),
        ("%B %d, %Y %I:%M %p", None),
        ("noon", "no part of a time"),
        ("100%%", "no part of a time"),
        ("%d/%m", "no year"),
        ("%m/%Y", "needs a day"),
        ("%d %Y", "needs a day"),
        ("%Q-%d-%m-%Y", "%Q"),
        ("%d/%m/%Y %", "% too many"),
        ("%d.%m.%Y %H:%M:%M", "%M twice"),
        ("%d/%-d/%Y", "%d twice"),
        ("100%% %d.%m.%Y %%", None),
        ("%d/%m/%Y %I:%M", "AM or PM"),
    ],
)
def test_a_format_that_reads_no_time_is_refused(time_format: str, says: str | None) -> None:
    found = times.fault(time_format)
    assert (found is None) if says is None else (found is not None and says in found)


def test_formats_without_fault_are_taken_by_duckdb() -> None:
    connection = duckdb.connect()
    for time_format in (*PATTERNS, "%-d/%-m/%Y", "%Y-%j", "%d.%m.%Y 100%%"):
        assert times.fault(time_format) is None
        connection.execute("select try_strptime('x', ?)", [time_format])


def test_many_values_are_quick() -> None:
    start = datetime(2026, 1, 1)
    values = [(start + timedelta(minutes=37 * step)).strftime("%d/%m/%Y %H:%M") for step in range(5000)]
    assert times.fitting_formats(values) == ["%d/%m/%Y %H:%M"]


@pytest.mark.parametrize(
    ("time_format", "words"),
    [
        ("%d/%m/%Y %H:%M", "day/month/year"),
        ("%m/%d/%y", "month/day/year"),
        ("%d.%m.%Y", "day.month.year"),
        ("%Y-%m-%d", "year-month-day"),
        ("%d %B %Y", ""),
        ("", ""),
    ],
)
def test_the_order_of_a_date_is_said_in_words(time_format: str, words: str) -> None:
    assert times.order_in_words(time_format) == words


def test_dates_with_dots_have_the_day_first() -> None:
    assert times.fitting_formats(["07.04.2026", "08.04.2026"]) == ["%d.%m.%Y"]
    assert times.fitting_formats(["07.04.26 10:00"]) == ["%d.%m.%y %H:%M"]
    assert times.fitting_formats(["2026.04.07"]) == ["%Y.%m.%d"]
    assert len(times.fitting_formats(["07/04/2026"])) == 2


def test_blanks_that_are_not_ascii_and_dots_in_am_and_pm_make_no_difference() -> None:
    assert times.fitting_formats(["6/13/2026, 10:05:00\u202fAM"]) == ["%m/%d/%Y, %I:%M:%S %p"]
    assert times.fitting_formats(["13/6/2026, 1:05:00\xa0p.\xa0m."]) == ["%d/%m/%Y, %I:%M:%S %p"]
    assert times.reads_by_itself("2026-06-11\u202f10:05")
    assert times.is_clock_time("1:05\u202fp.m.")
    assert times.is_written_date("13/6/2026\xa010:05")


@pytest.mark.parametrize("value", ["20260611", "20260611101500", "20260611 10:15", "11062026"])
def test_dates_of_nothing_but_digits_are_dates(value: str) -> None:
    assert times.is_compact_date(value)


@pytest.mark.parametrize("value", ["20261311", "12345678", "2026061", "1780308060", "x0260611", "2026"])
def test_other_digits_are_no_dates(value: str) -> None:
    assert not times.is_compact_date(value)


def test_a_typed_date_at_midnight_is_a_date_alone() -> None:
    assert times.is_date_alone("2026-06-11T00:00:00")
    assert times.is_date_alone("2026-06-11 00:00")
    assert not times.is_date_alone("2026-06-11T00:05:00")


def test_a_format_must_fit_most_of_the_cells() -> None:
    assert times.fitting_formats(["13/04/2026", "soon", "later", "never", "?"]) == []
    assert times.fitting_formats(["13/04/2026", "14/04/2026", "15/04/2026", "16/04/2026", "?"]) == ["%d/%m/%Y"]


@pytest.mark.parametrize(
    ("value", "format_"),
    [
        ("2026-06-11 오전 10:05", "%Y-%m-%d %I:%M %p"),
        ("2026. 6. 11. 오후 3:05:09", "%Y. %m. %d. %I:%M:%S %p"),
        ("2026/06/11 午後3:05", "%Y/%m/%d %I:%M %p"),
        ("2026年6月11日 午前3時05分", "%Y年%m月%d日 %I時%M分 %p"),
        ("2026/6/11 上午10:05", "%Y/%m/%d %I:%M %p"),
        ("13.06.2026 ÖÖ 3:05", "%d.%m.%Y %I:%M %p"),
        ("13/06/2026 3:05 ص", "%d/%m/%Y %I:%M %p"),
        ("13/06/2026 3:05 μμ", "%d/%m/%Y %I:%M %p"),
        ("13/06/2026 3:05 אחה״צ", "%d/%m/%Y %I:%M %p"),
    ],
)
def test_halves_of_the_day_are_read_in_other_languages(value: str, format_: str) -> None:
    assert times.fitting_formats([value]) == [format_]
    assert (
        times.fitting_formats([value.replace("3:05", "13:05").replace("10:05", "13:05").replace("3時", "13時")]) == []
    )


def test_hours_of_half_a_day_run_from_one_to_twelve() -> None:
    assert times.fitting_formats(["13/04/2026 0:30 PM"]) == []
    assert times.fitting_formats(["13/04/2026 12:30 PM"]) == ["%d/%m/%Y %I:%M %p"]
    assert times.fitting_formats(["13/04/2026 13:30 PM"]) == []


@pytest.mark.parametrize(
    "value",
    [
        "20260611T101500Z",
        "20260611T1015",
        "20260611 10:15:30",
        "20260611T101500+0200",
        "45384,34789",
        "20260611T101500.123Z",
    ],
)
def test_compact_times_and_serial_numbers_with_a_comma_need_no_format(value: str) -> None:
    assert times.reads_by_itself(value)


@pytest.mark.parametrize("value", ["20261311T101500Z", "20260611T251500Z", "20260611T10", "2026061T101500Z"])
def test_other_texts_of_that_shape_are_no_times(value: str) -> None:
    assert not times.reads_by_itself(value)


@pytest.mark.parametrize(("clock", "reads"), [("23:59", True), ("24:00", False), ("10:60", False), ("0:00:60", True)])
def test_a_clock_ends_before_24_and_a_minute_before_60(clock: str, reads: bool) -> None:
    assert bool(times.fitting_formats([f"28/04/2026 {clock}"])) is reads
    assert times.is_clock_time(clock) is reads


def test_a_format_has_to_read_four_of_five_times() -> None:
    days = ["13/06/2026", "14/06/2026", "15/06/2026", "16/06/2026"]
    assert times.fitting_formats([*days, "soon"]) == ["%d/%m/%Y"]
    assert times.fitting_formats([*days[:3], "soon"]) == []


def test_a_value_that_no_format_reads_leaves_nothing_in_doubt() -> None:
    formats = ["%d/%m/%Y", "%m/%d/%Y"]
    assert times.disagree(formats, ["soon", "13/06/2026"]) is None
    assert times.disagree(formats, ["soon", "01/02/2026"]) == "01/02/2026"
    assert times.disagree(["%d %B %Y", "%d %b %Y"], ["6 June 2026"]) is None
    assert times.disagree([f"{each} %H:%M" for each in formats], ["01/02/2026 at noon"]) == "01/02/2026 at noon"
