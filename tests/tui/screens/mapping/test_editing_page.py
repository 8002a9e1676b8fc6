"""The keys that work on the mapping: what each does, what it says, and when it is dimmed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.binding import Binding

from tests.support.setups import SHOP
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.fields import FIELD
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.screens.mapping import editing_page
from tiktok_tui.tui.screens.mapping.editing_page import EditingPage
from tiktok_tui.tui.screens.mapping.edits.changes import EDITS
from tiktok_tui.tui.screens.mapping.edits.context import EditContext
from tiktok_tui.tui.screens.mapping.mapping_work import MappingWork
from tiktok_tui.tui.wizard.wizard import ProblemCell, Wizard

MAPPED = Mapping({"email": FieldSource(columns=("Email",)), "phone": FieldSource(columns=("Mobile",))})


class Page:
    """The page without an app: `did` has what it shows; the answer of a dialog is `answer`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, is_open: bool = True) -> None:
        self.did: list[Any] = []
        self.answer: object = None
        self.worker: Callable[[], Awaitable[None]] | None = None
        self.draft = SimpleNamespace(destination=SHOP, sending=False)
        self.wizard = SimpleNamespace(session=SimpleNamespace(home=None, demo=None), draft=self.draft, wanted=None)
        row = SimpleNamespace(can_focus=False, focus=lambda: self.did.append("row"))
        self.panes: Any = SimpleNamespace(
            field=FIELD["email"],
            row=row,
            focus_fields="fields",
            show_cell=lambda number, field: self.did.append((number, field)),
        )
        notice = SimpleNamespace(
            say=lambda text, _: self.did.append(text),
            clear=lambda: None,
            show_error=lambda error: self.did.append(error.what),
        )
        app = SimpleNamespace(push_screen=self.did.append, push_screen_wait=self._answered)
        for name, part in (("panes", self.panes), ("notice", notice), ("app", app), ("is_mounted", True)):
            monkeypatch.setattr(EditingPage, name, part)
        monkeypatch.setattr(EditingPage, "run_worker", lambda _, work, **__: setattr(self, "worker", work))
        monkeypatch.setattr(EditingPage, "call_after_refresh", lambda _, act: self.did.append(act))
        monkeypatch.setattr(editing_page, "Problems", lambda _, *given, **how: (*given, *how.values()))
        monkeypatch.setattr(editing_page, "Notes", lambda *given: given)
        monkeypatch.setattr(editing_page, "coverage_notes", lambda totals, *about: (f"{totals.rows} rows", *about))
        self.page = EditingPage(cast("Wizard", self.wizard))
        totals = SimpleNamespace(rows=1500, events=1490)
        self.checker = SimpleNamespace(best=None, full=None, error=None, some=SimpleNamespace(totals=totals))
        self.work = SimpleNamespace(
            mapping=MAPPED,
            checker=self.checker,
            open_file=SimpleNamespace(columns=(), table="the table", notes_of=lambda *about: ("A note.", *about)),
            can_undo=False,
            can_redo=False,
            undo=lambda: "email",
            redo=lambda: "phone",
            change=lambda mapping: "email" if "email" not in mapping.fields else "grouping",
        )
        if is_open:
            self.page.mapping_work = cast("MappingWork", self.work)

    async def _answered(self, dialog: object) -> object:
        self.did.append(dialog)
        return self.answer

    async def does(self, act: Callable[[], object]) -> list[Any]:
        """Return everything that `act` shows, with the work that it starts."""
        self.did.clear()
        self.worker = None
        act()
        work = self.worker
        await (work() if work is not None else self._answered(None))
        return [each for each in self.did if each is not None]


def test_each_key_does_what_it_is_for() -> None:
    bindings = [each for each in EditingPage.BINDINGS if isinstance(each, Binding)]
    keys = {key: each.action for each in bindings for key in each.key.split(",")}
    assert keys == {
        "p": "problems",
        "g": "edit('group')",
        "f": "edit('filter')",
        "delete": "edit('clear')",
        "backspace": "edit('clear')",
        "e": "edit('values')",
        "c": "edit('country')",
        "v": "edit('columns')",
        "m": "edit('file')",
        "u": "undo",
        "ctrl+z": "undo",
        "U": "redo",
        "ctrl+y": "redo",
        "i": "notes",
    }
    assert [each.description for each in bindings if each.show] == ["problems", "group", "filter rows"]
    assert {each.split("'")[1] for each in keys.values() if "edit" in each} | {"field"} == set(EDITS)


async def test_a_change_is_said_with_its_way_back_and_no_change_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Page(monkeypatch)
    assert await here.does(lambda: here.page.action_edit("clear")) == ["Changed: email.  u  undo"]
    here.panes.field = FIELD["brand"]
    assert await here.does(lambda: here.page.action_edit("clear")) == []
    for able, said in ((False, list[str]()), (True, ["Undone: email.  U  redo", "Redone: phone.  u  undo"])):
        here.work.can_undo = here.work.can_redo = able
        assert [*await here.does(here.page.action_undo), *await here.does(here.page.action_redo)] == said
    here.draft.sending, here.panes.field = True, FIELD["email"]
    assert await here.does(lambda: here.page.action_edit("clear")) == []


