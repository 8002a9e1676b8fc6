"""Read a guide of the documentation within the app."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from textual import getters
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownBlock, MarkdownFence

from tiktok_tui.events.guides import GUIDE, Guide
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.widgets.hanging import HangingLines
from tiktok_tui.tui.widgets.notice import Notice


class _Code(MarkdownFence):
    """Commands and files as lines that can be read whole: Textual's own are cut at the right."""

    def compose(self) -> ComposeResult:
        """The lines, in the colours of their language."""
        dark = self.app.current_theme.dark
        code = self.highlight(self.code, self.lexer, ansi=self.app.native_ansi_color, dark=dark)
        yield HangingLines(code, id="code-content")


class _Guide(Markdown):
    """The text of a guide."""

    def get_block_class(self, block_name: str) -> type[MarkdownBlock]:
        """Return the widget for a part of the text."""
        return _Code if block_name in {"fence", "code_block"} else super().get_block_class(block_name)


class GuideDialog(Dialog[None]):
    """The text of a guide. A link to another guide opens it here; the address of any other one is copied."""

    DEFAULT_CSS = """
    GuideDialog {
        & > .dialog--box { width: 110; height: 94%; padding: 0 1; }
        VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
        Markdown { padding: 0 1; }
    }
    """

    text = getters.query_one(Markdown)

    def __init__(self, guide: Guide) -> None:
        super().__init__(guide.title, keys="↑↓ scroll · esc close")
        self.shown = guide

    def compose_body(self) -> ComposeResult:
        """The text, which scrolls."""
        with VerticalScroll(can_focus=True):
            yield _Guide(open_links=False)

    async def on_mount(self) -> None:
        """Show the guide, and let the arrows scroll."""
        self.query_one(VerticalScroll).focus()
        await self._show(self.shown)

    async def _show(self, guide: Guide) -> None:
        self.shown = guide
        self.query_one(".dialog--box").border_title = guide.title
        await self.text.update(_without_title(guide.path.read_text(encoding="utf-8")))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    async def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        """Open the guide that the link leads to."""
        name = PurePosixPath(event.href.partition("#")[0]).stem
        if name in GUIDE and "://" not in event.href:
            await self._show(GUIDE[name])
        elif "://" in event.href:
            self.app.copy_to_clipboard(event.href)
            self.app.notify("Address copied.", markup=False)


def guide_here(stack: Sequence[Screen[Any]]) -> Guide:
    """Return the guide to the error that is shown on the topmost screen, else the guide to that screen."""
    said = next((notice.guide for notice in stack[-1].query(Notice) if notice.guide is not None), None)
    return said or GUIDE[next(name for screen in reversed(stack) if (name := getattr(screen, "guide", "")))]


def _without_title(text: str) -> str:
    """Leave out the first heading, which is in the edge of the box."""
    return text.partition("\n")[2] if text.startswith("# ") else text
