"""The subject of a message of TikTok's: an event of the batch, a setting, a parameter, or a name of TikTok's."""

from __future__ import annotations

import pytest

from tiktok_tui.tiktok.messages import EVENT_FIELDS, NAMES, PARTS, event_at_fault, is_name, parameter_in, setting_in

SETTINGS = {
    "event_source_id": "event_set_id",
    "pixel_code": "event_set_id",
    "pixel code": "event_set_id",
    "event_set_id": "event_set_id",
    "event set": "event_set_id",
    "event_source": "event_source",
    "advertiser_id": "advertiser_id",
    "test_event_code": "test_event_code",
    "partner_name": "partner_name",
}
"""Every name of TikTok's for what holds for a whole request, and the destination's key behind it."""


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_that_a_message_is_about_is_the_destinations_key(name: str) -> None:
    for message in (
        f"{name}: Not a valid string",
        f"No permission to operate {name} C4",
        f"The {name.upper()} was wrong",
    ):
        assert setting_in(message) == SETTINGS[name]
    assert setting_in(f"{name}x: Not a valid string") == ""
    assert setting_in(f"sold at our {name} in spring") == ""


@pytest.mark.parametrize(
    "before", ["", *"field parameter param value for of the invalid missing wrong unknown required operate".split()]
)
def test_a_setting_is_the_subject_behind_these_words(before: str) -> None:
    assert setting_in(f"{before} advertiser_id 12") == "advertiser_id"
    assert setting_in(f"we saw {before}x advertiser_id 12") == ""


@pytest.mark.parametrize(
    "after",
    [":", " =", " (", "", *" is, was, are, must, should, does, do, cannot, can, not, has, field, parameter".split(",")],
)
def test_a_setting_is_the_subject_before_these_words(after: str) -> None:
    assert setting_in(f"saw advertiser_id{after}") == "advertiser_id"
    assert setting_in("saw advertiser_id island") == ""


@pytest.mark.parametrize("field", ["user.email", "data[0]", "properties.value", "contents.0", "page.url"])
def test_a_setting_beside_a_field_of_the_event_is_no_reason_to_stop(field: str) -> None:
    assert setting_in(f"{field} and event_source_id: do not fit") == ""


@pytest.mark.parametrize(
    ("message", "setting"),
    [
        ("order_id and event_source: do not fit", ""),
        ("field email and event_source: do not fit", ""),
        ("value: bad, event_source: bad", ""),
        ("the value of event_source: bad", "event_source"),
        ("the value of event_source.csv", ""),
        ("Bad 'email' and event_source: do not fit", ""),
        ("email and event_source: do not fit", "event_source"),
        ("Field `event_source` is invalid", "event_source"),
        ("Field ' event_source ' is invalid", "event_source"),
        ("Field ' order_id ' and event_source: do not fit", ""),
        ("Field \u2018event_source\u2019 is invalid", "event_source"),
        ("Invalid value 'for event_source: a' here", ""),
    ],
)
def test_only_what_can_be_nothing_else_counts_as_a_field_of_the_event(message: str, setting: str) -> None:
    assert setting_in(message) == setting


@pytest.mark.parametrize(
    ("message", "parameter"),
    [
        ("description: Missing data for required field", "description"),
        ("  auto_tracking : bad", "auto_tracking"),
        ("a" * 41 + ": bad", "a" * 41),
        ("ab: bad", "ab"),
        *((message, "") for message in ("a" * 42 + ": bad", "a: bad", "_ab: bad", "Name: bad", "the name: bad", "")),
    ],
)
def test_the_parameter_that_starts_a_message(message: str, parameter: str) -> None:
    assert parameter_in(message) == parameter


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("something is wrong", None),
        ("data.12.user.email: bad", (12, "user.email")),
        ("Data[0].properties.contents[3].price", (0, "properties.contents.3.price")),
        ("data[9999]", (9999, "")),
        ("data.1.contents.1234.price", (1, "contents.1234.price")),
        ("metadata.7 is wrong", None),
        ("meta_data.7, meta-data.8, properties.data.9 and [0]data.1 are wrong, data.3 too", (3, "")),
        ("data.12345.user", None),
    ],
)
def test_the_event_at_fault(message: str, found: tuple[int, str] | None) -> None:
    assert event_at_fault(message) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(
            (name, True)
            for name in ("email", "data.12.user.email", "data[3]", "data.9999.event", "EMAIL", "pixel code")
        ),
        *((name, False) for name in ("12", "12.email", "data.12065.email", "data.12065550123.email", "ann", "")),
    ],
)
def test_only_tiktoks_own_names_are_names(text: str, name: bool) -> None:
    assert is_name(text) is name


def test_the_names_that_may_be_shown_are_those_of_an_event_and_of_its_settings() -> None:
    assert {"data", "user", "properties", "contents", "page"} == PARTS
    assert {
        *PARTS,
        *("event", "event_time", "event_id", "email", "phone", "external_id", "user_agent", "ip", "ttp", "ttclid"),
        *("locale", "url", "referrer", "value", "currency", "order_id", "shop_id", "description", "search_string"),
        *("content_type", "content_id", "content_name", "content_category", "brand", "price", "quantity"),
        "event_channel",
    } == EVENT_FIELDS
    assert EVENT_FIELDS | set(SETTINGS) == NAMES
