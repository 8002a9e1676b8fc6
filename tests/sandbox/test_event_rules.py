"""Every rule of TikTok's page that the sandbox holds an event to, one line a rule."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.bodies import EMAIL, HASH_OF_NOTHING, Event, offline_event, upload, web_event
from tests.support.sandbox import Sandbox
from tiktok_tui.sandbox import known, tables
from tiktok_tui.sandbox.events import check_event
from tiktok_tui.sandbox.values import Invalid


def _refusal(event: object, source: str) -> str:
    """The path and reason of the refusal, or an empty text."""
    try:
        check_event(event, source)
    except Invalid as wrong:
        return f"{wrong.path}: {wrong.reason}"
    return ""


def _with(event: Event, path: str, value: object) -> Event:
    """The event with one value, deep inside, set to another; keys that are missing are made."""
    *parents, last = path.split(".")
    inner: object = event
    for parent in parents:
        if isinstance(inner, list):
            inner = inner[int(parent)]
        else:
            assert isinstance(inner, dict)
            inner = inner.setdefault(parent, {})
    assert isinstance(inner, dict)
    inner[last] = value
    return event


def _without(event: Event, path: str) -> Event:
    *parents, last = path.split(".")
    inner: object = event
    for parent in parents:
        assert isinstance(inner, dict)
        inner = inner[parent]
    assert isinstance(inner, dict)
    del inner[last]
    return event


_ANY_SOURCE: list[tuple[str, object]] = [
    ("event", 7),
    ("event", ""),
    ("event_id", 1001),
    ("event_id", ""),
    ("event_id", None),
    ("event_time", "1760000000"),
    ("event_time", 1760000000.0),
    ("event_time", True),
    ("event_time", 1760000000000),
    ("event_time", -1),
    ("event_time", "2026-01-01T00:00:00Z"),
    ("user", []),
    ("user.email", "alice@example.com"),
    ("user.email", EMAIL.upper()),
    ("user.email", EMAIL[:32]),
    ("user.email", EMAIL + "0"),
    ("user.email", HASH_OF_NOTHING),
    ("user.email", 5),
    ("user.email", None),
    ("user.email", []),
    ("user.phone", "+12133734253"),
    ("user.phone", [EMAIL, "+12133734253"]),
    ("user.phone", [EMAIL, None]),
    ("user.phone", [HASH_OF_NOTHING]),
    ("user.mail", EMAIL),
    ("properties", "value=1"),
    ("properties.value", "46.0"),
    ("properties.value", True),
    ("properties.value", math.inf),
    ("properties.value", None),
    ("properties.currency", "usd"),
    ("properties.currency", "XXX"),
    ("properties.currency", 840),
    ("properties.order_id", 1001),
    ("properties.shop_id", 12),
    ("properties.description", 1),
    ("properties.search_string", ["a"]),
    ("properties.content_type", "products"),
    ("properties.content_ids", "A1"),
    ("properties.content_ids", [1]),
    ("properties.num_items", 2.0),
    ("properties.predicted_ltv", "9"),
    ("properties.delivery_category", "by hand"),
    ("properties.contents", {"content_id": "A1"}),
    ("properties.contents", []),
    ("properties.contents", ["A1"]),
    ("properties.contents.0.content_id", 12),
    ("properties.contents.0.price", "8.00"),
    ("properties.contents.0.quantity", 2.0),
    ("properties.contents.0.quantity", True),
    ("properties.contents.0.content_name", 1),
    ("properties.contents.0.content_category", 1),
    ("properties.contents.0.brand", 1),
    ("properties.contents.0.content_type", "product"),
    ("test_event_code", "TEST1"),
    ("timestamp", 1760000000),
    ("lead", {"lead_id": "1"}),
    ("app", {}),
]
_OFFLINE_ONLY: list[tuple[str, object]] = [
    ("event", "purchase"),
    ("event", "Pageview"),
    ("event", "MyOwnEvent"),
    ("event", "Purchase "),
    ("user.external_id", EMAIL),
    ("user.ttclid", "E.C.P.abc"),
    ("user.ttp", "x"),
    ("user.ip", "13.57.97.131"),
    ("user.user_agent", "Mozilla"),
    ("user.locale", "en"),
    ("user.first_name", EMAIL),
    ("page", {"url": "https://shop.example/"}),
    ("ad", {"callback": "x"}),
    ("limited_data_use", True),
    ("properties.customer_type", "new"),
]
_WEB_ONLY: list[tuple[str, object]] = [
    ("event", "1stOrder"),
    ("event", "My event"),
    ("event", "a" * 51),
    ("event", "Checkout"),
    ("event", "Browse"),
    ("user.external_id", "user_123"),
    ("user.ttclid", 5),
    ("user.ip", "192.168.0.7"),
    ("user.ip", "100.64.0.1"),
    ("user.ip", "not an address"),
    ("user.ip", "fe80::1"),
    ("user.first_name", "alice"),
    ("user.zip_code", "12345"),
    ("page", "https://shop.example/"),
    ("page.url", 5),
    ("page.url", ""),
    ("page.title", "Thanks"),
    ("limited_data_use", "false"),
    ("ad", "callback"),
    ("properties.customer_type", "old"),
]


@pytest.mark.parametrize(("path", "value"), _ANY_SOURCE + _OFFLINE_ONLY)
def test_an_offline_event_is_refused_for(path: str, value: object) -> None:
    assert _refusal(_with(offline_event(), path, value), "offline").startswith(path)


@pytest.mark.parametrize(("path", "value"), _ANY_SOURCE + _WEB_ONLY)
def test_a_web_event_is_refused_for(path: str, value: object) -> None:
    assert _refusal(_with(web_event(), path, value), "web").startswith(path)


@pytest.mark.parametrize("path", ["event", "event_time", "user"])
def test_an_offline_event_is_refused_without(path: str) -> None:
    assert _refusal(_without(offline_event(), path), "offline") == f"{path}: Missing data for required field."


@pytest.mark.parametrize("path", ["event", "event_time", "page", "page.url"])
def test_a_web_event_is_refused_without(path: str) -> None:
    assert _refusal(_without(web_event(), path), "web") == f"{path}: Missing data for required field."


def test_an_offline_event_needs_an_email_or_a_phone() -> None:
    assert _refusal(offline_event(user={}), "offline").startswith("user: ")
    assert not _refusal(offline_event(user={"email": EMAIL}), "offline")
    assert not _refusal(offline_event(user={"phone": [EMAIL, EMAIL]}), "offline")


@pytest.mark.parametrize("event", [None, [], "Purchase", 1])
def test_an_event_is_an_object(event: object) -> None:
    assert _refusal(event, "offline") == ": Not a valid object."


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("event_id", "x" * 200),
        ("properties.value", 0),
        ("properties.value", 12),
        ("properties.contents.0.price", 12),
        ("properties.event_channel", "in_store"),
        ("properties.gtm_version", {"any": ["thing"]}),
        ("properties.query", "shoes"),
        ("properties.num_items", 3),
        ("properties.delivery_category", "curbside"),
    ],
)
def test_what_the_page_allows_is_taken(path: str, value: object) -> None:
    assert not _refusal(_with(offline_event(), path, value), "offline")
    assert not _refusal(_with(web_event(), path, value), "web")


@pytest.mark.parametrize("name", sorted(tables.STANDARD_EVENTS | tables.LEGACY_EVENTS))
def test_standard_and_legacy_names_are_taken_everywhere(name: str) -> None:
    assert not _refusal(offline_event(event=name), "offline")
    assert not _refusal(web_event(event=name), "web")


@pytest.mark.parametrize("name", ["Pageview", "PageView", "MyOwnEvent", "a-1_B", "a" * 50])
def test_web_takes_page_views_and_custom_names(name: str) -> None:
    assert not _refusal(web_event(event=name), "web")


@pytest.mark.parametrize("currency", sorted(tables.CURRENCIES))
def test_every_listed_currency_is_taken(currency: str) -> None:
    assert not _refusal(_with(offline_event(), "properties.currency", currency), "offline")


def test_the_list_has_62_currencies_and_18_events() -> None:
    assert len(tables.CURRENCIES) == 62
    assert len(tables.STANDARD_EVENTS) == 18


def test_a_crm_event_needs_its_lead() -> None:
    lead = {"lead_id": "L-1", "lead_event_source": "Salesforce"}
    assert not _refusal(offline_event(lead=lead, user=None), "crm")
    assert _refusal(offline_event(), "crm").startswith("lead: ")
    assert _refusal(offline_event(lead={"lead_event_source": "Salesforce"}), "crm").startswith("lead.lead_id: ")


_KEYS = ["event", "event_time", "event_id", "user", "email", "properties", "contents", "value", "page", "url", "lead"]
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5) | st.just(EMAIL),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4),
    max_leaves=12,
)


@given(_JSON, st.sampled_from(["offline", "web", "crm"]))
def test_any_json_value_is_either_taken_or_refused_with_a_path(value: object, source: str) -> None:
    refusal = _refusal(value, source)
    assert not refusal or refusal.partition(": ")[2]


@given(st.text(alphabet="0123456789abcdef", min_size=64, max_size=64).filter(lambda text: text != HASH_OF_NOTHING))
def test_any_hash_is_taken_and_no_other_length(digest: str) -> None:
    assert not _refusal(offline_event(user={"email": digest}), "offline")
    assert _refusal(offline_event(user={"email": digest[:-1]}), "offline")
    assert _refusal(offline_event(user={"email": f"{digest}a"}), "offline")


def test_one_wrong_event_refuses_them_all(sandbox: Sandbox) -> None:
    events = [offline_event(f"ord-{number}") for number in range(5)]
    reply = sandbox.post(
        "/event/track/", upload(known.EVENT_SET, [*events[:3], _with(events[3], "user.email", "a@b.c")])
    )
    assert reply.status == 200
    assert reply.code == 40002
    assert reply.json()["message"] == "data.3.user.email: Not a valid SHA-256 hash."
    assert "data" not in reply.json()
    assert sandbox.stats().accepted == 0
    assert sandbox.stats().refused_events == 1


@pytest.mark.parametrize("length", [50, 51])
def test_a_custom_name_has_at_most_50_characters(length: int) -> None:
    assert bool(_refusal(web_event(event="x" * length), "web")) == (length > 50)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_a_number_is_finite(number: float) -> None:
    assert _refusal(_with(offline_event(), "properties.value", number), "offline")


_TEXTS = "content_id content_name content_category brand".split()
_PROPERTY_TEXTS = "search_string query description order_id shop_id".split()
_TAKEN: dict[str, tuple[object, object, str]] = {
    "event_time": (0, "0", "Not a valid integer."),
    "event_id": ("a", 5, "Not a valid string."),
    "user.email": (EMAIL, "a", "Not a valid SHA-256 hash."),
    "user.phone": ([EMAIL], "a", "Not a valid SHA-256 hash."),
    "properties.content_type": ("product_group", "products", "Not a valid choice."),
    "properties.content_ids": (["a"], [], "Shorter than minimum length 1."),
    "properties.contents": ([{}], [], "Shorter than minimum length 1."),
    "properties.contents.0.price": (1.5, "1", "Not a valid number."),
    "properties.contents.0.quantity": (1, 1.5, "Not a valid integer."),
    **{f"properties.contents.0.{name}": ("a", 5, "Not a valid string.") for name in _TEXTS},
    "properties.currency": ("EUR", "eur", "Not a valid choice."),
    "properties.value": (1.5, "1", "Not a valid number."),
    "properties.num_items": (1, 1.5, "Not a valid integer."),
    "properties.predicted_ltv": (1.5, "1", "Not a valid number."),
    **{f"properties.{name}": ("a", 5, "Not a valid string.") for name in _PROPERTY_TEXTS},
    "properties.delivery_category": ("home_delivery", "post", "Not a valid choice."),
}
"""The fields that every source has: a value that is taken, one that is not, and the reason."""
_TAKEN_BY_WEB: dict[str, tuple[object, object, str]] = {
    **{f"user.{name}": ("a", 5, "Not a valid string.") for name in "ttclid ttp user_agent locale".split()},
    **{f"user.{name}": ("a", 5, "Not a valid string.") for name in "city state country".split()},
    **{
        f"user.{name}": (EMAIL, "a", "Not a valid SHA-256 hash.")
        for name in "external_id first_name last_name zip_code".split()
    },
    "user.ip": ("13.57.97.131", "10.0.0.1", "Not a valid public IP address."),
    "properties.customer_type": ("returning", "old", "Not a valid choice."),
    "page.url": ("a", "", "Shorter than minimum length 1."),
    "page.referrer": ("a", "", "Shorter than minimum length 1."),
    "ad": ({}, [], "Not a valid object."),
    "limited_data_use": (True, 1, "Not a valid boolean."),
}
_TAKEN_BY_CRM: dict[str, tuple[object, object, str]] = {
    "user.external_id": (EMAIL, "a", "Not a valid SHA-256 hash."),
    "lead.lead_id": ("a", "", "Shorter than minimum length 1."),
    "lead.lead_event_source": ("a", 5, "Not a valid string."),
}
_BY_SOURCE = {"offline": _TAKEN, "web": _TAKEN | _TAKEN_BY_WEB, "crm": _TAKEN | _TAKEN_BY_CRM}


def _least(source: str) -> Event:
    """An event with no more than its source needs."""
    if source == "web":
        return {"event": "Purchase", "event_time": 1, "page": {"url": "https://shop.example/"}}
    event: Event = {"event": "Purchase", "event_time": 1, "properties": {"contents": [{}]}}
    return event | ({"lead": {"lead_id": "L-1"}} if source == "crm" else {"user": {"phone": EMAIL}})


@pytest.mark.parametrize("source", _BY_SOURCE)
def test_each_field_takes_its_kind_of_value_and_no_other(source: str) -> None:
    for path, (right, wrong, reason) in _BY_SOURCE[source].items():
        base = _with(_least(source), "properties.contents", [{}])
        assert not _refusal(_with(base, path, right), source), path
        base = _with(_least(source), "properties.contents", [{}])
        assert _refusal(_with(base, path, wrong), source) == f"{path}: {reason}"


@pytest.mark.parametrize("source", _BY_SOURCE)
def test_a_field_of_another_source_is_not_known(source: str) -> None:
    others = (_TAKEN_BY_WEB | _TAKEN_BY_CRM).keys() - _BY_SOURCE[source].keys()
    tops = {"page", "ad", "limited_data_use", "lead"} - {path.partition(".")[0] for path in _BY_SOURCE[source]}
    for path in sorted(others):
        top = path.partition(".")[0]
        named = top if top in tops else path
        right = (_TAKEN_BY_WEB | _TAKEN_BY_CRM)[path][0]
        assert _refusal(_with(_least(source), path, right), source) == f"{named}: Unknown field."


def test_the_least_event_of_each_source() -> None:
    for source in _BY_SOURCE:
        assert not _refusal(_least(source), source)
    lead = _least("crm")
    assert _refusal(_without(lead, "lead"), "crm") == "lead: Missing data for required field."
    assert _refusal(_with(lead, "lead", {}), "crm") == "lead.lead_id: Missing data for required field."
    assert _refusal(_with(_least("web"), "page", {}), "web") == "page.url: Missing data for required field."
    nobody = _with(_least("offline"), "user", {})
    assert _refusal(nobody, "offline") == "user: At least one of email and phone is required."


@pytest.mark.parametrize(
    ("source", "name", "reason"),
    [
        *(("offline", name, "Not a supported event for offline.") for name in ("MyOwn", "Pageview", "Checkout")),
        *((source, "", "Shorter than minimum length 1.") for source in _BY_SOURCE),
        *((source, name, "Not a valid event name.") for source in ("web", "crm") for name in ("1st", "a b", "_a")),
        *(
            (source, name, "Not a valid event name.")
            for source in ("web", "crm")
            for name in sorted(tables.RESERVED_EVENTS)
        ),
        *((source, "a" * 51, "Not a valid event name.") for source in ("web", "crm")),
    ],
)
def test_a_name_that_is_no_events_is_refused_with_the_reason(source: str, name: str, reason: str) -> None:
    assert _refusal(_with(_least(source), "event", name), source) == f"event: {reason}"


@pytest.mark.parametrize("name", ["Purchase", "SubmitForm", "Pageview", "PageView", "a" * 50, "Z-9_"])
def test_a_crm_event_may_have_the_names_that_a_web_event_may_have(name: str) -> None:
    assert not _refusal(_with(_least("crm"), "event", name), "crm")
