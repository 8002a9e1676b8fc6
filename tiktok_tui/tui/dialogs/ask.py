"""A question with a few answers, one key each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone

T = TypeVar("T")


class Ask(Dialog[T], Generic[T]):
    """A question and up to nine numbered answers, given with the number's key or with arrows and Enter.

    The result is the value of the answer, or None.
    """

    DEFAULT_CSS = """
    Ask {
        & > .dialog--box { width: 76; }
        .ask--question { margin: 0 0 1 0; }
        VirtualTable { height: auto; min-height: 2; max-height: 10; margin: 0 0 1 0; }
    }
    """
    BINDINGS = [
        Binding(
            str(number),
            f"answer({number})",
            f"Answer {number}",
            id=f"ask.answer_{number}",
            show=False,
            tooltip=f"Give answer {number}",
            system=True,  # the number is drawn beside the answer, so the settings cannot change the key
        )
        for number in range(1, 10)
    ]

    table = getters.query_one(VirtualTable)

    def __init__(self, title: str, question: str, answers: Sequence[Choice[T]]) -> None:
        numbers = {1: "1", 2: "1 or 2"}.get(len(answers), f"1 to {len(answers)}")
        super().__init__(title, keys=f"{numbers} answer · esc not now")
        self._question, self._answers = question, tuple(answers[:9])

    def compose_body(self) -> ComposeResult:
        """The question above its answers."""
        yield Static(safe_text(self._question, 800), markup=False, classes="ask--question")
        rows = [
            (Cell(str(number), Tone.DONE), answer.label, Cell(answer.detail, Tone.QUIET))
            for number, answer in enumerate(self._answers, 1)
        ]
        yield VirtualTable(
            [TableColumn("", 1), TableColumn(""), TableColumn("")], FixedRows(rows), header=False, open_on_click=True
        )

    def on_mount(self) -> None:
        """Start on the first answer."""
        self.table.focus()

    @on(VirtualTable.Selected)
    def _selected(self, event: VirtualTable.Selected) -> None:
        event.stop()
        self.dismiss(self._answers[event.row].value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable only the keys of answers that exist."""
        return action != "answer" or parameters[0] in range(1, len(self._answers) + 1)

    def action_answer(self, number: int) -> None:
        """Give answer `number`."""
        self.dismiss(self._answers[number - 1].value)
