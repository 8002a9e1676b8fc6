"""Labelled facts: how a long text continues."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.content import Content

from tests.support.pilot import screen_text
from tiktok_tui.tui.widgets.fact_list import FactList


class _Facts(App[None]):
    def compose(self) -> ComposeResult:
        yield FactList()


async def test_a_long_text_continues_below_its_beginning_and_nothing_of_it_is_markup() -> None:
    async with _Facts().run_test(size=(30, 10)) as pilot:
        facts = pilot.app.query_one(FactList)
        facts.update(
            [("Reaches", "Acme Stores"), ("", "Acme Boutique [/b] 7123456789012345679"), ("Kept in", Content("a ring"))]
        )
        await pilot.pause()
        assert screen_text(pilot.app).rstrip().split("\n") == [
            "Reaches  Acme Stores",
            "         Acme Boutique [/b]",
            "         7123456789012345679",
            "Kept in  a ring",
        ]
        assert facts.size.height == 4
