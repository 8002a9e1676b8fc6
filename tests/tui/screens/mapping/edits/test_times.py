"""Formats and zones of times."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.edits import Dialogs
from tests.support.mapping_pilot import AMBIGUOUS, AMBIGUOUS_HEADER, step
from tests.support.pilot import shows, until
from tests.support.setups import SHOP, checked, write_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.dialogs.ask import Ask
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.edits import times
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown


async def test_a_question_left_open_is_asked_again_where_the_time_is_chosen(
    session: AppSession, tmp_path: Path
) -> None:
    async with step(session, write_table(tmp_path / "a.csv", AMBIGUOUS_HEADER, AMBIGUOUS)) as here:
        await here.opens(Ask)
        await here.press("escape")
        await shows(here.pilot, "could be day/month or month/day")
        await here.go_to("timestamp")
        await here.press("enter")
        await here.opens(Choose)
        await here.press("enter")
        await here.opens(Ask)
        await here.press("1")
        await until(here.pilot, lambda: here.source("timestamp").format == "%d/%m/%Y %H:%M")


async def test_the_time_format_is_picked_from_what_the_cells_fit_or_typed(session: AppSession, tmp_path: Path) -> None:
    async with step(session, write_table(tmp_path / "a.csv", AMBIGUOUS_HEADER, AMBIGUOUS)) as here:
        await here.opens(Ask)
        await here.press("1")
        await here.go_to("timestamp")
        await here.way("time format")
        await shows(here.pilot, "%m/%d/%Y %H:%M")
        await here.write("another")
        await here.press("enter")
        await here.opens(Prompt)
        await here.press("end", *["backspace"] * 20, *"%d/%m", "enter")
        await shows(here.pilot, "The format has no year")
        await here.press(*"/%Y %H:%M", "enter")
        await until(here.pilot, lambda: here.source("timestamp").format == "%d/%m/%Y %H:%M")


async def test_times_are_in_a_columns_zone_or_in_one_zone(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.go_to("timestamp")
        await here.way("time zone")
        await here.write("tokyo")
        await here.press("enter")
        await until(here.pilot, lambda: here.source("timestamp").time_zone == "Asia/Tokyo")
        await here.way("time zone")
        await here.write("column country")
        await here.press("enter")
        await until(here.pilot, lambda: here.source("timestamp").zone == "Country")
        assert here.source("timestamp").time_zone is None


async def test_the_list_of_zones_begins_with_the_destinations_and_starts_on_what_it_is_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialogs = Dialogs(monkeypatch, times, "Choose", answers=[None] * 3)
    for source, chosen in (
        (FieldSource(columns=("at",)), ("", "")),
        (FieldSource(columns=("at",), zone="tz"), ("column", "tz")),
        (FieldSource(columns=("at",), time_zone="Asia/Tokyo"), ("zone", "Asia/Tokyo")),
    ):
        assert await times.choose_zone(dialogs.context(Mapping({"timestamp": source}), ("at", "tz"))) is None
        choices = dialogs.opened[-1].given[0]
        assert dialogs.opened[-1].how["chosen"] == chosen
        assert (choices[0].label, choices[0].detail) == ("the destination's", SHOP.time_zone)
        assert chosen in [choice.value for choice in choices]


@pytest.mark.parametrize(
    ("cells", "picked", "written"),
    [
        (("01/04/2026", "02/04/2026"), "%m/%d/%Y", "%m/%d/%Y"),
        (("01/04/2026", "02/04/2026"), None, None),
        (("01/04/2026", "13/04/2026"), "not asked", "%d/%m/%Y"),
        (("2026-04-01T10:00:00Z", "2026-04-02T10:00:00Z"), "not asked", None),
        (("soon", "later"), "not asked", None),
    ],
)
async def test_the_format_is_the_one_that_was_picked_or_the_only_one_that_fits(
    cells: tuple[str, str], picked: str | None, written: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogs = Dialogs(monkeypatch, times, "Ask", answers=[picked])
    mapping = Mapping({"timestamp": FieldSource(columns=("at",))})
    changed = await times.with_fitting_format(dialogs.context(mapping, [ColumnShown("at", cells)]), mapping)
    assert changed.fields["timestamp"].format == written
    assert len(dialogs.opened) == (picked != "not asked")
