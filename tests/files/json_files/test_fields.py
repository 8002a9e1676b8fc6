"""The fields of JSON objects: their paths, their pointers, and the kinds of their values."""

from __future__ import annotations

import json

import pytest

from tiktok_tui.files.json_files.fields import Field, fields_of, is_array, is_lines, is_table, object_of
from tiktok_tui.files.table import Kind


def test_objects_within_objects_are_columns_down_to_the_eighth_level() -> None:
    found: dict[str, object] = {"i": 1, "j": 2}
    for key in "hgfedcba":
        found = {key: found}
    assert fields_of([found]) == [Field(tuple("abcdefgh"), Kind.TEXT)]
    inner: dict[str, object] = {"h": 1, "i": 2}
    for key in "gfedcba":
        inner = {key: inner}
    assert [field.name for field in fields_of([inner])] == ["a.b.c.d.e.f.g.h", "a.b.c.d.e.f.g.i"]


@pytest.mark.parametrize(
    ("path", "pointer"), [(("a", "b"), "/a/b"), (("a/b",), "/a~1b"), (("~1",), "/~01"), (("~/",), "/~0~1")]
)
def test_a_pointer_takes_signs_of_its_own_as_letters(path: tuple[str, ...], pointer: str) -> None:
    assert Field(path, Kind.TEXT).pointer == pointer


@pytest.mark.parametrize(
    ("values", "kind", "mixed"),
    [
        ([1, 2.5, None], Kind.NUMBER, False),
        ([True, "x", {}, None], Kind.TEXT, False),
        ([1, True], Kind.TEXT, True),
        ([[1], "x"], Kind.LIST, True),
        ([None, {}], Kind.TEXT, False),
    ],
)
def test_the_kind_of_a_field_is_that_of_its_values(values: list[object], kind: Kind, mixed: bool) -> None:
    assert fields_of({"a": value} for value in values) == [Field(("a",), kind, mixed)]


def test_a_field_that_is_null_in_one_object_and_an_object_in_another_is_no_column() -> None:
    assert [field.name for field in fields_of([{"a": None}, {"a": {"b": 1}}, {"c": None}])] == ["a.b", "c"]


@pytest.mark.parametrize(
    ("head", "array", "lines"),
    [
        (b' [ {"a": 1}]', True, False),
        (b"[]", True, False),
        (b"[1]", False, False),
        (b' {"a": 1}\n', False, True),
        (b'{"a": 1,\n"b": 2}', False, False),
        (b"{x\n" * 19 + b'{"a": 1}', False, True),
        (b"{x\n" * 20 + b'{"a": 1}', False, False),
    ],
)
def test_the_layout_of_a_file_is_seen_at_its_beginning(head: bytes, array: bool, lines: bool) -> None:
    assert (is_array(head), is_lines(head)) == (array, lines)


def test_a_line_is_an_object_or_nothing_and_a_list_of_objects_a_table() -> None:
    assert object_of(b'{"a": 1}') == {"a": 1}
    assert [object_of(text) for text in ("[1]", "{", b"\xff", "[" * 100_000)] == [None] * 4
    assert [is_table(json.loads(text)) for text in ('[{"a": 1}]', "[{}, 1]", "[]", "{}")] == [True, False, False, False]
