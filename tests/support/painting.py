"""Draws the app only for those who read it: a headless app spends a third of its time on rows that nobody sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar
from unittest.mock import patch

from textual.app import App
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

Given = ParamSpec("Given")
Result = TypeVar("Result")
_render_lines = Widget.render_lines


@contextmanager
def painted_when_read() -> Iterator[None]:
    """Leave widgets blank but for screenshots, which tests and snapshots read, and clicks; the layout is as ever."""
    with (
        patch.object(Widget, "render_lines", _no_lines),
        patch.object(App, "export_screenshot", _painted(App.export_screenshot)),
        patch.object(Screen, "get_style_at", _painted(Screen.get_style_at)),
    ):
        yield


def _no_lines(_: Widget, crop: Region) -> list[Strip]:
    return []


def _painted(read: Callable[Given, Result]) -> Callable[Given, Result]:
    @wraps(read)
    def painted(*args: Given.args, **named: Given.kwargs) -> Result:
        with patch.object(Widget, "render_lines", _render_lines):
            return read(*args, **named)

    return painted
