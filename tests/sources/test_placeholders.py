"""Placeholders of queries: found where they are meant, written as each database takes times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import duckdb
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tiktok_tui.sources.dialects import Dialect, TimeStyle, dialect_of
from tiktok_tui.sources.placeholders import filled, placeholders_in

SINCE = datetime(2026, 11, 1, 23, 30, 15, 999, tzinfo=timezone(timedelta(hours=-2)))
UNTIL = datetime(2026, 11, 27, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("driver", "query", "expected"),
    [
        (
            "postgresql",
            "at >= :since AND at<:until",
            "at >= '2026-11-02 01:30:15+00:00' AND at<'2026-11-27 02:30:00+00:00'",
        ),
        ("mysql", "at >= :since", "at >= '2026-11-02 01:30:15'"),
        ("adbc_driver_sqlite", "at >= :since", "at >= '2026-11-02 01:30:15'"),
        ("snowflake", "at >= :since", "at >= '2026-11-02 01:30:15+00:00'"),
        ("trino", "at >= :since", "at >= TIMESTAMP '2026-11-02 01:30:15 UTC'"),
        ("trino", "day >= :since_date", "day >= DATE '2026-11-02'"),
        ("postgresql", "day BETWEEN :since_date AND :until_date", "day BETWEEN '2026-11-02' AND '2026-11-27'"),
        ("sqlserver", "[Customer's day] >= :since_date", "[Customer's day] >= '2026-11-02'"),
    ],
)
def test_times_are_written_as_the_database_takes_them(driver: str, query: str, expected: str) -> None:
    assert filled(query, SINCE, UNTIL, dialect_of(driver)) == expected


@pytest.mark.parametrize(
    ("driver", "query"),
    [
        ("postgresql", "SELECT ':since', 'it''s :since', \":since\", `:since`"),
        ("postgresql", "SELECT E'it\\'s :since', e'\\\\', U&'x :since'"),
        ("postgresql", "SELECT e'it\\'s :since'"),
        ("postgresql", "SELECT 1 -- :since\n"),
        ("postgresql", "SELECT /* :since /* :since */ :since */ 1"),
        ("postgresql", "SELECT $$ :since ' $$, $a$ :since $$ $a$"),
        ("postgresql", "SELECT x::since, '1'::until, (a)::since_date, arr[1:until], arr[lo:since]"),
        ("databricks", "SELECT `a b`:since, 'x':until, $$x$$:since"),
        ("snowflake", "SELECT a.b:since, src:until.x, \"q\":since, f(x):since, v[0]:until, 'it\\'s :since'"),
        ("mysql", "SELECT 'it\\'s :since', \"a\\\" :since\", '\\\\' # :since"),
        ("bigquery", "SELECT \"it's :since\", 'a\\' :since'"),
        ("postgresql", "SELECT :since1, :sinceday, :Since, :until_dates, a :from"),
        ("sqlserver", "SELECT t.[at :since], [x]] :since] FROM t"),
        ("sqlite", "SELECT [at :since"),
        ("postgresql", "SELECT 'never closed :since"),
        ("postgresql", "SELECT /* never closed :since"),
    ],
)
def test_colons_that_mean_something_else_stay(driver: str, query: str) -> None:
    dialect = dialect_of(driver)
    assert filled(query, SINCE, UNTIL, dialect) == query
    assert placeholders_in(query, dialect) == frozenset()


@pytest.mark.parametrize("around", ["'{}'", '"{}"', "$${}$$", "$x${}$x$", "/* {} */", "-- {}\n"])
@given(text=st.lists(st.sampled_from([*"ab ':;/*-\n\\é", ":since", "::"]), max_size=12).map("".join))
def test_what_stands_in_a_piece_of_its_own_is_never_touched(around: str, text: str) -> None:
    ends = {"-": "\n", "/": "/"}.get(around[0], around[0])
    assume(ends not in text)
    piece = around.format(text)
    whole = f"SELECT 1 WHERE a >= :since AND {piece} = :until"
    done = filled(whole, SINCE, UNTIL, Dialect(nested_comments=True))
    assert done == f"SELECT 1 WHERE a >= '2026-11-02 01:30:15+00:00' AND {piece} = '2026-11-27 02:30:00+00:00'"


def test_a_placeholder_may_follow_a_comment_at_once() -> None:
    query = "SELECT 1 WHERE a >= /* b /* c */ */:since"
    assert placeholders_in(query, dialect_of("postgresql")) == {"since"}


@pytest.mark.parametrize("driver", ["mysql", "snowflake", "trino", "duckdb"])
def test_a_comment_holds_no_other_where_the_database_has_none_such(driver: str) -> None:
    query = "SELECT 1 /* a /* b */ WHERE a >= :since"
    assert placeholders_in(query, dialect_of(driver)) == {"since"}


def test_two_dashes_are_two_minuses_in_mysql_unless_a_blank_follows() -> None:
    query = "SELECT 1--1 WHERE a >= :since -- AND a < :until"
    assert placeholders_in(query, dialect_of("mysql")) == {"since"}
    assert placeholders_in(query, dialect_of("postgresql")) == frozenset()


def test_a_name_that_holds_dollars_begins_no_text() -> None:
    for query in ("SELECT a$b$ FROM t WHERE x$y$ < :since", "SELECT $1 WHERE a >= :since AND b = $2"):
        assert placeholders_in(query, dialect_of("postgresql")) == {"since"}
        assert filled(query, SINCE, UNTIL, dialect_of("mysql")) == query.replace(":since", "'2026-11-02 01:30:15'")


def test_a_word_that_ends_in_e_begins_no_text_of_postgresql_s_own_kind() -> None:
    query = "SELECT 1 WHERE path LIKE date'c:\\' AND at >= :since"
    assert placeholders_in(query, dialect_of("postgresql")) == {"since"}


def test_a_filled_query_runs() -> None:
    query = "SELECT :since::TIMESTAMPTZ < :until::TIMESTAMPTZ AS earlier, ':since' AS text -- :until"
    assert placeholders_in(query) == {"since", "until"}
    with duckdb.connect() as database:
        done = database.execute(filled(query, SINCE, UNTIL, Dialect(TimeStyle.WITH_OFFSET))).fetchall()
    assert done == [(True, ":since")]
