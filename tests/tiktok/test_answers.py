"""TikTok's data are read tolerantly: numbers as text, lists flat or nested, and nothing where there is nothing."""

from __future__ import annotations

import pytest

from tiktok_tui.tiktok.answers import (
    Advertiser,
    AdvertiserInfo,
    Answer,
    EventSet,
    Pixel,
    advertiser_infos_in,
    advertisers_in,
    event_set_in,
    event_sets_in,
    numbers,
    pages_in,
    pixels_in,
    text,
    texts,
)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("Shop", "Shop"),
        (7200000000000000001, "7200000000000000001"),
        (0, "0"),
        *((nothing, "other") for nothing in ("", None, True, False, 1.5, ["Shop"])),
    ],
)
def test_text_is_text_or_a_whole_number_of_the_first_key_that_has_one(value: object, read: str) -> None:
    assert text({"name": value, "title": "other"}, "name", "title") == read
    assert text({"title": "other"}, "name", "title") == "other"
    assert text({}, "name") == ""


def test_lists_are_those_under_the_first_key_that_is_there_flat_or_nested() -> None:
    first, second = {"event_set_id": "1"}, {"event_set_id": "2"}
    data = {"event_set_list": [first, [[second]], "no object", None], "list": [{"event_set_id": "3"}]}
    assert [found.id for found in event_sets_in(data)] == ["1", "2"]
    assert [found.id for found in event_sets_in({"list": first})] == ["1"]
    assert event_sets_in({"event_set_list": None, "list": [first]}) == []
    assert event_sets_in({"sets": [first]}) == []


def test_numbers_and_texts_of_a_list() -> None:
    assert numbers({"scope": [4, "5", "9" * 39, "x", "٣", "9" * 40, None, 1.5]}, "scope") == (4, 5, 10**39 - 1)
    assert texts({"ids": [7, "8"]}, "ids") == ("7", "8")
    for nothing in (None, "45", {"a": 1}):
        assert (numbers({"scope": nothing}, "scope"), texts({"scope": nothing}, "scope")) == ((), ())


@pytest.mark.parametrize(
    ("info", "pages"),
    [
        *(({"total_page": 3}, 3), ({"total_page": "3"}, 3), ({"total_page": 12345}, 12345), ({"total_page": 1}, 1)),
        *(({"total_page": 0}, 1), ({"total_page": "x"}, 1), ({"total_page": -2}, 1), (None, 1), ("3", 1)),
    ],
)
def test_there_is_at_least_one_page(info: object, pages: int) -> None:
    assert pages_in({"page_info": info}) == pages


def test_either_of_two_names_will_do_and_tiktoks_own_comes_first() -> None:
    assert advertisers_in({"list": [{"advertiser_id": 1, "name": "Shop"}]}) == [Advertiser(id="1", name="Shop")]
    assert pixels_in({"list": [{"code": "C1", "pixel_id": 7, "name": "Web"}]}) == [Pixel(code="C1", id="7", name="Web")]
    both: dict[str, object] = {"advertiser_id": 1, "advertiser_name": "Shop", "name": "Account", "id": 2}
    assert advertisers_in({"list": [both]}) == [Advertiser(id="1", name="Shop")]
    account = {"currency": "EUR", "timezone": "UTC", "country": "US", "status": "ENABLE", "role": "ADMIN"}
    assert advertiser_infos_in({"list": [{"id": "1", "advertiser_name": "Shop", **account}, both]}) == [
        AdvertiserInfo(id="1", name="Shop", **account),
        AdvertiserInfo(id="1", name="Account"),
    ]
    pixel = {"pixel_code": "C1", "code": "C2", "pixel_id": 7, "pixel_name": "Web", "name": "Shop"}
    assert pixels_in({"pixels": [pixel], "list": []}) == [Pixel(code="C1", id="7", name="Web")]
    assert event_set_in({"event_set_id": 7, "name": "Tills", "description": "All"}) == EventSet(
        id="7", name="Tills", description="All"
    )


@pytest.mark.parametrize(
    ("zone", "displayed", "read"),
    [
        ("UTC+8", "Asia/Shanghai", "Asia/Shanghai"),
        ("America/New_York", "UTC-5", "America/New_York"),
        ("America/New_York", "America/Toronto", "America/New_York"),
        ("UTC", "", "UTC"),
        ("UTC+8", "GMT+8", "UTC+8"),
        ("", "Asia/Shanghai", "Asia/Shanghai"),
    ],
)
def test_an_accounts_zone_is_the_one_with_a_name(zone: str, displayed: str, read: str) -> None:
    (info,) = advertiser_infos_in({"list": [{"advertiser_id": 7, "timezone": zone, "display_timezone": displayed}]})
    assert info.timezone == read


@pytest.mark.parametrize(
    ("said", "on"),
    [*((each, True) for each in (True, "true", "True", 1)), *((each, False) for each in (False, "false", 0, None, ""))],
)
def test_auto_tracking_may_be_text(said: object, on: bool) -> None:
    assert event_set_in({"event_set_id": "1", "auto_tracking": said}).auto_tracking is on


@pytest.mark.parametrize(
    ("code", "partial", "repeated"), [(0, False, False), (20001, True, False), (40050, False, True)]
)
def test_a_batch_that_tiktok_has_had_before_is_no_partial_success(code: int, partial: bool, repeated: bool) -> None:
    answer = Answer(code, "r-1", "", {}, 0.1)
    assert (answer.partial, answer.repeated) == (partial, repeated)
