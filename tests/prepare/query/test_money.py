"""The currency that an amount names is the row's; what is unclear, or disagrees, is refused with both readings."""

from __future__ import annotations

import json
import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from tests.prepare.conftest import NOW, Check
from tiktok_tui.events.destination import Destination, NumberStyle
from tiktok_tui.events.rules import Severity
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import CENTS, FieldSource, Mapping
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.prepare.prepared import Prepared

HEADER = ("event", "timestamp", "email")
START = ("Purchase", "2026-11-20", "a@b.cd")


def money(prepared: Prepared) -> list[tuple[object, object]]:
    """Value and currency of each event that is sent."""
    found = [json.loads(event.body)["properties"] for chunk in prepared.events() for event in chunk]
    return [(properties.get("value"), properties.get("currency")) for properties in found]


def bodies(prepared: Prepared) -> list[bytes]:
    return [event.body for event in chain.from_iterable(prepared.events())]


def reasons(prepared: Prepared) -> dict[str, str]:
    return {problem.rule.name: problem.reason for problem in prepared.problems()}


AMOUNTS: list[tuple[dict[str, Any], list[tuple[str, tuple[float, str]]]]] = [
    # settings; cells, with the value and the currency that are sent
    (
        {},
        [
            ("€20.00", (20, "EUR")),
            ("12.00 CAD", (12, "CAD")),
            ("RM 12.50", (12.5, "MYR")),
            ("CHF 1'250.00", (1250, "CHF")),
            ("₹1,25,000.00", (125000, "INR")),
            ("25.\u2014", (25, "USD")),
            ("23.788099999999996", (23.7881, "USD")),
            ("0.125", (0.125, "USD")),
            ("1250.125", (1250.125, "USD")),
            ("₫250.000", (250000, "VND")),
            ("-0.00", (0, "USD")),
            ("EUR .25", (0.25, "EUR")),
        ],
    ),
    ({"currency": " usd "}, [("5", (5, "USD"))]),
    ({"currency": "CAD"}, [("$12.00", (12, "CAD")), ("$12.00 AUD", (12, "AUD"))]),
    ({"currency": "EUR"}, [("A$12.50", (12.5, "AUD")), ("£7", (7, "GBP"))]),
    ({"currency": "JPY"}, [("¥5000", (5000, "JPY")), ("1.250", (1250, "JPY"))]),
    ({"currency": "CNY"}, [("¥5000", (5000, "CNY"))]),
    ({"currency": "SEK"}, [("250 kr", (250, "SEK"))]),
    ({"currency": "DKK"}, [("kr. 250", (250, "DKK"))]),
    ({"currency": "KWD"}, [("1.250", (1.25, "KWD"))]),
    ({"number_style": NumberStyle.SPACE}, [("12\u202f500,00 zł", (12500, "PLN"))]),
    ({"number_style": NumberStyle.COMMA}, [("25,-", (25, "USD")), ("1.250", (1250, "USD"))]),
    ({"number_style": NumberStyle.POINT}, [("1.250", (1.25, "USD"))]),
]