async def test_keys_that_can_do_nothing_are_dimmed_and_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Page(monkeypatch)
    keys = ("edit", "undo", "redo", "problems", "notes")
    for undo, redo in ((False, True), (True, False)):
        here.work.can_undo, here.work.can_redo = undo, redo
        assert [here.page.check_action(key, ()) for key in keys] == [True, undo or None, redo or None, True, True]
    assert here.page.why_disabled("undo") == "there is nothing to undo"
    here.draft.sending = True
    assert [here.page.check_action(key, ()) for key in keys] == [None, None, None, True, True]
    assert here.page.why_disabled("undo") == "the file is being sent"
    nothing = Page(monkeypatch, is_open=False)
    assert [nothing.page.check_action(key, ()) for key in keys] == [None] * 5
    assert nothing.page.why_disabled("undo") == "no file is open"
    for act in (nothing.page.action_undo, nothing.page.action_redo, nothing.page.action_notes):
        assert await nothing.does(act) == []
    assert await nothing.does(lambda: nothing.page.action_edit("clear")) == []


async def test_problems_are_those_of_the_rows_that_are_checked_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = Page(monkeypatch, is_open=False)
    assert await nothing.does(nothing.page.action_problems) == []
    here = Page(monkeypatch)
    assert await here.does(here.page.action_problems) == ["The file is still being checked."]
    title = "What was found in the file, and what is assumed"
    here.work.open_file.columns = (SimpleNamespace(name="Email"), SimpleNamespace(name="Mobile"))
    noted, about = ("A note.", MAPPED, SHOP), (MAPPED, SHOP, ["Email", "Mobile"])
    assert await here.does(here.page.action_notes) == [(title, noted)]
    here.checker.best = here.checker.some
    some = here.checker.some
    assert await here.does(here.page.action_problems) == [(some, "the table", ", first 1,500 rows", "")]
    assert await here.does(here.page.action_notes) == [(title, (*noted, "1500 rows", *about))]
    here.checker.full = some
    assert await here.does(lambda: here.page.action_problems("email.invalid")) == [
        (some, "the table", "", "email.invalid")
    ]
    here.checker.error = SettingsError("There is no column.")
    assert await here.does(here.page.action_problems) == ["There is no column."]


@pytest.mark.parametrize(
    ("cell", "sending", "shown"),
    [
        (ProblemCell(5, ""), False, [(5, "email")]),
        (ProblemCell(6, "value", "a lot"), False, [(6, "value")]),
        (ProblemCell(7, "event", "walk past", True), False, [(7, "event"), ("event", "walk past")]),
        (ProblemCell(7, "event", "walk past", True), True, [(7, "event")]),
    ],
)
async def test_a_cell_that_was_chosen_is_shown_and_its_value_mapped_unless_the_file_is_being_sent(
    cell: ProblemCell, sending: bool, shown: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Page(monkeypatch)

    async def values(context: EditContext) -> None:
        here.did.append((context.field and context.field.name, context.value))

    monkeypatch.setitem(EDITS, "values", values)
    here.draft.sending = sending
    here.checker.best = here.checker.full = here.checker.some
    here.answer = cell
    assert (await here.does(here.page.action_problems))[1:] == shown
    here.wizard.wanted = cell
    assert await here.does(here.page.show_wanted) == shown
    assert await here.does(here.page.show_wanted) == [], "once"


async def test_the_row_has_the_focus_while_it_is_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Page(monkeypatch)
    row = here.panes.row
    assert [here.page.pane_to_zoom()] == [row]
    assert await here.does(lambda: here.page.watch_maximized(None, row)) == ["row"]
    assert row.can_focus
    assert await here.does(lambda: here.page.watch_maximized(row, row)) == []
    assert await here.does(lambda: here.page.watch_maximized(row, None)) == ["fields"]
    assert not row.can_focus


@pytest.mark.parametrize("drawn", [True, False])
async def test_the_mapping_its_check_and_the_keys_are_shown_anew_together(
    drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Page(monkeypatch)
    here.panes.show_mapping = lambda *given: here.did.append(given)
    here.panes.show_scope = lambda checker: here.did.append(checker)
    here.work.open_file.columns = (SimpleNamespace(name="Email"), SimpleNamespace(name="Mobile"))
    here.checker.best = here.checker.some
    monkeypatch.setattr(EditingPage, "query", lambda *_: [1] * drawn)
    monkeypatch.setattr(EditingPage, "refresh_bindings", lambda _: here.did.append("keys"))
    shown = (MAPPED, SHOP, ["Email", "Mobile"], here.checker.some)
    assert await here.does(here.page.show_mapping) == [shown, *[here.checker] * drawn, "keys"]
    nothing = Page(monkeypatch, is_open=False)
    assert await nothing.does(nothing.page.show_mapping) == []
    assert await nothing.does(nothing.page.show_scope) == []
