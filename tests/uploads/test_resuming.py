"""Taking up a run: what must be as it was, what may have changed, and what is told when it cannot go on."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.uploads import SHOP, Scenario, write_orders
from tiktok_tui.events.errors import FileError, SettingsError, UsageError
from tiktok_tui.sandbox import known
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Run, Status
from tiktok_tui.uploads.updates import BatchAccepted, RunStarted


def half_sent(scenario: Scenario, source: Path, options: Options | None = None) -> Run:
    """A run that was stopped after its first accepted batch."""
    with scenario.sending(source, options or Options(in_flight_max=1)) as sending:
        for update in sending:
            if isinstance(update, BatchAccepted):
                sending.control.stop()
    run = run_named(scenario.home)
    assert (run.status, run.tally.accepted) == (Status.STOPPED, 1000)
    return run


def test_a_stopped_run_goes_on_where_it_ended(scenario: Scenario) -> None:
    run = half_sent(scenario, scenario.orders(3000))
    scenario.resume(run)
    start = scenario.updates[0]
    assert isinstance(start, RunStarted)
    assert (start.run, start.total, start.accepted) == (run.id, 3000, 1000)
    assert (scenario.summary.accepted, scenario.summary.skipped, scenario.summary.batches) == (3000, 0, 3)
    with pytest.raises(UsageError, match="finished"):
        scenario.resume(run)
    with pytest.raises(UsageError, match="no unfinished run"):
        run_named(scenario.home)


def test_a_changed_file_is_refused_and_what_was_accepted_stays_known(scenario: Scenario) -> None:
    path = scenario.orders(2000)
    run = half_sent(scenario, path)
    write_orders(path, range(2001))
    with pytest.raises(FileError, match="changed since run"):
        scenario.resume(run)
    assert run_named(scenario.home) == run
    summary = scenario.send(path)
    assert (summary.accepted, summary.skipped) == (1001, 1000)


def test_a_file_of_the_same_size_with_another_content_is_refused(scenario: Scenario) -> None:
    path = scenario.orders(2000)
    run = half_sent(scenario, path)
    path.write_bytes(path.read_bytes().replace(b"person7@", b"person8@"))
    with pytest.raises(FileError, match="changed since run"):
        scenario.resume(run)


def test_a_file_that_is_gone_or_moved_is_named_and_may_come_back(scenario: Scenario) -> None:
    path = scenario.orders(2000)
    run = half_sent(scenario, path)
    moved = path.rename(path.with_name("moved.csv"))
    with pytest.raises(FileError, match="not there any more") as raised:
        scenario.resume(run)
    assert raised.value.where == str(path)
    assert "Put it back" in raised.value.remedy
    moved.rename(path)
    assert scenario.resume(run).accepted == 2000


def test_after_a_part_was_accepted_the_settings_that_are_sent_must_not_change(scenario: Scenario) -> None:
    run = half_sent(scenario, scenario.orders(2000))
    other = scenario.to(replace(SHOP, event_set_id=known.EVENT_SET_PHONE))
    with pytest.raises(SettingsError, match="event_set_id") as raised:
        other.resume(run)
    assert raised.value.field == "event_set_id"
    renamed = scenario.to(replace(SHOP, name="Another name", credential="other", restrict_pii=True))
    assert renamed.resume(run).accepted == 2000


def test_another_address_is_refused(scenario: Scenario) -> None:
    run = half_sent(scenario, scenario.orders(2000))
    scenario.base_url = "http://127.0.0.1:9/open_api/v1.3"
    with pytest.raises(SettingsError, match="another address"):
        scenario.resume(run)


def test_a_query_can_be_resumed_too(scenario: Scenario) -> None:
    path = scenario.orders(2500)
    now = int(time.time())
    query = f"SELECT id, {now} AS time, email, value FROM '{path}' WHERE id < 'order-002000'"
    with scenario.sending_source(query, Options(in_flight_max=1)) as sending:
        for update in sending:
            if isinstance(update, BatchAccepted):
                sending.control.stop()
    assert scenario.resume(run_named(scenario.home)).accepted == 2000


def test_the_limit_holds_when_resumed(scenario: Scenario) -> None:
    run = half_sent(scenario, scenario.orders(3000), Options(limit=1500, in_flight_max=1))
    assert (scenario.resume(run).accepted, scenario.summary.left, scenario.sandbox.stats().arrived) == (1500, 0, 1500)


def test_resending_twice_is_not_sending_three_times(scenario: Scenario) -> None:
    path = scenario.orders(3000)
    scenario.send(path)
    run = half_sent(scenario, path, Options(resend=True, in_flight_max=1))
    assert scenario.resume(run).accepted == 3000
    assert scenario.sandbox.stats().arrived == 6000


def test_what_is_in_doubt_for_too_long_is_withheld_and_sent_when_asked_for(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("drop-after")
    scenario.send(scenario.orders(1500))
    assert scenario.summary.accepted == 0
    with Ledger(scenario.home.ledger) as ledger:
        ledger.write("UPDATE doubts SET since = since - 200000")
        assert ledger.read("SELECT count(*) FROM doubts") == [(1500,)]
    scenario.sandbox.set_faults()
    withheld = scenario.resume(run_named(scenario.home))
    assert (withheld.accepted, withheld.withheld, withheld.left) == (0, 1500, 0)
    assert (withheld.status, withheld.complete) == (Status.DONE, False)
    run = run_named(scenario.home, withheld.run)
    asked = scenario.resume(run, send_doubtful=True)
    assert (asked.accepted, asked.withheld, asked.complete) == (1500, 0, True)
    assert scenario.sandbox.stats().accepted == 1500


def test_what_a_dead_run_left_in_doubt_for_too_long_is_withheld_in_whatever_batch_it_is(scenario: Scenario) -> None:
    path = scenario.orders(3000)
    scenario.sandbox.set_faults("drop-after")
    scenario.send(path)
    with Ledger(scenario.home.ledger) as ledger:  # as it is when its process was killed in the middle, days ago
        doubts = [bytes(str(key), "ascii") for (key,) in ledger.read("SELECT hex(key) FROM doubts")]
        keys = bytes.fromhex(b"".join(doubts).decode())
        ledger.write("DELETE FROM doubts")
        ledger.write(
            "UPDATE batches SET state = 'sending', keys = ?, doubt = started - 200000 WHERE number = 1", (keys,)
        )
    scenario.sandbox.set_faults()
    summary = scenario.send(path)
    assert (summary.accepted, summary.withheld) == (0, 3000)
