"""Several senders at once: of the same run, of the same file, of overlapping files, in threads and in processes."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.support.uploads import Desk
from tiktok_tui.events.errors import StateError
from tiktok_tui.uploads.start import run_named
from tiktok_tui.uploads.updates import BatchStarted, Summary, Waiting


def test_a_run_that_is_being_sent_cannot_be_resumed(desk: Desk) -> None:
    with desk.sending(desk.orders(10)) as sending:
        with pytest.raises(StateError, match="being sent already"):
            desk.resume(sending.run)
        assert [type(each).__name__ for each in sending][-1] == "RunFinished"


def test_two_sends_of_one_file_in_two_processes_send_each_event_once(desk: Desk) -> None:
    desk.sandbox.set_faults("slow:0.02")
    path = str(desk.orders(10_000))
    command = [sys.executable, "-m", "tests.support.sender", str(desk.home.state), desk.sandbox.base_url, path]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as one,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other,
    ):
        ends = [sender.communicate()[0].splitlines()[-1].split() for sender in (one, other)]
    assert [end[0] for end in ends] == ["RunFinished", "RunFinished"]
    assert sum(int(end[1]) for end in ends) == 10_000
    assert all(int(end[1]) + int(end[2]) == 10_000 for end in ends)
    assert (desk.sandbox.stats().arrived, desk.sandbox.stats().accepted) == (10_000, 10_000)


def test_overlapping_files_at_once_in_one_process(desk: Desk) -> None:
    desk.sandbox.set_faults("slow:0.02", "50000:0.1")
    first, second = replace(desk, told=[]), replace(desk, told=[])
    paths = desk.orders(6000, name="first.csv"), desk.orders(6000, start=3000, name="second.csv")

    def send(which: Desk, place: int) -> Summary:
        return which.send(paths[place])

    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(send, (first, second), (0, 1))
    assert one.accepted + other.accepted == 9000
    assert one.skipped + other.skipped == 3000
    assert (desk.sandbox.stats().arrived, desk.sandbox.stats().repeats) == (9000, 0)


def test_what_another_run_is_sending_is_waited_for_and_sent_if_that_fails(desk: Desk) -> None:
    path = desk.orders(1000)
    desk.sandbox.set_faults("hold")
    other = replace(desk, told=[])
    desk.token = desk.sandbox.make_token()
    with desk.sending(path) as sending:
        happenings = iter(sending)
        assert any(isinstance(happening, BatchStarted) for happening in happenings)
        with other.sending(path) as second:
            for happening in second:
                other.told.append(happening)
                if isinstance(happening, Waiting):
                    assert happening.events == 1000
                    desk.sandbox.revoke_token(desk.token)
                    desk.sandbox.set_faults()
                    desk.told = list(happenings)
    assert (desk.summary.accepted, other.summary.accepted, other.summary.skipped) == (0, 1000, 0)


def test_the_claim_of_a_dead_run_is_taken_over(desk: Desk) -> None:
    desk.sandbox.set_faults("hold")
    path = desk.orders(2000)
    command = [sys.executable, "-m", "tests.support.sender", str(desk.home.state), desk.sandbox.base_url, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as sender:
        desk.sandbox.wait_for_requests(2)
        sender.kill()
    desk.sandbox.set_faults()
    summary = desk.send(path)
    assert (summary.accepted, summary.skipped, summary.withheld) == (2000, 0, 0)
    resumed = desk.resume(run_named(desk.home))
    assert (resumed.accepted, resumed.skipped, resumed.left) == (0, 2000, 0)
    assert desk.sandbox.stats().accepted == 2000
