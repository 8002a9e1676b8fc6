"""The list of fields: the cursor stays on its field, a few letters find one, and each move and choice is reported."""

from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tiktok_tui.events.fields import FIELD
from tiktok_tui.tui.screens.mapping.field_lines import FieldLine
from tiktok_tui.tui.screens.mapping.field_table import FieldTable
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.text_line import TextLine
from tiktok_tui.tui.widgets.tone import Tone


def line(name: str, filled_by: str = "–", glyph: str = "✓", tone: Tone = Tone.DONE, trouble: str = "") -> FieldLine:
    return FieldLine(FIELD[name], glyph, tone, filled_by, trouble)


class Listed:
    """The list without an app: its table, the text it is filtered by, and everything that it posts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.posted: list[str] = []
        self.rows: list[Any] = []
        self.table = SimpleNamespace(cursor=0, empty="", load=self._load, focus=lambda: self.posted.append("focus"))
        self.typed = SimpleNamespace(value="", display=True, prevent=lambda _: nullcontext())
        monkeypatch.setattr(FieldTable, "table", self.table)
        monkeypatch.setattr(FieldTable, "filter_line", self.typed)
        monkeypatch.setattr(FieldTable, "fields", SimpleNamespace())
        monkeypatch.setattr(FieldTable, "refresh_bindings", lambda _: None)
        monkeypatch.setattr(FieldTable, "post_message", lambda _, message: self.posted.append(type(message).__name__))
        self.list = FieldTable()

    def _load(self, rows: FixedRows, cursor: int | None = None) -> None:
        self.rows = list(rows.all)
        self.table.cursor = self.table.cursor if cursor is None else cursor

    @property
    def names(self) -> list[str]:
        return [row[1] for row in self.rows]

    @property
    def field(self) -> str:
        """The field under the cursor; "" for none."""
        return "".join(line.field.name for line in (self.list.line,) if line is not None)

    def filter(self, text: str) -> None:
        """Type `text` into the line."""
        self.typed.value = text
        self.list.renew()


def test_the_cursor_stays_on_its_field_and_goes_to_one_that_the_filter_hides(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Listed(monkeypatch)
    assert here.field == ""
    here.list.show([line("email", "Email"), line("value", "Total"), line("agent", "Browser"), line("ip", "IP")])
    assert here.field == "email"
    here.table.cursor = 3
    here.list.show([line("email"), line("value"), line("ip")])
    assert (here.field, here.table.cursor) == ("ip", 2)
    here.list.show([line("email"), line("value")])
    assert here.field == "", "it is not listed any more"
    here.list.go_to("value")
    here.list.go_to("ip")
    assert here.field == "value"
    here.filter(" EMAIL ")
    here.table.cursor = 0
    assert (here.names, here.field) == (["email"], "email")
    here.list.go_to("email")
    assert here.names == ["email"]
    here.list.go_to("value")
    assert (here.names, here.field, here.typed.value) == (["email", "value"], "value", "")


def test_a_line_is_drawn_in_the_tones_of_its_state(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Listed(monkeypatch)
    here.list.show(
        [
            line("email", "Email"),
            line("value", "Total", "!", Tone.WARNING, "12"),
            line("brand", "–", "!", Tone.WARNING, "needed"),
            line("agent", "Browser", "–", Tone.QUIET, "unused"),
        ]
    )
    assert here.rows == [
        (Cell("✓", Tone.DONE), "email", Cell("Email", Tone.INFO), Cell("", Tone.DONE)),
        (Cell("!", Tone.WARNING), "value", Cell("Total", Tone.INFO), Cell("12", Tone.WARNING)),
        (Cell("!", Tone.WARNING), "brand", Cell("–", Tone.QUIET), Cell("needed", Tone.WARNING)),
        (Cell("–", Tone.QUIET), "agent", Cell("Browser", Tone.QUIET), Cell("unused", Tone.QUIET)),
    ]
    for text, found in (("TOTAL", ["value"]), ("zebra", []), ("e-mail hashed", ["email"]), ("", here.names)):
        here.filter(text)
        assert here.names == found
    assert here.field == "email"


def test_moves_and_choices_are_reported_in_terms_of_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Listed(monkeypatch)
    table = cast("VirtualTable", None)
    events = VirtualTable.Highlighted(table, 1), VirtualTable.Selected(table, 1)
    stopped: list[str] = []
    for event in events:
        monkeypatch.setattr(type(event), "stop", lambda event: stopped.append(type(event).__name__))
    here.list.on_virtual_table_highlighted(events[0])
    here.list.on_virtual_table_selected(events[1])
    assert (here.posted, stopped) == (["Moved", "Chosen"], ["Highlighted", "Selected"])
    typed, fields = here.list.compose()
    assert isinstance(typed, TextLine)
    assert (typed.placeholder, typed.display) == ("Find a field or a column", False)
    assert isinstance(fields, VirtualTable)
    for filled, able in ((False, [False, False, True]), (True, [False, None, False])):
        monkeypatch.setattr(fields, "filled", filled)
        assert [fields.check_action(action, ()) for action in ("copy", "select", "begin")] == able
    enter = [binding for binding in type(fields).BINDINGS if not isinstance(binding, tuple) and binding.key == "enter"]
    assert [(each.action, each.description) for each in enter] == [("select", "change"), ("begin", "choose a file")]
