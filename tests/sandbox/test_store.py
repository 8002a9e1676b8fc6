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
