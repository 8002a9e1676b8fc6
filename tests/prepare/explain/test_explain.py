"""Problems name column, value, reason and remedy."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from tests.prepare.conftest import NOW, Check
from tiktok_tui.events.destination import Destination
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.prepare import Prepared, prepare

HEADER = ("event", "timestamp", "email")


def report(prepared: Prepared) -> dict[tuple[int, str], tuple[str, str, str]]:
    return {
        (problem.row, problem.rule.name): (problem.column, problem.value, problem.reason)
        for problem in prepared.problems()
    }


def test_a_near_miss_names_the_right_event(check: Check) -> None:
    prepared = check(HEADER, ("purchase", "2026-11-20", "a@b.cd"), ("zzz", "2026-11-20", "a@b.cd"))
    assert {problem.order for problem in prepared.problems()} == {""}
    reasons = report(prepared)
    assert reasons[2, "event.unknown"] == (
        "event",
        "purchase",
        "“purchase” is not one of TikTok's standard events. Did you mean “Purchase”?",
    )
    assert reasons[3, "event.unknown"][2] == "“zzz” is not one of TikTok's standard events."
    fixed = report(check(HEADER[1:], ("2026-11-20", "a@b.cd"), fixed_event="Purchse"))
    assert fixed[2, "event.unknown"] == (
        "",
        "Purchse",
        "“Purchse” is not one of TikTok's standard events. Did you mean “Purchase”?",
    )


def test_a_name_is_proposed_for_what_a_cell_is_mapped_to(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in HEADER}
    fields["event"] = FieldSource(columns=("event",), values={"bought": "Purchse", "lead": "Zzz"})
    rows = (("bought", "2026-11-20", "a@b.cd"), ("lead", "2026-11-20", "a@b.cd"))
    reasons = report(check(HEADER, *rows, mapping=Mapping(fields)))
    assert reasons[2, "event.unknown"][2].endswith("Did you mean “Purchase”?")
    assert not reasons[3, "event.unknown"][2].endswith("?")


def test_the_column_at_fault_is_named_among_several(check: Check) -> None:
    mapping = Mapping(
        {
            "event": FieldSource(value="Lead"),
            "timestamp": FieldSource(columns=("date", "time")),
            "email": FieldSource(columns=("e1", "e2")),
            "phone": FieldSource(columns=("p1", "p2")),
        },
        phone_country="land",
    )
    prepared = check(
        ("date", "time", "e1", "e2", "p1", "p2", "land"),
        ("2026-11-20", "noon", "a@b.cd", "bob", "12", "+12133734253", "Atlantis"),
        mapping=mapping,
    )
    problems = report(prepared)
    assert problems[2, "email.invalid"][:2] == ("e2", "bob")
    assert problems[2, "phone.unparseable"][:2] == ("p1", "12")
    assert problems[2, "phone.unknown_country"][:2] == ("land", "Atlantis")
    assert problems[2, "timestamp.unreadable"][:2] == ("date", "2026-11-20 noon")


def test_a_country_that_is_not_known_is_shown_where_phones_are_not(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in (*HEADER, "phone")}
    row = ("Lead", "2026-11-20", "a@b.cd", "12", "Atlantis")
    prepared = check((*HEADER, "phone", "land"), row, mapping=Mapping(fields, phone_country="land"), restrict_pii=True)
    assert {problem.column: problem.value for problem in prepared.problems()} == {"phone": "•••", "land": "Atlantis"}


def test_values_are_shown_short_and_printable(check: Check) -> None:
    prepared = check(HEADER, ("a\x07b\u202e" + "x" * 90, "2026-11-20", "a@b.cd"))
    ((_, value, reason),) = report(prepared).values()
    assert value.startswith("a\ufffdb\ufffdxx")
    assert len(value) == 40
    assert value in reason


def test_lists_of_items_are_reported_as_their_column(tmp_path: Path) -> None:
    file = tmp_path / "orders.parquet"
    with duckdb.connect() as database:
        database.execute(
            "COPY (SELECT 'a@b.cd' AS mail, [{'sku': 'A', 'unit': 1.5, 'n': 2}, {'sku': NULL, 'unit': 3, 'n': 1}] "
            f"AS items) TO '{file}' (FORMAT parquet)"
        )
    fields = {
        "event": FieldSource(value="Purchase"),
        "timestamp": FieldSource(value="2026-11-20"),
        "email": FieldSource(columns=("mail",)),
        "contents": FieldSource(columns=("items",), fields={"content_id": "sku", "price": "unit", "quantity": "n"}),
    }
    destination = Destination("d", "D", event_set_id="1", currency="USD")
    with (
        open_table(str(file), scratch=tmp_path) as table,
        prepare(table, Mapping(fields), destination, now=NOW) as prepared,
    ):
        ((event,),) = prepared.events()
        properties = json.loads(event.body)["properties"]
        assert properties["value"] == 6
        assert properties["contents"] == [
            {"content_id": "A", "price": 1.5, "quantity": 2},
            {"price": 3, "quantity": 1},
        ]
        fields["contents"] = FieldSource(columns=("mail",))
        with prepare(table, Mapping(fields), destination, now=NOW) as broken:
            assert report(broken)[event.row, "contents.unreadable"][0] == "mail"


def test_a_problem_of_a_group_shows_the_cell_of_the_event_and_one_of_an_item_its_own(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in (*HEADER, "price")}
    prepared = check(
        (*HEADER, "price", "order"),
        ("Lead", "2026-11-20", "bob", "5", "1"),
        ("", "", "ann@x.yz", "five", "1"),
        mapping=Mapping(fields, group_by="order"),
    )
    problems = {place: (column, value) for place, (column, value, _) in report(prepared).items()}
    assert problems == {
        (2, "email.invalid"): ("email", "bob"),
        (2, "group.item_rejected"): ("", ""),
        (3, "email.invalid"): ("email", "bob"),
        (3, "price.unreadable"): ("price", "five"),
    }


def test_a_header_that_names_another_currency_is_said_to(check: Check) -> None:
    header = ("event", "timestamp", "email", "Total EUR", "ccy")
    fields = {name: FieldSource(columns=(name,)) for name in HEADER}
    fields |= {"value": FieldSource(columns=("Total EUR",)), "currency": FieldSource(columns=("ccy",))}
    prepared = check(header, ("Lead", "2026-11-20", "a@b.cd", "5", "USD"), mapping=Mapping(fields))
    ((place, (column, value, reason)),) = report(prepared).items()
    assert place == (2, "currency.disagrees")
    assert (column, value) == ("ccy", "USD")
    assert reason.endswith(" The header “Total EUR” names EUR.")


def test_items_of_a_list_in_a_group_are_every_row_s_problem(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in (*HEADER, "contents")}
    prepared = check(
        (*HEADER, "contents", "order"),
        ("Lead", "2026-11-20", "a@b.cd", '[{"price": "free"}]', "1"),
        ("", "", "", "", "1"),
        mapping=Mapping(fields, group_by="order"),
    )
    assert set(report(prepared)) == {(2, "price.unreadable"), (3, "price.unreadable")}


def test_what_is_wrong_with_an_item_of_a_list_is_said_of_its_column(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in HEADER} | {"contents": FieldSource(columns=("items",))}
    items = ('{"price": "free"}', '{"quantity": "few"}', '{"content_id": "1.2E+18"}')
    prepared = check(
        (*HEADER, "items"), *(("Lead", "2026-11-20", "a@b.cd", f"[{item}]") for item in items), mapping=Mapping(fields)
    )
    assert {problem.rule.name: problem.column for problem in prepared.problems()} == dict.fromkeys(
        ("price.unreadable", "quantity.unreadable", "content_id.mangled"), "items"
    )


def test_a_constant_that_is_wrong_is_shown_without_a_column(check: Check) -> None:
    constants = {"event": "Purchse", "timestamp": "never", "phone": "12", "value": "few", "content_type": "thing"}
    fields = {field: FieldSource(value=value) for field, value in constants.items()}
    prepared = check(HEADER, ("", "", "a@b.cd"), mapping=Mapping({"email": FieldSource(columns=("email",))} | fields))
    shown = {problem.field: (problem.column, problem.value) for problem in prepared.problems()}
    assert shown == {field: ("", value) for field, value in constants.items()}


def test_a_problem_names_the_order_of_its_event(check: Check) -> None:
    prepared = check((*HEADER, "order_id"), ("Lead", "never", "a@b.cd", "O-7"))
    assert [problem.order for problem in prepared.problems()] == ["O-7"]