def rows(*cells: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A row of a customer of its own for each: nothing is a repeat."""
    return [(*START[:2], f"person{number}@b.cd", *row) for number, row in enumerate(cells)]


def rules(prepared: Prepared) -> list[str]:
    """The rules that reject rows, in the order of the rows."""
    return [problem.rule.name for problem in prepared.problems() if problem.severity is Severity.REJECT]


@pytest.mark.parametrize(("settings", "amounts"), AMOUNTS, ids=lambda each: str(each)[:40])
def test_an_amount_is_read_with_its_currency(
    check: Check, settings: dict[str, Any], amounts: list[tuple[str, tuple[float, str]]]
) -> None:
    prepared = check((*HEADER, "value"), *rows(*((cell,) for cell, _ in amounts)), **settings)
    assert money(prepared) == [sent for _, sent in amounts], reasons(prepared)
    assert prepared.totals.rules == {}


def test_what_is_unclear_is_refused_in_words(check: Check) -> None:
    refused = [
        ("¥5000", "currency.unclear", "¥ can be JPY or CNY"),
        ("250 kr", "currency.unclear", "kr can be SEK or NOK or DKK or another."),
        ("€5 USD", "currency.disagrees", "more than one currency"),
        ("12 BGN", "currency.unsupported", "“12 BGN”"),
        ("£5 LBP", "currency.unsupported", "“£5 LBP”"),
        ("12 pcs", "value.unreadable", "“12 pcs”"),
        ("50¢", "value.unreadable", "“50¢”"),
        ("1.250", "value.ambiguous", "1250 or 1.25"),
        ("€ 2.499", "value.ambiguous", "2499 or 2.499"),
    ]
    prepared = check((*HEADER, "value"), *rows(*((cell,) for cell, _, _ in refused)))
    assert money(prepared) == []
    assert rules(prepared) == [rule for _, rule, _ in refused]
    for problem, (_, _, words) in zip(prepared.problems(), refused, strict=True):
        assert words in problem.reason
        assert problem.column == "value"


def test_a_word_beside_an_amount_is_refused_where_no_amount_of_the_file_has_a_sign(check: Check) -> None:
    prepared = check((*HEADER, "value"), *rows(("12 pcs",), ("12",)))
    assert rules(prepared) == ["value.unreadable"]
    assert money(prepared) == [(12, "USD")]


def test_a_price_in_a_list_names_its_currency_under_whatever_key(check: Check) -> None:
    fields = {name: FieldSource((name,)) for name in HEADER}
    fields["contents"] = FieldSource(("items",), fields={"price": 'unit "net"'})
    items = json.dumps([{"sku": "A", 'unit "net"': "£5", "quantity": "2"}])
    prepared = check((*HEADER, "items"), (*START, items), mapping=Mapping(fields))
    assert money(prepared) == [(10, "GBP")], reasons(prepared)


def test_a_triangle_is_a_minus_before_a_sign_and_behind_it(check: Check) -> None:
    prepared = check((*HEADER, "value"), *rows(("▲¥500",), ("¥ △500",), ("▲500円",)), currency="JPY")
    assert rules(prepared) == ["value.negative"] * 3


@pytest.mark.parametrize("style", [NumberStyle.COMMA, NumberStyle.SPACE])
def test_a_point_is_no_decimal_mark_where_commas_are(check: Check, style: NumberStyle) -> None:
    prepared = check((*HEADER, "value"), (*START, "12.50"), number_style=style)
    assert prepared.totals.rejects_by_rule == {"value.unreadable": 1}


def in_cents(*fields: str, group_by: str | None = None) -> Mapping:
    """A mapping of columns of the fields' names, with value and price in cents."""
    units = {"value": CENTS, "price": CENTS, "contents": CENTS}
    return Mapping({name: FieldSource((name,), unit=units.get(name)) for name in (*HEADER, *fields)}, group_by)


def test_cents_are_the_smallest_part_of_their_currency(check: Check) -> None:
    cents = [
        ("1999", "USD", "19.99"),
        ("2000", "USD", "20"),
        ("1990", "EUR", "19.9"),
        ("5", "USD", "0.05"),
        ("0", "USD", "0"),
        ("1,999", "USD", "19.99"),
        ("$1999", "", "19.99"),
        ("1999.0", "USD", "19.99"),
        ("1999", "JPY", "1999"),
        ("¥1999", "JPY", "1999"),
        ("1999", "KWD", "1.999"),
        ("7", "KWD", "0.007"),
        ("999999999999", "USD", "9999999999.99"),
    ]
    columns = ("value", "currency")
    prepared = check((*HEADER, *columns), *rows(*(row[:2] for row in cents)), mapping=in_cents(*columns))
    found = re.findall(rb'"value":([0-9.]+),"currency":"([A-Z]+)"', b"".join(bodies(prepared)))
    assert found == [(value.encode(), (currency or "USD").encode()) for _, currency, value in cents]


def test_an_amount_that_is_no_whole_number_of_cents_is_refused_and_says_why(check: Check) -> None:
    cells = ["19.99", "1.250", "1e3", "19.90", "9999999999999", "-1999", "(5)"]
    prepared = check((*HEADER, "value"), *rows(*((cell,) for cell in cells)), mapping=in_cents("value"))
    assert rules(prepared) == ["value.unreadable"] * 5 + ["value.negative"] * 2
    reasons = [problem.reason for problem in prepared.problems()]
    assert reasons[0] == "“19.99” cannot be read as an amount. It is mapped as whole cents."
    assert "cents" not in reasons[-1]
    assert "cents" not in check((*HEADER, "value"), (*START, "x")).problems()[0].reason


def test_prices_in_cents_add_up_to_the_value_of_their_order(check: Check) -> None:
    fields = ("price", "quantity", "order", "currency")
    lines = [(*START, "1999", "2", "1", "USD"), (*START, "5", "1", "1", "USD"), (*START, "300", "3", "2", "JPY")]
    mapping = in_cents(*fields[:2], "currency", group_by="order")
    prepared = check((*HEADER, *fields), *lines, mapping=mapping)
    assert money(prepared) == [(40.03, "USD"), (900, "JPY")]
    assert b'"price":19.99,"quantity":2' in next(iter(prepared.events()))[0].body


def test_prices_in_a_list_of_items_are_in_cents_where_the_list_is(check: Check) -> None:
    listed = '[{"content_id": "A", "price": 1999, "quantity": 1}, {"content_id": "B", "price": "5"}]'
    prepared = check((*HEADER, "contents"), (*START, listed), mapping=in_cents("contents"))
    assert money(prepared) == [(20.04, "USD")]
    broken = listed.replace("1999", "19.99")
    assert rules(check((*HEADER, "contents"), (*START, broken), mapping=in_cents("contents"))) == ["price.unreadable"]


@pytest.mark.parametrize(
    ("cents", "value", "price"), [("value", b"5", b"1999"), ("contents", b"500", b"19.99"), ("", b"500", b"1999")]
)
def test_a_value_and_the_list_of_items_beside_it_have_units_of_their_own(
    check: Check, cents: str, value: bytes, price: bytes
) -> None:
    fields = ("value", "contents")
    units = {cents: CENTS}
    mapping = Mapping({name: FieldSource((name,), unit=units.get(name)) for name in (*HEADER, *fields)})
    row = (*START, "500", '[{"content_id": "A", "price": 1999, "quantity": 1}]')
    [body] = bodies(check((*HEADER, *fields), row, mapping=mapping))
    assert re.findall(rb'"(value|price)":([0-9.]+)', body) == [(b"price", price), (b"value", value)]


def test_the_currency_s_own_column_settles_a_shared_sign(check: Check) -> None:
    settled: list[tuple[str, str, tuple[float | None, str]]] = [
        ("$5", "CAD", (5, "CAD")),
        ("5", "Euro", (5, "EUR")),
        ("5", "€", (5, "EUR")),
        ("5", "Schweizer Franken", (5, "CHF")),
        ("US$5", "$", (5, "USD")),
        ("5", "$", (5, "USD")),
        ("", "eur", (None, "EUR")),
        ("", "€", (None, "EUR")),
    ]
    prepared = check((*HEADER, "value", "currency"), *rows(*((amount, currency) for amount, currency, _ in settled)))
    assert money(prepared) == [sent for *_, sent in settled]


def test_a_row_that_names_two_currencies_is_refused(check: Check) -> None:
    refused = [
        ("€5", "USD", "currency.disagrees"),
        ("5 CAD", "USD", "currency.disagrees"),
        ("$5", "EUR", "currency.disagrees"),
        ("5", "¥", "currency.unclear"),
        ("5", "Taler", "currency.unsupported"),
    ]
    prepared = check((*HEADER, "value", "currency"), *rows(*((amount, currency) for amount, currency, _ in refused)))
    assert rules(prepared) == [rule for *_, rule in refused]
    for problem, (amount, currency, rule) in zip(prepared.problems(), refused, strict=True):
        assert problem.column == ("value" if rule == "currency.disagrees" else "currency")
        if rule == "currency.disagrees":
            assert f"{amount} · {currency}" in problem.reason


@pytest.mark.parametrize(
    ("header", "cell", "sent"),
    [
        ("Total (EUR)", "5", (5, "EUR")),
        ("Total €", "5", (5, "EUR")),
        ("Total (CAD)", "$5", (5, "CAD")),
        ("Total", "5", (5, "USD")),
        ("Total ($)", "5", (5, "USD")),
    ],
)
def test_the_header_of_an_amount_names_its_currency(
    check: Check, header: str, cell: str, sent: tuple[float, str]
) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in HEADER} | {"value": FieldSource(columns=(header,))}
    assert money(check((*HEADER, header), (*START, cell), mapping=Mapping(fields))) == [sent]


