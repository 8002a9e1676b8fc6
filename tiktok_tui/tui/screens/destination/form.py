"""Rows of a form: a label, its controls, a hint, and an error."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Static

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tui.widgets.radio_line import RadioLine
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.tone import GLYPHS, Tone


class FormRow(Vertical):
    """One row. `key` is the setting's name, as errors name it; the first of `controls` takes the focus.

    Where there is little room (`app.tcss`) the hint goes below.
    """

    DEFAULT_CSS = """
    FormRow {
        height: auto;
        .form--line { height: auto; }
        .form--label { width: 17; padding: 0 1 0 0; }
        .form--controls { width: 1fr; height: auto; }
        .form--hint { width: 40; padding: 0 0 0 2; color: $text-muted; display: none; }
        .form--below { height: auto; padding: 0 0 0 17; color: $text-muted; display: none; }
        .form--error { height: auto; padding: 0 0 0 17; color: $error; display: none; }
        &.-hinted .form--hint { display: block; }
        &.-wrong .form--error { display: block; }
        &.-wrong .form--label { color: $error; }
    }
    """

    def __init__(self, key: str, label: str, *controls: Widget, hint: str = "") -> None:
        super().__init__(classes="-hinted" if hint else None)
        self.key = key
        self._label, self._controls, self._hint = label, controls, hint

    def compose(self) -> ComposeResult:
        """Label, controls and hint in a line; the hint's and the error's own lines below."""
        with Horizontal(classes="form--line"):
            yield Static(self._label, markup=False, classes="form--label")
            with Horizontal(classes="form--controls"):
                yield from self._controls
            yield Static(safe_text(self._hint), markup=False, classes="form--hint")
        yield Static(safe_text(self._hint), markup=False, classes="form--below")
        yield Static("", markup=False, classes="form--error")

    def say_label(self, label: str) -> None:
        """Change the label."""
        self.query_one(".form--label", Static).update(label)

    def say_hint(self, hint: str) -> None:
        """Another hint; "" takes it away. Any of it may come from TikTok or a file."""
        self.set_class(bool(hint), "-hinted")
        for name in (".form--hint", ".form--below"):
            self.query_one(name, Static).update(safe_text(hint))

    def say_wrong(self, what: str) -> None:
        """Show an error and its remedy; "" takes it away."""
        self.set_class(bool(what), "-wrong")
        self.query_one(".form--error", Static).update(f"{GLYPHS[Tone.ERROR]} {safe_text(what)}" if what else "")

    def focus_first(self) -> None:
        """Put the focus on the first control that can have it, and the whole row into sight."""
        for control in self._controls:
            if control.focusable:
                control.focus()
                # Once it is laid out: an error that is shown now takes a line below the control.
                self.call_after_refresh(self.scroll_visible)
                return


class Form(VerticalScroll):
    """A column of rows that scrolls when it is higher than the screen; in a dialog it is as high as its rows."""

    DEFAULT_CSS = """
    Form {
        height: 1fr;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        &.-in-dialog {
            height: auto;
            max-height: 16;
            padding: 0;
            FormRow.-hinted .form--below { display: block; }
            FormRow.-hinted .form--hint { display: none; }
        }
    }
    """

    def __init__(self, *rows: Widget, id: str | None = None, in_dialog: bool = False) -> None:  # noqa: A002 - Textual's own name
        super().__init__(*rows, id=id, can_focus=False, classes="-in-dialog" if in_dialog else None)
        self._rows = {row.key: row for row in rows if isinstance(row, FormRow)}

    def row(self, key: str) -> FormRow | None:
        """The row of the setting `key`."""
        return self._rows.get(key)

    @on(Input.Changed)
    @on(Checkbox.Changed)
    @on(RadioLine.Changed)
    def _corrected(self, event: Input.Changed | Checkbox.Changed | RadioLine.Changed) -> None:
        """Take the error away from a row that is being corrected."""
        row = self.row_of(event.control)
        if row is not None:
            row.say_wrong("")

    def row_of(self, control: Widget) -> FormRow | None:
        """The row that `control` is in."""
        return next((row for row in control.ancestors_with_self if isinstance(row, FormRow)), None)

    def clear_errors(self) -> None:
        """Take every error away."""
        for row in self._rows.values():
            row.say_wrong("")

    def show_errors(self, errors: Iterable[SettingsError]) -> bool:
        """Show each error at its row and put the focus on the first; False when none has a row here."""
        first: FormRow | None = None
        for error in errors:
            row = self.row(error.field)
            if row is not None:
                row.say_wrong(error.explanation)
                first = first or row
        if first is not None:
            first.focus_first()
        return first is not None
