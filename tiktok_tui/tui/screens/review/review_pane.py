"""The body of the review: the sentence, the facts, and the choices that are left."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tiktok_tui.tui.screens.review.facts import LABELS, Facts, lines
from tiktok_tui.tui.screens.review.wording import already_sent_words, not_sent_words
from tiktok_tui.tui.widgets.radio_line import RadioLine
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.text_line import TextLine
from tiktok_tui.tui.wizard.draft import CheckedFile
from tiktok_tui.uploads.options import Options

FIRST: tuple[int | None, ...] = (10, 100, None)
"""How many events a first try may have; None is all of them."""


class ReviewPane(VerticalScroll, can_focus=False):
    """Facts and choices; the assumptions beside them if there is room, else behind a key."""

    DEFAULT_CSS = """
    ReviewPane {
        height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        #panes { height: auto; }
        #left { height: auto; }
        #facts { height: auto; }
        #sentence { height: auto; margin: 0 0 1 0; text-style: bold; }
        .review--heading { width: 15; color: $foreground-muted; }
        .review--row { height: auto; }
        .review--row > .review--what { width: 1fr; height: auto; }
        #not-sent { text-wrap: nowrap; text-overflow: ellipsis; }
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
            with Vertical(id="left"):
                with Vertical(id="facts"):
                    for label in (*LABELS, "Assumed"):
                        yield from _row(label, Static(classes="review--what", markup=False), key=label.lower())
                yield from _row("Not sent", Static(id="not-sent", classes="review--what"))
                yield from _row("Already sent", Static("…", id="already", classes="review--what", markup=False))
                labels = ["all" if count is None else f"the first {count}" for count in FIRST]
                yield from _row("How many", RadioLine(labels, chosen=FIRST.index(self._options.limit), id="first"))
                hint = Static("From Events Manager, Test events: shown there, not counted.", id="code-hint")
                code = TextLine(self._options.test_event_code, placeholder="none", compact=True, id="code")
                yield from _row("Test code", code, hint)
            assumed = Static(id="assumptions")
            assumed.border_title = "Assumed"
            yield assumed

    def show(self, file: CheckedFile, facts: Facts | None, options: Options, already: int | None) -> None:
        """Show the file; `facts` and `already`, the events accepted earlier, are None while they are being read."""
        # The rows are there from the start: what is below them must not move away from under the mouse.
        waiting = {label: "…" for label in (*LABELS, "Assumed") if label != "Server"}
        found = dict(lines(file, facts)) if facts is not None else waiting
        if facts is not None and facts.notes:
            count = len(facts.notes)
            found["Assumed"] = f"{count} thing{'s' if count > 1 else ''} about the file   i  read them"
        for label in (*LABELS, "Assumed"):
            row = self.query_one(f"#{label.lower()}")
            row.display = label in found
            row.query_one(".review--what", Static).update(safe_text(found.get(label, ""), 300))
        self.query_one("#not-sent", Static).update(not_sent_words(file.prepared.totals))
        self.query_one("#already", Static).update(already_sent_words(options, already))
        self.query_one("#assumptions", Static).update(_assumed(facts))


def _row(heading: str, *widgets: Static | RadioLine | TextLine, key: str | None = None) -> ComposeResult:
    with Horizontal(classes="review--row", id=key):
        yield Static(heading, classes="review--heading", markup=False)
        yield from widgets


def _assumed(facts: Facts | None) -> Content:
    notes = [note.text for note in facts.notes] if facts is not None else []
    return Content("\n").join(Content(f"· {safe_text(text, 300)}") for text in notes)
