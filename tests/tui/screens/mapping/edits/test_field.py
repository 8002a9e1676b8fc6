"""Changing what fills a field: a column, several, a constant, or changed values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.edits import Dialogs
from tests.support.mapping_pilot import step
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import SHOP, checked, on, write_items
from tiktok_tui.events.fields import FIELD
from tiktok_tui.mapping.model import CENTS, FieldSource, Mapping
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.choose_several import ChooseSeveral
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.edits import field as change
from tiktok_tui.tui.screens.mapping.edits.value_map import ValueMap
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown
from tiktok_tui.tui.screens.mapping.mapping_step import MappingStep


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
        assert here.totals.rules["event.unknown"] == 1
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
        assert "event.unknown" not in here.totals.rules


async def test_several_columns_fill_an_identifier(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.go_to("email")
        await here.way("several")
        await here.opens(ChooseSeveral)
        await here.press("down", "space", "enter")
        await until(here.pilot, lambda: here.source("email").columns == ("Email",))


async def test_the_keys_of_a_list_of_items_are_named(session: AppSession, tmp_path: Path) -> None:
    async with step(session, write_items(tmp_path / "orders.jsonl")) as here:
        await checked(here.pilot, here.app)
        assert here.source("contents").columns == ("items",)
        await here.go_to("contents")
        await here.way("keys")
        await here.opens(ValueMap)
        await shows(here.pilot, "colour")
        found = [line for line in screen_text(here.app).splitlines() if "colour" in line]
        assert any("left out" in line for line in found)
        await here.press("end", "enter")
        await here.write("brand")
        await here.press("enter", "ctrl+s")
        await until(here.pilot, lambda: "brand" in here.source("contents").fields)


async def test_the_value_map_is_found_by_the_words_people_look_for(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.go_to("event")
        for word in ("map", "value", "change"):
            await here.way(word)
            await here.opens(ValueMap)
            await here.press("escape")
            await on(here.pilot, MappingStep)


async def test_e_opens_the_value_map_and_says_where_there_is_none(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.go_to("email")
        await here.press("e")
        await shows(here.pilot, "There are no values to map")
        await here.go_to("event")
        await here.press("e")
        await here.opens(ValueMap)


async def test_esc_keeps_what_was_changed_in_a_value_map_and_u_undoes_it(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        before = here.mapping
        await here.go_to("event")
        await here.press("e")
        await here.opens(ValueMap)
        await here.press("end", "enter")
        await here.opens(Choose)
        await here.write("Contact")
        await here.press("enter")
        await here.opens(ValueMap)
        await here.press("escape")
        await until(here.pilot, lambda: here.source("event").values.get("walk past") == "Contact")
        await here.press("u")
        assert here.mapping == before


@pytest.mark.parametrize(("columns", "first"), [(30, "C1"), (60, "→ change some values …")])
async def test_in_a_long_list_the_other_ways_come_first(
    columns: int, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogs = Dialogs(monkeypatch, change, "Choose", answers=[None])
    mapping = Mapping({"event": FieldSource(columns=("C3",))})
    names = [f"C{number}" for number in range(1, columns + 1)]
    assert await change.change_field(dialogs.context(mapping, names, field="event")) is None
    (dialog,) = dialogs.opened
    assert (dialog.given[0][0].label, dialog.how["chosen"]) == (first, "C3")


@pytest.mark.parametrize(("field", "usual"), [("event", "Lead"), ("currency", "EUR"), ("content_type", "")])
async def test_a_value_map_starts_on_the_value_that_was_chosen(
    field: str, usual: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, values = [("walk past", 2), ("sale", 5)], {"sale": "Purchase"}
    dialogs = Dialogs(monkeypatch, change, "ValueMap", answers=[found, None])
    mapping = Mapping({field: FieldSource(columns=("Kind",), values=values)})
    shop = replace(SHOP, fixed_event="Lead", currency="EUR")
    context = dialogs.context(mapping, ("Kind",), field=field, destination=shop, value=" walk past ")
    assert await change.change_values(context) is None
    shown = dialogs.opened[-1]
    assert (shown.title, shown.given) == (f"{field}: what Kind becomes", (found, values))
    assert (shown.how["start_at"], shown.how["usual"]) == ("walk past", usual)


SAME, SEVERAL, SOME = "= the same in every row …", "+ several columns …", "→ change some values …"
FORMAT, ZONE, KEYS = "% choose the time format …", "@ choose the time zone …", "{} name the items' keys …"
NOTHING = "– nothing"
IN_CENTS, WHOLE = "¢ in cents: 1999 is 19.99", "¢ in whole units: 1999 is 1999.00"
ONE = FieldSource(columns=("A",))


@pytest.mark.parametrize(
    ("field", "source", "ways", "chosen"),
    [
        ("brand", None, [SAME], None),
        ("brand", ONE, [SOME, SAME, NOTHING], "A"),
        ("brand", FieldSource(value="x"), [SAME, NOTHING], SAME),
        ("email", None, [SAME, SEVERAL], "Email"),
        ("email", ONE, [SAME, SEVERAL, NOTHING], "A"),
        ("timestamp", None, [SAME, SEVERAL], None),
        ("timestamp", ONE, [SAME, SEVERAL, FORMAT, ZONE, NOTHING], "A"),
        ("contents", None, [], None),
        ("contents", ONE, [IN_CENTS, KEYS, NOTHING], "A"),
        ("value", ONE, [SOME, SAME, IN_CENTS, NOTHING], "A"),
        ("price", replace(ONE, unit=CENTS), [SOME, SAME, WHOLE, NOTHING], "A"),
        ("value", FieldSource(value="5"), [SAME, NOTHING], SAME),
        ("quantity", ONE, [SOME, SAME, NOTHING], "A"),
    ],
)
async def test_each_field_has_its_own_ways(
    field: str, source: FieldSource | None, ways: list[str], chosen: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogs = Dialogs(monkeypatch, change, "Choose", answers=[None])
    mapping = Mapping({field: source} if source is not None else {})
    assert await change.change_field(dialogs.context(mapping, ("Email", "A"), field=field)) is None
    (shown,) = dialogs.opened
    labels = {choice.value: choice.label for choice in shown.given[0]}
    assert list(labels.values()) == ["Email", "A", *ways]
    assert labels.get(shown.how["chosen"]) == chosen
    assert (shown.title, shown.how["columns"]) == (f"{field}: {FIELD[field].help}", ("From column", "First values"))
    details = {choice.label: choice.detail for choice in shown.given[0]}
    usual = {
        "A": "a · b",
        SAME: "typed, or one that TikTok takes" if FIELD[field].taken else "",
        SOME: "value map: what is sent for each",
        KEYS: "the key of the items for each field",
        IN_CENTS: "as many programs store amounts",
        SEVERAL: "",
        NOTHING: "",
    }
    assert max(map(len, usual.values())) <= 35, "they are whole at 80 columns"
    assert details == {label: usual.get(label, "a · b" if label == "Email" else "") for label in details}


async def way_of(words: str, field: str, source: FieldSource, monkeypatch: pytest.MonkeyPatch) -> object:
    """The value of the way that is called `words`."""
    dialogs = Dialogs(monkeypatch, change, "Choose", answers=[None])
    await change.change_field(dialogs.context(Mapping({field: source}), field=field))
    return next(choice.value for choice in dialogs.opened[0].given[0] if choice.label == words)


@pytest.mark.parametrize("field", ["value", "price", "contents"])
async def test_amounts_are_in_cents_and_in_whole_units_again(field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, cents = (Mapping({field: replace(ONE, unit=unit)}) for unit in (None, CENTS))
    for words, before, after in ((IN_CENTS, whole, cents), (WHOLE, cents, whole)):
        way = await way_of(words, field, before.fields[field], monkeypatch)
        dialogs = Dialogs(monkeypatch, change, "Choose", answers=[way])
        assert await change.change_field(dialogs.context(before, ("A",), field=field)) == after


@pytest.mark.parametrize(
    ("field", "answer", "source"),
    [("email", ("B", "A"), FieldSource(columns=("B", "A"))), ("email", (), None), ("email", None, ONE)],
)
async def test_several_columns_are_kept_in_the_order_of_their_marks_and_none_empties_the_field(
    field: str, answer: tuple[str, ...] | None, source: FieldSource | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = await way_of(SEVERAL, field, ONE, monkeypatch)
    dialogs = Dialogs(monkeypatch, change, "Choose", "ChooseSeveral", answers=[way, answer])
    mapping = Mapping({field: ONE})
    changed = await change.change_field(dialogs.context(mapping, ("A", "B"), field=field))
    assert (changed if answer is not None else mapping) == Mapping({field: source} if source is not None else {})
    shown = dialogs.opened[1]
    assert (shown.title, shown.how["marked"]) == (f"{field}, from several columns", ("A",))
    assert [(choice.value, choice.label, choice.detail) for choice in shown.given[0]] == [
        ("A", "A", "a · b"),
        ("B", "B", "a · b"),
    ]


@pytest.mark.parametrize(
    ("field", "value", "wrong"),
    [
        ("value", "", "Type a value, or press Esc."),
        ("value", "9.50", ""),
        ("value", "x", "“x” is not an amount. Write it like 12.50."),
        ("brand", "Acme", ""),
    ],
)
async def test_a_constant_is_typed_where_tiktok_takes_any(
    field: str, value: str, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = await way_of(SAME, field, FieldSource(value="7"), monkeypatch)
    for answer, now in ((value, "7"), (None, "")):
        dialogs = Dialogs(monkeypatch, change, "Choose", "Prompt", answers=[way, answer])
        mapping = Mapping({field: FieldSource(value=now) if now else ONE})
        changed = await change.change_field(dialogs.context(mapping, ("A",), field=field))
        assert (changed and changed.fields[field].value) == answer
        shown = dialogs.opened[1]
        assert (shown.title, shown.how["value"]) == (f"{field}, the same in every row", now)
        assert shown.how["hint"] == f"{FIELD[field].help}. Sent with every event."
        assert shown.how["check"](value) == wrong


async def test_a_field_that_takes_few_values_offers_them_and_nothing_empties_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = FieldSource(value="product")
    way = await way_of(SAME, "content_type", now, monkeypatch)
    dialogs = Dialogs(monkeypatch, change, "Choose", answers=[way, "product_group"])
    context = dialogs.context(Mapping({"content_type": now}), field="content_type")
    changed = await change.change_field(context)
    assert changed == Mapping({"content_type": FieldSource(value="product_group")})
    assert [choice.label for choice in dialogs.opened[1].given[0]] == ["product", "product_group"]
    assert dialogs.opened[1].how["chosen"] == "product"
    way = await way_of(NOTHING, "content_type", now, monkeypatch)
    dialogs = Dialogs(monkeypatch, change, "Choose", answers=[way])
    assert await change.change_field(dialogs.context(Mapping({"content_type": now}), field="content_type")) == Mapping()
    assert await change.change_field(dialogs.context(Mapping())) is None, "no field is under the cursor"


@pytest.mark.parametrize(
    ("field", "source"),
    [
        ("brand", FieldSource(value="x")),
        ("email", ONE),
        ("timestamp", ONE),
        ("contents", ONE),
        ("", ONE),
        ("event", None),
    ],
)
async def test_where_there_is_no_value_to_map_that_is_said(
    field: str, source: FieldSource | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    dialogs = Dialogs(monkeypatch, change, "ValueMap", answers=[])
    mapping = Mapping({field: source} if source is not None else {})
    context = replace(dialogs.context(mapping, ("A",), field=field), say=said.append)
    assert await change.change_values(context) is None
    assert said == ["There are no values to map: choose a field that a column fills (enter)."]


async def test_a_value_map_is_taken_over_with_what_tiktok_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    dialogs = Dialogs(monkeypatch, change, "ValueMap", answers=[[("a", 1)], {"a": "product"}, None])
    context = dialogs.context(Mapping({"content_type": ONE}), ("A",), field="content_type")
    changed = await change.change_values(context)
    assert changed == Mapping({"content_type": FieldSource(columns=("A",), values={"a": "product"})})
    assert dialogs.opened[1].how["targets"] == ("product", "product_group")
    assert await change.change_values(context) is None, "nobody waited for the values"


@pytest.mark.parametrize(
    ("field", "column", "unit"),
    [
        ("value", "total_cents", CENTS),
        ("price", "unit_price_cents", CENTS),
        ("value", "total", None),
        ("brand", "total_cents", None),
    ],
)
async def test_a_column_that_names_cents_is_read_as_cents(
    field: str, column: str, unit: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogs = Dialogs(monkeypatch, change, "Choose", answers=[column])
    changed = await change.change_field(dialogs.context(Mapping(), (column,), field=field))
    assert changed == Mapping({field: FieldSource(columns=(column,), unit=unit)})
    kept = Mapping({field: FieldSource(columns=(column,))})
    dialogs = Dialogs(monkeypatch, change, "Choose", answers=[column])
    assert await change.change_field(dialogs.context(kept, (column,), field=field)) == kept, "the person chose that"


@pytest.mark.parametrize(("field", "read_with"), [("timestamp", "%d/%m/%Y"), ("brand", None)])
async def test_a_column_of_times_is_read_with_the_format_that_fits(
    field: str, read_with: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogs = Dialogs(monkeypatch, change, "Choose", answers=["When"])
    context = dialogs.context(Mapping(), [ColumnShown("When", ("13/04/2026", "14/04/2026"))], field=field)
    changed = await change.change_field(context)
    assert changed == Mapping({field: FieldSource(columns=("When",), format=read_with)})
