"""Goes through the app as a person would, and hands over each screen on the way as a picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from tests.pictures.stage import FILE, Stage
from tests.support.pilot import CELL, screen_text, shows, svg_text, until
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.paths import folder_in_words
from tiktok_tui.tui.theme import DARK, LIGHT

_LENGTH = re.compile(r'(textLength=")([\d.]+)("[^>]*>)([^<]*)')
_COMING = re.compile(r"│[^\w│]*… {3}")
"""A row of a table that is still fetched."""
WIDE, NARROW = (120, 40), (80, 24)


@dataclass(frozen=True)
class Picture:
    """One screen: its name, the SVG that the app itself draws, and what is to be read on it, a line a row."""

    name: str
    svg: str
    text: str


class Walk:
    """Both ways through the app: a shop's that has been there for weeks, and the very first start."""

    def __init__(self, stage: Stage, folder: Path, take: Callable[[Picture], None]) -> None:
        self._stage, self._folder, self._take = stage, folder, take

    async def whole(self) -> None:
        """Take every picture."""
        await self._first_start()
        app = TikTokTui(self._stage.full)
        async with app.run_test(size=WIDE) as pilot:
            await self._places(pilot)
            await self._to_the_review(pilot)
            await self._to_the_end(pilot)
            await self._history(pilot)

    async def _first_start(self) -> None:
        async with TikTokTui(self._stage.empty).run_test(size=WIDE) as pilot:
            await shows(pilot, "Try it with an example")
            await shows(pilot, "OS keyring")
            await self._picture(pilot, "home-empty")

    async def _places(self, pilot: Pilot[str]) -> None:
        await shows(pilot, "phone_2026-06.xlsx")
        await shows(pilot, "OS keyring")
        await self._picture(pilot, "home", narrow=True)
        await self._press(pilot, "question_mark", "Keys: Home")
        await self._picture(pilot, "help")
        await self._press(pilot, "escape", "Northwind web")
        await self._press(pilot, "c", "Bright & Partners")
        await self._picture(pilot, "credentials", narrow=True)
        await self._press(pilot, "escape", "Northwind web")

    async def _to_the_review(self, pilot: Pilot[str]) -> None:
        await self._press(pilot, "enter", "Your own word for it")
        await shows(pilot, "Store sales")
        await self._picture(pilot, "destination", narrow=True)
        await self._press(pilot, "escape", "Northwind web")
        await self._press(pilot, "u", "Which file")
        await shows(pilot, FILE)
        await self._picture(pilot, "file")
        await pilot.press(*FILE)
        await self._press(pilot, "enter", "all 31,")
        await pilot.press("down", "down", "down", "right", "right")
        await shows(pilot, "Row 4")
        await self._picture(pilot, "mapping", narrow=True)
        await self._in_the_light(pilot, "mapping-light")
        await self._press(pilot, "enter", "From column")
        await self._picture(pilot, "mapping-change")
        await self._press(pilot, "escape", "all 31,")
        await self._press(pilot, "p", "timestamp.too_old")
        await shows(pilot, "The event is older")
        await self._picture(pilot, "problems", narrow=True)
        await self._press(pilot, "escape", "all 31,")
        await self._press(pilot, "ctrl+s", "● Review")
        for fact in ("event set Store sales", "29,317 Purchase", "None of these"):  # each by its own thread
            await shows(pilot, fact)
        await self._picture(pilot, "review", narrow=True)

    async def _to_the_end(self, pilot: Pilot[str]) -> None:
        await self._press(pilot, "ctrl+s", "y yes")
        await self._press(pilot, "y", "● Upload")
        # Nothing changes now: every request in flight waits at the gate.
        gate = self._stage.gate
        await until(pilot, lambda: gate.held and f" {gate.held} in flight" in screen_text(pilot.app))
        await self._picture(pilot, "upload-running", narrow=True)
        self._stage.gate.open()
        await until(pilot, lambda: "within 24 hours" in " ".join(screen_text(pilot.app).split()))
        await self._picture(pilot, "upload-finished", narrow=True)

    async def _history(self, pilot: Pilot[str]) -> None:
        await pilot.app.run_action("app.go('history')")
        await shows(pilot, "orders_2026-04.csv")
        await self._picture(pilot, "history")
        await self._press(pilot, "enter", "Run 2")
        await shows(pilot, "Batch")
        await self._picture(pilot, "run")

    async def _press(self, pilot: Pilot[str], key: str, then: str) -> None:
        await pilot.press(key)
        await until(pilot, lambda: then in screen_text(pilot.app))

    async def _in_the_light(self, pilot: Pilot[str], name: str) -> None:
        pilot.app.theme = LIGHT.name
        await self._picture(pilot, name)
        pilot.app.theme = DARK.name

    async def _picture(self, pilot: Pilot[str], name: str, *, narrow: bool = False) -> None:
        await self._draw(pilot, name)
        if narrow:
            await pilot.resize_terminal(*NARROW)
            await self._draw(pilot, f"{name}-80x24")
            await pilot.resize_terminal(*WIDE)

    async def _draw(self, pilot: Pilot[str], name: str) -> None:
        await pilot.pause()
        await until(pilot, lambda: not _COMING.search(screen_text(pilot.app)))
        await pilot.pause()
        svg = self._without_the_folder(pilot.app.export_screenshot(title="tiktok-tui"))
        self._take(Picture(name, svg, svg_text(svg)))

    def _without_the_folder(self, svg: str) -> str:
        """The picture with a folder that says nothing of this machine; each text's length goes with it."""

        def moved(found: re.Match[str]) -> str:
            start, length, between, text = found.groups()
            shorter = text
            for folder in (str(self._folder), folder_in_words(self._folder)):
                shorter = shorter.replace(folder, "/home/ada/exports")
            return f"{start}{float(length) - CELL * (len(text) - len(shorter)):g}{between}{shorter}"

        return _LENGTH.sub(moved, svg)
