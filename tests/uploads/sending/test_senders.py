"""Several senders at once: of the same run, of the same file, of overlapping files, in threads and in processes."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.support.uploads import Scenario
from tiktok_tui.events.errors import StateError
from tiktok_tui.uploads.ledger.history import standing
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.summary import Summary
from tiktok_tui.uploads.updates import BatchStarted, Waiting


def test_a_run_that_is_being_sent_cannot_be_resumed(scenario: Scenario) -> None:
    with scenario.sending(scenario.orders(10)) as sending:
        with pytest.raises(StateError, match="being sent already"):
            scenario.resume(sending.run)
        assert standing(scenario.home, sending.run.id).sending, "the lock is its sender's still"
        assert [type(each).__name__ for each in sending][-1] == "RunFinished"


def test_two_sends_of_one_file_in_two_processes_send_each_event_once(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("slow:0.02")
    path = str(scenario.orders(6000))
    command = [sys.executable, "-m", "tests.support.sender", str(scenario.home.state), scenario.sandbox.base_url, path]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as one,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other,
    ):
        ends = [sender.communicate()[0].splitlines()[-1].split() for sender in (one, other)]
    assert [end[0] for end in ends] == ["RunFinished", "RunFinished"]
    assert sum(int(end[1]) for end in ends) == 6000
    assert all(int(end[1]) + int(end[2]) == 6000 for end in ends)
    assert (scenario.sandbox.stats().arrived, scenario.sandbox.stats().accepted) == (6000, 6000)


def test_overlapping_files_at_once_in_one_process(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("slow:0.02", "50000:0.1")
    first, second = replace(scenario, updates=[]), replace(scenario, updates=[])
    paths = scenario.orders(4000, name="first.csv"), scenario.orders(4000, start=2000, name="second.csv")

    def send(which: Scenario, place: int) -> Summary:
        return which.send(paths[place])

    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(send, (first, second), (0, 1))
    assert one.accepted + other.accepted == 6000
    assert one.skipped + other.skipped == 2000
    assert (scenario.sandbox.stats().arrived, scenario.sandbox.stats().repeats) == (6000, 0)


def test_what_another_run_is_sending_is_waited_for_and_sent_if_that_fails(scenario: Scenario) -> None:
    path = scenario.orders(1000)
    scenario.sandbox.set_faults("hold")
    other = replace(scenario, updates=[])
    scenario.token = scenario.sandbox.make_token()
    with scenario.sending(path) as sending:
        updates = iter(sending)
        assert any(isinstance(update, BatchStarted) for update in updates)
        with other.sending(path) as second:
            for update in second:
                other.updates.append(update)
                if isinstance(update, Waiting):
                    assert update.events == 1000
                    scenario.sandbox.revoke_token(scenario.token)
                    scenario.sandbox.set_faults()
                    scenario.updates = list(updates)
    assert (scenario.summary.accepted, other.summary.accepted, other.summary.skipped) == (0, 1000, 0)


def test_the_claim_of_a_dead_run_is_taken_over(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("hold")
    path = scenario.orders(2000)
    command = [
        sys.executable,
        "-m",
        "tests.support.sender",
        str(scenario.home.state),
        scenario.sandbox.base_url,
        str(path),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as sender:
        scenario.sandbox.wait_for_requests(2)
        sender.kill()
    scenario.sandbox.set_faults()
    summary = scenario.send(path)
    assert (summary.accepted, summary.skipped, summary.withheld) == (2000, 0, 0)
    resumed = scenario.resume(run_named(scenario.home))
    assert (resumed.accepted, resumed.skipped, resumed.left) == (0, 2000, 0)
    assert scenario.sandbox.stats().accepted == 2000
