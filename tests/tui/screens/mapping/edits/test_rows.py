"""Grouping, filters and the country of phone numbers."""

from __future__ import annotations

from pathlib import Path

from tests.support.mapping_pilot import step
from tests.support.pilot import shows, until
from tests.support.setups import (
    checked,
)
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.choose_several import ChooseSeveral
from tiktok_tui.tui.frame.session import AppSession


async def test_rows_with_one_order_become_one_event(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.press("g", "enter")
        await until(here.pilot, lambda: here.mapping.group_by == "Order")
        await shows(here.pilot, "one Order, one event, filtered")
        await checked(here.pilot, here.app)
        await here.press("g", "home")
        await here.write("no grouping")
        await here.press("enter")
        await until(here.pilot, lambda: here.mapping.group_by is None)


async def test_only_rows_with_some_values_are_kept(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        assert "refunded" in here.mapping.leave_out["Status"]
        assert here.totals.left_out == 2
        await here.press("f")
        await here.opens(Choose)
        await here.write("status")
        await here.press("enter")
        await here.opens(ChooseSeveral)
        await here.write("refunded")
        await here.press("space", "enter")
        await until(here.pilot, lambda: "refunded" not in here.mapping.leave_out["Status"])
        await checked(here.pilot, here.app)
        assert here.totals.left_out == 0
        await here.press("f")
        await here.opens(Choose)
        await here.write("status")
        await here.press("enter")
        await here.opens(ChooseSeveral)
        await here.write("refunded")
        await here.press("space", "enter")
        await until(here.pilot, lambda: "refunded" in here.mapping.leave_out["Status"])
        await checked(here.pilot, here.app)
        assert here.totals.left_out == 2


async def test_phones_are_read_with_the_country_of_a_column_or_the_destinations(
    session: AppSession, orders: Path
) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        assert here.mapping.phone_country == "Country"
        await here.press("c")
        await here.opens(Choose)
        await here.write("destination")
        await here.press("enter")
        await until(here.pilot, lambda: here.mapping.phone_country is None)
