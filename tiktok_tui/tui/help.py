"""Help: every key that works on the screen it was opened from, read from the active bindings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import HorizontalGroup, VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Static

from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.frame.key_bar import described
from tiktok_tui.tui.frame.page import Page

_SECTIONS = ("Here", "In the list or field", "Everywhere")
"""The keys of the screen come before those that every list has."""
_COMMON = frozenset({"tab", "shift+tab", "esc"})
"""Every screen has these keys; they come after its own."""
_TAB = {"app.focus_next": "Go to the next field or list", "app.focus_previous": "Go to the one before"}
"""Textual binds these itself, without a sentence."""


class HelpDialog(Dialog[None]):
    """The keys by where they work: the focused widget, the screen, everywhere."""

    CSS_PATH = "help.tcss"

    def __init__(self, about: Screen[Any]) -> None:
        heading = about.HEADING if isinstance(about, Page) else ""
        super().__init__(f"Keys: {heading}" if heading else "Keys", keys="↑↓ scroll · esc close")
        self._about = about
        # Read now: once this dialog is open, the screen below has no active bindings.
        self._lines = tuple(sorted(self._described(), key=lambda line: (_SECTIONS.index(line[0]), line[1] in _COMMON)))

    def _section(self, node: DOMNode) -> str:
        here, inside, everywhere = _SECTIONS
        if node is self._about.app:
            return everywhere
        return here if node is self._about else inside

    def _described(self) -> Iterator[tuple[str, str, Content]]:
        """Section, keys and sentence of every action; keys of one action together."""
        together: dict[tuple[DOMNode, str], tuple[list[str], Content]] = {}
        for active in self._about.active_bindings.values():
            if not active.binding.id and active.binding.action not in _TAB:
                continue
            keys, _ = together.setdefault((active.node, active.binding.action), ([], _text(active)))
            shown = self._about.app.get_key_display(active.binding)
            if shown not in keys:
                keys.append(shown)
        for (node, _), (keys, text) in together.items():
            yield self._section(node), " ".join(keys), text

    def compose_body(self) -> ComposeResult:
        """The list, with a heading for each section."""
        with VerticalScroll(can_focus=True):
            above = ""
            for section, keys, text in self._lines:
                if section != above:
                    above = section
                    yield Static(section, classes="heading", markup=False)
                with HorizontalGroup():
                    yield Static(keys, markup=False, classes="keys")
                    yield Static(text, classes="what")


def _text(active: ActiveBinding) -> Content:
    tab = _TAB.get(active.binding.action)
    return Content(tab) if tab else described(active)
