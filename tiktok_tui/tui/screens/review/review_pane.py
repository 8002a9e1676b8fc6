"""The body of the review: the sentence, the facts, and the choices that are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tiktok_tui.events.counts import counted
from tiktok_tui.tui.screens.problems.top_problems import TopProblems
from tiktok_tui.tui.screens.review.facts import LABELS, Facts, lines
from tiktok_tui.tui.screens.review.wording import already_sent_words, left_out_words, rejected_words
from tiktok_tui.tui.widgets.grouped_text import GroupedText
from tiktok_tui.tui.widgets.radio_line import RadioLine
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.text_line import TextLine
from tiktok_tui.tui.wizard.draft import CheckedFile
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import LeftOut

if TYPE_CHECKING:
    from tiktok_tui.prepare.totals import Totals

_FEW, _MANY = 3, 8
"""Reasons that are named at 24 lines, and where there is more room."""

FIRST: tuple[int | None, ...] = (10, 100, None)
"""How many events a first try may have; None is all of them."""


class ReviewPane(VerticalScroll, can_focus=False):
    """Facts and choices; the assumptions beside them if there is room, else behind a key."""

    DEFAULT_CSS = """
    ReviewPane {
        height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        #panes { height: auto; }
        #facts { height: auto; }
        #sentence { height: auto; margin: 0 0 1 0; text-style: bold; }
        .review--heading { width: 15; color: $foreground-muted; }
        .review--row { height: auto; }
        .review--row > .review--what { width: 1fr; height: auto; }
        #rejected, #more, #left-out { height: auto; }
        #more { padding: 0 0 0 11; color: $foreground-muted; }
        #code { width: 24; }
        #code-hint { width: 1fr; height: auto; padding: 0 0 0 2; color: $foreground-muted; }
        #assumptions { display: none; }
    }
    """

    sentence = getters.query_one("#sentence", Static)
    how_many = getters.query_one("#first", RadioLine)

    def __init__(self, options: Options) -> None:
        super().__init__()
        self._options = options

    def compose(self) -> ComposeResult:
        """The sentence, then the facts and choices at the left and the assumptions at the right."""
        yield Static(id="sentence", markup=False)
        with Container(id="panes"):
            with Vertical(id="facts"):
                for label in (*LABELS, "Assumed"):
                    yield from _row(label, GroupedText(classes="review--what"), key=label.lower())
            assumed = Static(id="assumptions")
            assumed.border_title = "Assumed"
            yield assumed
        not_sent = Vertical(
            Static(id="rejected"),
            TopProblems(warnings=False),
            Static(id="more", markup=False),
            Static(id="left-out"),
            classes="review--what",
        )
        yield from _row("Not sent", not_sent)
        yield from _row("Already sent", Static("…", id="already", classes="review--what", markup=False))
        labels = ["all" if count is None else f"the first {count}" for count in FIRST]
        yield from _row("How many", RadioLine(labels, chosen=FIRST.index(self._options.limit), id="first"))
        hint = Static("From Events Manager, Test events: shown there, not counted.", id="code-hint")
        code = TextLine(self._options.test_event_code, placeholder="none", compact=True, id="code")
        yield from _row("Test code", code, hint)

    def show(self, file: CheckedFile, facts: Facts | None, options: Options, already: LeftOut | None) -> None:
        """Show the file; `facts` and `already`, the events accepted earlier, are None while they are being read."""
        # The rows are there from the start: what is below them must not move away from under the mouse.
        waiting = {label: "…" for label in (*LABELS, "Assumed") if label != "Server"}
        found = dict(lines(file, facts)) if facts is not None else waiting
        if facts is not None and facts.notes:
            found["Assumed"] = f"{counted(len(facts.notes), 'thing')} about the file   i  read them"
        for label in (*LABELS, "Assumed"):
            row = self.query_one(f"#{label.lower()}")
            row.display = label in found
            row.query_one(GroupedText).text = safe_text(found.get(label, ""), 300)
        self._show_not_sent(file.prepared.totals)
        self.query_one("#already", Static).update(already_sent_words(options, already))
        self.query_one("#assumptions", Static).update(_assumed(facts))

    def fit(self) -> None:
        """Name as many reasons as there is room for."""
        problems = self.query_one(TopProblems)
        problems.most = _MANY if self.screen.has_class("-high") else _FEW
        more = self.query_one("#more", Static)
        more.update(problems.more)
        more.display = bool(problems.more)

    def _show_not_sent(self, totals: Totals) -> None:
        self.query_one("#rejected", Static).update(rejected_words(totals))
        self.query_one(TopProblems).totals = totals
        self.fit()
        left_out = self.query_one("#left-out", Static)
        left_out.update(left_out_words(totals))
        left_out.display = bool(totals.left_out or totals.warned)


def _row(heading: str, *widgets: Widget, key: str | None = None) -> ComposeResult:
    with Horizontal(classes="review--row", id=key):
        yield Static(heading, classes="review--heading", markup=False)
        yield from widgets


def _assumed(facts: Facts | None) -> Content:
    notes = [note.text for note in facts.notes] if facts is not None else []
    return Content("\n").join(Content(f"· {safe_text(text, 300)}") for text in notes)
