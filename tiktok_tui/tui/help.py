"""Help: every key that works on the screen it was opened from, read from the active bindings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, Static

from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.frame.key_bar import described
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.widgets.fact_list import FactList
from tiktok_tui.tui.widgets.text_line import TextLine

_SECTIONS = ("Here", "In the list or field", "Everywhere")
"""The keys of the screen come before those that every list has."""
_COMMON = frozenset({"tab", "shift+tab", "esc"})
"""Every screen has these keys; they come after its own."""
_TAB = {"app.focus_next": "Go to the next field or list", "app.focus_previous": "Go to the one before"}
"""Textual binds these itself, without a sentence."""
_KEYS_WIDTH = 16
"""Cells for the keys, so that all sections have one margin."""


class HelpDialog(Dialog[None]):
    """The keys by where they work: the focused widget, the screen, everywhere."""

    CSS_PATH = "help.tcss"
    BINDINGS = [
        Binding("slash", "search", "search", id="help.search", key_display="/", tooltip="Find a key by words"),
    ]

    line = getters.query_one(TextLine)

    def __init__(self, about: Screen[Any]) -> None:
        heading = about.HEADING if isinstance(about, Page) else ""
        super().__init__(f"Keys: {heading}" if heading else "Keys", keys="/ search · ↑↓ scroll · esc close")
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
        """The line to search in above the list, which has a heading for each section."""
        line = TextLine(placeholder="Search", compact=True)
        line.display = False
        yield line
        with VerticalScroll(can_focus=True):
            for heading in _SECTIONS:
                lines = [(keys, text) for place, keys, text in self._lines if place == heading]
                if lines:
                    yield _Section(heading, lines)
            yield Static("Nothing matches. Backspace widens the search.", markup=False, id="none")

    def on_mount(self) -> None:
        """Let the arrows scroll, not write."""
        self.query_one(VerticalScroll).focus()

    def action_search(self) -> None:
        """Open the line."""
        self.line.display = True
        self.line.focus()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        """Show the keys with every one of the words typed, and the headings above them."""
        words = event.value.lower().split()
        found = [section.narrow(words) for section in self.query(_Section)]
        self.query_one("#none").display = not any(found)

    @on(Input.Submitted)
    def _read(self) -> None:
        self.query_one(VerticalScroll).focus()


class _Section(VerticalGroup):
    """A heading, and below it keys with the sentences on what they do, in one widget: help opens at once."""

    def __init__(self, heading: str, lines: Sequence[tuple[str, Content]]) -> None:
        super().__init__()
        self._heading, self._lines = heading, lines

    def compose(self) -> ComposeResult:
        """The heading and all keys."""
        yield Static(self._heading, classes="heading", markup=False)
        yield FactList()

    def on_mount(self) -> None:
        """Show all keys."""
        self.narrow(())

    def narrow(self, words: Sequence[str]) -> bool:
        """Show the keys with every one of `words` (lower case); True if there are any."""
        shown = [
            (Content.styled(keys.ljust(_KEYS_WIDTH), "bold"), text)
            for keys, text in self._lines
            if all(word in f"{keys} {text.plain}".lower() for word in words)
        ]
        self.query_one(FactList).update(shown)
        self.display = bool(shown)
        return self.display


def _text(active: ActiveBinding) -> Content:
    tab = _TAB.get(active.binding.action)
    return Content(tab) if tab else described(active)
