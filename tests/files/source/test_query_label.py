"""A query's name in lists: its first words, and nothing personal."""

from __future__ import annotations

import pytest

from tiktok_tui.files.source.query_label import query_label


@pytest.mark.parametrize(
    ("sql", "label"),
    [
        ("select *\n\tfrom 'orders.csv'", "select * from 'orders.csv'"),
        (
            "/* all */ SELECT id FROM read_csv('/data/a b.csv', delim = '|')",
            "SELECT id FROM read_csv('a b.csv', delim = '…')",
        ),
        ("SELECT * FROM '/home/jane/in/*.parquet' -- jane@customers.example", "SELECT * FROM '*.parquet'"),
        ("SELECT 'it''s jane@customers.example' AS x", "SELECT '…' AS x"),
        ("SELECT * FROM 'jane@customers.example.csv'", "SELECT * FROM '…'"),
        ("SELECT * FROM t WHERE phone = 33639981212", "SELECT * FROM t WHERE phone = …"),
        ("SELECT * FROM t WHERE name IN ('Jane', 'Bob')", "SELECT * FROM t WHERE name IN ('…', '…')"),
        ("SELECT * FROM t WHERE id IN (12345, 123456)", "SELECT * FROM t WHERE id IN (12345, …)"),
        ("SELECT a, b, c, d, e, f, g, h, i, j, k FROM wx y z", "SELECT a, b, c, d, e, f, g, h, i, j, k FROM wx…"),
        ("WITH w AS (SELECT 1) " + "SELECT a, b, c FROM w " * 5, "WITH w AS (SELECT 1) SELECT a, b, c FROM w SELE…"),
    ],
)
def test_a_query_is_named_by_its_first_words_without_values(sql: str, label: str) -> None:
    assert query_label(sql) == label
