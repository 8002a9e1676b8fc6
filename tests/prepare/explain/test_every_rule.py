"""Rows that break each rule, explained and previewed, and the file of rejects: compared whole with what people read."""

from __future__ import annotations

import io

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.prepare.conftest import Check
from tests.support.nasty import EMPTY_HASH
from tiktok_tui.events.destination import EventSource
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.explain.rejects_csv import write_rejects
from tiktok_tui.prepare.prepared import Prepared

GOOD = {
    "kind": "Purchase", "day": "2026-11-20", "clock": "10:01", "zone": "UTC", "mail": "a@b.cd", "mail 2": "",
    "phone": "", "country": "", "customer": "", "total": "12", "currency": "USD", "order": "o-1", "id": "",
    "sku": "S1", "price": "12", "qty": "1", "type": "", "channel": "", "set": "7654321098765432109", "note": "",
    "page": "https://shop.example/thanks", "from": "", "ip": "", "agent": "", "click": "", "locale": "", "shop": "1",
}  # fmt: skip
CHANGES = [
    {}, {"kind": ""}, {"kind": "purchase"}, {"kind": "Buy"}, {"kind": "Sale!"}, {"kind": "sale"},
    {"id": "1.2E+18"}, {"id": "e-1"}, {"id": "e-1"}, {"id": "x" * 37}, {"day": ""}, {"day": "soon"},
    {"day": "10/11/2026"}, {"day": "2026-10-20"}, {"day": "2026-11-22", "clock": "00:10:01"}, {"zone": "Mars"},
    {"mail": ""}, {"mail": "bob"}, {"mail": "bob", "mail 2": "c@d.ef"}, {"mail": "a" * 32}, {"mail": "A" * 64},
    {"mail": "<a@b.cd>"}, {"phone": "12"}, {"phone": "12", "mail": ""}, {"phone": "020 7946 0958"},
    {"phone": "(213) 373-4253"},
    {"phone": "020 7946 0958", "country": "UK"}, {"phone": "+12133734253", "country": "Mars"},
    {"phone": EMPTY_HASH}, {"phone": "A" * 64}, {"customer": "1.2E+18"}, {"customer": "a" * 40},
    {"customer": "A" * 64}, {"total": "abc"}, {"total": "-5"}, {"total": ""}, {"total": "1.250"},
    {"total": "$5", "currency": ""}, {"total": "kr 5", "currency": ""}, {"total": "€5"}, {"currency": "XXX"},
    {"currency": ""}, {"currency": "", "total": "", "price": "5"}, {"price": "x"}, {"price": "-1"},
    {"price": "1.250"}, {"qty": "x"}, {"qty": "-1"}, {"type": "thing"}, {"channel": "shop"}, {"set": "1.2E+18"},
    {"set": "12"}, {"order": "1.2E+18"}, {"shop": "1.2E+18"}, {"sku": "1.2E+18"}, {"page": ""}, {"page": "x"},
    {"from": "x"}, {"ip": "10.0.0.1"}, {"ip": "x"}, {"ip": "8.8.8.8", "agent": "Mozilla/5.0 (X11)"},
    {"click": "https://x.yz/"}, {"click": "https://x.yz/?ttclid=E.C.P.1"}, {"locale": "english"}, {"locale": "en_US"},
    {"note": "ask joe@b.cd, +12133734253"}, {"note": "a\tb" + "c" * 40}, {"note": "=1+1"},
]  # fmt: skip


def column(*names: str, **more: str) -> FieldSource:
    return FieldSource(columns=names, **more)  # type: ignore[arg-type]  # any further part of a source


FIELDS = {
    "event": FieldSource(columns=("kind",), values={"sale": "Purchase"}),
    "timestamp": column("day", "clock", zone="zone"),
    "email": column("mail", "mail 2"),
    "phone": column("phone"),
    "external_id": column("customer"),
    "value": column("total"),
    "currency": column("currency"),
    "order_id": column("order"),
    "event_id": column("id"),
    "content_id": column("sku"),
    "price": column("price"),
    "quantity": column("qty"),
    "content_type": column("type"),
    "event_channel": column("channel"),
    "event_set_id": column("set"),
    "description": column("note"),
    "shop_id": column("shop"),
    "page_url": column("page"),
    "referrer_url": column("from"),
    "ip": column("ip"),
    "agent": column("agent"),
    "tiktok_click_id": column("click"),
    "locale": column("locale"),
}
OFFLINE = {"currency": "", "phone_country": "", "event_set_id": "", "send_event_channel": True}
WEB = {"event_source": EventSource.WEB, "phone_country": "us", "limited_data_use": True, "fixed_event": "Lead"}
CASES = {
    "offline": (Mapping(FIELDS, phone_country="country"), OFFLINE),
    "orders whose value is worked out": (
        Mapping({name: source for name, source in FIELDS.items() if name != "value"}, group_by="order"),
        OFFLINE,
    ),
    "web": (Mapping(FIELDS, phone_country="country"), WEB),
    "web, restricted": (Mapping(FIELDS), {**WEB, "restrict_pii": True}),
}


@pytest.mark.parametrize("case", CASES)
def test_what_people_read_of_each_row(check: Check, case: str, snapshot: SnapshotAssertion) -> None:
    mapping, settings = CASES[case]
    changes = CHANGES[-12:] if "restricted" in case else CHANGES
    rows = [
        {**GOOD, "order": f"o-{place // 2 if mapping.group_by else place}", **change}
        for place, change in enumerate(changes)
    ]
    prepared = check(tuple(GOOD), *(tuple(row.values()) for row in rows), mapping=mapping, **settings)
    said = _of_the_file(prepared)
    for row, change in enumerate(changes, 2):
        said += _of_a_row(prepared, row, {*change, "kind"} if row == 2 else set(change))
    assert "\n".join(said) == snapshot


def _of_the_file(prepared: Prepared) -> list[str]:
    """The counts, the problems, the events and the file of rejects."""
    totals = prepared.totals
    said = [
        f"{totals.rows} rows, {totals.rejected} rejected, {totals.warned} warned, {totals.events} events, "
        f"{totals.sendable} sendable, {totals.with_email} {totals.with_phone} {totals.with_both} "
        f"{totals.with_web_keys}, newest {totals.newest}, first {prepared.first_sent}",
        *map(str, prepared.shares()),
    ]
    for problem in prepared.problems(limit=1000):
        where = f"{problem.row} {problem.column!r} {problem.field} {problem.value!r} of {problem.order!r}"
        said.append(f"{where}: {problem.severity} {problem.rule.name}: {problem.reason} {problem.remedy}")
    events = [event for chunk in prepared.events() for event in chunk]
    said += [
        f"{event.row} {event.event_set_id} {event.key.hex()} {event.marks} {event.body!r}" for event in events[::5]
    ]
    out = io.StringIO()
    assert write_rejects(out, tuple(GOOD), prepared.rejects()) == totals.rejected
    return [*said, *out.getvalue().split("\r\n")[:12]]


def _of_a_row(prepared: Prepared, row: int, changed: set[str]) -> list[str]:
    """The steps of the fields whose columns are not as in the good row, and of those that break a rule."""
    preview = prepared.preview(row)
    assert preview is not None
    rules = ", ".join(rule.name for rule in preview.rules)
    said = [f"row {preview.row} of {preview.rows}: {rules or 'good'}{'' if preview.body else ', not sent'}"]
    for field in preview.fields:
        if field.rules or changed & set(field.columns):
            broken = "".join(f" {rule.name}" for rule in field.rules)
            said.append(f"  {field.field} {field.raw} → {field.cleaned!r} → {field.sent!r}{broken}")
    return said
