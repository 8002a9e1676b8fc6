"""POST /event/track/ over a real socket: transport, envelope, tokens, and what is accepted how often."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.bodies import offline_event, upload, web_event
from tests.support.sandbox import Sandbox
from tiktok_tui.sandbox import known

TRACK = "/event/track/"
FULL = "/open_api/v1.3/event/track/"
DAY = 86400


def _headers(**more: str) -> dict[str, str]:
    return {"Access-Token": known.TOKEN, "Content-Type": "application/json"} | {
        name.replace("_", "-"): value for name, value in more.items()
    }


def test_the_minimal_body_of_the_documentation_is_accepted(sandbox: Sandbox) -> None:
    reply = sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event()]))
    answer = reply.json()
    assert reply.status == 200
    assert answer == {"code": 0, "message": "OK", "request_id": answer["request_id"], "data": {}}
    assert reply.headers["x-tt-logid"] == answer["request_id"]
    stats = sandbox.stats()
    assert (stats.accepted, stats.by_source, stats.by_event) == (1, {known.EVENT_SET: 1}, {"Purchase": 1})
    assert stats.tokens == {known.TOKEN: 1}


def test_a_web_event_goes_to_its_pixel(sandbox: Sandbox) -> None:
    assert sandbox.post(TRACK, upload(known.PIXEL_CODE, [web_event()], "web")).code == 0
    assert sandbox.events()[0].body["page"] == web_event()["page"]


def test_two_requests_have_two_request_ids(sandbox: Sandbox) -> None:
    assert sandbox.get("/user/info/").json()["request_id"] != sandbox.get("/user/info/").json()["request_id"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", FULL.rstrip("/"), 404),
        ("POST", "/open_api/v1.3/event/unknown/", 404),
        ("POST", "/open_api/v1.2/event/track/", 404),
        ("POST", "/event/track/", 404),
        ("GET", FULL, 405),
        ("PUT", FULL, 405),
        ("POST", "/open_api/v1.3/user/info/", 405),
    ],
)
def test_wrong_paths_and_methods_are_http_errors(sandbox: Sandbox, method: str, path: str, status: int) -> None:
    assert sandbox.http(method, path, b"{}", _headers()).status == status


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (None, 40104),
        ("", 40104),
        (f"Bearer {known.TOKEN}", 40105),
        (f'"{known.TOKEN}"', 40105),
        (f"sandbox {known.TOKEN}", 40105),
        ("unknown-token", 40105),
        (known.REVOKED_TOKEN, 40105),
        (known.EXPIRED_TOKEN, 40102),
        (known.ANALYST_TOKEN, 40001),
        (known.OTHER_TOKEN, 40001),
        (known.MANAGE_ONLY_TOKEN, 40130),
        (known.UPLOAD_ONLY_TOKEN, 0),
        (known.EVENTS_MANAGER_TOKEN, 0),
    ],
)
def test_the_token_decides(sandbox: Sandbox, token: str | None, code: int) -> None:
    assert sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event()]), token).code == code


@pytest.mark.parametrize(
    ("source", "source_id", "code"),
    [
        ("offline", known.STRANGER_EVENT_SET, 40001),
        ("offline", "7299999999999999999", 40001),
        ("offline", known.CRM_EVENT_SET, 40001),
        ("offline", known.PIXEL_CODE, 40002),
        ("offline", 7200000000000000001, 40002),
        ("offline", "", 40002),
        ("offline", None, 40002),
        ("web", known.EVENT_SET, 40001),
        ("web", known.PIXEL_ID, 40001),
        ("web", known.STRANGER_PIXEL_CODE, 40001),
        ("app", "1", 40118),
        ("shop", known.EVENT_SET, 40002),
        (["offline"], known.EVENT_SET, 40002),
        (None, known.EVENT_SET, 40002),
    ],
)
def test_the_event_source_must_exist_and_fit(sandbox: Sandbox, source: object, source_id: object, code: int) -> None:
    body = upload(known.EVENT_SET, [offline_event()]) | {"event_source": source, "event_source_id": source_id}
    assert sandbox.post(TRACK, body).code == code


def test_a_pixel_code_with_offline_is_answered_in_tiktoks_words(sandbox: Sandbox) -> None:
    reply = sandbox.post(TRACK, upload(known.PIXEL_CODE, [offline_event()]))
    assert reply.json()["message"] == "Invalid value for event_source_id: not a valid string"


@pytest.mark.parametrize(
    "change",
    [
        {"data": []},
        {"data": [offline_event()] * 1001},
        {"data": {}},
        {"data": None},
        {"batch": []},
        {"test_event_code": 5},
        {"test_event_code": ""},
        {"partner_name": 5},
    ],
)
def test_a_wrong_envelope_is_refused(sandbox: Sandbox, change: dict[str, object]) -> None:
    assert sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event()]) | change).code == 40002
    assert sandbox.stats().arrived == 0


@pytest.mark.parametrize("key", ["event_source", "event_source_id", "data"])
def test_a_missing_part_of_the_envelope_is_named(sandbox: Sandbox, key: str) -> None:
    body = upload(known.EVENT_SET, [offline_event()])
    del body[key]
    assert sandbox.post(TRACK, body).json()["message"] == f"{key}: Missing data for required field."


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b'{"event_source": NaN}',
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps(upload(known.EVENT_SET, [offline_event()])).replace("46.0", "NaN").encode(),
        json.dumps(upload(known.EVENT_SET, [offline_event()])).replace("46.0", "1e999").encode(),
    ],
)
def test_what_is_no_json_is_refused(sandbox: Sandbox, body: bytes) -> None:
    assert sandbox.post(TRACK, body).code == 40002


def test_the_content_type_is_required(sandbox: Sandbox) -> None:
    body = json.dumps(upload(known.EVENT_SET, [offline_event()])).encode()
    assert sandbox.http("POST", FULL, body, {"Access-Token": known.TOKEN}).code == 40002
    headers = _headers() | {"Content-Type": "application/json; charset=utf-8"}
    assert sandbox.http("POST", FULL, body, headers).code == 0


def test_an_unregistered_partner_is_refused(sandbox: Sandbox) -> None:
    body = upload(known.EVENT_SET, [offline_event()], partner_name="tiktok-tui")
    assert sandbox.post(TRACK, body).code == 40063


def test_a_body_over_the_limit_is_413(sandbox: Sandbox) -> None:
    sandbox.reset(max_body=1000)
    assert sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event()])).code == 0
    reply = sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event()] * 10))
    assert (reply.status, sandbox.stats().arrived) == (413, 1)


def test_a_thousand_events_fit(sandbox: Sandbox) -> None:
    events = [offline_event(f"ord-{number}") for number in range(1000)]
    assert sandbox.post(TRACK, upload(known.EVENT_SET, events)).code == 0
    assert sandbox.stats().accepted == 1000


def test_a_repeat_within_48_hours_is_dropped_and_counts_again_later(sandbox: Sandbox) -> None:
    body = upload(known.EVENT_SET, [offline_event()])
    sandbox.post(TRACK, body)
    sandbox.advance(2 * DAY - 60)
    sandbox.post(TRACK, body)
    stats = sandbox.stats()
    assert (stats.arrived, stats.accepted, stats.repeats, stats.counted_again) == (2, 1, 1, 0)
    assert [event.repeat for event in sandbox.events()] == [False, True]
    sandbox.advance(120)
    sandbox.post(TRACK, body)
    stats = sandbox.stats()
    assert (stats.accepted, stats.repeats, stats.counted_again) == (2, 1, 1)


def test_the_key_is_set_name_and_id(sandbox: Sandbox) -> None:
    sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event("1"), offline_event("1", event="Lead")]))
    sandbox.post(TRACK, upload(known.EVENT_SET_PHONE, [offline_event("1")]))
    assert (sandbox.stats().accepted, sandbox.stats().repeats) == (3, 0)


def test_events_without_an_id_are_never_repeats(sandbox: Sandbox) -> None:
    sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event(event_id=None), offline_event(event_id=None)]))  # type: ignore[arg-type]  # None takes the key out
    assert (sandbox.stats().accepted, sandbox.stats().without_id) == (2, 2)


def test_test_events_are_kept_apart(sandbox: Sandbox) -> None:
    sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event()], test_event_code="TEST123"))
    sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event()]))
    stats = sandbox.stats()
    assert (stats.test_events, stats.accepted, stats.repeats) == (1, 1, 0)
    assert [event.test_event_code for event in sandbox.events()] == ["TEST123", ""]


def test_old_and_future_events_are_accepted_and_noted(sandbox: Sandbox) -> None:
    events = [offline_event("a", age=29 * DAY), offline_event("b", age=27 * DAY), offline_event("c", age=-3600)]
    assert sandbox.post(TRACK, upload(known.EVENT_SET, events)).code == 0
    stats = sandbox.stats()
    assert (stats.accepted, stats.too_old, stats.ahead) == (3, 1, 1)


def test_bodies_are_kept_for_the_newest_thousand_unless_all_are_asked_for(sandbox: Sandbox) -> None:
    first = [offline_event(f"a{number}") for number in range(600)]
    second = [offline_event(f"b{number}") for number in range(600)]
    for keep, kept in ((False, 1000), (True, 1200)):
        sandbox.reset(keep_bodies=keep)
        sandbox.post(TRACK, upload(known.EVENT_SET, first))
        sandbox.post(TRACK, upload(known.EVENT_SET, second))
        assert len(sandbox.events()) == kept
        assert [event.number for event in sandbox.events(since=1198)] == [1199, 1200]


def test_the_log_tells_the_order_of_requests(sandbox: Sandbox) -> None:
    sandbox.get("/user/info/")
    sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event("a"), offline_event("b")]))
    sandbox.post(TRACK, upload("1", [offline_event()]), known.UPLOAD_ONLY_TOKEN)
    log = sandbox.requests()
    assert [(entry.number, entry.path, entry.code, entry.events) for entry in log] == [
        (1, "/user/info/", 0, 0),
        (2, TRACK, 0, 2),
        (3, TRACK, 40001, 0),
    ]
    assert log[2].token == known.UPLOAD_ONLY_TOKEN
    assert all(entry.ended is not None and entry.ended >= entry.started for entry in log)
    assert [entry.number for entry in sandbox.requests(since=2)] == [3]


def test_requests_in_flight_are_counted(sandbox: Sandbox) -> None:
    sandbox.set_faults("hold")
    with ThreadPoolExecutor(4) as threads:
        answers = [
            threads.submit(sandbox.post, TRACK, upload(known.EVENT_SET, [offline_event(f"{number}")]))
            for number in range(4)
        ]
        sandbox.wait_for_requests(4)
        assert (sandbox.stats().in_flight, sandbox.stats().in_flight_max, sandbox.stats().accepted) == (4, 4, 0)
        sandbox.set_faults()
        assert [answer.result().code for answer in answers] == [0, 0, 0, 0]
    assert (sandbox.stats().in_flight, sandbox.stats().in_flight_max, sandbox.stats().accepted) == (0, 4, 4)


def test_parallel_uploads_of_the_same_events_count_once(sandbox: Sandbox) -> None:
    body = upload(known.EVENT_SET, [offline_event(f"ord-{number}") for number in range(50)])
    with ThreadPoolExecutor(4) as threads:
        codes = list(threads.map(lambda _: sandbox.post(TRACK, body).code, range(8)))
    assert codes == [0] * 8
    assert (sandbox.stats().accepted, sandbox.stats().repeats) == (50, 350)


def test_fast_counts_without_checking(sandbox: Sandbox) -> None:
    sandbox.reset(fast=True)
    events = [offline_event(user={"email": "not a hash"}), offline_event()]
    body = json.dumps(upload(known.EVENT_SET, events), separators=(",", ":")).encode()
    assert sandbox.post(TRACK, body).code == 0
    assert sandbox.stats().accepted == 2
    assert sandbox.post(TRACK, body[:-1]).code == 40002
    assert sandbox.post(TRACK, body.replace(known.EVENT_SET.encode(), b"1")).code == 40001
    assert sandbox.post(TRACK, body, known.REVOKED_TOKEN).code == 40105
    assert sandbox.stats().accepted == 2


_NOT_A_STRING = "Invalid value for event_source_id: not a valid string"
_LENGTH = "data: Length must be between 1 and 1000."


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        ({"batch": []}, 40002, "batch: Unknown field."),
        ({"event_source": "shop"}, 40002, "event_source: Not a valid choice."),
        ({"event_source": 5}, 40002, "event_source: Not a valid choice."),
        ({"event_source": "app"}, 40118, "Not on the allow-list."),
        ({"event_source_id": ""}, 40002, _NOT_A_STRING),
        ({"event_source_id": 7}, 40002, _NOT_A_STRING),
        ({"test_event_code": 5}, 40002, "test_event_code: Not a valid string."),
        ({"test_event_code": ""}, 40002, "test_event_code: Shorter than minimum length 1."),
        ({"test_event_code": None}, 40002, "test_event_code: Field may not be null."),
        ({"partner_name": 5}, 40002, "partner_name: Not a valid string."),
        ({"partner_name": "tiktok-tui"}, 40063, "Invalid partner name."),
        *(({"partner_name": name}, 0, "OK") for name in ("GoogleTagManagerServer", "Segment", "RudderStack", "stape")),
        ({"data": {}}, 40002, "data: Not a valid list."),
        ({"data": []}, 40002, _LENGTH),
        ({"data": [{}] * 1001}, 40002, _LENGTH),
        ({"data": [5]}, 40002, "data.0: Not a valid object."),
        ({"data": [{}]}, 40002, "data.0.event: Missing data for required field."),
        ({"event_source": "crm"}, 40001, f"No permission to operate event set: {known.EVENT_SET}"),
    ],
)
def test_each_refusal_of_an_envelope_has_its_words(
    sandbox: Sandbox, change: dict[str, object], code: int, message: str
) -> None:
    answer = sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event()]) | change).json()
    assert (answer["code"], answer["message"]) == (code, message)
    assert sandbox.requests()[0].events == (0 if code else 1)


def test_a_crm_event_goes_to_its_set(sandbox: Sandbox) -> None:
    event = offline_event(lead={"lead_id": "L-1"})
    assert sandbox.post(TRACK, upload(known.CRM_EVENT_SET, [event], "crm")).code == 0
    [kept] = sandbox.events()
    assert (kept.event_source, kept.event_source_id) == ("crm", known.CRM_EVENT_SET)


@pytest.mark.parametrize(("scope", "code"), [(5, 0), (7224195155857866754, 0), (800, 40130)])
def test_one_of_two_scopes_is_enough_to_upload(sandbox: Sandbox, scope: int, code: int) -> None:
    token = sandbox.make_token(scopes=[scope])
    assert sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event()]), token).code == code


def test_the_first_part_that_is_wrong_is_named(sandbox: Sandbox) -> None:
    wrong = [offline_event("a"), offline_event("b", event="x"), offline_event("c", event="y")]
    body = upload(known.EVENT_SET, wrong, batch=[], partner_name="x")
    messages = []
    for key in ("batch", "partner_name", ""):
        messages.append(sandbox.post(TRACK, body).json()["message"])
        body.pop(key, None)
    assert messages == [
        "batch: Unknown field.",
        "Invalid partner name.",
        "data.1.event: Not a supported event for offline.",
    ]
    assert (sandbox.stats().refused_events, sandbox.stats().arrived) == (1, 0)


def test_an_event_of_the_refused_share_is_named_by_its_id(sandbox: Sandbox) -> None:
    sandbox.set_faults("refuse-events:1", "refuse-echo")
    answer = sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event("ord-7")])).json()
    assert answer["message"] == "data.0.event_id: 'ord-7': Invalid value."
    assert sandbox.stats().refused_events == 1
    sandbox.post(TRACK, upload(known.EVENT_SET, [offline_event("ord-8")]))
    assert sandbox.stats().refused_events == 2


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ('{"event_source":"offline","event_source_id":"SET","data":[]}', 40002, _LENGTH),
        (
            '{"event_source":"offline","data":[{"event_time":1}]}',
            40002,
            "The body is not the envelope that --fast reads.",
        ),
        (
            '["event_source":"offline","event_source_id":"SET"}',
            40002,
            "The body is not the envelope that --fast reads.",
        ),
        (
            '{"event_source":"offline","event_source_id":"SET"]',
            40002,
            "The body is not the envelope that --fast reads.",
        ),
        (
            '{"event_source":"web","event_source_id":"SET"}',
            40001,
            f"No permission to operate pixel code: {known.EVENT_SET}",
        ),
        (
            '{"event_source" : "offline", "event_source_id" : "SET", "data":[{"event_time":1},{"event_time":2}]}',
            0,
            "OK",
        ),
        ('{"data":[{"event_time":1},{"event_time":2}],"event_source_id":"SET","event_source":"offline"}', 0, "OK"),
    ],
)
def test_the_envelope_that_fast_reads(sandbox: Sandbox, body: str, code: int, message: str) -> None:
    sandbox.reset(fast=True)
    answer = sandbox.post(TRACK, body.replace("SET", known.EVENT_SET).encode()).json()
    assert (answer["code"], answer["message"]) == (code, message)
    [entry] = sandbox.requests()
    assert (sandbox.stats().accepted, entry.events) == ((0, 0) if code else (2, 2))


@pytest.mark.parametrize(("events", "code"), [(1000, 0), (1001, 40002)])
def test_fast_keeps_to_a_thousand_events_and_to_both_ends_of_the_body(sandbox: Sandbox, events: int, code: int) -> None:
    sandbox.reset(fast=True)
    head = f'{{"event_source":"offline","event_source_id":"{known.EVENT_SET}","data":['
    body = head + ",".join(['{"event_time":1,"event_source":"web"}'] * events) + "]" + " " * 500 + "}"
    middle = f"{head[:-1]}[" + " " * 500 + body.removeprefix(head)
    assert sandbox.post(TRACK, middle.encode()).code == code
    assert sandbox.stats().by_source == ({} if code else {known.EVENT_SET: events})


def test_fast_asks_for_the_same_permissions(sandbox: Sandbox) -> None:
    sandbox.reset(fast=True)
    body = b"{}"
    for token, code in ((known.ANALYST_TOKEN, 40001), (known.MANAGE_ONLY_TOKEN, 40130), (known.TOKEN, 40002)):
        assert sandbox.post(TRACK, body, token).code == code
