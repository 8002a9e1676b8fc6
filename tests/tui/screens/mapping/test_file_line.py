"""The line above the mapping."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

from textual.app import ComposeResult

from tests.support.pilot import shows
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.file_line import FileLine
from tiktok_tui.tui.screens.mapping.open_file import OpenFile


def test_it_says_what_is_open_what_is_being_opened_and_what_to_do_without_a_file() -> None:
    line = FileLine()
    shown = [str(line.content)]
    line.show_opening(FileSource(Path("/data/orders.csv")))
    shown.append(str(line.content))
    for words in ("12,000 rows", ""):
        line.show_progress(words)
        shown.append(str(line.content))
    line.show_file(None)
    shown.append(str(line.content))
    line.show_opening(DatabaseSource("shop", "SELECT * FROM orders", title="orders"))
    assert str(line.content) == "Opening shop orders …"
    opening, nothing = "Opening /data/orders.csv …", "No file is open. ^o  choose one"
    assert shown == [nothing, opening, f"{opening} 12,000 rows  esc  stop", opening, nothing]


async def test_a_long_name_makes_room_for_what_is_said_of_the_file(session: AppSession) -> None:
    class Shown(Page[None]):
        def compose_body(self) -> ComposeResult:
            yield FileLine()

    name = "東京の売上 of a shop with a very long name, and another one, and one more.csv"
    known = SimpleNamespace(table=SimpleNamespace(name=name), described=f"{name}  ·  8 columns: v  ·  CSV, UTF-8")
    app = TikTokTui(session, lambda app: Shown(app.session))
    async with app.run_test(size=(80, 24)) as pilot:
        line = app.screen.query_one(FileLine)
        line.show_file(cast(OpenFile, known))
        await shows(pilot, "東京の売上 of a shop with a very long name, and…  ·  8 columns: v  ·  CSV, UTF-8")
        await pilot.resize_terminal(120, 24)
        await shows(pilot, f"{name}  ·  8 columns: v  ·  CSV, UTF-8")
        await pilot.resize_terminal(50, 24)
        await shows(pilot, "東京の売上 of a sho…  ·  8 columns: v")
        await pilot.resize_terminal(60, 24)
        line.show_opening(FileSource(Path("/data") / name))
        line.show_progress("12,000 rows")
        await shows(pilot, "12,000 rows  esc  stop")
