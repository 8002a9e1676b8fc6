"""The mapping step on real files: what it shows of them, and every way to change what fills a field."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.support.pilot import paste, screen_text, shows, until
from tests.support.setups import (
    SHOP,
    at_now,
    checked,
    opened_at,
    remembered,
    setup_of,
    write_hostile,
    write_items,
    write_orders,
    write_table,
)
from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping import toml
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.ask import Ask
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.choose_several import ChooseSeveral
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.edits.value_map import ValueMap
from tiktok_tui.tui.screens.mapping.field_table import FieldTable
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable

AMBIGUOUS = [[f"C-{n}", f"0{n}/04/2026 10:00", f"c{n}@customers.example"] for n in range(1, 8)]
AMBIGUOUS_HEADER = ("order_id", "Date", "email")


class Step:
    """The mapping step of a running app."""

    def __init__(self, app: TikTokTui, pilot: Pilot[str]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def mapping(self) -> Mapping:
        file = setup_of(self.app).draft.file
        assert file is not None
        return file.mapping

    def source(self, field: str) -> FieldSource:
        return self.mapping.fields[field]

    async def go_to(self, field: str) -> None:
        self.app.screen.query_one(FieldTable).go_to(field)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def write(self, text: str) -> None:
        await self.pilot.press(*text)

    async def opens(self, dialog: type[object]) -> None:
        await until(self.pilot, lambda: isinstance(self.app.screen, dialog))

    async def way(self, words: str) -> None:
        """Take one of the ways that the list of columns ends with."""
        await self.press("enter")
        await self.opens(Choose)
        await self.write(words)
        await self.press("enter")


@asynccontextmanager
async def step(
    session: AppSession, source: Path, *, destination: Destination = SHOP, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Step]:
    app = opened_at(at_now(session), source, destination=destination)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.wizard is not None and app.wizard.draft.file is not None, within=30)
        yield Step(app, pilot)


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return write_orders(tmp_path / "orders.csv")


async def test_totals_of_the_whole_file_its_ages_and_shares(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await shows(here.pilot, "e-mail 100 %")
        shown = screen_text(here.app)
        assert "all 40 rows" in shown
        assert "32 events to send · 6 rows not" in shown
        assert "✗ 3 older 28 d │" in shown
        assert "There is nothing to recognise the customer by." in shown


async def test_a_row_is_shown_raw_cleaned_and_as_it_is_sent(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await shows(here.pilot, "all 40 rows")
        await here.go_to("email")
        await shows(here.pilot, "␣Person2@customers.example")
        shown = screen_text(here.app)
        assert "cleaned   person2@customers.example" in shown
        assert "sent      4726f91b69526d6dfdcda6306683eaa817494" in shown
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


async def test_three_keys_map_a_column_and_everything_follows(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.go_to("description")
        await here.press("enter", "z", "enter")
        await until(here.pilot, lambda: "description" in here.mapping.fields)
        assert here.source("description").columns == ("Zebra",)
        await shows(here.pilot, '"description": "striped"')
        await checked(here.pilot, here.app)


async def test_two_keys_take_the_column_that_fits_best(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.go_to("value")
        await here.press("delete")
        await until(here.pilot, lambda: "value" not in here.mapping.fields)
        await here.press("enter", "enter")
        await until(here.pilot, lambda: "value" in here.mapping.fields)
        assert here.source("value").columns == ("Total",)


async def test_a_field_is_found_by_a_few_letters(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.press("slash", *"brand", "enter")
        line = here.app.screen.query_one(FieldTable).line
        assert line is not None
        assert line.field.name == "brand"
        await here.press("escape")
        await shows(here.pilot, "timestamp")


async def test_a_constant_is_chosen_from_what_tiktok_takes_or_typed_and_checked(
    session: AppSession, orders: Path
) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.go_to("currency")
        await here.way("= the same")
        await here.write("usd")
        await here.press("enter")
        await until(here.pilot, lambda: here.source("currency").value == "USD")
        await here.go_to("value")
        await here.way("= the same")
        await here.opens(Prompt)
        await here.write("cheap")
        await here.press("enter")
        await shows(here.pilot, "“cheap” is not an amount.")
        await here.press(*["backspace"] * 5, *"9.50", "enter")
        await until(here.pilot, lambda: here.source("value").value == "9.50")


async def test_values_found_in_the_file_are_changed(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        before = setup_of(here.app).draft.checked
        assert before is not None
        assert before.prepared.totals.rules["event.unknown"] == 1
        await here.go_to("event")
        await here.way("change some")
        await here.opens(ValueMap)
        await shows(here.pilot, "walk past")
        await shows(here.pilot, "! not one TikTok takes")
        await here.press("end", "enter")
        await here.opens(Choose)
        await shows(here.pilot, "› Purchase")
        await here.write("AddToCart")
        await here.press("enter", "ctrl+s")
        await until(here.pilot, lambda: here.source("event").values.get("walk past") == "AddToCart")
        await checked(here.pilot, here.app)
        after = setup_of(here.app).draft.checked
        assert after is not None
        assert "event.unknown" not in after.prepared.totals.rules


async def test_a_value_map_goes_on_to_the_next_value(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.go_to("event")
        await here.way("change some")
        await here.opens(ValueMap)
        table = here.app.screen.query_one(VirtualTable)
        await here.press("enter")
        await here.opens(Choose)
        await here.press("enter")
        await here.opens(ValueMap)
        assert table.cursor == 1


async def test_every_column_is_seen_with_its_values_and_fills_a_field(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.press("v")
        await shows(here.pilot, "The file's columns")
        await shows(here.pilot, "→ email    Person2@customers.example")
        assert "→ filter   paid · refunded" in screen_text(here.app)
        assert "→ phone's country   FR" in screen_text(here.app)
        (unused,) = [line for line in screen_text(here.app).splitlines() if "striped" in line]
        assert "Zebra" in unused
        assert "→" not in unused
        await here.write("zebra")
        await here.press("enter")
        await shows(here.pilot, "Zebra fills …")
        await here.write("brand")
        await here.press("enter")
        await until(here.pilot, lambda: here.mapping.fields.get("brand") == FieldSource(columns=("Zebra",)))
        await here.press("v")
        await shows(here.pilot, "→ brand   striped")


async def test_values_of_columns_are_not_seen_where_personal_data_is_restricted(
    session: AppSession, orders: Path
) -> None:
    async with step(session, orders, destination=replace(SHOP, restrict_pii=True)) as here:
        await checked(here.pilot, here.app)
        await here.press("v")
        await shows(here.pilot, "→ email   •••")
        assert "Person2@" not in screen_text(here.app)


async def test_what_keeps_rows_back_comes_before_what_does_not(session: AppSession, tmp_path: Path) -> None:
    rows = [[f"E-{n}", "2026-06-20T10:00:00Z", f"e{n}@customers.example", "12"] for n in range(9)]
    rows.append(["E-9", "2026-05-01T10:00:00Z", "e9@customers.example", ""])
    source = write_table(tmp_path / "orders.csv", ("order_id", "timestamp", "email", "phone"), rows)
    async with step(session, source, destination=replace(SHOP, fixed_event="Purchase")) as here:
        await shows(here.pilot, "9 ! The cell is not")
        shown = screen_text(here.app)
        assert 0 < shown.index("1 ✗ The event is older than 28 days") < shown.index("9 ! The cell is not")


async def test_several_columns_fill_an_identifier(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.go_to("email")
        await here.way("several")
        await here.opens(ChooseSeveral)
        await here.press("down", "space", "enter")
        await until(here.pilot, lambda: here.source("email").columns == ("Email",))


async def test_a_date_that_can_be_read_in_two_ways_is_asked_about_and_one_key_answers(
    session: AppSession, tmp_path: Path
) -> None:
    async with step(session, write_table(tmp_path / "a.csv", AMBIGUOUS_HEADER, AMBIGUOUS)) as here:
        await here.opens(Ask)
        await shows(here.pilot, "day/month/year")
        await shows(here.pilot, "4 January 2026")
        await here.press("2")
        await until(here.pilot, lambda: here.source("timestamp").format == "%m/%d/%Y %H:%M")


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


async def test_rows_with_one_order_become_one_event(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.press("g", "enter")
        await until(here.pilot, lambda: here.mapping.group_by == "Order")
        await shows(here.pilot, "one Order, one event, filtered")
        await checked(here.pilot, here.app)
        await here.press("g", "home")
        await here.write("no grouping")
        await here.press("enter")
        await until(here.pilot, lambda: here.mapping.group_by is None)


async def test_only_rows_with_some_values_are_kept(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        assert "refunded" in here.mapping.leave_out["Status"]
        await here.press("f")
        await here.write("status")
        await here.press("enter")
        await here.opens(ChooseSeveral)
        await here.write("refunded")
        await here.press("space", "enter")
        await until(here.pilot, lambda: "refunded" not in here.mapping.leave_out["Status"])
        assert "cancelled" in here.mapping.leave_out["Status"]
        await checked(here.pilot, here.app)
        file = setup_of(here.app).draft.checked
        assert file is not None
        assert file.prepared.totals.left_out == 0


async def test_phones_are_read_with_the_country_of_a_column_or_the_destinations(
    session: AppSession, orders: Path
) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        assert here.mapping.phone_country == "Country"
        await here.press("c")
        await here.opens(Choose)
        await here.write("destination")
        await here.press("enter")
        await until(here.pilot, lambda: here.mapping.phone_country is None)


async def test_the_keys_of_a_list_of_items_are_named(session: AppSession, tmp_path: Path) -> None:
    async with step(session, write_items(tmp_path / "orders.jsonl")) as here:
        await checked(here.pilot, here.app)
        await here.go_to("contents")
        if "contents" not in here.mapping.fields:
            await here.press("enter")
            await here.write("items")
            await here.press("enter")
            await until(here.pilot, lambda: "contents" in here.mapping.fields)
        await here.way("keys")
        await here.opens(ValueMap)
        await shows(here.pilot, "colour")
        found = [line for line in screen_text(here.app).splitlines() if "colour" in line]
        assert any("left out" in line for line in found)
        await here.press("end", "enter")
        await here.write("brand")
        await here.press("enter", "ctrl+s")
        await until(here.pilot, lambda: "brand" in here.source("contents").fields)


async def test_a_mapping_is_saved_and_loaded_and_comments_are_warned_about(
    session: AppSession, orders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    saved = tmp_path / "orders.mapping.toml"
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.press("m", "enter")
        await here.opens(Prompt)
        await here.press("enter")
        await shows(here.pilot, "The mapping is saved in")
        assert toml.load(saved) == here.mapping
        saved.write_text("# by hand\n" + saved.read_text().replace('"Zebra"', '"Total"'))
        await here.press("m", "enter")
        await here.opens(Prompt)
        await here.press("enter")
        await here.opens(Confirm)
        question = here.app.screen.query_one(".confirm--question", Static)  # wrapped by the length of the folder's name
        assert "The comments in it will be lost." in str(question.content)
        await here.press("n")
        await until(here.pilot, lambda: not isinstance(here.app.screen, Confirm))
        assert saved.read_text().startswith("# by hand")
        saved.write_text('[fields]\nevent = { value = "Contact" }\nemail = { column = "Emial" }\n')
        await here.press("m")
        await here.write("load")
        await here.press("enter")
        await here.opens(PickFile)
        await here.write(saved.name)
        await here.press("enter")
        await until(here.pilot, lambda: here.source("event").value == "Contact")


async def test_a_mapping_that_names_no_column_of_the_file_says_so_and_goes_no_further(
    session: AppSession, orders: Path
) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        wrong = Mapping(
            fields={
                "event": FieldSource(value="Purchase"),
                "timestamp": FieldSource(columns=("Created at",)),
                "email": FieldSource(columns=("Emial",)),
                "agent": FieldSource(columns=("Zebra",)),
            }
        )
        here.app.screen._take(wrong)  # type: ignore[attr-defined]  # the step takes what a file held
        await shows(here.pilot, "agent")
        lines = screen_text(here.app).splitlines()
        assert any("✗" in line and "email" in line and "Emial" in line and "wrong" in line for line in lines)
        assert any("agent" in line and "unused" in line for line in lines)
        await here.press("ctrl+s")
        await shows(here.pilot, "The file has no column “Emial”.")
        await shows(here.pilot, "Did you mean “Email”?")
        line = here.app.screen.query_one(FieldTable).line
        assert line is not None
        assert line.field.name == "email"


async def test_what_is_still_needed_is_named_and_stood_on(session: AppSession, tmp_path: Path) -> None:
    path = write_table(tmp_path / "b.csv", ("email", "value"), [["a@customers.example", "1"]])
    async with step(session, path) as here:
        await shows(here.pilot, "needed")
        await here.press("ctrl+s")
        await shows(here.pilot, "Nothing says what happened.")
        line = here.app.screen.query_one(FieldTable).line
        assert line is not None
        assert line.field.name == "event"


async def test_next_before_the_check_is_done_goes_on_by_itself(session: AppSession, orders: Path) -> None:
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


async def test_esc_leaves_the_question_for_a_file_and_another_file_replaces_the_first(
    session: AppSession, orders: Path, tmp_path: Path
) -> None:
    other = write_orders(tmp_path / "other.csv", rows=3)
    app = opened_at(at_now(session), None)
    async with app.run_test(size=(120, 40)) as pilot:
        here = Step(app, pilot)
        await here.opens(PickFile)
        await here.press("escape")
        await shows(pilot, "Choose a file first")
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
