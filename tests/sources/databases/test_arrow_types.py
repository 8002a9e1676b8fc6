"""The types of an answer's columns and what a driver says of itself, as Arrow's handles have them."""

from __future__ import annotations

import nanoarrow
import pytest

from tiktok_tui.sources.databases.arrow_types import ArrowColumn, columns_of_schema, infos


@pytest.mark.parametrize(
    ("metadata", "type_"),
    [
        ({}, ""),
        ({"POSTGRESQL:type": "bpchar"}, "bpchar"),
        ({"ADBC:postgresql:typname": "citext"}, "citext"),
        ({"ADBC:postgresql:typname": "citext", "POSTGRESQL:type": "bpchar"}, "bpchar"),
        ({"comment": "its own"}, ""),
    ],
)
def test_the_database_s_own_type_is_found_under_the_names_that_versions_of_the_driver_give_it(
    metadata: dict[str, str], type_: str
) -> None:
    column = nanoarrow.c_schema(nanoarrow.string()).modify(metadata=metadata)
    schema = nanoarrow.struct({"email": nanoarrow.Schema(column), "n": nanoarrow.int64()})
    assert columns_of_schema(schema) == (ArrowColumn("email", "u", type_), ArrowColumn("n", "l", ""))


def test_what_a_driver_says_of_itself_comes_in_the_order_asked_for_without_what_it_leaves_open() -> None:
    said = nanoarrow.c_array_from_buffers(
        nanoarrow.struct({"info_name": nanoarrow.uint32(), "info_value": nanoarrow.string()}),
        4,
        [None],
        children=[
            nanoarrow.c_array([1, 0, 2, 3], nanoarrow.uint32()),
            nanoarrow.c_array(["16.2", "Trino", "", "arrow"], nanoarrow.string()),
        ],
    )
    assert infos(said, (0, 1, 2, 7)) == ["Trino", "16.2"]
