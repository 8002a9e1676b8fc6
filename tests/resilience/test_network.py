"""Every way in which TikTok, or the way to it, may fail: the run ends right or waits right, with a message."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.resilience.effort import Effort, Report
from tests.resilience.rough import KINDS, RoughWay
from tests.support.scripted import Said, Scripted, Seen
from tests.support.uploads import Scenario
from tiktok_tui.events.errors import CredentialError, SettingsError, UnreachableError
from tiktok_tui.sandbox import known
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Status
from tiktok_tui.uploads.updates import BatchAccepted, RunStopped

ORDERS = 1100

PASSING = {
    "40100, a burst": ("40100#6",),
    "40100, half a second of it": ("storm:40100:0.5",),
    "50000, half a second of it": ("storm:50000:0.5",),
    "50000 now and then": ("50000:0.4",),
    "61000": ("61000:0.4",),
    "maintenance, half a second": ("storm:60001:0.5",),
    "502 with a page of HTML": ("html-502:0.4",),
    "504 after acceptance": ("html-504:0.4",),
    "429 without a body": ("http-429#3",),
    "500 without a body": ("http-500:0.4",),
    "connection reset before": ("drop-before:0.4",),
    "connection reset after acceptance": ("drop-after:0.4",),
    "an empty 200": ("empty-200:0.4",),
    "JSON that breaks off": ("truncated-json:0.4",),
    "slow answers": ("slow:0.03",),
    "data is null": ("data-null",),
    "data is absent": ("data-absent",),
    "more requests than a second allows": ("qps:5",),
    "all at once": ("40100:0.05", "50000:0.1", "drop-after:0.1", "drop-before:0.1", "html-502:0.1", "empty-200:0.1",
                    "truncated-json:0.1"),
}  # fmt: skip


ALONE_IN_UPLOADS = frozenset(
    fault for fault, words in PASSING.items() if len(words) == 1 and words[0].partition(":")[0] not in ("storm", "qps")
)
"""The faults that `tests/uploads/sending/test_faults.py` tries in the short form."""


def lost_and_twice(scenario: Scenario, orders: int, refused: int = 0) -> tuple[int, int]:
    """Events that never arrived, and those that were counted twice."""
    stats = scenario.sandbox.stats()
    return orders - refused - stats.accepted + stats.counted_again, stats.counted_again


@pytest.mark.parametrize("fault", PASSING)
def test_what_passes_is_waited_out(scenario: Scenario, effort: Effort, report: Report, fault: str) -> None:
    if fault in ALONE_IN_UPLOADS and not effort.long:
        pytest.skip("of the long form: by itself, many times")
    times = effort.of(1, 20)
    lost = twice = 0
    for number in range(times):
        scenario.sandbox.reset(*PASSING[fault], seed=number)
        # A file of its own each time: what was accepted once is not sent again.
        summary = scenario.send(scenario.orders(ORDERS, start=number * ORDERS))
        assert (summary.status, summary.accepted, summary.left) == (Status.DONE, ORDERS, 0)
        gone, doubled = lost_and_twice(scenario, ORDERS)
        lost, twice = lost + gone, twice + doubled
    report(fault, times, "all accepted without a stop", lost, twice)


@pytest.mark.parametrize("kind", [*KINDS, "all"])
def test_a_rough_way(scenario: Scenario, effort: Effort, report: Report, kind: str) -> None:
    if kind != "all" and not effort.long:
        pytest.skip("of the long form: by itself, many times")
    lost = twice = suffered = 0
    for number in range(effort.of(1, 20)):
        scenario.sandbox.reset()
        with RoughWay(scenario.sandbox.port, KINDS if kind == "all" else (kind,), seed=number) as way:
            scenario.base_url = way.base_url
            for part in range(2):
                summary = scenario.send(scenario.orders(ORDERS, start=(2 * number + part) * ORDERS))
                assert (summary.status, summary.accepted) == (Status.DONE, ORDERS)
            suffered += way.suffered
        gone, doubled = lost_and_twice(scenario, 2 * ORDERS)
        lost, twice = lost + gone, twice + doubled
    assert suffered
    report(f"on the wire: {kind}", suffered, "all accepted without a stop", lost, twice)


def test_partial_success_is_never_full_success(scenario: Scenario, report: Report, long: None) -> None:
    scenario.sandbox.set_faults("20001")
    summary = scenario.send(scenario.orders(ORDERS))
    assert (summary.uncertain, summary.complete) == (ORDERS, False)
    assert all(each.partial for each in scenario.all_of(BatchAccepted))
    report(
        "20001, partially successful",
        scenario.sandbox.stats().requests,
        "reported as uncertain, exit 1",
        *lost_and_twice(scenario, ORDERS),
    )


REFUSALS = {
    "40002 with a path": ("refuse-path",),
    "40002 with an index": ("refuse-index",),
    "40002 without either": ("refuse-silent",),
    "40002 with people's data in it": ("refuse-echo",),
    "40002 that names an innocent row": ("refuse-wrong-index",),
    "40002 amid other trouble": ("refuse-silent", "drop-after:0.1", "50000:0.1"),
}


@pytest.mark.parametrize("style", REFUSALS)
def test_refused_rows_are_found(scenario: Scenario, effort: Effort, report: Report, style: str) -> None:
    if len(REFUSALS[style]) == 1 and not effort.long:
        pytest.skip("of the long form: tests/uploads/sending/test_refusals.py has the short one")
    times = effort.of(1, 20)
    lost = twice = 0
    for number in range(times):
        scenario.sandbox.reset(*REFUSALS[style], "refuse-events:0.003", seed=number)
        summary = scenario.send(scenario.orders(ORDERS, start=number * ORDERS))
        assert (summary.status, summary.accepted + summary.refused) == (Status.DONE, ORDERS)
        gone, doubled = lost_and_twice(scenario, ORDERS, summary.refused)
        lost, twice = lost + gone, twice + doubled
    report(style, times, "the bad rows rejected, the others accepted", lost, twice)


def answering(answer: Callable[[int], object]) -> Callable[[Seen], Said]:
    """Says to a batch what `answer` makes of its number of events."""

    def say(seen: Seen) -> Said:
        return Said(answer(seen.body.count(b'"event_time"')))

    return say


@pytest.mark.parametrize(
    "message",
    [
        "data.999999.user.email: invalid",
        "data[-1]: invalid",
        "data[99999999999999999999]: invalid",
        "data[1e3] bad",
        "\x1b[2J",
    ],
)
def test_an_index_out_of_range_changes_nothing(scenario: Scenario, report: Report, message: str) -> None:
    def answer(events: int) -> object:
        return {
            "code": 40002 if events > 1 else 0,
            "message": message if events > 1 else "OK",
            "request_id": "r",
            "data": {},
        }

    with Scripted(answering(answer)) as tiktok:
        scenario.base_url = tiktok.base_url
        summary = scenario.send(scenario.orders(40))
    assert (summary.status, summary.accepted, summary.refused) == (Status.DONE, 40, 0)
    report(f"40002 {message!r}", 1, "halved until accepted")


@pytest.mark.parametrize("data", ["absent", None, {}, [], "", 0, [[]], {"x": None}])
def test_whatever_data_holds_the_code_counts(scenario: Scenario, report: Report, data: object) -> None:
    body: dict[str, object] = {"code": 0, "message": "OK", "request_id": "r"}
    if data != "absent":
        body["data"] = data
    with Scripted(answering(lambda _: body)) as tiktok:
        scenario.base_url = tiktok.base_url
        assert scenario.send(scenario.orders(20)).complete
    report(f"data is {data!r}", 1, "accepted")


def test_a_minute_of_throttling(scenario: Scenario, report: Report, long: None) -> None:
    scenario.sandbox.set_faults("storm:40100:60")
    scenario.policy = replace(scenario.policy, outage=90.0, first_contact=90.0, longest=2.0, recovery=5.0)
    assert scenario.send(scenario.orders(ORDERS)).accepted == ORDERS
    report(
        "40100 for a minute",
        scenario.sandbox.stats().requests,
        "waited, all accepted",
        *lost_and_twice(scenario, ORDERS),
    )


@pytest.mark.parametrize(
    ("fault", "error"),
    [("maintenance", UnreachableError), ("expire-token-after:2", CredentialError), ("drop-before", UnreachableError)],
)
def test_what_does_not_pass_stops_the_run_which_is_resumed(
    scenario: Scenario, report: Report, long: None, fault: str, error: type[Exception]
) -> None:
    scenario.token = scenario.sandbox.make_token()
    scenario.sandbox.set_faults(fault)
    orders = 3 * ORDERS
    summary = scenario.send(scenario.orders(orders), Options(in_flight_max=1))
    assert isinstance(scenario.end, RunStopped)
    assert isinstance(scenario.end.error, error)
    assert scenario.end.error.remedy
    assert summary.status is Status.FAILED
    scenario.sandbox.set_faults()
    scenario.token = known.TOKEN
    assert scenario.resume(run_named(scenario.home)).accepted == orders
    report(f"{fault}, for good", 1, "stopped with a message; resumed", *lost_and_twice(scenario, orders))


@pytest.mark.parametrize("code", [40001, 40013, 40103])
def test_a_code_for_the_whole_account_does_not_end_in_rejects_of_all(
    scenario: Scenario, report: Report, code: int
) -> None:
    scenario.sandbox.set_faults(str(code))
    orders = 3 * ORDERS
    summary = scenario.send(scenario.orders(orders))
    assert isinstance(scenario.end, RunStopped)
    assert isinstance(scenario.end.error, CredentialError | SettingsError | UnreachableError)
    assert summary.refused < orders // 2
    report(f"{code} to everything", scenario.sandbox.stats().requests, "stopped with a message")


@pytest.mark.parametrize("jump", [-7200.0, 7200.0, 86400.0 * 3])
def test_a_clock_that_jumps(scenario: Scenario, report: Report, monkeypatch: pytest.MonkeyPatch, jump: float) -> None:
    real, begun = time.time, time.monotonic()
    monkeypatch.setattr(time, "time", lambda: real() + (jump if time.monotonic() - begun > 0.3 else 0.0))
    scenario.sandbox.set_faults("storm:50000:0.5", "drop-after:0.3")
    summary = scenario.send(scenario.orders(ORDERS))
    assert summary.accepted + summary.withheld == ORDERS
    monkeypatch.undo()
    if summary.withheld:
        # By its clock two days have passed: what is in doubt waits for a word.
        assert jump > 86400
        scenario.sandbox.set_faults()
        assert scenario.resume(run_named(scenario.home, summary.run), send_doubtful=True).accepted == ORDERS
    report(
        f"the clock jumps by {jump / 3600:+.0f} h",
        1,
        "all accepted, or held back with a message",
        *lost_and_twice(scenario, ORDERS),
    )
