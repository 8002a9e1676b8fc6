"""The SQL that counts the values of a column, over all rows or over those that filters keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tiktok_tui.files.sql import quote_literal

Filters = Sequence[tuple[str, Sequence[str], bool]]
"""Columns with texts: rows are kept whose cell is one of them or, if False, none of them."""


def counted_columns(column: str, filters: Filters) -> tuple[str, ...]:
    """Return the columns that have to be read, the counted one first."""
    return tuple(dict.fromkeys((column, *(name for name, _, _ in filters))))


def counts_select(table: str, columns: Sequence[str], filters: Filters, limit: int) -> str:
    """SELECT the values of the first column and their rows, the most frequent first."""
    rules = [_rule(f"coalesce(c{columns.index(name)}, '')", texts, wanted) for name, texts, wanted in filters]
    return (
        f"SELECT coalesce(c0, ''), count(*) FROM {table} WHERE {' AND '.join(rules) or 'true'}"
        f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {limit:d}"
    )


def _rule(cell: str, texts: Iterable[str], wanted: bool) -> str:
    quoted = ", ".join(map(quote_literal, texts))
    if not quoted:
        return "false" if wanted else "true"
    return f"{cell} {'IN' if wanted else 'NOT IN'} ({quoted})"
