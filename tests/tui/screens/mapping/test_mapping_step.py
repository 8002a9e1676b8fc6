"""The mapping step: opening files, going on to the review, and everything that keeps it from that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.support.mapping_pilot import AMBIGUOUS, AMBIGUOUS_HEADER, MappingPilot, step
from tests.support.pilot import paste, screen_text, shows, until
from tests.support.setups import (
    SHOP,
    at_now,
    checked,
    opened_at,
    remembered,
    setup_of,
    write_hostile,
    write_orders,
    write_table,
)
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.dialogs.ask import Ask
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.frame.session import AppSession


async def test_what_is_still_needed_is_named_and_stood_on(session: AppSession, tmp_path: Path) -> None:
    path = write_table(tmp_path / "b.csv", ("email", "value"), [["a@customers.example", "1"]])
    async with step(session, path) as here:
        await shows(here.pilot, "needed")
        await here.press("ctrl+s")
        await shows(here.pilot, "Nothing says what happened.")
        assert here.field == "event"


async def test_next_before_the_check_is_done_continues_by_itself(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await here.press("ctrl+s")
        await shows(here.pilot, "● Review")


async def test_a_step_of_which_nothing_can_be_sent_is_not_done(session: AppSession, tmp_path: Path) -> None:
    header = ("order_id", "event", "Created at", "email")
    row = ("C-1", "Purchase", "2020-04-01 10:00:00", "c1@customers.example")
    old = write_table(tmp_path / "old.csv", header, [row])
    async with step(session, old) as here:
        await checked(here.pilot, here.app)
        await shows(here.pilot, "the only row")
        await here.press("ctrl+s")
        await shows(here.pilot, "No row can be sent")
        wizard = setup_of(here.app)
        assert wizard.here == "mapping"
        assert wizard.missing("mapping") == "No row can be sent with this mapping."
        assert not wizard.reachable("review")


async def test_a_file_without_rows_says_that_there_is_nothing_to_send(session: AppSession, tmp_path: Path) -> None:
    empty = write_table(tmp_path / "night.csv", ("order_id", "event", "Created at", "email"), [])
    async with step(session, empty) as here:
        await shows(here.pilot, "no rows, so there is nothing to send")
        await here.press("ctrl+s")
        await shows(here.pilot, "There are no rows, so there is nothing to send.")
        assert not setup_of(here.app).reachable("review")


async def test_esc_leaves_the_question_for_a_file_and_another_file_replaces_the_first(
    session: AppSession, orders: Path, tmp_path: Path
) -> None:
    other = write_orders(tmp_path / "other.csv", rows=3)
    app = opened_at(at_now(session), None)
    async with app.run_test(size=(120, 40)) as pilot:
        here = MappingPilot(app, pilot)
        await here.opens(PickFile)
        await here.press("escape")
        await shows(pilot, "No file is open. ^o  choose one")
        await here.press("ctrl+o")
        for path, rows in ((orders, 40), (other, 3)):
            await here.opens(PickFile)
            await paste(pilot, str(path))
            await here.press("enter")
            await shows(pilot, f"all {rows} rows")
            await here.press("ctrl+o")


async def test_a_file_that_cannot_be_read_says_why_and_leaves_the_one_that_is_open(
    session: AppSession, orders: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.csv").write_text("")
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.press("ctrl+o")
        await here.opens(PickFile)
        await paste(here.pilot, str(tmp_path / "empty.csv"))
        await here.press("enter")
        await shows(here.pilot, "empty.csv")
        await shows(here.pilot, "orders.csv  ·  11 columns: v")
        assert "all 40 rows" in screen_text(here.app)


async def test_a_mapping_that_names_no_column_of_the_file_says_so_and_goes_no_further(
    session: AppSession, orders: Path
) -> None:
    wrong = Mapping(
        fields={
            "event": FieldSource(value="Purchase"),
            "timestamp": FieldSource(columns=("Created at",)),
            "email": FieldSource(columns=("Emial",)),
            "agent": FieldSource(columns=("Zebra",)),
        }
    )
    remembered(at_now(session), orders, wrong, SHOP)
    async with step(session, orders) as here:
        await shows(here.pilot, "agent")
        lines = screen_text(here.app).splitlines()
        assert any("✗" in line and "email" in line and "Emial" in line and "wrong" in line for line in lines)
        assert any("agent" in line and "unused" in line for line in lines)
        await here.press("ctrl+s")
        await shows(here.pilot, "The file has no column “Emial”.")
        await shows(here.pilot, "Did you mean “Email”?")
        assert here.field == "email"


async def test_headers_and_cells_that_are_markup_escapes_and_500_columns(session: AppSession, tmp_path: Path) -> None:
    async with step(session, write_hostile(tmp_path / "[b]worst.csv"), size=(80, 24)) as here:
        await checked(here.pilot, here.app)
        await here.go_to("description")
        await here.press("enter")
        await here.opens(Choose)
        await here.write("[/b]")
        await here.press("enter")
        await until(here.pilot, lambda: "description" in here.mapping.fields)
        await checked(here.pilot, here.app)
        await here.press("right")
        await shows(here.pilot, "Row 3")
        assert "\x1b" not in screen_text(here.app)


async def test_a_date_that_can_be_read_in_two_ways_is_asked_about_and_one_key_answers(
    session: AppSession, tmp_path: Path
) -> None:
    async with step(session, write_table(tmp_path / "a.csv", AMBIGUOUS_HEADER, AMBIGUOUS)) as here:
        await here.opens(Ask)
        await shows(here.pilot, "day/month/year")
        await shows(here.pilot, "4 January 2026")
        await here.press("2")
        await until(here.pilot, lambda: here.source("timestamp").format == "%m/%d/%Y %H:%M")


async def test_no_cell_of_a_person_is_shown_where_that_is_restricted(session: AppSession, orders: Path) -> None:
    async with step(session, orders, destination=replace(SHOP, restrict_pii=True)) as here:
        await shows(here.pilot, "all 40 rows")
        await here.go_to("email")
        await shows(here.pilot, "•••")
        await here.press("enter")
        await here.opens(Choose)
        await shows(here.pilot, "Mobile")
        assert "customers.example" not in screen_text(here.app)
        assert "06 39" not in screen_text(here.app)
        assert "in-store sale" in screen_text(here.app)
