"""The map of values leads from one value that needs a target to the next."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from textual.widgets import Input

from tests.support.pages import Over
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import on
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.edits.value_map import ValueMap
from tiktok_tui.tui.widgets.table.rows import FixedRows
from tiktok_tui.tui.widgets.tone import Tone

FOUND = [("Purchase", 90), ("demo booked", 7), ("Lead", 6), ("won deal", 5)]


def test_nothing_is_cleared_where_no_value_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ValueMap, "table", SimpleNamespace(cursor=0))
    ValueMap("event", [], {}).action_clear()


async def test_it_begins_with_a_value_that_tiktok_does_not_take_and_continues_with_the_next(
    session: AppSession,
) -> None:
    results: list[object] = []

    def first(app: TikTokTui) -> Over:
        page = Over(app, lambda: ValueMap("event", FOUND, {}, targets=("Contact", "Lead", "Purchase")))
        page.results = results
        return page

    app = TikTokTui(session, first)
    async with app.run_test() as pilot:
        shown = await on(pilot, ValueMap)
        await until(pilot, lambda: shown.table.cursor == 1)
        for typed, line in (("contact", 3), ("lead", 3)):
            await pilot.press("enter")
            await on(pilot, Choose)
            await pilot.press(*typed, "enter")
            await on(pilot, ValueMap)
            await until(pilot, lambda line=line: shown.table.cursor == line)  # type: ignore[misc]
        await pilot.press("up", "up", "delete", "end")
        for typed, line in (("lead", 1), ("contact", 2)):  # after the last line, those above that still need one
            await pilot.press("enter")
            await on(pilot, Choose)
            await pilot.press(*typed, "enter")
            await on(pilot, ValueMap)
            await until(pilot, lambda line=line: shown.table.cursor == line)  # type: ignore[misc]
        await pilot.press("home", "enter")
        await on(pilot, Choose)
        await pilot.press("enter")  # what it is already
        await on(pilot, ValueMap)
        await shows(pilot, "as it is")
        await pilot.press("escape")
        await until(pilot, lambda: results)
    assert results == [{"demo booked": "Contact", "won deal": "Lead"}]


def shown(
    monkeypatch: pytest.MonkeyPatch, found: list[tuple[str, int]], values: dict[str, str], **how: Any
) -> tuple[ValueMap, Any]:
    """The map without an app, and its table, which has the rows that were filled in last and the cursor."""
    table = SimpleNamespace(cursor=0, rows=[], focus=lambda: None)

    def load(rows: FixedRows, *, cursor: int) -> None:
        table.cursor = cursor
        table.rows = [
            tuple(cell if isinstance(cell, str) else (cell.text, cell.tone) for cell in row) for row in rows.all
        ]

    table.load = load
    monkeypatch.setattr(ValueMap, "table", table)
    dialog = ValueMap("kind", found, values, **how)
    dialog.on_mount()
    return dialog, table


def test_a_line_says_how_often_a_value_is_found_and_what_it_becomes(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [("Lead", 1234), ("", 3), ("demo", 2), ("sale", 1)]
    values = {"sale": "Purchase", "gone": "Contact"}
    _, table = shown(monkeypatch, found, values, targets=("Lead", "Purchase", "Contact"))
    unknown = ("! not one TikTok takes", Tone.WARNING)
    assert table.rows == [
        ("Lead", "1,234", ("as it is", Tone.QUIET)),
        (("(blank)", Tone.QUIET), "3", unknown),
        ("demo", "2", unknown),
        ("sale", "1", ("→ Purchase", Tone.DONE)),
        ("gone", "–", ("→ Contact", Tone.DONE)),
    ]
    assert table.cursor == 1
    _, table = shown(monkeypatch, found, values)
    assert [row[2][0] for row in table.rows] == ["as it is"] * 3 + ["→ Purchase", "→ Contact"]
    assert table.cursor == 0, "none needs a target, and the blank one was not chosen"
    _, table = shown(monkeypatch, found, {}, targets=("Lead",), start_at="sale", other="left out")
    assert (table.cursor, table.rows[3][2][0]) == (3, "! left out")
    _, table = shown(monkeypatch, found, {}, targets=("Lead",), start_at="nowhere")
    assert table.cursor == 1
    assert shown(monkeypatch, [], {})[1].rows == []


def test_a_value_that_is_cleared_is_shown_as_it_is_and_the_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[object] = []
    monkeypatch.setattr(ValueMap, "dismiss", lambda _, values: left.append(values))
    dialog, table = shown(monkeypatch, [("demo", 2), ("sale", 1)], {"demo": "Lead", "sale": "Purchase"})
    table.cursor = 1
    dialog.action_clear()
    assert ([row[2][0] for row in table.rows], table.cursor) == (["→ Lead", "as it is"], 1)
    table.rows = "not drawn again"
    dialog.action_clear()
    assert table.rows == "not drawn again", "there is nothing to clear"
    dialog.action_leave()
    assert left == [{"demo": "Lead"}]


async def test_a_value_is_typed_or_chosen_starting_on_the_likeliest_and_cleared_with_a_key(session: AppSession) -> None:
    results: list[object] = []
    targets = ("Contact", "Lead", "Purchase")
    events = [("won", {}, "Lead"), ("purchasse", {}, "Purchase"), ("won", {"won": "Contact"}, "Contact")]
    made = [
        ValueMap("brand", [("acme", 2), ("", 1)], {"acme": "Acme"}),
        *(ValueMap("event", [(value, 2)], values, targets=targets, usual="Lead") for value, values, _ in events),
        ValueMap("the last one opens for nobody", [], {}),
    ]

    def first(app: TikTokTui) -> Over:
        page = Over(app, lambda: made.pop(0))
        page.results = results
        return page

    app = TikTokTui(session, first)
    async with app.run_test() as pilot:
        shown = await on(pilot, ValueMap)
        await until(pilot, lambda: shown.table.count == 2)
        await shows(pilot, "        2  → Acme")
        await pilot.click(shown.table, offset=(4, 1))
        prompt = await on(pilot, Prompt)
        await shows(pilot, "acme becomes")
        await shows(pilot, "Sent in its place, in every row of the file.")
        assert prompt.query_one(Input).value == "Acme"
        await pilot.press("end", "!", "enter")
        await on(pilot, ValueMap)
        await until(pilot, lambda: shown.table.cursor == 1)
        await pilot.press("enter")
        await on(pilot, Prompt)
        await shows(pilot, "(blank) becomes")
        await pilot.press("escape")
        await on(pilot, ValueMap)
        await pilot.press("backspace", "ctrl+s")
        for value, _, likely in events:
            await until(pilot, lambda value=value: value in screen_text(app))  # type: ignore[misc]
            await pilot.press("enter")
            await on(pilot, Choose)
            await shows(pilot, f"› {likely}")
            await pilot.press("enter")
            await on(pilot, ValueMap)
            await pilot.press("escape")
        await shows(pilot, "There are none.")
    assert results == [{"acme": "Acme!"}, *({value: likely} for value, _, likely in events)]
