"""The edges of what the sandbox counts: repeats within 48 hours, events older than 28 days, events in the future."""

from __future__ import annotations

import pytest

from tests.support.bodies import offline_event
from tiktok_tui.sandbox.store import Store

NOW = 1_800_000_000.0
HOUR = 3600
DAY = 24 * HOUR


def taken(store: Store, now: float, *, source: str = "offline", **more: object) -> None:
    store.take([{**offline_event(), "event_time": int(NOW), **more}], source, "1", "", 1, now)


@pytest.mark.parametrize(("later", "repeats"), [(47 * HOUR, 1), (48 * HOUR - 1, 1), (48 * HOUR, 0), (49 * HOUR, 0)])
def test_a_repeat_is_dropped_for_48_hours_and_counts_again_from_then_on(later: int, repeats: int) -> None:
    store = Store()
    taken(store, NOW)
    taken(store, NOW + later)
    assert (store.repeats, store.accepted, store.counted_again) == (repeats, 2 - repeats, 1 - repeats)


@pytest.mark.parametrize(("age", "old", "ahead"), [(28 * DAY, 0, 0), (28 * DAY + 1, 1, 0), (-600, 0, 0), (-601, 0, 1)])
def test_the_age_of_an_event_is_noted_to_the_second(age: int, old: int, ahead: int) -> None:
    store = Store()
    taken(store, NOW, event_time=int(NOW) - age)
    assert (store.too_old, store.ahead, store.accepted) == (old, ahead, 1)


def test_only_an_offline_event_is_too_old() -> None:
    store = Store()
    taken(store, NOW, source="web", event_time=int(NOW) - 30 * DAY)
    assert (store.too_old, store.accepted) == (0, 1)


def test_what_is_counted_of_each_event() -> None:
    store = Store()
    first, second = offline_event("a", event="Lead"), offline_event()
    del second["event_id"]
    store.take([first, second, first], "offline", "7", "", 4, NOW)
    store.take([first], "web", "8", "", 5, NOW)
    store.take([first], "offline", "7", "TEST1", 6, NOW)
    assert (store.arrived, store.accepted, store.repeats, store.without_id, store.test_events) == (5, 3, 1, 1, 1)
    assert (dict(store.by_source), dict(store.by_event)) == ({"7": 2, "8": 1}, {"Lead": 2, "Purchase": 1})
    kept = [
        (each.number, each.request, each.event_source, each.event_source_id, each.test_event_code, each.repeat)
        for each in store.kept
    ]
    assert kept == [
        *((1, 4, "offline", "7", "", False), (2, 4, "offline", "7", "", False), (3, 4, "offline", "7", "", True)),
        *((4, 5, "web", "8", "", False), (5, 6, "offline", "7", "TEST1", False)),
    ]
    assert [each.body for each in store.kept] == [first, second, first, first, first]


@pytest.mark.parametrize(("other", "repeats"), [({}, 1), ({"event": "Lead"}, 0), ({"event_id": "b"}, 0)])
def test_an_event_is_known_by_its_name_and_id(other: dict[str, object], repeats: int) -> None:
    store = Store()
    store.take([offline_event("a")], "offline", "7", "", 1, NOW)
    store.take([{**offline_event("a"), **other}], "offline", "7", "", 1, NOW)
    assert (store.repeats, store.accepted) == (repeats, 2 - repeats)


def test_the_48_hours_begin_with_the_event_that_counted() -> None:
    store = Store()
    for later in (0, 30, 60, 90, 107, 108):
        taken(store, NOW + later * HOUR)
    assert (store.accepted, store.repeats, store.counted_again) == (3, 3, 2)


def test_a_repeat_and_a_test_event_are_of_no_age() -> None:
    store = Store()
    for test_code in ("", "", "TEST1"):
        store.take([{**offline_event(), "event_time": int(NOW) - 30 * DAY}], "offline", "1", test_code, 1, NOW)
    taken(store, NOW, event_time=int(NOW) + DAY, event_id="later")
    assert (store.too_old, store.ahead) == (1, 1)


@pytest.mark.parametrize(("keep_all", "kept"), [(False, 1000), (True, 1001)])
def test_the_newest_thousand_bodies_are_kept_unless_all_are_wanted(keep_all: bool, kept: int) -> None:
    store = Store(keep_all)
    store.take([offline_event(str(number)) for number in range(1001)], "offline", "1", "", 1, NOW)
    assert (len(store.kept), store.kept[0].number, store.kept[-1].number) == (kept, 1002 - kept, 1001)


def test_a_tally_counts_without_bodies() -> None:
    store = Store()
    store.tally(3, "7")
    store.tally(4, "7")
    assert (store.arrived, store.accepted, store.by_source["7"], len(store.kept)) == (7, 7, 7, 0)
