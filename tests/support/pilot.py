"""Waiting for the app in tests, for what is to be seen and never for a time, and reading what it draws."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol
from unittest.mock import patch

import textual.app
from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.strip import Strip

from tests.support.waiting import PATIENCE

_TEXT = re.compile(
    r'<text[^>]*? x="([\d.]+)" y="([\d.]+)"[^>]*?clip-path="[^"]*line[^"]*"[^>]*>(.*?)</text>', re.DOTALL
)
CELL = 12.2
"""The width of one cell in Rich's SVG."""


async def until(pilot: Pilot[Any], condition: Callable[[], object], within: float = PATIENCE) -> None:
    """Let the app run until `condition` holds; fails after `within` seconds."""
    end = time.monotonic() + within
    pause = 0.02
    while not condition():
        assert time.monotonic() < end, f"never came; on the screen:\n{screen_text(pilot.app)}"
        await pilot.pause(pause)
        pause = min(1.3 * pause, 0.15)


class _Rows(Protocol):
    """The screen as Textual hands it to a console."""

    strips: Sequence[Iterable[Strip]]


class _TextConsole:
    """Stands in for the console that an SVG is recorded on, and gives its text: to draw an SVG takes 20 ms."""

    def __init__(self, **_: object) -> None:
        self._lines: list[str] = []

    def print(self, screen: _Rows) -> None:
        """Keep the rows of the screen."""
        self._lines = ["".join(strip.text for strip in strips) for strips in screen.strips]

    def export_svg(self, **_: object) -> str:
        """Return the rows as text."""
        return "\n".join(line.replace("\xa0", " ").rstrip() for line in self._lines)


def screen_text(app: App[Any]) -> str:
    """The text of the screen, one line a row, without blanks at the ends; dialogs with what is behind them."""
    with patch.object(textual.app, "Console", _TextConsole):
        return app.export_screenshot()


def svg_text(svg: str) -> str:
    """The text on a screenshot, one line a row."""
    lines: dict[float, str] = {}
    for x, y, text in _TEXT.findall(svg):
        line = lines.get(float(y), "")
        blanks = round(float(x) / CELL) - cell_len(line)
        lines[float(y)] = line + " " * blanks + html.unescape(text).replace("\xa0", " ")
    return "\n".join(line.rstrip() for _, line in sorted(lines.items()))


async def paste(pilot: Pilot[Any], text: str) -> None:
    """Paste `text` where the focus is. Typing is for what keys do: a path by keys takes seconds."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def shows(pilot: Pilot[Any], text: str) -> None:
    """Wait until `text` is on the screen."""
    await until(pilot, lambda: text in screen_text(pilot.app))
