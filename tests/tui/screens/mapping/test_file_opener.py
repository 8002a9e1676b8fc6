"""Choosing and opening files: nothing that was typed is lost."""

from __future__ import annotations

from pathlib import Path

from tests.support.mapping_pilot import step
from tests.support.pilot import shows, until
from tests.support.setups import on
from tiktok_tui.accounts.queries import recent_queries
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.frame.session import AppSession


async def test_a_query_that_fails_is_in_the_line_again_with_its_error(session: AppSession, orders: Path) -> None:
    wrong, right = f"SELECT Emial FROM '{orders}'", f"SELECT * FROM '{orders}'"
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        dialog = await on(here.pilot, PickFile)
        await here.write(wrong)
        await here.press("enter")
        await until(here.pilot, lambda: isinstance(here.app.screen, PickFile) and here.app.screen is not dialog)
        dialog = await on(here.pilot, PickFile)
        assert dialog.line.value == wrong
        await until(here.pilot, lambda: "Emial" in dialog.notice.shown.plain)
        await here.press("ctrl+u")
        await until(here.pilot, lambda: not dialog.notice.shown.plain)
        await here.write(right)
        await here.press("enter")
        await shows(here.pilot, "SELECT * FROM 'orders.csv'  ·")
        await here.press("ctrl+o")
        dialog = await on(here.pilot, PickFile)
        assert dialog.line.value == ""
        await shows(here.pilot, "SELECT * FROM")
    assert recent_queries(session.home) == (right, wrong)


async def test_a_query_that_was_being_typed_is_there_after_esc(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.write("SELECT * FROM 'or")
        await here.press("escape")
        await until(here.pilot, lambda: not isinstance(here.app.screen, PickFile))
        await here.press("ctrl+o")
        dialog = await on(here.pilot, PickFile)
        assert dialog.line.value == "SELECT * FROM 'or"


async def test_a_query_that_names_a_person_is_not_written_to_disk(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.write(f"SELECT * FROM '{orders}' WHERE Email <> 'jane@customers.example'")
        await here.press("enter")
        await shows(here.pilot, "SELECT * FROM 'orders.csv' WHERE Email <> '…'  ·")
    assert recent_queries(session.home) == ()