@pytest.mark.parametrize(
    ("header", "cell", "currency", "rule"),
    [
        ("Total (EUR)", "$5", "USD", "currency.disagrees"),
        ("Total ($)", "5", "EUR", "currency.unclear"),
        ("Total (¥)", "5", "EUR", "currency.unclear"),
    ],
)
def test_a_header_that_says_another_currency_refuses_the_row(
    check: Check, header: str, cell: str, currency: str, rule: str
) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in HEADER} | {"value": FieldSource(columns=(header,))}
    prepared = check((*HEADER, header), (*START, cell), mapping=Mapping(fields), currency=currency)
    assert prepared.totals.rejects_by_rule == {rule: 1}


def test_a_value_that_is_worked_out_never_refuses_an_event_without_a_currency(check: Check) -> None:
    prepared = check((*HEADER, "price", "quantity"), *rows(("5", "2"), ("", "2"), ("kr 5", "1")), currency="")
    assert money(prepared) == [(None, None), (None, None)]
    assert [(problem.row, problem.rule.name) for problem in prepared.problems()] == [
        (2, "value.no_currency"),
        (3, "value.missing"),
        (4, "currency.unclear"),
        (4, "value.missing"),
    ]
    assert money(check((*HEADER, "price", "quantity"), (*START, "5", "2"), currency="EUR")) == [(10, "EUR")]
    prepared = check((*HEADER, "value"), (*START, "5"), currency="")
    assert prepared.totals.rejects_by_rule == {"currency.missing": 1}


