"""The problems: from a number to its rows, and from a row to its cell on the mapping screen."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from textual.events import Resize

from tests.support.coloured import coloured
from tests.support.mapping_pilot import step
from tests.support.pilot import paste, screen_text, shows, until
from tests.support.setups import SHOP, at_now, checked, on, opened_at, write_orders, write_table
from tiktok_tui.events.rules import RULE, Severity
from tiktok_tui.files.opening import Table
from tiktok_tui.prepare.prepare import Prepared
from tiktok_tui.prepare.problem import Problem
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.edits.value_map import ValueMap
from tiktok_tui.tui.screens.mapping.field_table import FieldTable
from tiktok_tui.tui.screens.mapping.mapping_step import MappingStep
from tiktok_tui.tui.screens.problems import problems
from tiktok_tui.tui.screens.problems.problem_rows import columns, row_cells
from tiktok_tui.tui.screens.problems.problems import Problems
from tiktok_tui.tui.screens.problems.top_problems import TopProblems
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable

PROBLEM = Problem(9, "Mail", "email", "x", RULE["email.invalid"], Severity.REJECT, "It is none.", "Correct it.", "A-7")


async def test_from_a_number_to_its_rows_and_from_a_row_to_its_cell(session: AppSession, orders: Path) -> None:
    app = opened_at(at_now(session), orders)
    async with app.run_test(size=(120, 40)) as pilot:
        await checked(pilot, app)
        await pilot.press("p")
        page = await on(pilot, Problems)
        rules = page.query_one("#rules", VirtualTable)
        names = [rules.row(number)[2] for number in range(rules.count)]
        assert names[0] == "Older than 28 days"
        assert {"No e-mail and no phone", "Amount cannot be read", "Not a TikTok event"} <= set(names)
        rules.cursor = names.index("Amount cannot be read")
        await shows(pilot, "a lot")
        await shows(pilot, "The cell cannot be read as an amount. Correct it, or set")
        await shows(pilot, "value.unreadable")
        await shows(pilot, "A-1008")
        await shows(pilot, "a lot · Total")
        await pilot.press("enter", "enter")
        await on(pilot, MappingStep)
        await shows(pilot, "─ Row 8 ─")
        line = app.screen.query_one(FieldTable).line
        assert line is not None
        assert line.field.name == "value"
        await shows(pilot, "value     a lot")
        await shows(pilot, "✗ The cell cannot be read as an amount.")


async def test_the_numbers_are_those_of_the_whole_file(session: AppSession, orders: Path) -> None:
    app = opened_at(at_now(session), orders)
    async with app.run_test(size=(120, 40)) as pilot:
        await checked(pilot, app)
        await pilot.press("p")
        page = await on(pilot, Problems)
        rules = page.query_one("#rules", VirtualTable)
        assert rules.row(0)[1] == "3"
        rows = page.query_one("#rows", VirtualTable)
        await until(pilot, lambda: rows.row(0) and rows.row(0)[0] == "5")
        assert [rows.row(number)[1] for number in range(3)] == ["A-1005", "A-1028", "A-1029"]


async def test_many_rows_behind_a_number_are_fetched_as_they_are_seen(session: AppSession, tmp_path: Path) -> None:
    old = {"Created at": "2026-05-01 10:00:00"}
    app = opened_at(at_now(session), write_orders(tmp_path / "many.csv", 20_000, **old))
    async with app.run_test(size=(80, 24)) as pilot:
        await checked(pilot, app)
        await pilot.press("p")
        page = await on(pilot, Problems)
        rows = page.query_one("#rows", VirtualTable)
        await until(pilot, lambda: rows.count > 19_000)
        await pilot.press("enter", "end")
        await until(pilot, lambda: rows.row(rows.cursor) and rows.row(rows.cursor)[0] == "20,001")


async def test_a_file_without_a_problem_says_so(session: AppSession, tmp_path: Path) -> None:
    app = opened_at(at_now(session), write_orders(tmp_path / "good.csv", rows=3))
    async with app.run_test(size=(80, 24)) as pilot:
        await checked(pilot, app)
        await shows(pilot, "✓ Nothing is wrong with these rows.")
        await pilot.press("p")
        await on(pilot, Problems)
        await shows(pilot, "Nothing is wrong.")
        await pilot.press("enter", "tab", "enter", "escape")
        await on(pilot, MappingStep)


async def test_the_reason_stands_in_its_row_where_there_is_room(session: AppSession, orders: Path) -> None:
    app = opened_at(at_now(session), orders)
    async with app.run_test(size=(80, 24)) as pilot:
        await checked(pilot, app)
        await pilot.press("p")
        await on(pilot, Problems)
        await shows(pilot, "Cell")
        assert "Why" not in screen_text(app)
        await pilot.resize_terminal(150, 40)
        await shows(pilot, "Why")


async def test_rejects_are_exported_without_anything_sent(session: AppSession, orders: Path, tmp_path: Path) -> None:
    saved = tmp_path / "rejects.csv"
    app = opened_at(at_now(session), orders)
    async with app.run_test(size=(120, 40)) as pilot:
        await checked(pilot, app)
        await pilot.press("p")
        await on(pilot, Problems)
        await pilot.press("e")
        await on(pilot, Prompt)
        await pilot.press("ctrl+u")
        await paste(pilot, str(saved))
        await pilot.press("enter")
        await until(pilot, saved.exists)
        await shows(pilot, "✓ 6 rows written to")
    with saved.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6
    (unreadable,) = (row for row in rows if row["Order"] == "A-1008")
    assert unreadable["tiktok-tui rule"] == "value.unreadable"


async def test_enter_on_an_event_that_tiktok_does_not_know_opens_its_value_map(
    session: AppSession, tmp_path: Path
) -> None:
    kinds = ("Purchase", "walk past", "walk past", "phoned")
    rows = [[f"C-{n}", kind, "2026-06-20T10:00:00Z", f"c{n}@customers.example"] for n, kind in enumerate(kinds)]
    source = write_table(tmp_path / "orders.csv", ("order_id", "event", "timestamp", "email"), rows)
    async with step(session, source) as here:
        await checked(here.pilot, here.app)
        await here.press("p")
        page = await on(here.pilot, Problems)
        names = [page.rules.row(number)[2] for number in range(page.rules.count)]
        page.rules.cursor = names.index("Not a TikTok event")
        await shows(here.pilot, "walk past · event")
        await here.press("enter")
        await shows(here.pilot, "enter map the value")
        await here.press("end", "enter")
        dialog = await on(here.pilot, ValueMap)
        await until(here.pilot, lambda: dialog.table.row(dialog.table.cursor)[:1] == ("phoned",))
        assert dialog.table.row(0)[:1] == ("walk past",), "which needs an event as well, and was not chosen"
        await here.press("enter")
        await here.opens(Choose)
        await here.write("Contact")
        await here.press("enter")
        await on(here.pilot, ValueMap)
        await here.press("escape")
        await until(here.pilot, lambda: here.source("event").values.get("phoned") == "Contact")


async def test_a_click_on_a_problem_opens_its_rows(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        for line in (1, 0):
            await here.pilot.click(TopProblems, offset=(12, line))
            page = await on(here.pilot, Problems)
            assert page.rules.cursor == line
            await here.press("escape")
            await until(here.pilot, lambda: not isinstance(here.app.screen, Problems))


async def test_problems_of_a_file_without_order_ids_name_their_rows(session: AppSession, tmp_path: Path) -> None:
    rows = [["2026-05-01T10:00:00Z", "a@customers.example"], ["2026-06-20T10:00:00Z", "b@customers.example"]]
    source = write_table(tmp_path / "few.csv", ("timestamp", "email"), rows)
    async with step(session, source, destination=replace(SHOP, fixed_event="Purchase")) as here:
        await checked(here.pilot, here.app)
        await here.press("p")
        page = await on(here.pilot, Problems)
        await until(here.pilot, lambda: page.rows.row(0)[:2] == ("2", "–"))


async def test_enter_goes_to_the_row_under_the_cursor(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.press("p")
        page = await on(here.pilot, Problems)
        await until(here.pilot, lambda: page.rows.row(1)[:1] == ("28",))
        await here.press("enter", "down", "enter")
        await on(here.pilot, MappingStep)
        await shows(here.pilot, "─ Row 28 ─")
        assert here.field == "timestamp"


async def test_a_rule_that_rejects_some_rows_and_warns_of_others_shows_and_opens_each_kind(
    session: AppSession, tmp_path: Path
) -> None:
    rows = [
        ["2026-06-20T10:00:00Z", "no mail", "+33639981212", "1"],
        ["2026-06-20T10:00:00Z", "none", "", "1"],
        ["2026-06-20T10:00:00Z", "wrong", "+33639981213", "1"],
        ["", "a@customers.example", "", "1"],
        ["2026-06-20T10:00:00Z", "nothing", "", "1"],
        ["2026-06-20T10:00:00Z", "no more", "+33639981214", "1"],
    ]
    source = write_table(tmp_path / "few.csv", ("timestamp", "email", "phone", "value"), rows)
    async with step(session, source, destination=replace(SHOP, fixed_event="Purchase"), size=(140, 40)) as here:
        await checked(here.pilot, here.app)
        await here.press("p")
        page = await on(here.pilot, Problems)
        await shows(here.pilot, "few.csv")
        assert ", first" not in screen_text(here.app)
        await shows(here.pilot, "enter its rows   tab problems and rows   e save rejects   esc back")
        assert page.rules.has_focus
        names = [(page.rules.row(number)[0].text, page.rules.row(number)[2]) for number in range(page.rules.count)]  # type: ignore[union-attr]
        mail = "Not an e-mail address"
        assert [mark for mark, name in names if name == mail] == ["✗", "!"]
        page.rules.cursor = names.index(("✗", mail))
        await until(here.pilot, lambda: [page.rows.row(number)[:1] for number in range(2)] == [("3",), ("6",)])
        await shows(here.pilot, "The cell is not an e-mail address. Correct the address. email.invalid")
        assert "Why" in screen_text(here.app), "there is room from here on"
        await here.press("tab", "end")
        assert page.rows.cursor == 1
        page.rules.cursor = names.index(("!", mail))
        await until(here.pilot, lambda: [page.rows.row(number)[:1] for number in range(3)] == [("2",), ("4",), ("7",)])
        assert page.rows.cursor == 0
        await shows(here.pilot, "enter go to the cell")
        await here.pilot.resize_terminal(139, 40)
        await until(here.pilot, lambda: "Why" not in screen_text(here.app))
        page.rules.cursor = names.index(("✗", "No time"))
        await shows(here.pilot, "(blank) · timestamp")
        page.rules.cursor = names.index(("!", mail))
        await until(here.pilot, lambda: page.rows.row(1)[:1] == ("4",))
        await here.press("tab", "enter", "down", "enter")
        await on(here.pilot, MappingStep)
        await shows(here.pilot, "─ Row 4 ─")
        assert here.field == "email"


@pytest.mark.parametrize(
    ("broken", "narrow", "height"), [(0, True, 4), (1, True, 4), (6, True, 9), (9, True, 9), (9, False, "1fr")]
)
def test_below_each_other_the_problems_take_the_room_that_they_need(
    broken: int, narrow: bool, height: object, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[object] = []
    rules = SimpleNamespace(styles=SimpleNamespace())
    monkeypatch.setattr(Problems, "rules", rules)
    monkeypatch.setattr(Problems, "rows", SimpleNamespace(load=lambda _, columns: loaded.append(columns)))
    monkeypatch.setattr(Problems, "has_class", lambda _, name: narrow and name == "-narrow")
    counts = dict.fromkeys(list(RULE)[:broken], 1)
    prepared = SimpleNamespace(totals=SimpleNamespace(rejects_by_rule=counts, warnings_by_rule={}))
    page = Problems(session, cast("Prepared", prepared), cast("Table", SimpleNamespace(rows_are_named=True)))
    for width in (139, 140):
        page.on_resize(cast("Resize", SimpleNamespace(size=SimpleNamespace(width=width))))
    assert rules.styles.height == height
    assert loaded == [columns(wide=wide, named=True) for wide in (False, True)]


@pytest.mark.parametrize(("start_at", "first"), [("", 0), ("email.invalid", 2), ("nothing.known", 0)])
def test_it_begins_on_the_commonest_problem_or_the_one_that_was_chosen(
    start_at: str, first: int, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    did: list[object] = []
    asked: list[object] = []
    totals = SimpleNamespace(
        rejects_by_rule={"event.unknown": 1234, "value.negative": 7}, warnings_by_rule={"email.invalid": 5}
    )

    def found(rule: str, **how: object) -> list[Problem]:
        asked.append((rule, how))
        return [replace(PROBLEM, rule=RULE[rule])]

    parts = {
        "rules": SimpleNamespace(cursor=None, focus=lambda: did.append("focus")),
        "rows": SimpleNamespace(maps=None, load=lambda source, cursor: did.append((source, cursor))),
        "remedy": SimpleNamespace(update=lambda text: did.extend((text.plain, coloured(text)))),
    }
    for name, part in parts.items():
        monkeypatch.setattr(Problems, name, part)
    monkeypatch.setattr(Problems, "show_location", lambda _, words: did.append(words))
    monkeypatch.setattr(Problems, "refresh_bindings", lambda _: None)
    monkeypatch.setattr(problems, "FetchedRows", lambda rows, count, fetch: (rows is parts["rows"], count, fetch(5, 9)))
    prepared = cast("Prepared", SimpleNamespace(totals=totals, problems=found))
    table = cast("Table", SimpleNamespace(name="a.csv\x1b", rows_are_named=False))
    Problems(session, prepared, table, ", first 500 rows", start_at=start_at).on_mount()
    name, severity, count = [
        ("event.unknown", Severity.REJECT, 1234),
        ("value.negative", Severity.REJECT, 7),
        ("email.invalid", Severity.WARNING, 5),
    ][first]
    rule = RULE[name]
    assert (parts["rules"].cursor, parts["rows"].maps) == (first, name == "event.unknown")
    assert asked == [(name, {"severity": severity, "offset": 5, "limit": 9})]
    assert did == [
        "a.csv␛, first 500 rows",
        "focus",
        *(f"{rule.reason_for()} {rule.remedy} {name}", [(name, "$foreground-muted italic")]),
        ((True, count, [row_cells(PROBLEM)]), 0),
    ]
