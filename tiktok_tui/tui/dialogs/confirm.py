"""Ask before something that cannot be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Button, Static

from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.widgets.grouped_text import GroupedText
from tiktok_tui.tui.widgets.safe_text import safe_text


class Confirm(Dialog[bool]):
    """A yes-or-no question. The result is True only for yes; no and Esc give False.

    `yes` and `no` are verbs that say what happens ("Stop the upload", "Continue"). The safe one has the focus.
    """

    DEFAULT_CSS = """
    Confirm {
        .confirm--question { margin: 0 0 1 0; }
        Horizontal { height: auto; align-horizontal: right; }
        .confirm--fact { align-horizontal: left; }
        .confirm--label { width: 11; color: $foreground-muted; }
        .confirm--text { width: 1fr; height: auto; }
        &.-facts > .dialog--box { width: 92; }
        Button { margin: 0 0 1 2; }
    }
    """
    BINDINGS = [
        Binding("y", "answer(True)", "Yes", id="confirm.yes", show=False, tooltip="Do it"),
        Binding("n", "answer(False)", "No", id="confirm.no", show=False, tooltip="Leave everything as it is"),
        Binding("left", "app.focus_previous", "Other answer", id="confirm.left", show=False),
        Binding("right", "app.focus_next", "Other answer", id="confirm.right", show=False),
    ]

    def __init__(
        self,
        title: str,
        question: str,
        *,
        yes: str,
        no: str = "Leave it",
        grave: bool = False,
        facts: Sequence[tuple[str, str]] = (),
    ) -> None:
        """`facts` are labels and texts below the question."""
        super().__init__(title, keys="y yes · n no · esc no", grave=grave)
        self._question, self._yes, self._no, self._facts = question, yes, no, facts
        self.set_class(bool(facts), "-facts")

    def compose_body(self) -> ComposeResult:
        """The question, its facts and the two answers."""
        yield Static(safe_text(self._question), markup=False, classes="confirm--question")
        for label, text in self._facts:
            with Horizontal(classes="confirm--fact"):
                yield Static(label, markup=False, classes="confirm--label")
                yield GroupedText(safe_text(text, 500), classes="confirm--text")
        with Horizontal():
            yield Button(self._no, id="no", compact=True)
            yield Button(self._yes, id="yes", variant="error" if self.has_class("-grave") else "primary", compact=True)

    def action_answer(self, answer: bool) -> None:
        """Close with `answer`."""
        self.dismiss(answer)

    def action_leave(self) -> None:
        """Esc is no."""
        self.dismiss(False)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(event.button.id == "yes")


def ask_first(
    app: App[Any], question: Confirm, *, yes: Callable[[], object], no: Callable[[], object] | None = None
) -> None:
    """Ask `question` and call `yes` or `no`; one question at a time, however often the key is pressed."""

    def answered(answer: bool | None) -> None:
        if answer:
            yes()
        elif no is not None:
            no()

    if not isinstance(app.screen, Confirm):
        app.push_screen(question, answered)
