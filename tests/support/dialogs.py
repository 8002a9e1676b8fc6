"""A dialog on an empty page, with what it has given so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tests.support.pages import Over
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.session import AppSession


def opened(session: AppSession, make: Callable[[], Screen[Any]]) -> tuple[TikTokTui, list[object]]:
    """The app with the dialog open, which comes again when it is left, and the list of its results."""
    results: list[object] = []

    def first(app: TikTokTui) -> Screen[Any]:
        page = Over(app, make)
        page.results = results
        return page

    return TikTokTui(session, first), results


def edge(screen: Screen[Any]) -> str:
    """The keys in the lower edge of the dialog's box."""
    return _without_markup(screen.query_one(".dialog--box").border_subtitle)


def heading(screen: Screen[Any]) -> str:
    """The title in the upper edge of the dialog's box."""
    return _without_markup(screen.query_one(".dialog--box").border_title)


def said(screen: Screen[Any]) -> list[str]:
    """The paragraphs of the dialog that are shown."""
    paragraphs = (each.content for each in screen.query(Static) if each.display)
    return [each.plain if isinstance(each, Content) else str(each) for each in paragraphs]


def _without_markup(words: str | None) -> str:
    return Content.from_markup(words or "").plain
