"""A preview shows every step of a row; under `restrict_pii` it shows hashes and masks everything personal."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.prepare.conftest import Check
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.explain.preview import Preview
from tiktok_tui.prepare.prepare import prepare

HEADER = ("event", "timestamp", "email")

WEB = Destination(
    "web", "Web", event_source=EventSource.WEB, event_set_id="C4WEB", fixed_event="Lead", phone_country="US"
)

ROW = {
    "time": str(int(time.time()) - 60),
    "email": "jane.planted@example.org",
    "phone": "+12065550100",
    "external_id": "planted-customer",
    "ip": "8.8.4.4",
    "agent": "Planted/5.0",
    "cookie_id": "planted-cookie",
    "tiktok_click_id": "E.C.P.planted",
    "page_url": "https://shop.example/planted?name=planted",
    "referrer_url": "https://shop.example/planted-before",
    "description": "for jane.planted@example.org, ask +1 206 555 0100",
    "search_string": "red shoes",
}

PLANTED = ("planted", "2065550100", "206 555", "8.8.4.4")

MAPPING = Mapping(fields={("timestamp" if name == "time" else name): FieldSource(columns=(name,)) for name in ROW})


def previewed(folder: Path, destination: Destination) -> Preview:
    orders = folder / "orders.jsonl"
    orders.write_text(json.dumps(ROW) + "\n")
    now = datetime.now(UTC)
    with open_table(str(orders), scratch=folder) as table, prepare(table, MAPPING, destination, now=now) as prepared:
        preview = prepared.preview(1)
        assert preview is not None
        return preview


def visible(preview: Preview) -> str:
    assert preview.body is not None
    steps = [text for field in preview.fields for text in (*field.raw, field.cleaned, field.sent)]
    return "\n".join([*steps, preview.body.decode()])


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


@pytest.mark.parametrize(("source", "of_it_alone"), [(EventSource.OFFLINE, ()), (EventSource.WEB, ("page_url",))])
def test_what_could_have_been_filled_is_shown_as_well(
    check: Check, source: EventSource, of_it_alone: tuple[str, ...]
) -> None:
    preview = check(HEADER, ("Lead", "2026-11-20", "a@b.cd"), event_source=source).preview(2)
    assert preview is not None
    assert {field.field for field in preview.fields} == {
        *HEADER, "event_id", "event_set_id", "value", "currency", *of_it_alone
    }  # fmt: skip


def test_the_preview_of_every_row_holds_the_event_that_is_sent(check: Check) -> None:
    rows = [("Lead", "2026-11-20", f"a{number % 3}@b.cd", "", "0711 2842222", "DE") for number in range(6)]
    fields = {name: FieldSource(columns=(name,)) for name in (*HEADER, "order_id", "phone")}
    prepared = check((*HEADER, "order_id", "phone", "land"), *rows, mapping=Mapping(fields, phone_country="land"))
    for chunk in prepared.events():
        for event in chunk:
            preview = prepared.preview(event.row)
            assert preview is not None
            assert preview.body == event.body


def test_a_restricted_preview_names_nobody(tmp_path: Path) -> None:
    open_preview = previewed(tmp_path, WEB)
    assert all(value in visible(open_preview) for value in PLANTED[:2])
    restricted = previewed(tmp_path, replace(WEB, restrict_pii=True))
    assert [value for value in PLANTED if value in visible(restricted).lower()] == []


def test_hashes_and_everything_else_stay_as_they_are_sent(tmp_path: Path) -> None:
    plain, restricted = (
        json.loads(previewed(tmp_path, replace(WEB, restrict_pii=restrict)).body or b"") for restrict in (False, True)
    )
    for key in ("email", "phone", "external_id"):
        assert restricted["user"][key] == plain["user"][key]
    for key in ("ip", "user_agent", "ttp", "ttclid"):
        assert restricted["user"][key] == "•••"
    assert restricted["page"] == {"url": "•••", "referrer": "•••"}
    assert restricted["properties"] == {"search_string": "red shoes", "description": "•••"}
    assert {key: restricted[key] for key in ("event", "event_time", "event_id")} == {
        key: plain[key] for key in ("event", "event_time", "event_id")
    }


def test_several_identifiers_are_shown_with_a_comma_between_them(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in HEADER}
    fields["email"] = FieldSource(columns=("email", "other"))
    prepared = check((*HEADER, "other"), ("Lead", "2026-11-20", "a@b.cd", "C@d.ef"), mapping=Mapping(fields))
    preview = prepared.preview(2)
    assert preview is not None
    assert [field.cleaned for field in preview.fields if field.field == "email"] == ["a@b.cd, c@d.ef"]


def test_the_phones_of_rows_that_are_left_out_are_read_as_well(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in (*HEADER, "phone")}
    prepared = check(
        (*HEADER, "phone", "land", "status"),
        ("Lead", "2026-11-20", "c@d.ef", "030 901820", "DE", "paid"),
        ("Lead", "2026-11-20", "a@b.cd", "213-373-4253 ext. 5", "US", "refunded"),
        ("Lead", "2026-11-20", "c@d.ef", "030 901820", "IT", "refunded"),
        ("Lead", "2026-11-20", "c@d.ef", "", "US", "paid"),
        mapping=Mapping(fields, phone_country="land", only={"status": ("paid",)}),
    )
    previews = [preview for row in (2, 3, 4) if (preview := prepared.preview(row)) is not None]
    phones = [field.cleaned for preview in previews for field in preview.fields if field.field == "phone"]
    assert phones == ["+4930901820", "+12133734253", "+39030901820"]
    assert [(preview.left_out, preview.body is None) for preview in previews] == [(False, False), *[(True, True)] * 2]
