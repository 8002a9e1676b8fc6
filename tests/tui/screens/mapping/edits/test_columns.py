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
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.edits import columns
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
