"""Events to the byte: JSON, IDs and keys."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from typing import Any

from tests.prepare.conftest import NOW, Check
from tiktok_tui.events.destination import EventSource
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.prepared import Prepared

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
    day = (date(2026, 11, 20) - date(1970, 1, 1)).days
    identity = hashlib.sha256(f"{SET}\x1fPurchase\x1forder\x1f7\x1f\x1f{day}\x1fitem A".encode()).hexdigest()[:32]
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
        ("Lead", "2026-11-21", "a@b.cd", "1"),
        ("Lead", "2026-11-20", "c@d.ef", "1"),  # the first row of the file stays, not the earlier event
        ("Search", "2026-11-21", "c@d.ef", "1"),
        ("Lead", "never", "a@b.cd", "2"),
        ("Lead", "2026-11-20", "a@b.cd", "2"),
        ("Lead", "2026-11-20", "a@b.cd", ""),
        ("Lead", "2026-11-20", "a@b.cd", ""),
    )
    assert [event.row for event in sent(prepared)] == [2, 4, 6, 7, 8]
    assert prepared.totals.rejects_by_rule == {"event_id.duplicate": 1, "timestamp.unreadable": 1}
    assert (prepared.totals.events, prepared.totals.sendable) == (7, 5)


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
