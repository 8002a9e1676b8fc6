from __future__ import annotations

from types import MappingProxyType

import pytest

from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.mapping import check
from tiktok_tui.mapping.model import FieldSource, Mapping

OFFLINE = Destination("tills", "Tills", event_set_id="7654321098765432109", fixed_event="Purchase")
WEB = Destination("shop", "Shop", event_source=EventSource.WEB, event_set_id="C4ABCDEF", fixed_event="Purchase")
BARE = Destination("new", "New")
COLUMNS = ("email", "sold_at", "order", "total", "items")


def mapping(**fields: FieldSource) -> Mapping:
    return Mapping(fields=MappingProxyType(fields))


def column(*names: str) -> FieldSource:
    return FieldSource(columns=names)


COMPLETE = mapping(email=column("email"), timestamp=column("sold_at"))


def said(found: Mapping, destination: Destination = OFFLINE) -> list[str]:
    return [f"{error.where}: {error.what} {error.remedy}" for error in check.problems(found, COLUMNS, destination)]


def test_a_complete_mapping_has_no_problems() -> None:
    assert said(COMPLETE) == []


@pytest.mark.parametrize(
    ("wrong", "where", "says"),
    [
        (mapping(email=column("emial"), timestamp=column("sold_at")), "fields.email", "Did you mean “email”?"),
        (mapping(email=column("zzz"), timestamp=column("sold_at")), "fields.email", "It has email, sold_at"),
        (mapping(emial=column("email"), **COMPLETE.fields), "fields.emial", "Did you mean “email”?"),
        (mapping(value=column("total", "order"), **COMPLETE.fields), "fields.value.columns", "takes one column"),
        (mapping(value=FieldSource(value="12,50"), **COMPLETE.fields), "fields.value.value", "not an amount"),
        (mapping(currency=FieldSource(value="US"), **COMPLETE.fields), "fields.currency.value", "Did you mean “USD”?"),
        (mapping(event=FieldSource(value="purchase"), **COMPLETE.fields), "fields.event.value", "Purchase"),
        (mapping(event_id=FieldSource(value="1"), **COMPLETE.fields), "fields.event_id.value", "duplicate"),
        (mapping(quantity=FieldSource(value="1.5"), **COMPLETE.fields), "fields.quantity.value", "whole number"),
        (mapping(content_type=FieldSource(value="sku"), **COMPLETE.fields), "fields.content_type.value", "product"),
        (mapping(email=FieldSource(value="me"), timestamp=column("sold_at")), "fields.email.value", "not an e-mail"),
        (mapping(email=column("email"), timestamp=FieldSource(value="soon")), "fields.timestamp.value", "as a time"),
        (
            mapping(event=FieldSource(("order",), values=MappingProxyType({"sale": "Sold"})), **COMPLETE.fields),
            "fields.event.values",
            "“Sold”",
        ),
        (
            mapping(currency=FieldSource(("order",), values=MappingProxyType({"Euro": "EURO"})), **COMPLETE.fields),
            "fields.currency.values",
            "“EURO”",
        ),
        (
            mapping(content_type=FieldSource(("order",), values=MappingProxyType({"x": "sku"})), **COMPLETE.fields),
            "fields.content_type.values",
            "“sku”",
        ),
        (
            mapping(email=column("email"), timestamp=FieldSource(("sold_at",), format="%H:%M")),
            "fields.timestamp.format",
            "no year",
        ),
        (
            mapping(email=column("email"), timestamp=FieldSource(("sold_at",), zone="tz")),
            "fields.timestamp.zone",
            "no column “tz”",
        ),
        (
            mapping(contents=column("items"), price=column("total"), **COMPLETE.fields),
            "fields.contents",
            "price is mapped beside it",
        ),
        (Mapping(fields=COMPLETE.fields, group_by="oder"), "group_by", "Did you mean “order”?"),
        (Mapping(fields=COMPLETE.fields, phone_country="land"), "phone.country", "no column “land”"),
        (Mapping(fields=COMPLETE.fields, only=MappingProxyType({"state": ("paid",)})), "only", "no column “state”"),
        (Mapping(fields=COMPLETE.fields, leave_out=MappingProxyType({"state": ("x",)})), "leave_out", "column “state”"),
        (Mapping(fields=COMPLETE.fields, not_items=MappingProxyType({"state": ("x",)})), "not_items", "column “state”"),
        (Mapping(fields=COMPLETE.fields, leave_out=MappingProxyType({"order": ()})), "leave_out.order", "no value"),
        (
            Mapping(
                fields=COMPLETE.fields,
                only=MappingProxyType({"order": ("1",)}),
                leave_out=MappingProxyType({"order": ("2",)}),
            ),
            "leave_out.order",
            "both values to keep and values to leave out",
        ),
        (Mapping(fields=COMPLETE.fields, only=MappingProxyType({"order": ()})), "only.order", "names no value"),
    ],
)
def test_a_mistake_names_its_place_and_the_way_out(wrong: Mapping, where: str, says: str) -> None:
    (text,) = said(wrong)
    assert text.startswith(f"mapping, {where}: ")
    assert says in text


