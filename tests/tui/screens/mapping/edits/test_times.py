"""Formats and zones of times."""

from __future__ import annotations

from dataclasses import replace
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


async def test_a_zone_of_the_destination_s_own_clocks_is_part_of_the_format(monkeypatch: pytest.MonkeyPatch) -> None:
    dialogs = Dialogs(monkeypatch, times, "Ask", answers=[])
    mapping = Mapping({"timestamp": FieldSource(columns=("at",))})
    context = dialogs.context(mapping, [ColumnShown("at", ("14-11-2026 10:05 IST", "15-11-2026 10:05 IST"))])
    at_home = replace(context, destination=replace(context.destination, time_zone="Asia/Kolkata"))
    for where, written in ((at_home, "%d-%m-%Y %H:%M %z"), (context, None)):
        assert (await times.with_fitting_format(where, mapping)).fields["timestamp"].format == written


DAY_FIRST, MONTH_FIRST = "%d/%m/%Y", "%m/%d/%Y"


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        (("2026-04-01", "2026-04-02", "2026-04-03", "2026-04-04", "05/04/2026"), False),
        (("2026-04-01", "01/04/2026", "02/04/2026", "03/04/2026", "04/04/2026"), True),
        (("2026-04-01", "2026-04-02", "2026-04-03", "01/04/2026", "02/04/2026"), False),
    ],
)
async def test_cells_most_of_which_read_by_themselves_need_no_format(
    cells: tuple[str, ...], asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogs = Dialogs(monkeypatch, times, "Ask", answers=[DAY_FIRST])
    mapping = Mapping({"timestamp": FieldSource(columns=("at",))})
    changed = await times.with_fitting_format(dialogs.context(mapping, [ColumnShown("at", cells)]), mapping)
    assert changed.fields["timestamp"].format == (DAY_FIRST if asked else None)


async def test_the_question_names_a_time_that_can_be_read_in_more_than_one_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialogs = Dialogs(monkeypatch, times, "Ask", answers=[DAY_FIRST, None])
    columns = [
        ColumnShown("day", ("13/04/2026", " 01/04/2026 ", "")),
        ColumnShown("clock", (" 10:00", "11:00 ", "12:00")),
    ]
    mapping = Mapping({"timestamp": FieldSource(columns=("day", "gone", "clock"))})
    formats = [DAY_FIRST, MONTH_FIRST, "%d %b %Y"]
    assert await times.ask_order_of_file(dialogs.context(mapping, columns), formats) == DAY_FIRST
    asked = dialogs.opened[0]
    assert asked.title == "How are the dates written?"
    assert asked.given[0] == (
        "01/04/2026 11:00 can be read in more than one way, and the first rows do not show which is right. It is …"
    )
    assert [(choice.value, choice.label, choice.detail) for choice in asked.given[1]] == [
        (DAY_FIRST, "day/month/year", "1 April 2026"),
        (MONTH_FIRST, "month/day/year", "4 January 2026"),
        ("%d %b %Y", "%d %b %Y", ""),
    ]
    assert await times.ask_order_of_file(dialogs.context(Mapping(), columns), formats) is None
    assert dialogs.opened[1].given[0].startswith("A date can be read")


@pytest.mark.parametrize("month", range(1, 13))
async def test_a_month_is_named(month: int, monkeypatch: pytest.MonkeyPatch) -> None:
    dialogs = Dialogs(monkeypatch, times, "Choose", answers=[None])
    mapping = Mapping({"timestamp": FieldSource(columns=("at",))})
    value = f"25.{month:02}.2026"
    assert await times.choose_format(dialogs.context(mapping, [ColumnShown("at", (value,))])) is None
    names = "January February March April May June July August September October November December".split()
    assert [choice.detail for choice in dialogs.opened[0].given[0]][1:-1] == [f"{value} is 25 {names[month - 1]} 2026"]


async def test_a_format_is_chosen_typed_or_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = "%d day, %m month, %Y year, %H hour, %M minute, %S second"
    mapping = Mapping({"timestamp": FieldSource(columns=("at",), format=MONTH_FIRST)})
    columns = [ColumnShown("at", ("01/04/2026",))]
    for answers, now in (
        ([None], None),
        ([""], ""),
        ([DAY_FIRST], DAY_FIRST),
        (["?", "%Y"], "%Y"),
        (["?", None], None),
    ):
        dialogs = Dialogs(monkeypatch, times, "Choose", "Prompt", answers=answers)
        changed = await times.choose_format(dialogs.context(mapping, columns))
        assert ((changed and changed.fields["timestamp"].format) or "") == (now or "")
        assert (changed is None) is (now is None)
        which = dialogs.opened[0]
        assert (which.title, which.how) == (
            "How the time is written",
            {"chosen": MONTH_FIRST, "columns": ("Format", "What it reads")},
        )
        assert [(choice.value, choice.label, choice.detail) for choice in which.given[0]] == [
            ("", "by itself", "ISO 8601, Unix seconds or milliseconds, a spreadsheet's number"),
            (DAY_FIRST, DAY_FIRST, "01/04/2026 is 1 April 2026"),
            (MONTH_FIRST, MONTH_FIRST, "01/04/2026 is 4 January 2026"),
            ("?", "another …", f"type it: {parts}"),
        ]
        assert [dialog.how["value"] for dialog in dialogs.opened[1:]] == [MONTH_FIRST] * (len(answers) - 1)
        for dialog in dialogs.opened[1:]:
            assert (dialog.title, dialog.how["hint"]) == (
                "How the time is written",
                f"{parts}, %z offset: %d/%m/%Y %H:%M",
            )
            assert [dialog.how["check"](typed) for typed in (DAY_FIRST, "%d/%m")] == [
                "",
                "The format has no year (%Y or %y).",
            ]


@pytest.mark.parametrize(
    ("picked", "zone", "time_zone"),
    [(("", ""), None, None), (("column", "tz"), "tz", None), (("zone", "UTC"), None, "UTC")],
)
async def test_a_zone_that_was_picked_replaces_the_one_before(
    picked: tuple[str, str], zone: str | None, time_zone: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for before in (FieldSource(columns=("at",), zone="old"), FieldSource(columns=("at",), time_zone="Asia/Tokyo")):
        dialogs = Dialogs(monkeypatch, times, "Choose", answers=[picked])
        changed = await times.choose_zone(dialogs.context(Mapping({"timestamp": before}), ("at", "tz")))
        assert changed is not None
        assert (changed.fields["timestamp"].zone, changed.fields["timestamp"].time_zone) == (zone, time_zone)
        which = dialogs.opened[0]
        assert (which.title, which.how["columns"]) == ("Times without a zone are in …", ("Zone", ""))
        first = [(choice.value, choice.label, choice.detail) for choice in which.given[0][1:5]]
        assert first[:3] == [
            (("column", "at"), "column at", "a · b"),
            (("column", "tz"), "column tz", "a · b"),
            (("zone", "UTC"), "UTC", "in every row"),
        ]
        assert first[3][1].startswith("Africa/")
