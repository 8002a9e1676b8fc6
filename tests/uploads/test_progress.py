"""Progress and rate of an upload, from its updates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.uploads import Scenario
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.progress import Progress
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.summary import Summary


def started(number: int, events: int = 100) -> updates.BatchStarted:
    """A batch that leaves."""
    return updates.BatchStarted(number, events, 2, 101, 1, 1)


def accepted(number: int, events: int = 100, seconds: float = 0.4) -> updates.BatchAccepted:
    """A batch that arrived."""
    return updates.BatchAccepted(number, events, seconds, 0, "id")


def test_rate_and_time_left_are_those_of_the_last_ten_seconds() -> None:
    progress = Progress()
    progress.add(updates.RunStarted("r", 2000, accepted=500), 100.0)
    assert (progress.done, progress.rate(100.0), progress.seconds_left(100.0)) == (500, 0.0, None)
    for second in range(1, 11):
        progress.add(accepted(second), 100.0 + second)
    assert (progress.rate(110.0), progress.seconds_left(110.0), progress.done) == (100.0, 5.0, 1500)
    assert progress.rate(115.0) == 60.0
    assert progress.rates(110.5, 4) == [100, 100, 100, 100]
    assert progress.latency is not None
    assert round(progress.latency, 6) == 0.4


def test_a_pause_has_no_rate_and_does_not_spoil_the_one_after() -> None:
    progress = Progress()
    progress.add(updates.RunStarted("r", 2000), 0.0)
    progress.add(accepted(1), 1.0)
    progress.add(updates.Paused(0), 1.0)
    progress.add(accepted(9), 1.5)  # it was in flight
    assert (progress.rate(2.0), progress.seconds_left(2.0)) == (0.0, None)
    progress.add(updates.Resumed(), 500.0)
    progress.add(accepted(2), 501.0)
    assert progress.rate(502.0) == 50.0


def test_a_pause_is_a_gap_among_the_seconds_and_takes_none_of_those_before() -> None:
    progress = Progress()
    progress.add(updates.RunStarted("r", 2000), 0.0)
    progress.add(accepted(1), 1.0)
    progress.add(updates.Paused(0), 2.0)
    assert progress.rates(2.5, 3) == [0, 100, 0]
    progress.add(updates.Resumed(), 4.0)
    progress.add(accepted(2), 4.5)
    assert progress.rates(5.0, 5) == [100, 0, 0, 0, 100]


def test_in_flight_counts_what_has_left_and_not_landed() -> None:
    progress = Progress()
    progress.add(updates.RunStarted("r", 400), 0.0)
    for number in (1, 2, 3, 4):
        progress.add(started(number), 0.0)
    progress.add(accepted(1), 1.0)
    progress.add(updates.BatchRetrying(2, 1, 1.0, "", 50000, ""), 1.0)
    progress.add(updates.BatchSplit(3, ((5, 50), (6, 50)), "", 40002, ""), 1.0)
    assert progress.in_flight == 1
    progress.add(updates.RowRefused(4, 9, "", "", "", 40002, ""), 1.0)
    assert (progress.in_flight, progress.tally.refused, progress.tally.accepted) == (0, 1, 100)
    assert progress.rate(2.0) == 101 / 2
    progress.add(started(5), 1.0)
    progress.add(updates.BatchSetAside(5, 100, in_doubt=True), 1.0)
    assert progress.in_flight == 0


def test_it_agrees_with_the_summary_of_a_troubled_upload(scenario: Scenario) -> None:
    scenario.send(scenario.orders(500))
    scenario.sandbox.set_faults("refuse-events:0.002", "50000:0.2", "20001:0.1")
    summary = scenario.send(scenario.orders(5000, name="more.csv"))
    progress = Progress()
    for place, update in enumerate(scenario.updates):
        progress.add(update, float(place))
    assert (progress.tally, progress.in_flight) == (replace(summary.tally, batches=0, requests=0), 0)
    assert progress.done == progress.total


def test_what_is_skipped_or_withheld_needs_nothing_more() -> None:
    progress = Progress()
    progress.add(updates.RunStarted("r", 100, accepted=10, refused=5), 0.0)
    progress.add(updates.Skipped(8, withheld=20), 0.0)
    progress.add(updates.Skipped(12, withheld=10), 0.0)
    for events in (4, 3):
        progress.add(updates.HeldBack(events, f"same order: {events}"), 0.0)
    assert (progress.done, progress.total, progress.tally.similar) == (72, 100, 7)


@pytest.mark.parametrize("end", [updates.RunFinished, updates.RunStopped])
def test_at_its_end_nothing_is_in_flight_and_what_expired_on_the_way_is_withheld(
    end: type[updates.RunFinished | updates.RunStopped],
) -> None:
    progress = Progress()
    progress.add(updates.RunStarted("r", 300), 0.0)
    progress.add(updates.Skipped(8, withheld=20), 0.0)
    progress.add(started(1), 0.0)
    progress.add(end(Summary("r", Status.DONE, 300, Tally(withheld=120))), 1.0)
    assert (progress.in_flight, progress.tally.withheld, progress.done) == (0, 120, 128)


def test_seconds_without_an_event_count_and_those_of_two_minutes_ago_are_forgotten() -> None:
    progress = Progress()
    progress.add(updates.RunStarted("r", 1000), 0.0)
    for second in (1.0, 3.0, 81.0, 200.0):
        progress.add(accepted(1, 10), second)
    assert progress.rates(200.5, 3) == [0, 0, 10]
    assert progress.rates(200.5, 300) == [*[0] * 180, 10, *[0] * 118, 10]


def test_latency_is_the_mean_of_the_last_sixteen_batches() -> None:
    progress = Progress()
    assert (progress.latency, progress.total, progress.done) == (None, 0, 0)
    for number in range(20):
        progress.add(accepted(number, seconds=float(number)), 0.0)
    assert progress.latency == sum(range(4, 20)) / 16


def test_a_resumed_run_has_a_rate_of_its_own() -> None:
    progress = Progress()
    progress.add(updates.RunStarted("r", 1000, accepted=900), 50.0)
    assert progress.rate(51.0) == 0.0
    progress.add(accepted(1, 10), 50.5)
    assert [progress.rate(now) for now in (50.5, 52.0)] == [20.0, 5.0]
