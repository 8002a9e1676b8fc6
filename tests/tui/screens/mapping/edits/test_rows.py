"""Grouping, filters and the country of phone numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.edits import Dialogs
from tests.support.mapping_pilot import step
from tests.support.pilot import shows, until
from tests.support.setups import SHOP, checked
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.choose_several import ChooseSeveral
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.edits import rows
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown
from tiktok_tui.tui.screens.mapping.mapping_panes import MappingPanes


async def test_rows_with_one_order_become_one_event(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.press("g", "enter")
        await until(here.pilot, lambda: here.mapping.group_by == "Order")
        await shows(here.pilot, "one Order, one event, filtered")
        await checked(here.pilot, here.app)
        here.app.screen.query_one(MappingPanes).show_cell(16, "email")
        await shows(here.pilot, "Row 16 · 2 rows are one event")
        await here.press("g", "home")
        await here.write("no grouping")
        await here.press("enter")
        await until(here.pilot, lambda: here.mapping.group_by is None)


async def test_only_rows_with_some_values_are_kept(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        assert "refunded" in here.mapping.leave_out["Status"]
        assert here.totals.left_out == 2
        await here.press("f")
        await here.opens(Choose)
        await here.write("status")
        await here.press("enter")
        await here.opens(ChooseSeveral)
        await here.write("refunded")
        await here.press("space", "enter")
        await until(here.pilot, lambda: "refunded" not in here.mapping.leave_out["Status"])
        await checked(here.pilot, here.app)
        assert here.totals.left_out == 0
        await here.press("f")
        await here.opens(Choose)
        await here.write("status")
        await here.press("enter")
        await here.opens(ChooseSeveral)
        await here.write("refunded")
        await here.press("space", "enter")
        await until(here.pilot, lambda: "refunded" in here.mapping.leave_out["Status"])
        await checked(here.pilot, here.app)
        assert here.totals.left_out == 2


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


async def test_the_columns_to_group_by_start_on_the_one_that_groups_else_on_the_orders(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = Mapping({"order_id": FieldSource(columns=("Order",))})
    dialogs = Dialogs(monkeypatch, rows, "Choose", answers=["", "Basket", None])
    mappings = [order, replace(order, group_by="Basket"), Mapping()]
    grouped = [await rows.group_rows(dialogs.context(mapping, ("Basket", "Order"))) for mapping in mappings]
    assert [dialog.how["chosen"] for dialog in dialogs.opened] == ["Order", "Basket", ""]
    assert [mapping and mapping.group_by for mapping in grouped] == [None, "Basket", None]
    assert [choice.value for choice in dialogs.opened[0].given[0]] == ["", "Order", "Basket"]


async def test_values_are_left_out_and_kept_in_whatever_case_they_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [("REFUNDED", 2), ("paid", 3), ("", 1)]
    answers = ["Status", found, None, "Status", found, ("paid",)]
    dialogs = Dialogs(monkeypatch, rows, "Choose", "ChooseSeveral", answers=answers)
    context = dialogs.context(Mapping(leave_out={"Status": ("Refunded", "void")}), ("Status", "Order"))
    assert await rows.filter_rows(context) is None
    which = dialogs.opened[2]
    assert which.how["marked"] == ("paid", "")
    values = [(choice.value, choice.label, choice.detail) for choice in which.given[0]]
    assert values == [
        ("REFUNDED", "REFUNDED", "2 rows"),
        ("paid", "paid", "3 rows"),
        ("", "(blank)", "1 row"),
        ("void", "void", "not in this file"),
    ]
    changed = await rows.filter_rows(context)
    assert changed is not None
    assert changed.leave_out == {"Status": ("REFUNDED", "", "void")}


@pytest.mark.parametrize(
    ("mapping", "marked"),
    [
        (Mapping(leave_out={"Status": ("refunded ", "iptal", "ακυροσ", "n/a")}), ["Paid"]),
        (Mapping(only={"Status": (" Paid", "", "null")}), ["Paid", ""]),
    ],
)
async def test_values_are_marked_as_the_filter_reads_them(
    mapping: Mapping, marked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [("Paid", 4), ("Refunded", 3), ("İptal", 2), ("ΑΚΥΡΟΣ", 1), ("", 1)]
    dialogs = Dialogs(monkeypatch, rows, "Choose", "ChooseSeveral", answers=["Status", found, None])
    assert await rows.filter_rows(dialogs.context(mapping, ("Status",))) is None
    which = dialogs.opened[2]
    assert list(which.how["marked"]) == marked
    assert [choice.value for choice in which.given[0]] == [value for value, _ in found]


async def test_the_columns_to_filter_by_begin_with_those_that_filter_and_hidden_ones_are_not_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = [
        ColumnShown("id", ("1", "2")),
        ColumnShown("state", ("paid", "paid")),
        ColumnShown("secret", ("x", "x"), hidden=True),
        ColumnShown("note", ("a", "b")),
        ColumnShown("kind", ("sale", "sale")),
        ColumnShown("ref", ("c", "d")),
    ]
    mapping = Mapping(only={"note": ("", "b")}, leave_out={"kind": ("demo", "")})
    dialogs = Dialogs(monkeypatch, rows, "Choose", answers=[None])
    assert await rows.filter_rows(dialogs.context(mapping, shown)) is None
    (which,) = dialogs.opened
    assert [(choice.value, choice.label, choice.detail) for choice in which.given[0]] == [
        ("kind", "kind", "✗ demo, (blank)"),
        ("note", "note", "✓ (blank), b"),
        ("state", "state", "paid"),
        ("id", "id", "1 · 2"),
        ("ref", "ref", "c · d"),
    ]
    assert (which.title, which.how["columns"]) == ("Keep only rows where …", ("Column", "First values"))


@pytest.mark.parametrize(
    ("kept", "answer", "now"),
    [({"Status": ("PAID", "old")}, ("paid", "open"), {"Status": ("paid", "open")}), ({}, (), {}), ({}, None, None)],
)
async def test_values_to_keep_are_marked_and_counted(
    kept: dict[str, tuple[str, ...]],
    answer: tuple[str, ...] | None,
    now: dict[str, tuple[str, ...]] | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [("paid", 1234), ("open", 5)]
    dialogs = Dialogs(monkeypatch, rows, "Choose", "ChooseSeveral", answers=["Status", found, answer])
    changed = await rows.filter_rows(dialogs.context(Mapping(only=kept), ("Status",)))
    assert (changed and changed.only) == now
    which = dialogs.opened[2]
    assert (which.title, which.how["marked"]) == ("Keep only rows where Status is …", kept.get("Status", ()))
    assert [(choice.label, choice.detail) for choice in which.given[0]] == [
        ("paid", "1,234 rows"),
        ("open", "5 rows"),
        *[("old", "not in this file")] * len(kept),
    ]
    dialogs = Dialogs(monkeypatch, rows, "Choose", "ChooseSeveral", answers=["Status", None])
    assert await rows.filter_rows(dialogs.context(Mapping(only=kept), ("Status",))) is None, "nobody waited"


@pytest.mark.parametrize(("country", "standard"), [("FR", "the destination's: FR"), ("", "the destination's: none")])
async def test_the_phones_country_is_the_destinations_or_a_columns(
    country: str, standard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogs = Dialogs(monkeypatch, rows, "Choose", answers=[None, "Land", ""])
    shop, land = replace(SHOP, phone_country=country), Mapping(phone_country="Land")
    changed = [
        await rows.phone_country(dialogs.context(mapping, ("Land",), destination=shop))
        for mapping in (Mapping(), Mapping(), land)
    ]
    assert changed == [None, land, Mapping()]
    assert [dialog.how["chosen"] for dialog in dialogs.opened] == ["", "", "Land"]
    assert dialogs.opened[0].title == "Phones without a country code are in …"
    assert [(choice.value, choice.label, choice.detail) for choice in dialogs.opened[0].given[0]] == [
        ("", standard, "for every row"),
        ("Land", "Land", "a · b"),
    ]


async def test_the_choice_of_a_grouping_says_what_it_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    dialogs = Dialogs(monkeypatch, rows, "Choose", answers=[None])
    constant = Mapping({"order_id": FieldSource(value="1")})
    assert await rows.group_rows(dialogs.context(constant, ("A", "B"))) is None
    (which,) = dialogs.opened
    assert (which.title, which.how["columns"]) == ("Rows with the same … are one event", ("Column", "First values"))
    assert [(choice.label, choice.detail) for choice in which.given[0]] == [
        ("no grouping", "each row is one event"),
        ("A", "a · b"),
        ("B", "a · b"),
    ]
