"""Cells that are formulas of nothing but a text: the text, for our reader and for DuckDB alike."""

from __future__ import annotations

import duckdb
import pytest

from tiktok_tui.files.text.formula_text import text_within, text_within_sql


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('="00123"', "00123"),
        ('="two\nlines"', "two\nlines"),
        ('="say ""hi"""', 'say "hi"'),
        ('=""', ""),
        ('="a"b"', '="a"b"'),
        ('="a', '="a'),
        ('="', '="'),
        ("=1+1", "=1+1"),
        ('x="1"', 'x="1"'),
    ],
)
def test_the_text_of_a_formula(cell: str, text: str) -> None:
    assert text_within(cell) == text
    found = duckdb.execute(f"SELECT {text_within_sql('cell')} FROM (SELECT $cell AS cell)", {"cell": cell}).fetchone()
    assert found == (text or None,)
