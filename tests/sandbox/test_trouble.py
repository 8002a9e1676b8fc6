"""Which faults strike a request: alone and together, as often as they are to, and for as long."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from tiktok_tui.sandbox.faults import Fault, parse_fault
from tiktok_tui.sandbox.trouble import Struck, Trouble

PATH = "/event/track/"


def trouble(*specs: str, seed: int | None = None) -> Trouble:
    return Trouble([parse_fault(spec) for spec in specs], seed=seed)


@pytest.fixture
def tick(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """A clock that stands still until it is moved by so many seconds."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])

    def move(seconds: float) -> None:
        now[0] += seconds

    return move


def test_without_faults_nothing_happens() -> None:
    assert trouble().strike(PATH) == Struck(0.0, False, None, [])
    assert (trouble().style, trouble().refused_share) == ("refuse-path", 0.0)
    assert not trouble().refuses({"event_id": "a"})
    assert not trouble().is_spent("token-1")


def test_each_fault_has_its_place() -> None:
    after = "drop-after html-504 empty-200 truncated-json data-null data-absent nested-lists 20001".split()
    assert trouble(*after).strike(PATH) == Struck(after=after)
    for word in ("html-502", "http-429", "http-500", "drop-before"):
        assert trouble(word).strike(PATH) == Struck(instead=Fault(word))
    assert trouble("40100").strike(PATH).instead == Fault("CODE", 40100)
    assert trouble("redirect:http://x/").strike(PATH).instead == Fault("redirect", url="http://x/")
    assert trouble("maintenance").strike(PATH).instead == Fault("CODE", 60001)
    assert trouble("hold").strike(PATH) == Struck(hold=True)
    assert trouble("slow:1", "slow:3", "slow:2").strike(PATH) == Struck(wait=3.0)
    assert trouble("refuse-events:0.5", "expire-token-after:3", "refuse-index").strike(PATH) == Struck()


def test_of_two_failures_the_first_is_answered_and_the_second_is_kept() -> None:
    both = trouble("40100#1", "50000#2", "maintenance")
    found = [both.strike(PATH).instead for _ in range(4)]
    assert [each.code if each else 0 for each in found] == [40100, 50000, 50000, 60001]
    for last in ("maintenance", "storm:50002:60", "qps:0"):
        first = trouble("40100", last).strike(PATH).instead
        assert first is not None
        assert first.code == 40100


def test_a_fault_keeps_to_its_path_and_its_count() -> None:
    one = trouble(f"50000#2@{PATH}")
    found = [one.strike(path).instead is not None for path in ("/user/info/", PATH, "/user/info/", PATH, PATH)]
    assert found == [False, True, False, True, False]
    assert trouble("50000@/event/").strike(PATH).instead is None


@pytest.mark.parametrize(("chance", "strikes"), [("1", True), ("0", False)])
def test_a_chance_of_one_is_certain_and_of_none_never(chance: str, strikes: bool) -> None:
    sure = trouble(f"50000:{chance}")
    assert [sure.strike(PATH).instead is not None for _ in range(50)] == [strikes] * 50


def test_no_more_than_so_many_requests_a_second(tick: Callable[[float], None]) -> None:
    limited = trouble("qps:2")

    def codes(times: int) -> list[int]:
        found = [limited.strike(PATH).instead for _ in range(times)]
        return [each.code if each else 0 for each in found]

    assert codes(3) == [0, 0, 40100]
    tick(0.75)
    assert codes(1) == [40100]
    tick(0.25)
    assert codes(1) == [0]
    tick(0.5)
    assert codes(2) == [0, 40100]
    tick(0.5)
    assert codes(2) == [0, 40100]


def test_a_storm_lasts_as_long_as_it_says(tick: Callable[[float], None]) -> None:
    storm = trouble("storm:50002:2.5")
    assert storm.strike(PATH).instead == Fault("CODE", 50002)
    tick(2.25)
    assert storm.strike(PATH).instead == Fault("CODE", 50002)
    tick(0.25)
    assert storm.strike(PATH).instead is None


def test_a_token_is_spent_after_so_many_requests_of_its_own() -> None:
    spent = trouble("expire-token-after:2")
    assert [spent.is_spent(token) for token in "aabaabb"] == [False, False, False, True, True, False, True]
    assert trouble("expire-token-after:0").is_spent("a")


def test_the_styles_of_refusals() -> None:
    for word in ("refuse-index", "refuse-silent", "refuse-echo", "refuse-wrong-index", "refuse-path"):
        assert trouble(word).style == word
    assert (trouble("refuse-events:0.25").style, trouble("refuse-events:0.25").refused_share) == ("refuse-path", 0.25)


def test_a_share_of_events_is_refused_by_their_ids() -> None:
    quarter, whole = trouble("refuse-events:0.25"), trouble("refuse-events:1")
    found = [number for number in range(100) if quarter.refuses({"event_id": f"ord-{number}"})]
    assert found == [
        number for number in range(100) if trouble("refuse-events:0.25").refuses({"event_id": f"ord-{number}"})
    ]
    assert 10 < len(found) < 45
    events: list[dict[str, object]] = [{}, {"event_id": 5}, {"event_id": "\ud800"}]
    assert all(whole.refuses(event) for event in events)


def test_a_wait_ends_when_the_faults_are_released() -> None:
    for struck in (Struck(hold=True), Struck(wait=1000.0), Struck(hold=True, wait=1000.0)):
        held = trouble()
        waiting = threading.Thread(target=held.pause, args=(struck,), daemon=True)
        waiting.start()
        assert waiting.is_alive()
        held.release()
        waiting.join(60)
        assert not waiting.is_alive()
    trouble().pause(Struck())
    trouble().pause(Struck(wait=0.001))
