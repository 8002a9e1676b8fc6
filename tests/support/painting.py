"""Draws the app only for those who read it: a headless app spends a third of its time on rows that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

from textual.app import App
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

_render_lines = Widget.render_lines
_export_screenshot = App.export_screenshot


@contextmanager
def painted_when_read() -> Iterator[None]:
    """Leave widgets blank but in `App.export_screenshot`, which tests and snapshots read; the layout is as ever."""
    with (
        patch.object(Widget, "render_lines", _blank_lines),
        patch.object(App, "export_screenshot", _painted_screenshot),
    ):
        yield


def _blank_lines(_: Widget, crop: Region) -> list[Strip]:
    return _blanks(crop.width, crop.height)


@cache
def _blanks(width: int, height: int) -> list[Strip]:
    return [Strip.blank(width)] * height


def _painted_screenshot(app: App[object], *, title: str | None = None, simplify: bool = False) -> str:
    with patch.object(Widget, "render_lines", _render_lines):
        return _export_screenshot(app, title=title, simplify=simplify)
