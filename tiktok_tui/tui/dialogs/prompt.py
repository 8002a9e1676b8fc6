"""Ask for one line: a name, a path, a secret."""

from __future__ import annotations

from collections.abc import Callable

from textual import getters, on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.text_line import SecretLine, TextLine
from tiktok_tui.tui.widgets.tone import Tone


class Prompt(Dialog[str]):
    """One line of text; `hint` says what it is, with an example or where to find it.

    `check` returns a sentence about the mistake in it, or "".

    The result is the text without blanks at its ends, or None.
    """

    DEFAULT_CSS = """
    Prompt {
        .prompt--hint { color: $text-muted; margin: 0 0 1 0; }
        Notice { padding: 0; margin: 1 0 0 0; }
        Input { margin: 0 0 1 0; }
    }
    """

    notice = getters.query_one(Notice)

    def __init__(
        self,
        title: str,
        *,
        hint: str,
        value: str = "",
        placeholder: str = "",
        check: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(title, keys="enter ok · esc leave · f1 help")
        self._value, self._hint, self._placeholder, self._check = value, hint, placeholder, check

    def compose_body(self) -> ComposeResult:
        """The hint, the line, and a notice for the mistake in it."""
        yield Static(safe_text(self._hint, 300), markup=False, classes="prompt--hint")
        yield self._input()
        yield Notice()

    def _result(self, value: str) -> str:
        return value

    def _input(self) -> Input:
        return TextLine(self._value, placeholder=self._placeholder, compact=True)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        value = event.value.strip()
        wrong = self._check(value) if self._check is not None else ""
        if wrong:
            self.notice.say(wrong, Tone.ERROR)
        else:
            self.dismiss(self._result(value))

    @on(Input.Changed)
    def _forget(self) -> None:
        self.notice.clear()


class SecretPrompt(Prompt):
    """A token or a password, typed or pasted unseen. The result is a `Secret`, or None.

    The widgets hold none of it once the dialog is closed.
    """

    def _result(self, value: str) -> Secret:
        return Secret(value)

    def _input(self) -> Input:
        return SecretLine(placeholder=self._placeholder)
