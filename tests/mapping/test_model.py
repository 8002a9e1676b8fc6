"""A mapping knows every column that it names."""

from __future__ import annotations

from tiktok_tui.mapping.model import FieldSource, Mapping


def test_every_use_of_a_column_names_it_once() -> None:
    mapping = Mapping(
        fields={
            "email": FieldSource(columns=("mail", "other")),
            "timestamp": FieldSource(columns=("at",), zone="zone"),
        },
        group_by="order",
        phone_country="land",
        only={"kept": ("x",), "mail": ("y",)},
        leave_out={"out": ("x",)},
        not_items={"line": ("x",)},
    )
    assert sorted(mapping.columns()) == ["at", "kept", "land", "line", "mail", "order", "other", "out", "zone"]


def test_a_mapping_without_columns_names_none() -> None:
    assert Mapping().columns() == ()
    assert Mapping(fields={"event": FieldSource(value="Purchase")}).columns() == ()
