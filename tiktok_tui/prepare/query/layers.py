"""Builds one nested SELECT in layers, so that each layer can use the names of the layer below."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest


@dataclass(slots=True)
class Layer:
    """One level of a query: columns by name, and left joins (never more than one match a row)."""

    columns: dict[str, str] = field(default_factory=dict)
    joins: list[str] = field(default_factory=list)

    def __or__(self, other: Layer) -> Layer:
        return Layer(self.columns | other.columns, [*self.joins, *other.joins])


Layers = list[Layer]
_ALIAS = re.compile(r" AS (\w+) ON ")


def side_by_side(parts: Iterable[Layers]) -> Layers:
    """Merge parts that do not depend on each other, layer by layer, so that the query is no deeper than the deepest."""
    merged: Layers = []
    for level in zip_longest(*parts):
        layer = Layer()
        for part in level:
            if part is not None:
                layer |= part
        merged.append(layer)
    return merged


def add_layers(select: str, layers: Iterable[Layer]) -> str:
    """Wrap a SELECT in the layers, innermost first; every layer keeps all columns of those below it.

    Nested SELECTs and not CTEs: DuckDB would materialise a CTE that is named twice, and hold the whole file.
    """
    for layer in layers:
        if not layer.columns and not layer.joins:
            continue
        made = "".join(f",\n  {expression} AS {name}" for name, expression in layer.columns.items())
        joins = "".join(f"\nLEFT JOIN {join}" for join in layer.joins)
        select = f"SELECT s.*{made}\nFROM (\n{indented(select)}\n) AS s{joins}"
    return select


def needed(layers: Layers, by: str) -> Layers:
    """Return the layers with no more than the SQL `by` above them needs: fewer columns are planned sooner."""
    words, kept = words_of(by), []
    for layer in reversed(layers):
        columns = {name: expression for name, expression in layer.columns.items() if name in words}
        here = words_of(" ".join(columns.values()))
        joins = [join for join in layer.joins if _ALIAS.findall(join)[0] in here]
        words |= here | words_of(" ".join(joins))
        kept.append(Layer(columns, joins))
    return kept[::-1]


def named_in(layers: Layers, by: str) -> str:
    """Return all SQL of the layers and of `by` above them: what it names is needed of the SELECT below."""
    columns = (expression for layer in layers for expression in layer.columns.values())
    return " ".join([by, *columns, *(join for layer in layers for join in layer.joins)])


def words_of(sql: str) -> set[str]:
    """Return all words of the SQL: names of columns are among them."""
    return set(re.findall(r"\w+", sql))


def indented(text: str) -> str:
    """Indent the text by two blanks, for people who read the query."""
    return "  " + text.replace("\n", "\n  ")


def total_or(terms: Iterable[str]) -> str:
    """Return the union of bit masks as SQL."""
    return " | ".join(terms) or "0::BIGINT"
