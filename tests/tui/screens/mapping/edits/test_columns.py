"""The list of the file's columns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.edits import Dialogs
from tests.support.mapping_pilot import step
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import (
    SHOP,
    checked,
)
from tiktok_tui.events.fields import FIELD
from tiktok_tui.mapping.model import CENTS, FieldSource, Mapping
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.edits import columns
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable


async def test_every_column_is_seen_with_its_values_and_fills_a_field(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.press("v")
        await shows(here.pilot, "The file's columns")
        await shows(here.pilot, "→ email    Person2@customers.example")
        assert "→ filter   paid · refunded" in screen_text(here.app)
        assert "→ phone's country   FR" in screen_text(here.app)
        (unused,) = [line for line in screen_text(here.app).splitlines() if "striped" in line]
        assert "Zebra" in unused
        assert "→" not in unused
        await here.write("zebra")
        await here.press("enter")
        await shows(here.pilot, "Zebra fills …")
        await here.write("brand")
        await here.press("enter")
        await until(here.pilot, lambda: here.mapping.fields.get("brand") == FieldSource(columns=("Zebra",)))
        await here.press("v")
        await shows(here.pilot, "→ brand   striped")


async def test_values_of_columns_are_not_seen_where_personal_data_is_restricted(
    session: AppSession, orders: Path
) -> None:
    async with step(session, orders, destination=replace(SHOP, restrict_pii=True)) as here:
        await checked(here.pilot, here.app)
        await here.press("v")
        await shows(here.pilot, "→ email   •••")
        assert "Person2@" not in screen_text(here.app)


async def test_used_columns_are_counted_and_the_unused_ones_found_by_that_word(
    session: AppSession, orders: Path
) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.press("v")
        await shows(here.pilot, "The file's columns: 10 of 11 used")
        await here.write("unused")
        await until(here.pilot, lambda: here.app.screen.query_one(VirtualTable).count == 1)
        await shows(here.pilot, "› Zebra")


async def test_the_fields_start_on_what_the_column_fills_else_on_what_it_is_named_like(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mapping = Mapping({"brand": FieldSource(columns=("Mobile",)), "email": FieldSource(columns=("Email",))})
    answers = ["Mobile", None, "Mobile 2", None, "Zebra", None]
    dialogs = Dialogs(monkeypatch, columns, "Choose", answers=answers)
    for _ in range(3):
        assert await columns.see_columns(dialogs.context(mapping, ("Email", "Mobile", "Mobile 2", "Zebra"))) is None
    assert dialogs.opened[0].title == "The file's columns: 2 of 4 used"
    assert [dialog.how["chosen"] for dialog in dialogs.opened[1::2]] == ["brand", "phone", None]


async def test_all_that_a_column_is_used_for_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    mapping = Mapping(
        {
            "email": FieldSource(columns=("Email",)),
            "order_id": FieldSource(columns=("Order",)),
            "event_id": FieldSource(columns=("Order",)),
            "timestamp": FieldSource(columns=("At",), zone="Zone"),
        },
        group_by="Order",
        only={"Kind": ("sale",)},
        leave_out={"State": ("void",)},
        not_items={"Line": ("tax",)},
        phone_country="Land",
    )
    names = ("Email", "Order", "At", "Zone", "Kind", "State", "Line", "Land", "Zebra")
    dialogs = Dialogs(monkeypatch, columns, "Choose", answers=[None])
    assert await columns.see_columns(dialogs.context(mapping, names)) is None
    (shown,) = dialogs.opened
    assert [(choice.value, choice.label, choice.detail) for choice in shown.given[0]] == [
        (name, name, f"{use}   a · b")
        for name, use in zip(
            names,
            (
                "→ email",
                "→ order_id, event_id, grouping",
                "→ timestamp",
                "→ time zone",
                "→ filter",
                "→ filter",
                "→ marks the rows of items",
                "→ phone's country",
                "unused",
            ),
            strict=True,
        )
    ]
    assert shown.title == "The file's columns: 8 of 9 used"
    assert shown.how["columns"] == ("Column", "What it fills, and its first values")
    assert shown.how["keys"].startswith("type to filter (try: unused)")


@pytest.mark.parametrize(
    ("column", "field", "source"),
    [
        ("When", "brand", FieldSource(columns=("When",))),
        ("When", "timestamp", FieldSource(columns=("When",), format="%d/%m/%Y")),
        ("total_cents", "value", FieldSource(columns=("total_cents",), unit=CENTS)),
        ("When", None, None),
    ],
)
async def test_a_column_fills_the_field_that_is_chosen_a_time_in_its_format_and_cents_as_cents(
    column: str, field: str | None, source: FieldSource | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogs = Dialogs(monkeypatch, columns, "Choose", answers=[column, field])
    context = dialogs.context(Mapping(), [ColumnShown(column, ("13/04/2026", "14/04/2026"))])
    changed = await columns.see_columns(context)
    assert (changed and changed.fields[field or ""]) == source
    offered = dialogs.opened[1]
    assert (offered.title, offered.how["columns"]) == (f"{column} fills …", ("TikTok field", "What it is"))
    names = [choice.value for choice in offered.given[0]]
    assert (names[0], offered.given[0][0].detail) == ("event", FIELD["event"].help)
    assert not {"agent", "event_source"} & set(names)
