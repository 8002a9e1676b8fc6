"""Addresses, numbers and IDs: marks come off and are reported; what is no number leaves the others standing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.prepare.conftest import NOW, Check
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.prepare.query import spans

HEADER = ("event", "timestamp", "email", "phone")
START = ("Lead", "2026-11-20")


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_marks_around_an_address_come_off_and_are_reported(check: Check) -> None:
    cells = [
        "'jane@x.com",
        "'jane@x.com'",
        "jane@x.com/",
        "“jane@x.com”",
        "Jane <jane@x.com>",
        "mailto:JANE@x.com",
        "jane@x.com;",
        "jane@x.com; ann@x.com",
        "Jane <jane@x.com>, Ann <ann@x.com>",
        "jane@x.com / ann@x.com|joe@x.com",
    ]
    prepared = check(HEADER, *((*START, cell, "") for cell in cells))
    users = [json.loads(event.body)["user"] for chunk in prepared.events() for event in chunk]
    assert dict(zip(cells, users, strict=True)) == {cell: {"email": sha256("jane@x.com")} for cell in cells}
    assert prepared.totals.rules == {"email.marks": len(cells)}
    assert [(problem.column, problem.value) for problem in prepared.problems()] == [("email", cell) for cell in cells]


def test_a_domain_is_letters_digits_hyphens_and_dots(check: Check) -> None:
    cells = [
        "jane@x_y.com",
        "jane; ann@x.com",
        "jane@x.com@y.com",
        "jane@x.com/de",
        "jane@-x.com",
        "jane@x",
        "<jane@x.com",
    ]
    prepared = check(HEADER, *((*START, cell, "") for cell in cells))
    refused = [(problem.rule.name, problem.value) for problem in prepared.problems()]
    assert refused == [("email.invalid", cell) for cell in cells]
    assert prepared.totals.rejects_by_rule == {"email.invalid": len(cells)}


def test_a_number_without_its_area_code_is_none_and_rejects_only_alone(check: Check) -> None:
    prepared = check(HEADER, (*START, "a@b.co", "555-0123"), (*START, "", "555-0123"), (*START, "", "202-555-0126"))
    users = [json.loads(event.body)["user"] for chunk in prepared.events() for event in chunk]
    assert users == [{"email": sha256("a@b.co")}, {"phone": sha256("+12025550126")}]
    assert prepared.totals.warnings_by_rule == {"phone.unparseable": 1}
    assert prepared.totals.rejects_by_rule == {"phone.unparseable": 1}


def test_a_country_code_without_its_plus_is_read_as_one(check: Check) -> None:
    rows = [(*START, "", phone) for phone in ("4915123456789", "0151 23456789", "+49 151 23456789", "15123456789")]
    prepared = check(HEADER, *rows, phone_country="DE")
    users = [json.loads(event.body)["user"] for chunk in prepared.events() for event in chunk]
    assert users == [{"phone": sha256("+4915123456789")}] * 4


def test_several_columns_give_several_external_ids(check: Check) -> None:
    fields = {
        "event": FieldSource(value="Lead"),
        "timestamp": FieldSource(value="2026-11-20"),
        "external_id": FieldSource(columns=("customer", "member")),
        "page_url": FieldSource(value="https://x.yz/"),
    }
    rows = [("c1", "m1"), ("c1", "c1"), ("", "m1"), ("c1", "1.23E+18")]
    prepared = check(("customer", "member"), *rows, mapping=Mapping(fields), event_source=EventSource.WEB)
    ids = [json.loads(event.body)["user"]["external_id"] for chunk in prepared.events() for event in chunk]
    assert ids == [[sha256("c1"), sha256("m1")], sha256("c1"), sha256("m1"), sha256("c1")]
    assert prepared.totals.warnings_by_rule == {"external_id.mangled": 1}
    (problem,) = prepared.problems()
    assert (problem.column, problem.value) == ("member", "1.23E+18")


def test_each_text_of_a_list_is_read_as_a_cell_is(tmp_path: Path) -> None:
    file = tmp_path / "people.jsonl"
    file.write_text(json.dumps({
        "mail": [" A@b.cd ", "<c@d.ef>", "n/a", None, "bob"],
        "phone": ["'(213) 373-4253", "+1 206 555 0100", "", "12"],
        "id": ["'1001", " c-2 ", "1.2E+18", "n/a", "#N/A"],
    }))  # fmt: skip
    fields = {
        "event": FieldSource(value="Lead"),
        "timestamp": FieldSource(value="2026-11-20"),
        "email": FieldSource(columns=("mail",)),
        "phone": FieldSource(columns=("phone",)),
        "external_id": FieldSource(columns=("id",)),
        "page_url": FieldSource(value="https://x.yz/"),
    }
    web = Destination("web", "Web", event_source=EventSource.WEB, event_set_id="C4WEB", phone_country="US")
    with (
        open_table(str(file), scratch=tmp_path) as table,
        prepare(table, Mapping(fields), web, now=NOW) as prepared,
    ):
        ((event,),) = prepared.events()
        rules = {*prepared.totals.warnings_by_rule}
    assert json.loads(event.body)["user"] == {
        "email": [sha256("a@b.cd"), sha256("c@d.ef")],
        "phone": [sha256("+12133734253"), sha256("+12065550100")],
        "external_id": [sha256("1001"), sha256("c-2")],
    }
    assert rules == {"email.invalid", "email.marks", "phone.unparseable", "external_id.mangled"}


def test_an_address_beside_its_own_hash_is_one_and_a_constant_is_read_as_a_cell_is(check: Check) -> None:
    fields = {
        "event": FieldSource(value="Lead"),
        "timestamp": FieldSource(value="2026-11-20"),
        "email": FieldSource(columns=("plain", "hashed")),
        "phone": FieldSource(value="(213) 373-4253"),
    }
    row = ("a@b.co", sha256("a@b.co"))
    ((event,),) = check(("plain", "hashed"), row, mapping=Mapping(fields)).events()
    assert json.loads(event.body)["user"] == {"email": sha256("a@b.co"), "phone": sha256("+12133734253")}


@pytest.mark.parametrize("span", [1, 250_000])
def test_one_text_is_another_number_in_another_country(
    check: Check, monkeypatch: pytest.MonkeyPatch, span: int
) -> None:
    monkeypatch.setattr(spans, "SPAN", span)
    fields = {
        "event": FieldSource(value="Lead"),
        "timestamp": FieldSource(value="2026-11-20"),
        "phone": FieldSource(columns=("phone",)),
    }
    rows = [("020 7946 0958 x1", "UK"), ("020 7946 0958 x1", "Italy"), ("06 12345678", "Italy")]  # two spans of one
    prepared = check(("phone", "land"), *rows, mapping=Mapping(fields, phone_country="land"))
    phones = [json.loads(event.body)["user"]["phone"] for chunk in prepared.events() for event in chunk]
    assert phones == [sha256("+442079460958"), sha256("+3902079460958"), sha256("+390612345678")]


def test_a_hash_in_capitals_is_good_and_reported(check: Check) -> None:
    hashes = {"email": sha256("a@b.co"), "phone": sha256("+12025550126"), "external_id": sha256("c-1")}
    row = (*START, *map(str.upper, hashes.values()), "https://x.yz/")
    prepared = check((*HEADER, "external_id", "page_url"), row, event_source=EventSource.WEB)
    ((event,),) = prepared.events()
    assert json.loads(event.body)["user"] == hashes
    assert prepared.totals.rules == {f"{field}.hash_case": 1 for field in hashes}


def test_an_unknown_country_matters_to_a_number_and_not_to_its_hash(check: Check) -> None:
    fields = {
        "event": FieldSource(value="Lead"),
        "timestamp": FieldSource(value="2026-11-20"),
        "phone": FieldSource(columns=("phone",)),
    }
    rows = [(sha256("+12025550126"), "Atlantis"), ("202-555-0126", "Atlantis"), ("202-555-0126", "US")]
    prepared = check(("phone", "land"), *rows, mapping=Mapping(fields, phone_country="land"))
    assert [(problem.row, problem.rule.name) for problem in prepared.problems()] == [(3, "phone.unknown_country")]
