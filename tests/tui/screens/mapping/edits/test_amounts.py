"""Amounts that can be read in two ways are asked about, and the answer is the destination's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App

from tests.support.edits import Dialogs
from tests.support.mapping_pilot import step
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import SHOP, checked, setup_of, write_table
from tiktok_tui.accounts import destinations
from tiktok_tui.events.destination import Destination, NumberStyle
from tiktok_tui.prepare.prepare import Prepared
from tiktok_tui.tui.dialogs.ask import Ask
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.edits import amounts
from tiktok_tui.tui.screens.mapping.edits.amounts import doubtful_rows

HEADER = ("order_id", "event", "Created at", "email", "Total")
OPEN = replace(SHOP, number_style=None, currency="EUR")


def doubtful(path: Path, total: str = "1.250") -> Path:
    rows = [[f"C-{n}", "Purchase", "2026-06-10 10:00:00", f"c{n}@customers.example", total] for n in range(3)]
    return write_table(path, HEADER, rows)


def test_a_row_with_two_doubtful_amounts_is_counted_once_and_none_where_the_style_is_known() -> None:
    rules = {"value.ambiguous": 3, "price.ambiguous": 5}
    prepared = cast("Prepared", SimpleNamespace(totals=SimpleNamespace(rules=rules)))
    assert doubtful_rows(prepared, OPEN) == 5
    assert doubtful_rows(prepared, replace(OPEN, number_style=NumberStyle.COMMA)) == 0


@pytest.mark.parametrize(
    ("key", "style", "value"), [("enter", NumberStyle.POINT, "1.25"), ("down", NumberStyle.COMMA, "1250")]
)
async def test_the_answer_is_how_the_amounts_are_read_and_is_kept(
    session: AppSession, tmp_path: Path, key: str, style: NumberStyle, value: str
) -> None:
    destinations.save(session.home, OPEN)
    async with step(session, doubtful(tmp_path / "a.csv"), destination=OPEN) as here:
        await here.opens(Ask)
        destinations.save(session.home, replace(OPEN, description="By somebody else, while it is asked"))
        await shows(here.pilot, "3 amounts such as 1.250")
        await until(here.pilot, lambda: "1 like 1,234.56 the point is" in " ".join(screen_text(here.app).split()))
        assert "2 like 1.234,56 the point groups" in " ".join(screen_text(here.app).split())
        await here.press(*dict.fromkeys((key, "enter")))
        await shows(here.pilot, f"Amounts are read like {style}; the destination keeps that.")
        await until(here.pilot, lambda: setup_of(here.app).draft.checked is not None)
        file = setup_of(here.app).draft.checked
        assert file is not None
        assert file.prepared.totals.sendable == 3
        assert all(f'"value":{value}'.encode() in event.body for events in file.prepared.events() for event in events)
    saved = destinations.load(session.home, OPEN.slug)
    assert (saved.number_style, saved.description) == (style, "By somebody else, while it is asked")


async def test_a_question_left_open_sends_none_of_them_and_is_not_asked_again(
    session: AppSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with step(session, doubtful(tmp_path / "a.csv"), destination=OPEN) as here:
        await here.opens(Ask)
        await here.press("escape")
        await checked(here.pilot, here.app)
        file = setup_of(here.app).draft.checked
        assert file is not None
        assert (file.prepared.totals.sendable, file.prepared.totals.rejected) == (0, 3)
        assert not isinstance(here.app.screen, Ask)
        counted: list[Prepared] = []

        def count(prepared: Prepared, destination: Destination) -> int:
            counted.append(prepared)
            return doubtful_rows(prepared, destination)

        monkeypatch.setattr(amounts, "doubtful_rows", count)
        await here.go_to("order_id")
        await here.press("delete")
        await until(here.pilot, lambda: setup_of(here.app).draft.checked not in (None, file))
        assert counted == [], "another mapping is no reason to ask again"


async def test_a_destination_that_names_its_style_is_not_asked(session: AppSession, tmp_path: Path) -> None:
    named = replace(OPEN, number_style=NumberStyle.COMMA)
    async with step(session, doubtful(tmp_path / "a.csv"), destination=named) as here:
        await checked(here.pilot, here.app)
        assert not isinstance(here.app.screen, Ask)


async def test_comments_of_the_destinations_file_are_not_lost(session: AppSession, tmp_path: Path) -> None:
    destinations.save(session.home, OPEN)
    path = destinations.path_of(session.home, OPEN.slug)
    path.write_text("# all tills\n" + path.read_text())
    async with step(session, doubtful(tmp_path / "a.csv"), destination=OPEN) as here:
        await here.opens(Ask)
        await here.press("enter")
        await shows(here.pilot, 'number_style = "1,234.56"')
        await until(here.pilot, lambda: setup_of(here.app).draft.checked is not None)
    assert path.read_text().startswith("# all tills\n")
    assert destinations.load(session.home, OPEN.slug).number_style is None


async def test_an_answer_that_cannot_be_kept_says_why(session: AppSession, tmp_path: Path) -> None:
    async with step(session, doubtful(tmp_path / "a.csv"), destination=OPEN) as here:
        await here.opens(Ask)
        await here.press("enter")
        await shows(here.pilot, "There is no destination")  # it was removed meanwhile
        assert here.app.is_running


@pytest.mark.parametrize(
    ("rules", "count"), [({"value.ambiguous": 1}, "An amount"), ({"price.ambiguous": 1234}, "1,234 amounts")]
)
async def test_the_question_counts_the_amounts_and_names_the_first(
    rules: dict[str, int], count: str, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run(work: Callable[[object], object]) -> object:
        return work(None)

    monkeypatch.setattr(amounts, "run", run)
    found = {rule: [SimpleNamespace(value=f"{rows}.250")] for rule, rows in rules.items()}
    prepared = SimpleNamespace(totals=SimpleNamespace(rules=rules), problems=lambda rule, limit: found.get(rule, []))
    dialogs = Dialogs(monkeypatch, amounts, "Ask", answers=[None])
    assert await amounts.ask_and_keep(cast("App[Any]", dialogs), session.home, cast("Prepared", prepared), OPEN) is None
    (asked,) = dialogs.opened
    (first,) = rules.values()
    assert (asked.title, asked.given[0]) == (
        "How are the amounts written?",
        f"{count} such as {first}.250 can be read in two ways. The answer is kept with the destination. They are …",
    )
    assert [choice.value for choice in asked.given[1]] == [NumberStyle.POINT, NumberStyle.COMMA]
    found.clear()
    assert amounts.first_doubtful(cast("Prepared", prepared)) == "1.250", "the rows have gone meanwhile"
    found |= {"price.ambiguous": [SimpleNamespace(value="9.100")], "value.ambiguous": [SimpleNamespace(value="7.100")]}
    assert amounts.first_doubtful(cast("Prepared", prepared)) == "7.100"