def test_prices_of_one_order_name_its_currency_and_may_not_disagree(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in (*HEADER, "price", "quantity")}
    rows = [
        (*START, "€5", "1", "1"),
        (*START, "5 EUR", "2", "1"),
        (*START, "€5", "1", "2"),
        (*START, "5 USD", "1", "2"),
    ]
    mapping = Mapping(fields, group_by="order")
    prepared = check((*HEADER, "price", "quantity", "order"), *rows, mapping=mapping)
    assert money(prepared) == [(15, "EUR")]
    assert prepared.totals.rejects_by_rule == {"currency.disagrees": 2}
    # Of the currencies that a sign can mean, those stay that the other prices of the order can mean as well.
    shared = [
        (*START, price, "1", order)
        for order, prices in enumerate(("A$5 $5", "$5 US$5", "€5 $5"))
        for price in prices.split()
    ]
    prepared = check((*HEADER, "price", "quantity", "order"), *shared, mapping=mapping, currency="CAD")
    assert money(prepared) == [(10, "AUD"), (10, "USD")]
    assert prepared.totals.rejects_by_rule == {"currency.disagrees": 2}


def test_a_price_that_can_be_read_in_two_ways_refuses_its_order(check: Check) -> None:
    header = (*HEADER, "price", "quantity", "value")
    prepared = check(header, (*START, "1.250", "1", "5"))
    assert prepared.totals.rejects_by_rule == {"price.ambiguous": 1}
    assert money(check(header, (*START, "1.250", "1", "5"), currency="JPY")) == [(5, "JPY")]
    assert money(check(header, (*START, "₫250.000", "1", "5"))) == [(5, "VND")]
    prepared = check((*HEADER, "price", "quantity", "currency"), (*START, "1.250", "2", "jpy"))
    assert money(prepared) == [(2500, "JPY")], reasons(prepared)
    assert money(check(header, (*START, "1.250", "1.000", "5"), number_style=NumberStyle.POINT)) == [(5, "USD")]


def test_one_price_is_enough_to_name_the_currency_of_an_order(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in (*HEADER, "price", "content_id")}
    prepared = check(
        (*HEADER, "price", "content_id", "order"),
        (*START, "5", "A", "1"),
        (*START, "", "B", "1"),
        mapping=Mapping(fields, group_by="order"),
    )
    assert money(prepared) == [(None, "USD")]


def test_a_price_without_a_quantity_counts_once(check: Check) -> None:
    rows = [(*START, "5", ""), (*START, "5", "2"), (*START, "", "2"), (*START, "0.01", "999999999")]
    sent = [(5, "USD"), (10, "USD"), (None, None), (9999999.99, "USD")]
    assert money(check((*HEADER, "price", "quantity"), *rows)) == sent


def test_one_item_with_a_price_gives_its_order_a_currency(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in (*HEADER, "content_id", "price")}
    prepared = check(
        (*HEADER, "order", "content_id", "price"),
        (*START, "1", "A", "5"),
        ("", "", "", "1", "B", ""),
        ("Purchase", "2026-11-20", "c@d.ef", "2", "C", ""),
        mapping=Mapping(fields, group_by="order"),
    )
    assert money(prepared) == [(None, "USD"), (None, None)]


def test_an_exponent_is_read_in_a_number_and_not_in_a_text(tmp_path: Path) -> None:
    file = tmp_path / "orders.jsonl"
    totals = [1e3, "1e3", 1e-5, "12,5", 12.5]
    file.write_text("".join(json.dumps({"total": total, "mail": "a@b.cd"}) + "\n" for total in totals))
    fields = {
        "event": FieldSource(value="Purchase"),
        "timestamp": FieldSource(value="2026-11-20"),
        "email": FieldSource(columns=("mail",)),
        "value": FieldSource(columns=("total",)),
    }
    comma = Destination("d", "D", event_set_id="1" * 19, currency="EUR", number_style=NumberStyle.COMMA)
    with open_table(str(file), scratch=tmp_path) as table, prepare(table, Mapping(fields), comma, now=NOW) as prepared:
        assert [problem.row for problem in prepared.problems("value.unreadable")] == [2]
        assert money(prepared) == [(1000, "EUR"), (0.00001, "EUR"), (12.5, "EUR"), (12.5, "EUR")]
