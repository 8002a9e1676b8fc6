"""Look-ups and event sets, and who is refused them."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from tests.support.bodies import offline_event, upload
from tests.support.sandbox import Sandbox
from tiktok_tui.sandbox import known

SETS = f"/offline/get/?advertiser_id={known.ADVERTISER}"
PIXELS = f"/pixel/list/?advertiser_id={known.ADVERTISER}"
INFO = f"/advertiser/info/?advertiser_ids={quote(json.dumps([known.ADVERTISER]))}"
ADVERTISERS = f"/oauth2/advertiser/get/?app_id={known.APP_ID}&secret={known.APP_SECRET}"
NEW = {"advertiser_id": known.ADVERTISER, "name": "Nightly", "description": "All tills"}


def _entries(data: dict[str, object], key: str) -> list[dict[str, object]]:
    entries = data[key]
    assert isinstance(entries, list)
    return entries


def test_who_a_token_is(sandbox: Sandbox) -> None:
    assert sandbox.get("/user/info/").data["display_name"] == "Sandbox Operator"
    assert "***" in str(sandbox.get("/user/info/").data["email"])


@pytest.mark.parametrize("path", ["/user/info/", SETS, PIXELS, INFO, ADVERTISERS])
@pytest.mark.parametrize(
    ("token", "code"),
    [
        (None, 40104),
        ("Bearer sandbox-token", 40105),
        (known.REVOKED_TOKEN, 40105),
        (known.EXPIRED_TOKEN, 40102),
        (known.EVENTS_MANAGER_TOKEN, 40001),
        (known.TOKEN, 0),
        (known.ANALYST_TOKEN, 0),
    ],
)
def test_every_look_up_asks_for_a_token(sandbox: Sandbox, path: str, token: str | None, code: int) -> None:
    assert sandbox.get(path, token).code == code


@pytest.mark.parametrize(("path", "code"), [("/user/info/", 0), (INFO, 0), (SETS, 40130), (PIXELS, 40130)])
def test_a_token_for_uploads_only_may_not_list_sets(sandbox: Sandbox, path: str, code: int) -> None:
    assert sandbox.get(path, known.UPLOAD_ONLY_TOKEN).code == code


def test_advertisers_of_the_authorisation(sandbox: Sandbox) -> None:
    assert _entries(sandbox.get(ADVERTISERS).data, "list") == [
        {"advertiser_id": known.ADVERTISER, "advertiser_name": "Sandbox Store"},
        {"advertiser_id": known.SECOND_ADVERTISER, "advertiser_name": "Sandbox Boutique"},
    ]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (f"app_id={known.OTHER_APP_ID}&secret={known.OTHER_APP_SECRET}", 40113),
        (f"app_id={known.APP_ID}&secret=wrong", 40101),
        (f"app_id={known.APP_ID}", 40002),
        ("secret=x", 40002),
    ],
)
def test_advertisers_are_for_the_tokens_own_app(sandbox: Sandbox, query: str, code: int) -> None:
    assert sandbox.get(f"/oauth2/advertiser/get/?{query}").code == code


def test_currency_and_time_zone_of_an_advertiser(sandbox: Sandbox) -> None:
    fields = quote(json.dumps(["advertiser_id", "currency", "timezone"]))
    assert _entries(sandbox.get(f"{INFO}&fields={fields}").data, "list") == [
        {"advertiser_id": known.ADVERTISER, "currency": "USD", "timezone": "America/New_York"}
    ]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", 40002),
        ("advertiser_ids=7000000000000000001", 40002),
        ("advertiser_ids=[]", 40002),
        (f"advertiser_ids={quote(json.dumps([known.STRANGER_ADVERTISER]))}", 40001),
        (f"advertiser_ids={quote(json.dumps([known.ADVERTISER]))}&fields=%5B%22colour%22%5D", 40002),
    ],
)
def test_advertiser_info_is_strict(sandbox: Sandbox, query: str, code: int) -> None:
    assert sandbox.get(f"/advertiser/info/?{query}").code == code


def test_event_sets_are_those_of_the_advertiser(sandbox: Sandbox) -> None:
    entries = _entries(sandbox.get(SETS).data, "event_set_list")
    assert [entry["event_set_id"] for entry in entries] == [known.EVENT_SET, known.EVENT_SET_PHONE]
    assert [entry["auto_tracking"] for entry in entries] == [False, True]
    assert len(str(entries[0]["event_set_id"])) == 19
    one = quote(json.dumps([known.EVENT_SET_PHONE]))
    assert len(_entries(sandbox.get(f"{SETS}&event_set_ids={one}").data, "event_set_list")) == 1
    assert len(_entries(sandbox.get(f"{SETS}&name=Store%20sales").data, "event_set_list")) == 1
    assert sandbox.get("/offline/get/").code == 40002
    assert sandbox.get(f"/offline/get/?advertiser_id={known.STRANGER_ADVERTISER}").code == 40001
    assert sandbox.get(f"{SETS}&event_set_ids=7200000000000000001").code == 40002


def test_a_new_event_set_takes_uploads_until_it_is_deleted(sandbox: Sandbox) -> None:
    set_id = str(sandbox.post("/offline/create/", NEW).data["event_set_id"])
    assert sandbox.post("/event/track/", upload(set_id, [offline_event()])).code == 0
    changed = sandbox.post(
        "/offline/update/",
        {"advertiser_id": known.ADVERTISER, "event_set_id": set_id, "name": "Daily", "auto_tracking": True},
    ).data
    assert (changed["name"], changed["auto_tracking"], changed["description"]) == ("Daily", True, "All tills")
    assert changed in _entries(sandbox.get(SETS).data, "event_set_list")
    gone = {"advertiser_id": known.ADVERTISER, "event_set_id": set_id}
    assert sandbox.post("/offline/delete/", gone).code == 0
    assert sandbox.post("/offline/delete/", gone).code == 40007
    assert sandbox.post("/event/track/", upload(set_id, [offline_event()])).code == 40001


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"description": None}, 40002),
        ({"description": " "}, 40002),
        ({"name": None}, 40002),
        ({"name": 5}, 40002),
        ({"advertiser_id": 7000000000000000001}, 40002),
        ({"advertiser_id": known.STRANGER_ADVERTISER}, 40001),
        ({"auto_tracking": "true"}, 40002),
    ],
)
def test_creating_is_strict(sandbox: Sandbox, change: dict[str, object], code: int) -> None:
    body = {key: value for key, value in (NEW | change).items() if value is not None}
    assert sandbox.post("/offline/create/", body).code == code


def test_a_missing_description_is_answered_in_tiktoks_words(sandbox: Sandbox) -> None:
    reply = sandbox.post("/offline/create/", {"advertiser_id": known.ADVERTISER, "name": "Nightly"})
    assert reply.json()["message"] == "description: Missing data for required field."


@pytest.mark.parametrize("path", ["/offline/create/", "/offline/update/", "/offline/delete/"])
@pytest.mark.parametrize(
    ("token", "code"),
    [(known.ANALYST_TOKEN, 40001), (known.UPLOAD_ONLY_TOKEN, 40130), (known.EVENTS_MANAGER_TOKEN, 40001)],
)
def test_event_sets_are_changed_by_operators_with_the_scope(sandbox: Sandbox, path: str, token: str, code: int) -> None:
    assert sandbox.post(path, NEW | {"event_set_id": known.EVENT_SET}, token).code == code


def test_a_set_of_another_of_ones_advertisers_is_not_changed(sandbox: Sandbox) -> None:
    body = {"advertiser_id": known.ADVERTISER, "event_set_id": known.SECOND_EVENT_SET, "name": "Mine"}
    assert sandbox.post("/offline/update/", body).code == 40001


def test_pixels_come_in_pages(sandbox: Sandbox) -> None:
    data = sandbox.get(f"{PIXELS}&page=2&page_size=1").data
    assert [entry["pixel_code"] for entry in _entries(data, "pixels")] == [known.PIXEL_CODE_2]
    assert data["page_info"] == {"page": 2, "page_size": 1, "total_number": 2, "total_page": 2}
    assert len(_entries(sandbox.get(f"{PIXELS}&code={known.PIXEL_CODE}").data, "pixels")) == 1
    for wrong in (
        "page_size=21",
        "page_size=0",
        "page_size=x",
        "page=0",
        "page=-1",
        "page=%C2%B2",
        "page=%D9%A3",
        "page=x",
    ):
        assert sandbox.get(f"{PIXELS}&{wrong}").code == 40002, wrong
    all_on_one = sandbox.get(f"{PIXELS}&page_size=20").data
    assert all_on_one["page_info"] == {"page": 1, "page_size": 20, "total_number": 2, "total_page": 1}
    assert sandbox.get("/pixel/list/").code == 40002


def test_the_owner_of_a_token(sandbox: Sandbox) -> None:
    for token, name, email in (
        *(
            (known.TOKEN, "Sandbox Operator", "s***@example.com"),
            (known.OTHER_TOKEN, "Somebody Else", "s***@example.com"),
        ),
        (known.ANALYST_TOKEN, "Sandbox Analyst", "s***@example.com"),
    ):
        assert sandbox.get("/user/info/", token).data == {
            **{"display_name": name, "email": email},
            **{"core_user_id": "6900000000000000001", "create_time": 1700000000},
        }


def _info(sandbox: Sandbox, ids: list[str], fields: object = None, token: str = known.TOKEN) -> dict[str, object]:
    query = f"advertiser_ids={quote(json.dumps(ids))}"
    query += f"&fields={quote(json.dumps(fields))}" if fields is not None else ""
    return sandbox.get(f"/advertiser/info/?{query}", token).json()


def test_the_whole_of_an_advertiser(sandbox: Sandbox) -> None:
    data = _info(sandbox, [known.SECOND_ADVERTISER, known.ADVERTISER], token=known.ANALYST_TOKEN)["data"]
    assert isinstance(data, dict)
    first, second = data["list"]
    assert first == {
        "advertiser_id": known.SECOND_ADVERTISER,
        "name": "Sandbox Boutique",
        "status": "STATUS_ENABLE",
        "timezone": "Europe/Berlin",
        "display_timezone": "Europe/Berlin",
        "currency": "EUR",
        "country": "DE",
        "role": "ROLE_ANALYST",
        "company": "Sandbox Boutique",
        "owner_bc_id": None,
    }
    assert (second["advertiser_id"], second["role"]) == (known.ADVERTISER, "ROLE_ANALYST")
    assert _info(sandbox, [known.SECOND_ADVERTISER, known.ADVERTISER], ["currency", "name"])["data"] == {
        "list": [{"currency": "EUR", "name": "Sandbox Boutique"}, {"currency": "USD", "name": "Sandbox Store"}]
    }


@pytest.mark.parametrize(
    ("ids", "fields", "message"),
    [
        ([known.ADVERTISER] * 100, ["name"], "OK"),
        ([known.ADVERTISER] * 101, None, "advertiser_ids: Length must be between 1 and 100."),
        ([], None, "advertiser_ids: Length must be between 1 and 100."),
        (["abc"], None, "advertiser_id: Not a valid integer."),
        ([known.ADVERTISER], ["name", "colour"], "fields: colour is not a valid choice."),
        ([known.ADVERTISER], "name", "fields: Not a valid list of strings."),
        ([known.ADVERTISER], [], "OK"),
    ],
)
def test_a_question_about_advertisers_is_answered_in_words(
    sandbox: Sandbox, ids: list[str], fields: object, message: str
) -> None:
    assert _info(sandbox, ids, fields)["message"] == message


def test_who_may_read_the_account(sandbox: Sandbox) -> None:
    token = sandbox.make_token(scopes=[5])
    assert _info(sandbox, [known.ADVERTISER], token=token)["code"] == 40130
    assert sandbox.get("/advertiser/info/").json()["message"] == "advertiser_ids: Missing data for required field."


def test_the_whole_of_an_event_set(sandbox: Sandbox) -> None:
    sandbox.http("POST", "/_sandbox/clock", b'{"now": 1800000000}')
    set_id = str(sandbox.post("/offline/create/", NEW | {"auto_tracking": True}).data["event_set_id"])
    assert set_id == "7200000000000001001"
    whole: dict[str, object] = {
        "advertiser_id": known.ADVERTISER,
        "event_set_id": set_id,
        "name": "Nightly",
        "description": "All tills",
        "auto_tracking": True,
        "create_time": "2027-01-15 08:00:00",
        "update_time": "2027-01-15 08:00:00",
    }
    assert whole in _entries(sandbox.get(SETS).data, "event_set_list")
    sandbox.advance(61)
    named = {"advertiser_id": known.ADVERTISER, "event_set_id": set_id}
    whole["update_time"] = "2027-01-15 08:01:01"
    assert sandbox.post("/offline/update/", named).data == whole
    whole |= {"name": "Daily", "auto_tracking": False}
    assert sandbox.post("/offline/update/", named | {"name": "Daily", "auto_tracking": False}).data == whole
    for wrong in ({"name": " "}, {"auto_tracking": 1}):
        assert sandbox.post("/offline/update/", named | wrong).code == 40002
    plain = str(sandbox.post("/offline/create/", NEW).data["event_set_id"])
    entries = {entry["event_set_id"]: entry for entry in _entries(sandbox.get(SETS).data, "event_set_list")}
    assert (plain, entries[plain]["auto_tracking"], entries[set_id]) == ("7200000000000001002", False, whole)
    assert sandbox.post("/offline/delete/", named).json()["data"] == {}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        (f"&event_set_ids={quote(json.dumps([known.EVENT_SET_PHONE]))}", 1),
        (f"&event_set_ids={quote(json.dumps([known.SECOND_EVENT_SET]))}", 0),
        ("&event_set_ids=[]", 0),
        ("&name=Phone%20sales", 1),
        ("&name=Phone", 0),
        (f"&name=Phone%20sales&event_set_ids={quote(json.dumps([known.EVENT_SET]))}", 0),
    ],
)
def test_event_sets_are_filtered(sandbox: Sandbox, query: str, found: int) -> None:
    assert len(_entries(sandbox.get(SETS + query).data, "event_set_list")) == found


@pytest.mark.parametrize(
    ("path", "change", "code", "message"),
    [
        ("update", {"event_set_id": "7999"}, 40007, "The event set 7999 does not exist."),
        (
            "update",
            {"event_set_id": known.CRM_EVENT_SET},
            40007,
            f"The event set {known.CRM_EVENT_SET} does not exist.",
        ),
        ("delete", {"event_set_id": known.PIXEL_CODE}, 40007, f"The event set {known.PIXEL_CODE} does not exist."),
        (
            *("delete", {"event_set_id": known.SECOND_EVENT_SET}, 40001),
            f"No permission to operate event set: {known.SECOND_EVENT_SET}",
        ),
        ("update", {"event_set_id": 7}, 40002, "event_set_id: Not a valid string."),
        ("create", {"advertiser_id": "abc"}, 40002, "advertiser_id: Not a valid integer."),
        ("create", {"name": ""}, 40002, "name: Missing data for required field."),
    ],
)
def test_a_change_that_is_refused_says_why(
    sandbox: Sandbox, path: str, change: dict[str, object], code: int, message: str
) -> None:
    answer = sandbox.post(f"/offline/{path}/", NEW | change).json()
    assert (answer["code"], answer["message"]) == (code, message)
    assert len(_entries(sandbox.get(SETS).data, "event_set_list")) == 2


def test_a_token_with_the_scope_for_writing_writes_and_one_for_reading_reads(sandbox: Sandbox) -> None:
    reads = sandbox.make_token(scopes=[7224195155857833986])
    writes = sandbox.make_token(scopes=[7050363942434095105])
    for token, code in ((reads, 40130), (writes, 0)):
        assert sandbox.get(SETS, token).code == 0
        assert sandbox.post("/offline/create/", NEW, token).code == code


def _pixels(sandbox: Sandbox, query: str = "") -> list[dict[str, object]]:
    return _entries(sandbox.get(PIXELS + query).data, "pixels")


def test_pixels_are_filtered_and_described(sandbox: Sandbox) -> None:
    first, second = _pixels(sandbox)
    assert first == {
        **{"pixel_id": known.PIXEL_ID, "pixel_code": known.PIXEL_CODE, "pixel_name": "Web shop"},
        **{"create_time": "2025-01-15 09:30:00"},
    }
    for key, name in (("code", "pixel_code"), ("pixel_id", "pixel_id"), ("name", "pixel_name")):
        assert _pixels(sandbox, f"&{key}={quote(str(second[name]))}") == [second]
        assert _pixels(sandbox, f"&{key}=unknown") == []
    data = sandbox.get(PIXELS).data
    assert data["page_info"] == {"page": 1, "page_size": 10, "total_number": 2, "total_page": 1}
    assert sandbox.get(f"{PIXELS}&name=unknown").data["page_info"] == {
        **{"page": 1, "page_size": 10, "total_number": 0, "total_page": 0},
    }
    assert _pixels(sandbox, "&page=10000") == []
    stranger = sandbox.get(f"/pixel/list/?advertiser_id={known.STRANGER_ADVERTISER}").json()
    assert stranger["message"] == f"No permission to operate advertiser {known.STRANGER_ADVERTISER}."
    for wrong, says in (
        *(("page=10001", "page: Must be between 1 and 10000."), ("page=0", "page: Must be between 1 and 10000.")),
        ("page_size=21", "page_size: Must be between 1 and 20."),
    ):
        assert sandbox.get(f"{PIXELS}&{wrong}").json()["message"] == says


def test_three_pixels_on_pages_of_two(sandbox: Sandbox) -> None:
    wish = {"kind": "web", "advertiser_id": known.ADVERTISER, "id": "C4THIRD", "name": "Third"}
    sandbox.http("POST", "/_sandbox/sources", json.dumps(wish).encode())
    codes = [[each["pixel_code"] for each in _pixels(sandbox, f"&page_size=2&page={page}")] for page in (1, 2, 3)]
    assert codes == [[known.PIXEL_CODE, known.PIXEL_CODE_2], ["C4THIRD"], []]
    info = sandbox.get(f"{PIXELS}&page_size=2").data["page_info"]
    assert info == {"page": 1, "page_size": 2, "total_number": 3, "total_page": 2}
