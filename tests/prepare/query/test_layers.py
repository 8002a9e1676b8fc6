"""How the layers of a query are put together."""

from __future__ import annotations

from tiktok_tui.prepare.query.layers import Layer, Layers, add_layers, named_in, needed, words_of

JOINED = "lists AS list_of ON list_of.text = s.second"
LAYERS: Layers = [
    Layer({"first": "lower(cell)", "other": "upper(cell)"}),
    Layer({"second": "first || '!'", "beside": "other || '?'"}),
    Layer({"found": "list_of.number", "last": "beside"}, [JOINED]),
]


def names(layers: Layers) -> list[list[str]]:
    return [[*layer.columns] for layer in layers]


def test_what_is_named_below_stands_in_columns_in_joins_and_above() -> None:
    layers = [Layer({"first": "cell + 1"}, ["names AS n ON n.text = s.other"])]
    assert words_of(named_in(layers, "max(last)")) >= {"cell", "other", "last"}
    assert "first" not in words_of(named_in(layers, "last"))


def test_a_layer_keeps_what_those_above_it_are_made_of() -> None:
    assert names(needed(LAYERS, "last")) == [["other"], ["beside"], ["last"]]
    assert names(needed(LAYERS, "count(*), max(second)")) == [["first"], ["second"], []]
    assert names(needed(LAYERS, "cell")) == [[], [], []]


def test_a_join_stays_for_the_columns_that_are_read_from_it_and_keeps_those_that_it_compares() -> None:
    with_join = needed(LAYERS, "found")
    assert (names(with_join), with_join[2].joins) == ([["first"], ["second"], ["found"]], [JOINED])
    assert needed(LAYERS, "last")[2].joins == []


def test_a_layer_without_anything_is_none() -> None:
    assert add_layers("SELECT cell FROM t", needed(LAYERS, "cell")) == "SELECT cell FROM t"
