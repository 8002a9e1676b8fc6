"""The panes: totals of the whole file, and one row from its cells to its event."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from tests.support.mapping_pilot import step
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import (
    SHOP,
    at_now,
    checked,
    remembered,
    write_table,
)
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.prepare import Prepared
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.checker import Checker
from tiktok_tui.tui.screens.mapping.event_text import EventText
from tiktok_tui.tui.screens.mapping.field_table import FieldTable
from tiktok_tui.tui.screens.mapping.mapping_panes import MappingPanes
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone


async def test_totals_of_the_whole_file_its_ages_and_shares(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await shows(here.pilot, "e-mail 100 %")
        shown = screen_text(here.app)
        assert "all 40 rows" in shown
        assert "32 events to send · 6 rows rejected" in shown
        assert "✗ 3 older 28 d │" in shown
        assert "No e-mail and no phone" in shown


async def test_a_row_is_shown_raw_cleaned_and_as_it_is_sent(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await shows(here.pilot, "all 40 rows")
        await here.go_to("email")
        await shows(here.pilot, "␣Person2@customers.example")
        await shows(here.pilot, "cleaned   person2@customers.example")
        await shows(here.pilot, "sent      4726f91b69526d6dfdcda6306683eaa")
        await here.press("right")
        await shows(here.pilot, "Row 3")
        await shows(here.pilot, "␣Person3@customers.example")
        await here.press("left")
        await shows(here.pilot, "␣Person2@customers.example")


async def test_the_first_row_that_is_shown_is_one_that_is_sent(session: AppSession, tmp_path: Path) -> None:
    rows = [
        [f"D-{number}", "2026-06-20T10:00:00Z", f"d{number}@customers.example", "refunded" if number < 400 else "paid"]
        for number in range(410)
    ]
    source = write_table(tmp_path / "orders.csv", ("order_id", "timestamp", "email", "Financial Status"), rows)
    mapping = Mapping(
        fields={name: FieldSource(columns=(name,)) for name in ("order_id", "timestamp", "email")},
        only={"Financial Status": ("paid",)},
    )
    destination = replace(SHOP, fixed_event="Purchase")
    remembered(at_now(session), source, mapping, destination)
    async with step(session, source, destination=destination) as here:
        await shows(here.pilot, "─ Row 402 ─")
        await here.press("left")
        await shows(here.pilot, "The filter leaves this row out.")


async def test_no_key_is_lost_while_a_row_is_being_read(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await shows(here.pilot, "Row 2 ")
        for _ in range(5):
            here.app.simulate_key("right")
        await shows(here.pilot, "Row 7 ")
        for key in ("left", "right", "left", "left"):
            here.app.simulate_key(key)
        await shows(here.pilot, "Row 5 ")


async def test_the_events_json_is_copied_as_it_is_sent(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await shows(here.pilot, "Row 2 ")
        await here.press("y")
        await until(here.pilot, lambda: here.app.clipboard)
        event = json.loads(here.app.clipboard)
        assert event["event"] == "Purchase"
        assert event["properties"] == {"value": 2.50, "currency": "EUR", "order_id": "A-1002"}
        assert '"value":2.50' in here.app.clipboard


async def test_a_field_is_found_by_a_few_letters(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        table = here.app.screen.query_one(FieldTable).table
        await here.go_to("value")
        filled, empty = Tone.INFO, Tone.QUIET
        for name, cells in (
            ("value", (Cell("!", Tone.WARNING), "value", Cell("Total", filled), Cell("1", Tone.WARNING))),
            ("email", (Cell("✓", Tone.DONE), "email", Cell("Email + Email 2", filled), Cell("", Tone.DONE))),
            ("brand", (Cell("○", empty), "brand", Cell("–", empty), Cell("", empty))),
        ):
            await here.go_to(name)
            assert table.row(table.cursor) == cells
        assert "rows" in screen_text(here.app)
        await here.press("slash")
        await shows(here.pilot, "Find a field or a column")
        await here.press("escape", "slash", *"BRAND", "enter")
        assert here.field == "brand"
        await here.go_to("email")  # as the problems do; the filter hides it
        assert here.field == "email"
        await here.press("slash", *"brand", "enter")
        await here.press("escape")
        await shows(here.pilot, "timestamp")


async def test_what_keeps_rows_back_comes_before_what_does_not(session: AppSession, tmp_path: Path) -> None:
    rows = [[f"E-{n}", "2026-06-20T10:00:00Z", f"e{n}@customers.example", "12"] for n in range(9)]
    rows.append(["E-9", "2026-05-01T10:00:00Z", "e9@customers.example", ""])
    source = write_table(tmp_path / "orders.csv", ("order_id", "timestamp", "email", "phone"), rows)
    async with step(session, source, destination=replace(SHOP, fixed_event="Purchase")) as here:
        await shows(here.pilot, "9 ! Not a phone number")
        shown = screen_text(here.app)
        assert 0 < shown.index("1 ✗ Older than 28 days") < shown.index("9 ! Not a phone number")


async def test_hashes_are_shortened_and_shown_whole_with_a_key(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await shows(here.pilot, "Row 2 ")
        text = here.app.screen.query_one(EventText)
        hashed = json.loads(text.json)["user"]["phone"]
        assert len(hashed) == 64
        await shows(here.pilot, f'"{hashed[:4]}…{hashed[-4:]}"')
        await here.press("w")
        await until(here.pilot, lambda: hashed[:20] in screen_text(here.app))
        await here.press("w")
        await shows(here.pilot, f'"{hashed[:4]}…{hashed[-4:]}"')


def test_the_keys_of_the_panes() -> None:
    bindings = [each for each in MappingPanes.BINDINGS if isinstance(each, Binding)]
    assert {key: each.action for each in bindings for key in each.key.split(",")} == {
        "left": "row(-1)",
        "h": "row(-1)",
        "right": "row(1)",
        "l": "row(1)",
        "y": "copy",
        "f3": "read",
        "w": "hashes",
    }
    assert [each for each in bindings if each.show] == [], "the line of keys has no room for them"


def test_a_cell_is_shown_with_its_field_under_the_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    did: list[object] = []
    monkeypatch.setattr(MappingPanes, "fields", SimpleNamespace(go_to=did.append, line=None))
    monkeypatch.setattr(MappingPanes, "row", SimpleNamespace(show_row=did.append, begin_at=did.append))
    panes = MappingPanes()
    panes.show_cell(28, "timestamp")
    panes.go_to("email")
    panes.begin_at(2)
    assert (did, panes.field) == (["timestamp", 28, "email", 2], None)


@pytest.mark.parametrize(
    ("error", "full", "sample", "progress", "words"),
    [
        (True, None, None, None, "not checked"),
        (False, 1, 1, None, "the only row"),
        (False, 0, None, None, "all 0 rows"),
        (False, 12_345, 500, None, "all 12,345 rows"),
        (False, None, 500, 0.126, "first 500 rows; checking 13 %"),
        (False, None, 500, None, "first 500 rows; checking …"),
        (False, None, None, 0.0, "checking …"),
        (False, None, None, 0.5, "checking 50 %"),
    ],
)
def test_how_much_of_the_file_the_numbers_cover_is_said(
    error: bool,
    full: int | None,
    sample: int | None,
    progress: float | None,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def prepared(rows: int | None) -> SimpleNamespace | None:
        return None if rows is None else SimpleNamespace(totals=SimpleNamespace(rows=rows, events=7))

    fields, totals = SimpleNamespace(border_subtitle=""), SimpleNamespace(totals="those of before")
    monkeypatch.setattr(MappingPanes, "fields", fields)
    monkeypatch.setattr(MappingPanes, "totals", totals)
    # The check runs in a thread and may end between two looks at it: None is what the second would see.
    seen = iter((progress,))
    checker = SimpleNamespace(
        error=error or None, full=prepared(full), sample=prepared(sample), progress=lambda: next(seen, None)
    )
    MappingPanes().show_scope(cast("Checker", checker))
    assert fields.border_subtitle == words
    assert totals.totals == (None if error else "those of before")


def test_the_mapping_is_shown_with_the_check_or_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    did: list[object] = []
    totals = SimpleNamespace(rules={"value.unreadable": 3})
    prepared = cast("Prepared", SimpleNamespace(totals=totals))
    fields: Any = Widget()
    fields.show = lambda lines: did.append({line.field.name: line.trouble for line in lines}["value"])
    fields.line = "the line under the cursor"
    row = SimpleNamespace(forget=lambda: did.append("forgotten"), use=lambda check: did.append(check is prepared))
    shown = SimpleNamespace(totals="before")
    for name, part in (("fields", fields), ("row", row), ("totals", shown)):
        monkeypatch.setattr(MappingPanes, name, part)
    mapping = Mapping({"value": FieldSource(columns=("Total",))}, group_by="The number [/b] of an order" + 9 * " again")
    for check, result, numbers in ((None, ["", "forgotten"], "before"), (prepared, ["3", True], totals)):
        did.clear()
        MappingPanes().show_mapping(mapping, SHOP, ["Total", mapping.group_by or ""], check)
        assert (did, shown.totals, row.line) == (result, numbers, "the line under the cursor")
    title = Content.from_markup(fields.border_title)
    assert title.plain == f"one {mapping.group_by}, one event"[:60] + "…"
