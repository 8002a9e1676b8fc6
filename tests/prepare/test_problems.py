"""Problems are told with column, value, reason and remedy; a preview shows every step; masks hold where asked for."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb
import pytest

from tests.prepare.conftest import NOW, Check
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.rules import Severity
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.prepare import Prepared, prepare

HEADER = ("event", "timestamp", "email")


def told(prepared: Prepared) -> dict[tuple[int, str], tuple[str, str, str]]:
    return {
        (problem.row, problem.rule.name): (problem.column, problem.value, problem.reason)
        for problem in prepared.problems()
    }


def test_a_near_miss_names_the_right_event(check: Check) -> None:
    prepared = check(HEADER, ("purchase", "2026-11-20", "a@b.cd"), ("zzz", "2026-11-20", "a@b.cd"))
    reasons = told(prepared)
    assert reasons[2, "event.unknown"] == (
        "event",
        "purchase",
        "“purchase” is not one of TikTok's standard events. Did you mean “Purchase”?",
    )
    assert reasons[3, "event.unknown"][2] == "“zzz” is not one of TikTok's standard events."


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
    problems = told(prepared)
    assert problems[2, "email.invalid"][:2] == ("e2", "bob")
    assert problems[2, "phone.unparseable"][:2] == ("p1", "12")
    assert problems[2, "phone.unknown_country"][:2] == ("land", "Atlantis")
    assert problems[2, "timestamp.unreadable"][:2] == ("date", "2026-11-20 noon")


def test_values_are_shown_short_and_printable(check: Check) -> None:
    prepared = check(HEADER, ("a\x07b\u202e" + "x" * 90, "2026-11-20", "a@b.cd"))
    ((_, value, reason),) = told(prepared).values()
    assert value.startswith("a\ufffdb\ufffdxx")
    assert len(value) == 40
    assert value in reason


def test_restricted_values_are_masked_everywhere(check: Check) -> None:
    prepared = check(
        (*HEADER, "phone", "name"),
        ("Lead", "2026-11-20", "secret-mail", "secret-phone", "secret-name"),
        ("Lead", "never", "secret@mail.example", "+12133734253", "secret-name"),
        restrict_pii=True,
    )
    shown = [
        repr(prepared.problems()),
        repr(list(prepared.rejects())),
        repr(prepared.preview(2)),
        repr(prepared.preview(3)),
    ]
    assert "•••" in shown[0]
    for text in shown:
        assert "secret" not in text
        assert "2133734253" not in text


def test_windows_of_problems_follow_the_rows(check: Check) -> None:
    rows = [("Lead", "2026-11-20", "bob" if number % 2 else "a@b.cd") for number in range(20)]
    rows[4] = ("sale", "never", "bob")
    prepared = check(HEADER, *rows)
    faulty = [number + 2 for number, row in enumerate(rows) if row[2] == "bob"]
    assert {p.row for p in prepared.problems()} == set(faulty)
    assert prepared.problems() == prepared.problems(severity=Severity.REJECT)
    assert [p.row for p in prepared.problems("email.invalid")] == sorted(faulty)
    assert prepared.problems(severity=Severity.WARNING) == []
    assert [p.row for p in prepared.problems("email.invalid", offset=2, limit=3)] == sorted(faulty)[2:5]
    assert [p.row for p in prepared.problems("timestamp.unreadable")] == [6]
    with pytest.raises(ValueError, match=r"nothing\.here"):
        prepared.problems("nothing.here")


def test_a_preview_shows_each_step_of_each_field(check: Check) -> None:
    mapping = Mapping(
        {
            "event": FieldSource(columns=("kind",), values={"sale": "Purchase"}),
            "timestamp": FieldSource(columns=("when",)),
            "email": FieldSource(columns=("mail",)),
            "value": FieldSource(columns=("total",)),
            "price": FieldSource(columns=("price",)),
            "shop_id": FieldSource(value="12"),
        },
        group_by="order",
    )
    prepared = check(
        ("order", "kind", "when", "mail", "total", "price"),
        ("1", "sale", "2026-11-20 10:00", " A@b.cd ", "$1,234.50", "5"),
        ("1", "", "", "", "", "7"),
        ("2", "sale", "2026-11-20 10:00", "bob", "x", ""),
        mapping=mapping,
        time_zone="America/New_York",
    )
    preview = prepared.preview(3)
    assert preview is not None
    steps = {field.field: (field.columns, field.raw, field.cleaned, field.sent) for field in preview.fields}
    digest = hashlib.sha256(b"a@b.cd").hexdigest()
    assert preview.rows == (2, 3)
    assert steps["event"] == (("kind",), ("",), "Purchase", "Purchase")
    assert steps["timestamp"][2:] == ("2026-11-20 15:00:00 UTC", "1795186800")
    assert steps["email"][2:] == ("a@b.cd", f'"{digest}"')
    assert steps["value"] == (("total",), ("",), "1234.50", "1234.50")
    assert steps["price"] == (("price",), ("7",), "7", "7")
    assert steps["shop_id"] == ((), ("12",), "12", "12")
    assert preview.body is not None
    ((event,), *_) = prepared.events()
    assert preview.body == event.body
    refused = prepared.preview(4)
    assert refused is not None
    assert refused.body is None
    assert {rule.name for rule in refused.rules} == {"email.invalid", "value.unreadable"}
    rules = {field.field: [rule.name for rule in field.rules] for field in refused.fields}
    assert rules["value"] == ["value.unreadable"]
    assert prepared.preview(99) is None


def test_the_preview_of_every_row_holds_the_event_that_is_sent(check: Check) -> None:
    rows = [("Lead", "2026-11-20", f"a{number % 3}@b.cd", "", "0711 2842222", "DE") for number in range(6)]
    fields = {name: FieldSource(columns=(name,)) for name in (*HEADER, "order_id", "phone")}
    prepared = check((*HEADER, "order_id", "phone", "land"), *rows, mapping=Mapping(fields, phone_country="land"))
    for chunk in prepared.events():
        for event in chunk:
            preview = prepared.preview(event.row)
            assert preview is not None
            assert preview.body == event.body


def test_lists_of_items_are_told_of_as_their_column(tmp_path: Path) -> None:
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
            assert told(broken)[event.row, "contents.unreadable"][0] == "mail"


def test_the_query_can_be_read(check: Check) -> None:
    sql = check(HEADER, ("Lead", "2026-11-20", "a@b.cd")).sql()
    assert sql.startswith("SELECT")
    assert "email_clean(" in sql
