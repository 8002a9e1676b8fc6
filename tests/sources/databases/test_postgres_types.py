"""How an answer of PostgreSQL is read: as it is where nothing would be garbled, else with casts of the server's."""

from __future__ import annotations

import pytest

from tiktok_tui.sources.databases.arrow_types import ArrowColumn
from tiktok_tui.sources.databases.postgres_types import Reading, reading_of

NUMBER, TEXT = ArrowColumn("n", "l", ""), ArrowColumn("t", "u", "")


def test_an_answer_that_arrives_as_it_is_is_asked_for_as_it_is() -> None:
    assert reading_of("SELECT n, t", [NUMBER, TEXT], None) == Reading(
        "SELECT n, t\n", 'SELECT "n" AS "n", "t" AS "t" FROM answer', ()
    )


def test_of_columns_of_one_name_each_gets_its_own_and_a_limit_is_the_server_s() -> None:
    wrapped = 'SELECT q.c0 AS "n", q.c1 AS "n_2" FROM (\nSELECT 1\n) AS q(c0, c1)'
    assert reading_of("SELECT 1", [NUMBER, NUMBER], None).on_server == wrapped
    assert reading_of("SELECT 1", [NUMBER], 5).on_server == 'SELECT q.c0 AS "n" FROM (\nSELECT 1\n) AS q(c0) LIMIT 5'


@pytest.mark.parametrize(
    ("arrow", "own", "cast", "is_number"),
    [
        ("u", "money", "q.c0::numeric::text", True),
        ("u", "numeric", "q.c0", True),
        ("z", "inet", "pg_catalog.abbrev(q.c0)", False),
        ("z", "citext", "q.c0::text", False),
        ("Z", "citext", "q.c0::text", False),
        ("z", "bytea", "q.c0", False),
        ("+s", "", "q.c0::text", False),
        ("tin", "interval", "q.c0::text", False),
        ("+l", "_int4", "pg_catalog.to_json(q.c0)::text", False),
        ("+L", "_int4", "pg_catalog.to_json(q.c0)::text", False),
        ("+l", "_money", "pg_catalog.to_json(q.c0::numeric[])::text", False),
    ],
)
def test_what_would_be_garbled_is_cast_on_the_server(arrow: str, own: str, cast: str, is_number: bool) -> None:
    reading = reading_of("Q", [ArrowColumn("x", arrow, own)], 1)
    assert reading.on_server == f'SELECT {cast} AS "x" FROM (\nQ\n) AS q(c0) LIMIT 1'
    assert reading.numbers == (("x",) if is_number else ())
