"""What goes out: the JSON to the byte, the IDs, the keys and the totals."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.prepare.conftest import NOW, Check
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.table import Cancelled
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.prepare.prepared import Prepared
from tiktok_tui.prepare.query import spans

SET = "7654321098765432109"
HEADER = ("event", "timestamp", "email")


def sent(prepared: Prepared) -> list[Event]:
    return [event for chunk in prepared.events() for event in chunk]


def bodies(prepared: Prepared) -> list[dict[str, Any]]:
    return [json.loads(event.body) for event in sent(prepared)]


def test_an_event_is_these_bytes(check: Check) -> None:
    prepared = check(
        (*HEADER, "phone", "order_id", "value", "content_id", "price", "quantity", "description"),
        ("Purchase", "2026-11-20T10:00:00Z", " ALICE_abc@gmail.com ", "(+1)2133734253", "7", "$1,234.50", "A", "3",
         "2.0", 'a "b"\n'),
    )  # fmt: skip
    (event,) = sent(prepared)
    identity = hashlib.sha256(f"{SET}\x1fPurchase\x1f1795168800\x1forder\x1f7".encode()).hexdigest()[:32]
    assert event.body.decode() == (
        '{"event":"Purchase","event_time":1795168800,"event_id":"' + identity + '","user":{'
        '"email":"848a771458438fc2ec420560d769fb9b9b86851ee338ec56517baabd79d3bb4f",'
        '"phone":"9f7ec22d72092cd3c0b58726ed9c2d91b92e51a3f29837508fb2948bb22dd2fd"},"properties":{'
        '"contents":[{"content_id":"A","price":3,"quantity":2}],"value":1234.50,"currency":"USD","order_id":"7",'
        '"description":"a \\"b\\""}}'
    )
    assert (event.row, event.event_set_id) == (2, SET)
    assert event.key == hashlib.sha256(f"{SET}\x1fPurchase\x1f{identity}".encode()).digest()[:16]


def test_a_web_event_has_its_page_and_browser(check: Check) -> None:
    header = ("event", "timestamp", "external_id", "page_url", "tiktok_click_id", "ip", "agent")
    row = ("my_event", "2026-11-20", "user_123", "https://x.yz/a", "https://x.yz/?ttclid=E.C", "8.8.8.8", "Mozilla")
    prepared = check(header, row, event_source=EventSource.WEB, limited_data_use=True)
    (body,) = bodies(prepared)
    assert body["user"] == {
        "external_id": "80fba0ae1c48e3978e43e4efc365e14e12ea0c830ba8ba5b9a2dafc7e3f2ab8b",
        "ttclid": "E.C",
        "ip": "8.8.8.8",
        "user_agent": "Mozilla",
    }
    assert (body["page"], body["limited_data_use"]) == ({"url": "https://x.yz/a"}, True)
    assert "properties" not in body


def test_web_only_fields_stay_out_of_offline_events(check: Check) -> None:
    prepared = check((*HEADER, "external_id", "ip", "locale"), ("Lead", "2026-11-20", "a@b.cd", "u", "10.0.0.1", "?"))
    (body,) = bodies(prepared)
    assert set(body) == {"event", "event_time", "event_id", "user"}
    assert set(body["user"]) == {"email"}
    assert prepared.totals.warned == 0


def test_made_ids_are_the_same_every_time_and_differ_where_everything_repeats(check: Check) -> None:
    rows = [("Lead", "2026-11-20", "a@b.cd"), ("Lead", "2026-11-20", "a@b.cd"), ("Lead", "2026-11-21", "a@b.cd")]
    first, again = sent(check(HEADER, *rows)), sent(check(HEADER, *rows))
    assert first == again
    ids = [json.loads(event.body)["event_id"] for event in first]
    assert len({*ids}) == len({event.key for event in first}) == 3
    assert all(len(made) == 32 and set(made) <= set("0123456789abcdef") for made in ids)
    later = sent(check(HEADER, *rows, now=NOW + timedelta(days=3)))
    assert later == first
    (alone,) = sent(check(HEADER, rows[0]))
    assert alone.body == first[0].body


def test_one_event_and_id_twice_is_a_duplicate_unless_the_first_is_refused(check: Check) -> None:
    prepared = check(
        (*HEADER, "event_id"),
        ("Lead", "2026-11-20", "a@b.cd", "1"),
        ("Lead", "2026-11-21", "c@d.ef", "1"),
        ("Search", "2026-11-21", "c@d.ef", "1"),
        ("Lead", "never", "a@b.cd", "2"),
        ("Lead", "2026-11-20", "a@b.cd", "2"),
        ("Lead", "2026-11-20", "a@b.cd", ""),
        ("Lead", "2026-11-20", "a@b.cd", ""),
    )
    assert [event.row for event in sent(prepared)] == [2, 4, 6, 7, 8]
    assert prepared.totals.rejects_by_rule == {"event_id.duplicate": 1, "timestamp.unreadable": 1}


def test_groups_are_one_event_wherever_their_rows_are(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    header = ("order", "event", "timestamp", "email", "content_id", "price", "quantity")
    fields = {name: FieldSource(columns=(name,)) for name in header[1:]}
    rows = [
        ("b", "Purchase", "2026-11-20", "", "S1", "1.10", "2"),
        ("a", "Purchase", "2026-11-20", "a@b.cd", "S2", "0.70", "1"),
        ("b", "", "", "b@b.cd", "S3", "2.20", ""),
        ("", "Purchase", "2026-11-20", "c@b.cd", "S4", "1", "1"),
        ("", "Purchase", "2026-11-20", "d@b.cd", "S5", "1", "1"),
        ("b", "", "", "", "", "", ""),
    ]
    found = []
    for span in (spans.SPAN, 2):
        monkeypatch.setattr(spans, "SPAN", span)
        prepared = check(header, *rows, mapping=Mapping(fields, group_by="order"))
        found.append(sent(prepared))
        assert [prepared.rows_of(event.row) for event in found[-1]] == [(2, 4, 7), (3,), (5,), (6,)]
        assert (prepared.totals.rows, prepared.totals.events, prepared.totals.sendable) == (6, 4, 4)
    assert found[0] == found[1]
    properties = json.loads(found[0][0].body)["properties"]
    assert properties["value"] == 4.4
    assert properties["contents"] == [
        {"content_id": "S1", "price": 1.1, "quantity": 2},
        {"content_id": "S3", "price": 2.2},
    ]


def test_groups_that_lie_together_are_cut_between_groups(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    header = ("order", "event", "timestamp", "email")
    fields = {name: FieldSource(columns=(name,)) for name in header[1:]}
    sizes = [1, 5, 2, 9, 1, 1, 7, 3]
    rows = [
        (f"o{number}", "Purchase", "2026-11-20", "a@b.cd") for number, size in enumerate(sizes) for _ in range(size)
    ]
    mapping = Mapping(fields, group_by="order")
    whole = sent(check(header, *rows, mapping=mapping))
    assert len(whole) == len(sizes)
    for span in (1, 4, 10):
        monkeypatch.setattr(spans, "SPAN", span)
        assert sent(check(header, *rows, mapping=mapping)) == whole


def test_an_item_that_cannot_be_read_rejects_its_whole_order(check: Check) -> None:
    header = ("order", "event", "timestamp", "email", "price")
    fields = {name: FieldSource(columns=(name,)) for name in header[1:]}
    prepared = check(
        header,
        ("1", "Purchase", "2026-11-20", "a@b.cd", "5"),
        ("1", "", "", "", "free"),
        ("2", "Purchase", "2026-11-20", "a@b.cd", "5"),
        mapping=Mapping(fields, group_by="order"),
    )
    told = {(problem.row, problem.rule.name) for problem in prepared.problems() if problem.severity == "reject"}
    assert told == {(2, "group.item_rejected"), (3, "price.unreadable")}
    assert [event.row for event in sent(prepared)] == [4]


def test_the_filter_leaves_rows_out_and_counts_them(check: Check) -> None:
    mapping = Mapping(
        {name: FieldSource(columns=(name,)) for name in HEADER}, only={"status": ("paid",), "cancelled": ("",)}
    )
    prepared = check(
        (*HEADER, "status", "cancelled"),
        ("Lead", "2026-11-20", "a@b.cd", " paid ", "N/A"),
        ("Lead", "2026-11-20", "a@b.cd", "paid", "yes"),
        ("Lead", "2026-11-20", "a@b.cd", "refunded", ""),
        ("Lead", "never", "a@b.cd", "paid", ""),
        mapping=mapping,
    )
    totals = prepared.totals
    assert (totals.rows, totals.left_out, totals.rejected, totals.sendable) == (4, 2, 1, 1)
    left = prepared.preview(3)
    assert left is not None
    assert left.left_out
    assert left.body is None


def test_states_that_are_left_out_are_compared_in_any_case_and_others_stay(check: Check) -> None:
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in HEADER}, leave_out={"status": ("Refunded",)})
    prepared = check(
        (*HEADER, "status"),
        ("Lead", "2026-11-20", "a@b.cd", " REFUNDED "),
        ("Lead", "2026-11-20", "a@b.cd", "refund"),
        ("Lead", "2026-11-20", "a@b.cd", ""),
        mapping=mapping,
    )
    assert (prepared.totals.left_out, prepared.totals.sendable) == (1, 2)
    left, kept = prepared.preview(2), prepared.preview(3)
    assert left is not None
    assert left.left_out
    assert kept is not None
    assert not kept.left_out


ITEM_ROWS = ("order", "state", "line", "sku", "price", "quantity", "value")


def test_an_order_is_left_out_when_all_its_rows_are_and_else_loses_those_items(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in HEADER} | {
        "content_id": FieldSource(columns=("sku",)),
        "price": FieldSource(columns=("price",)),
        "quantity": FieldSource(columns=("quantity",)),
        "currency": FieldSource(value="USD"),
    }
    prepared = check(
        (*HEADER, *ITEM_ROWS),
        ("Purchase", "2026-11-20", "a@b.cd", "1", "paid", "", "A", "2", "1", ""),
        ("Purchase", "2026-11-20", "a@b.cd", "1", "cancelled", "", "B", "5", "1", ""),
        ("Purchase", "2026-11-20", "a@b.cd", "2", "cancelled", "", "A", "2", "1", ""),
        ("Purchase", "2026-11-20", "a@b.cd", "2", "", "", "B", "5", "1", ""),
        mapping=Mapping(fields, group_by="order", leave_out={"state": ("Cancelled",)}),
    )
    assert (prepared.totals.left_out, prepared.totals.sendable) == (2, 1)
    (event,) = (json.loads(each.body) for each in sent(prepared))
    assert event["properties"]["value"] == 2
    assert [item["content_id"] for item in event["properties"]["contents"]] == ["A"]


def test_rows_that_are_no_items_give_their_order_its_values_only(check: Check) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in HEADER} | {
        "content_id": FieldSource(columns=("sku",)),
        "quantity": FieldSource(columns=("quantity",)),
        "value": FieldSource(columns=("value",)),
        "currency": FieldSource(value="USD"),
    }
    prepared = check(
        (*HEADER, *ITEM_ROWS),
        ("Purchase", "2026-11-20", "a@b.cd", "1", "", "Sale", "", "", "two", "22"),
        ("Purchase", "2026-11-20", "", "1", "", "Sale Line", "A", "", "1", "11"),
        ("Purchase", "2026-11-20", "", "1", "", "Sale Line", "B", "", "1", "11"),
        ("Purchase", "2026-11-20", "", "1", "", "", "C", "", "1", "11"),
        mapping=Mapping(fields, group_by="order", not_items={"line": ("sale", "")}),
    )
    assert (prepared.totals.left_out, prepared.totals.sendable) == (0, 1)
    (event,) = (json.loads(each.body) for each in sent(prepared))
    assert event["properties"]["value"] == 22
    assert [item["content_id"] for item in event["properties"]["contents"]] == ["A", "B"]


def test_the_first_event_that_is_sent_is_known(check: Check) -> None:
    mapping = Mapping(
        {name: FieldSource(columns=(name,)) for name in (*HEADER, "event_id")},
        group_by="order",
        only={"status": ("paid",)},
    )
    bad = [
        ("Lead", "2026-11-20", "a@b.cd", "A", "1", "refunded"),
        ("Lead", "never", "a@b.cd", "B", "2", "paid"),
        ("Lead", "2026-11-20", "a@b.cd", "C", "3", "paid"),
    ]
    prepared = check((*HEADER, "event_id", "order", "status"), *bad, ("", "", "", "", "3", "paid"), mapping=mapping)
    assert prepared.first_sent == 4
    assert check((*HEADER, "event_id", "order", "status"), *bad[:2], mapping=mapping).first_sent is None


def test_ages_shares_and_rules_are_counted(check: Check) -> None:
    prepared = check(
        ("event", "timestamp", "email", "phone"),
        ("Lead", "2026-11-21T23:00:00Z", "a@b.cd", ""),
        ("Lead", "2026-11-20T00:00:00Z", "a@b.cd", "+12133734253"),
        ("Lead", "2026-10-25T00:00:00Z", "", "+12133734253"),
        ("Lead", "2026-10-24T23:59:59Z", "bob", ""),
        ("Lead", "2026-11-22T00:10:00Z", "a@b.cd", "12"),
        ("Lead", "2026-11-22T00:10:01Z", "a@b.cd", ""),
    )
    totals = prepared.totals
    assert [day for day, count in enumerate(totals.ages) for _ in range(count)] == [0, 0, 2, 27, 28, 29]
    assert (totals.with_email, totals.with_phone, totals.with_both) == (3, 2, 1)
    assert totals.rejects_by_rule == {"timestamp.too_old": 1, "timestamp.in_future": 1, "email.invalid": 1}
    assert totals.warnings_by_rule == {"phone.unparseable": 1}
    assert totals.rules == totals.rejects_by_rule | totals.warnings_by_rule
    assert (totals.rejected, totals.warned, totals.sendable) == (2, 1, 4)


@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        ("America/New_York", "2026-11-20 10:00:00", "2026-11-20T15:00:00+00:00"),
        ("America/New_York", "2026-11-01 01:30:00", "2026-11-01T06:30:00+00:00"),  # shown twice: the later
        ("America/New_York", "2026-03-08 02:30:00", "2026-03-08T07:30:00+00:00"),  # skipped: counted on
        ("Asia/Kolkata", "2026-11-20", "2026-11-19T18:30:00+00:00"),
        ("UTC+2", "2026-11-20 02:00", "2026-11-20T00:00:00+00:00"),
        ("Europe/Berlin", "46346.5", "2026-11-20T11:00:00+00:00"),
        ("Europe/Berlin", "2026-11-20 10:00:00 +0000", "2026-11-20T10:00:00+00:00"),
        ("Europe/Berlin", "1795168800", "2026-11-20T10:00:00+00:00"),
    ],
)
def test_a_time_without_a_zone_is_the_destination_s(check: Check, zone: str, wall: str, instant: str) -> None:
    expected = datetime.fromisoformat(instant)
    prepared = check(HEADER, ("Lead", wall, "a@b.cd"), time_zone=zone, now=expected + timedelta(days=1))
    (body,) = bodies(prepared)
    assert datetime.fromtimestamp(body["event_time"], UTC) == expected


def test_a_time_may_be_made_of_several_columns(check: Check) -> None:
    mapping = Mapping(
        {
            "event": FieldSource(value="Lead"),
            "email": FieldSource(columns=("email",)),
            "timestamp": FieldSource(columns=("Date", "Time"), zone="Time Zone", format="%m/%d/%y %H:%M:%S"),
        }
    )
    row = ("a@b.cd", "11/20/26", "10:00:00", "Eastern Time (US & Canada)")
    (body,) = bodies(check(("email", "Date", "Time", "Time Zone"), row, mapping=mapping))
    assert body["event_time"] == 1795186800


def test_several_event_sets_and_identifiers(check: Check) -> None:
    mapping = Mapping(
        {
            "event": FieldSource(value="Lead"),
            "timestamp": FieldSource(value="2026-11-20"),
            "email": FieldSource(columns=("e1", "e2")),
            "event_set_id": FieldSource(columns=("set",)),
        }
    )
    rows = [("a@b.cd", "A@B.cd", ""), ("a@b.cd", "c@d.ef", "1" * 19), ("bob", "a@b.cd", "1" * 19)]
    events = sent(check(("e1", "e2", "set"), *rows, mapping=mapping))
    assert [event.event_set_id for event in events] == [SET, "1" * 19, "1" * 19]
    emails = [json.loads(event.body)["user"]["email"] for event in events]
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in ("a@b.cd", "c@d.ef")]
    assert emails == [digests[0], digests, digests[0]]


def test_a_limit_checks_the_first_rows_only(check: Check) -> None:
    prepared = check(HEADER, *[("Lead", "2026-11-20", f"a{number}@b.cd") for number in range(9)], limit=4)
    assert prepared.totals.rows == 4
    assert [event.row for event in sent(prepared)] == [2, 3, 4, 5]


def test_more_than_a_thousand_events_come_in_chunks_and_in_order(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "SPAN", 900)
    rows: Sequence[tuple[str, str, str]] = [("Lead", "2026-11-20", f"a{number}@b.cd") for number in range(2500)]
    chunks = list(check(HEADER, *rows).events())
    assert max(map(len, chunks)) <= 1000
    assert [event.row for chunk in chunks for event in chunk] == list(range(2, 2502))


@pytest.mark.parametrize(
    ("fields", "settings", "field"),
    [
        ({"email": FieldSource(columns=("mail",))}, {}, "email"),
        ({"emial": FieldSource(columns=("email",))}, {}, "emial"),
        ({"timestamp": FieldSource(columns=("timestamp",), format="%Q")}, {}, "timestamp"),
        ({}, {"time_zone": "Mars/Phobos"}, "time_zone"),
    ],
)
def test_a_mapping_that_cannot_work_names_its_field(
    check: Check, fields: dict[str, FieldSource], settings: dict[str, str], field: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        check(HEADER, ("Lead", "2026-11-20", "a@b.cd"), mapping=Mapping(fields), **settings)
    assert caught.value.field == field
    assert caught.value.remedy


def test_names_of_columns_and_texts_are_never_run(check: Check) -> None:
    evil = '"; DROP TABLE x; --'
    mapping = Mapping(
        {
            "event": FieldSource(columns=(evil,), values={"'; SELECT 1": "Lead", "o'brien": "Lead"}),
            "timestamp": FieldSource(value="2026-11-20"),
            "email": FieldSource(columns=("e'mail",)),
            "description": FieldSource(value="'; DROP TABLE staged; --"),
        },
        only={evil: ("o'brien", "'")},
    )
    (body,) = bodies(check((evil, "e'mail"), ("o'brien", "a@b.cd"), ("x", "a@b.cd"), mapping=mapping))
    assert (body["event"], body["properties"]["description"]) == ("Lead", "'; DROP TABLE staged; --")


def test_what_is_kept_is_dropped_when_closed(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("event,timestamp,email\nLead,2026-11-20,a@b.cd\n")
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in HEADER})
    names = "SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'prepared_%'"
    with open_table(str(file), scratch=tmp_path) as table, table.work() as work:
        with prepare(table, mapping, Destination("d", "D", event_set_id=SET), now=NOW):
            assert work.number(names) > 0
        assert work.number(names) == 0


def test_stopping_ends_a_stream(check: Check) -> None:
    prepared = check(HEADER, *[("Lead", "2026-11-20", f"a{number}@b.cd") for number in range(20_000)])
    stream = prepared.events()
    next(stream)
    prepared.interrupt()
    with pytest.raises(Cancelled):
        for _ in stream:
            pass
    assert len(sent(prepared)) == 20_000


def test_a_check_can_be_stopped_and_begun_again(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("event,timestamp,email\n" + "Lead,2026-11-20,a@b.cd\n" * 20_000)
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in HEADER})
    destination = Destination("d", "D", event_set_id=SET)
    with open_table(str(file), scratch=tmp_path) as table, ThreadPoolExecutor(1) as threads:
        table.stage(HEADER)
        running = threads.submit(prepare, table, mapping, destination, now=NOW)
        while not running.done():
            table.interrupt()
        with pytest.raises(Cancelled):
            running.result()
        with prepare(table, mapping, destination, now=NOW) as prepared:
            assert prepared.totals.sendable == 20_000
