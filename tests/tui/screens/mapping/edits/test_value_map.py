"""The map of values leads from one value that needs a target to the next."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.support.pages import Over
from tests.support.pilot import shows, until
from tests.support.setups import on
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.edits.value_map import ValueMap

FOUND = [("Purchase", 90), ("demo booked", 7), ("Lead", 6), ("won deal", 5)]


def test_nothing_is_cleared_where_no_value_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ValueMap, "table", SimpleNamespace(cursor=0))
    ValueMap("event", [], {}).action_clear()


async def test_it_begins_with_a_value_that_tiktok_does_not_take_and_continues_with_the_next(
    session: AppSession,
) -> None:
    results: list[object] = []

    def first(app: TikTokTui) -> Over:
        page = Over(app, lambda: ValueMap("event", FOUND, {}, targets=("Contact", "Lead", "Purchase")))
        page.results = results
        return page

    app = TikTokTui(session, first)
    async with app.run_test() as pilot:
        shown = await on(pilot, ValueMap)
        await until(pilot, lambda: shown.table.cursor == 1)
        for typed, line in (("contact", 3), ("lead", 3)):
            await pilot.press("enter")
            await on(pilot, Choose)
            await pilot.press(*typed, "enter")
            await on(pilot, ValueMap)
            await until(pilot, lambda line=line: shown.table.cursor == line)  # type: ignore[misc]
        await pilot.press("up", "up", "delete", "end")
        for typed, line in (("lead", 1), ("contact", 2)):  # after the last line, those above that still need one
            await pilot.press("enter")
            await on(pilot, Choose)
            await pilot.press(*typed, "enter")
            await on(pilot, ValueMap)
            await until(pilot, lambda line=line: shown.table.cursor == line)  # type: ignore[misc]
        await pilot.press("home", "enter")
        await on(pilot, Choose)
        await pilot.press("enter")  # what it is already
        await on(pilot, ValueMap)
        await shows(pilot, "as it is")
        await pilot.press("escape")
        await until(pilot, lambda: results)
    assert results == [{"demo booked": "Contact", "won deal": "Lead"}]