def test_a_missing_column_is_reported_once() -> None:
    both = Mapping(fields=MappingProxyType({**COMPLETE.fields, "order_id": column("nr")}), group_by="nr")
    assert len(said(both)) == 1


@pytest.mark.parametrize(
    ("partial", "destination", "missing"),
    [
        (mapping(), OFFLINE, ("timestamp", "email")),
        (mapping(), BARE, ("event", "timestamp", "email", "event_set_id")),
        (COMPLETE, BARE, ("event", "event_set_id")),
        (COMPLETE, WEB, ("page_url",)),
        (mapping(phone=column("order"), timestamp=column("sold_at")), OFFLINE, ()),
        (mapping(external_id=column("order"), timestamp=column("sold_at")), OFFLINE, ("email",)),
        (mapping(external_id=column("order"), timestamp=column("sold_at")), WEB, ("page_url",)),
    ],
)
def test_required_fields_that_are_open_are_named(
    partial: Mapping, destination: Destination, missing: tuple[str, ...]
) -> None:
    assert check.unfilled(partial, destination) == missing
    assert tuple(error.field for error in check.problems(partial, COLUMNS, destination)) == missing
    assert check.mistakes(partial, COLUMNS, destination) == []


def test_custom_events_are_for_web_only() -> None:
    custom = mapping(
        event=FieldSource(value="Rented"), page_url=FieldSource(value="https://shop.example"), **COMPLETE.fields
    )
    assert said(custom, WEB) == []
    assert "not one of TikTok's standard events" in said(custom)[0]


@pytest.mark.parametrize(("name", "says"), [("Consult", "Contact"), ("9 lives", "cannot be")])
def test_names_that_no_custom_event_can_have(name: str, says: str) -> None:
    custom = mapping(
        event=FieldSource(value=name), page_url=FieldSource(value="https://shop.example"), **COMPLETE.fields
    )
    (text,) = said(custom, WEB)
    assert says in text


def test_a_page_needs_a_whole_address() -> None:
    (text,) = said(mapping(page_url=FieldSource(value="shop.example"), **COMPLETE.fields), WEB)
    assert "https://" in text


def test_fields_that_the_destination_does_not_take_are_left_out_with_a_sentence() -> None:
    web_fields = mapping(ip=column("order"), event_source=column("items"), **COMPLETE.fields)
    assert check.left_out(web_fields, OFFLINE) == {
        "ip": "ip is for web events only and is left out for offline.",
        "event_source": "The destination decides event_source (offline); the mapping's is ignored.",
    }
    channel = mapping(event_channel=column("order"), **COMPLETE.fields)
    assert "event_channel" in check.left_out(channel, WEB)
    assert check.left_out(channel, OFFLINE) == {}


def test_a_constant_that_is_left_out_is_not_judged() -> None:
    assert said(mapping(page_url=FieldSource(value="nowhere"), **COMPLETE.fields)) == []


def test_names_from_the_file_cannot_steer_a_terminal() -> None:
    (text,) = said(mapping(email=column("\x1b[31mred"), timestamp=column("sold_at")))
    assert "\x1b" not in text


@pytest.mark.parametrize(("count", "more"), [(12, False), (13, True)])
def test_up_to_twelve_columns_are_named(count: int, more: bool) -> None:
    (wrong,) = check.mistakes(mapping(email=column("zzz")), [f"column {number}" for number in range(count)], OFFLINE)
    assert ("column 11" in wrong.remedy, "and more" in wrong.remedy) == (True, more)


def test_every_mistake_is_named_and_not_only_the_first() -> None:
    wrong = mapping(
        emial=column("email"),
        valeu=column("total"),
        value=FieldSource(value="12,50"),
        price=FieldSource(value="1,5"),
        order_id=column("ordre"),
        shop_id=column("shpo"),
        **COMPLETE.fields,
    )
    places = [error.where.removeprefix("mapping, ") for error in check.problems(wrong, COLUMNS, OFFLINE)]
    assert places == [
        "fields.emial",
        "fields.valeu",
        "fields.value.value",
        "fields.price.value",
        "fields.order_id",
        "fields.shop_id",
    ]


def test_a_field_without_a_source_is_itself_the_place() -> None:
    (error,) = check.mistakes(mapping(shop_id=FieldSource(), **COMPLETE.fields), COLUMNS, OFFLINE)
    assert (error.where, error.field) == ("mapping, fields.shop_id", "shop_id")
