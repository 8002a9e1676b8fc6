"""Where personal data is restricted, the columns to choose from show no cell that may tell of a person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.support.pages import DESTINATION
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown, hidden_columns
from tiktok_tui.tui.screens.mapping.open_file import OpenFile

ORDERS = """\
order_id,timestamp,email,buyer,value,description
A1,2026-03-01T10:00:00Z,jane@example.org,Jane Doe,10.50,for jane@example.org
A2,2026-03-01T11:00:00Z,joe@example.org,Joe Doe,11.50,
"""


def test_columns_are_offered_with_their_cells_only_where_those_tell_of_nobody(
    session: AppSession, tmp_path: Path
) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text(ORDERS)
    details = {}
    for restrict in (False, True):
        open_file = OpenFile.open(
            FileSource(orders), home=session.home, destination=replace(DESTINATION, restrict_pii=restrict)
        )
        details[restrict] = {column.name: column.detail for column in open_file.columns}
        open_file.close()
    assert "jane@example.org" in details[False]["email"]
    assert "Jane Doe" in details[False]["buyer"]
    assert details[False]["description"] == "for jane@example.org", "a blank cell is no value"
    restricted = details[True]
    assert restricted["order_id"] == "A1 · A2"
    assert restricted["value"] == "10.50 · 11.50"
    assert {restricted[name] for name in ("email", "buyer", "description")} == {"•••"}


def test_a_column_shows_its_first_distinct_values_or_that_it_is_blank() -> None:
    assert ColumnShown("a", ("x", " ", "y", "x")).detail == "x · y"
    assert ColumnShown("a", ("", "  ")).detail == "(blank)"
    assert {ColumnShown("a", values, hidden=True).detail for values in (("x",), ("",), ())} == {"•••"}
    assert [len(ColumnShown("a", values).detail) for values in (("x" * 130,), ("x" * 100, "y" * 100, "z"))] == [
        120,
        120,
    ]


def test_values_that_repeat_sort_rows() -> None:
    kinds = (("paid", "open", "paid", "open"), ("paid", "open", "paid"), ("", "paid", "paid"))
    assert [ColumnShown("a", values).sorts_rows for values in kinds] == [True, False, True]


def test_a_number_at_home_is_one_of_a_person_where_the_destination_names_the_country() -> None:
    mapping = Mapping({"order_id": FieldSource(columns=("order",)), "email": FieldSource(columns=("mail",))})
    shop = replace(DESTINATION, restrict_pii=True)
    columns = (
        ColumnShown("order", ("A-1", "612345678")),
        ColumnShown("mail", ("x", "x")),
        ColumnShown("state", ("paid", "paid")),
        ColumnShown("note", ("one", "two")),
    )
    hidden = {
        country: [column.hidden for column in hidden_columns(columns, mapping, replace(shop, phone_country=country))]
        for country in ("FR", "")
    }
    assert hidden == {"FR": [True, True, False, True], "": [False, True, False, True]}
    assert hidden_columns(columns, mapping, replace(shop, restrict_pii=False)) == columns
