"""Cells are shown short and printable, and masked where they may hold personal data."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.privacy import masked, masked_cells, open_columns, personal_columns, shown

WEB = Destination(
    "web", "Web", event_source=EventSource.WEB, event_set_id="C4WEB", fixed_event="Lead", phone_country="US"
)


@given(st.text(min_size=1), st.sampled_from(["jane@example.org", "+12065550100", "+1 (206) 555-0100"]), st.text())
def test_no_cell_with_an_address_or_a_number_in_it_is_shown(before: str, identifier: str, after: str) -> None:
    cell = f"{before}{identifier}{after}"
    assert shown(cell, personal=False, destination=replace(WEB, restrict_pii=True)) == "•••"


def test_what_is_no_identifier_is_still_shown() -> None:
    for cell in ("2026-03-01T10:00:00+02:00", "07/04/2026", "10,50 €", "Purchse", "1772000000", "+5", "-1.50"):
        assert shown(cell, personal=False, destination=replace(WEB, restrict_pii=True)) == cell


def test_a_column_of_a_personal_field_is_never_open_whatever_else_it_fills() -> None:
    mapping = Mapping(
        {
            "email": FieldSource(columns=("contact",)),
            "description": FieldSource(columns=("contact", "note")),
            "timestamp": FieldSource(columns=("when",), zone="zone"),
        }
    )
    assert open_columns(mapping) == {"note", "when", "zone"}
    assert personal_columns(mapping) == {"contact"}


def test_a_column_of_a_field_that_is_not_known_is_personal() -> None:
    mapping = Mapping({"nonsense": FieldSource(columns=("odd",)), "value": FieldSource(columns=("total",))})
    assert personal_columns(mapping) == {"odd"}
    assert open_columns(mapping) == {"total"}


def test_up_to_forty_characters_are_shown() -> None:
    assert shown("x" * 40, personal=False, destination=WEB) == "x" * 40
    assert shown("x" * 41, personal=False, destination=WEB) == "x" * 39 + "…"


def test_cells_of_a_row_are_masked_where_their_column_is_hidden_or_they_look_personal() -> None:
    row = ("jane@example.org", "Lead", "Jane", None, "")
    hidden = [False, False, True, True, True]
    assert masked_cells(row, hidden, "US") == ("•••", "Lead", "•••", None, "")
    assert masked_cells(row, None, "US") == row
    assert (masked("x"), masked("")) == ("•••", "")
