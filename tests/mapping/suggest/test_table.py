"""The values of columns are counted over the whole file, each column once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from tiktok_tui.mapping.suggest.table import FileCounts, OpenTable


def test_each_column_is_read_once_up_to_a_thousand_values() -> None:
    read: list[tuple[str, int]] = []

    def value_counts(column: str, limit: int) -> list[tuple[str, int]]:
        read.append((column, limit))
        return [(f"{column} cell", 3)]

    counts = FileCounts(cast(OpenTable, SimpleNamespace(value_counts=value_counts)))
    assert counts(["a", "b"]) == {"a": [("a cell", 3)], "b": [("b cell", 3)]}
    assert counts(["b", "c"]) == {"b": [("b cell", 3)], "c": [("c cell", 3)]}
    assert read == [("a", 1000), ("b", 1000), ("c", 1000)]
    assert counts.known(["a", "d"]) == {"a": [("a cell", 3)]}
