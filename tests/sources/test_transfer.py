"""A fetch can be watched and stopped from another thread, wherever it waits."""

from __future__ import annotations

import threading

import pytest

from tiktok_tui.files.progress import Cancelled, stop_all
from tiktok_tui.sources.transfer import Transfer


def test_what_has_come_so_far_is_shown() -> None:
    transfer = Transfer()
    assert (transfer.share(), transfer.words()) == (None, "")
    transfer.advance(rows=12_000, size=3_400_000)
    assert (transfer.share(), transfer.words()) == (None, "12,000 rows, 3.4 MB")
    transfer.advance(size=5_000_000, total=10_000_000)
    assert (transfer.share(), transfer.rows) == (0.5, 12_000)
    transfer.advance(size=12_000_000)
    assert transfer.share() == 1.0


def test_a_wait_is_interrupted_from_another_thread() -> None:
    transfer, ended, waiting = Transfer(), threading.Event(), threading.Event()

    def fetch() -> None:
        waiting.set()
        ended.wait()
        raise OSError("the connection was shut down")

    def stop() -> None:
        waiting.wait()
        transfer.cancel()

    thread = threading.Thread(target=stop)
    thread.start()
    with pytest.raises(Cancelled), transfer.interrupted_by(ended.set):
        fetch()
    thread.join()
    with pytest.raises(Cancelled):
        transfer.advance(rows=1)


def test_the_end_of_the_process_stops_a_fetch() -> None:
    interrupted: list[int] = []
    transfer = Transfer()
    with pytest.raises(Cancelled), transfer.interrupted_by(lambda: interrupted.append(1)):
        _end_the_process(transfer)
    assert interrupted == [1]


def _end_the_process(transfer: Transfer) -> None:
    stop_all()
    transfer.check()


class Reading:
    """A database that reads what was fetched."""

    stopped = 0

    def stop(self) -> None:
        self.stopped += 1

    def progress(self) -> float:
        return 0.25


def test_the_reading_is_followed_and_stopped_also_one_that_begins_late() -> None:
    transfer, reading, late = Transfer(), Reading(), Reading()
    transfer.read_by(reading)
    assert (transfer.share(), reading.stopped) == (0.25, 0)
    transfer.cancel()
    assert reading.stopped == 1
    transfer.read_by(late)
    assert late.stopped == 1


def test_a_wait_that_is_over_is_not_interrupted() -> None:
    transfer, interrupted = Transfer(), threading.Event()
    with transfer.interrupted_by(interrupted.set):
        pass
    transfer.cancel()
    assert not interrupted.is_set()


def test_a_cancelled_fetch_begins_no_wait_and_other_errors_pass() -> None:
    transfer = Transfer()
    with pytest.raises(ValueError, match="as it is"), transfer.interrupted_by(lambda: None):
        raise ValueError("as it is")
    transfer.cancel()
    begun = False
    with pytest.raises(Cancelled), transfer.interrupted_by(lambda: None):
        begun = True
    assert not begun


def test_every_wait_that_lasts_is_interrupted_and_again_at_a_second_stop() -> None:
    transfer = Transfer()
    done: list[str] = []
    with (
        transfer.interrupted_by(lambda: done.append("server")),
        transfer.interrupted_by(lambda: done.append("file")),
    ):
        transfer.cancel()
        transfer.stop()
    assert done == ["server", "file"] * 2
    transfer.cancel()
    assert len(done) == 4
