"""Quoting: whatever a file or a person writes stays one name or one text."""

from __future__ import annotations

import duckdb
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tiktok_tui.files.sql import quote_identifier, quote_literal

ANY = st.text(st.characters(exclude_categories=["Cs"]))
CONNECTION = duckdb.connect()


@settings(deadline=None)
@given(ANY)
@example("'); DROP TABLE x; --")
@example("a\0b'")
@example("\\'")
def test_a_literal_is_the_text(text: str) -> None:
    assert CONNECTION.execute(f"SELECT {quote_literal(text)}").fetchone() == (text,)


@settings(deadline=None)
@given(ANY.filter(lambda name: name and "\0" not in name))
@example('"; DROP TABLE x; --')
def test_an_identifier_is_the_name(name: str) -> None:
    cursor = CONNECTION.execute(f"SELECT 1 AS {quote_identifier(name)}")
    assert cursor.description is not None
    assert cursor.description[0][0] == name
