"""Building the next items in a thread."""

from __future__ import annotations

import threading
from collections.abc import Generator

import pytest

from tiktok_tui.uploads.sending.prefetch import Prefetch

pytestmark = pytest.mark.timeout(40)  # a fault in what ends a wait is to be noticed within a minute


def test_everything_comes_in_order() -> None:
    with Prefetch((number for number in range(1000)), 8) as items:
        assert list(items) == list(range(1000))


def test_no_more_is_made_than_there_is_room_for() -> None:
    made: list[int] = []
    fourth = threading.Event()

    def numbers() -> Generator[int, None, None]:
        for number in range(100):
            made.append(number)
            if number == 3:
                fourth.set()
            yield number

    with Prefetch(numbers(), 2) as items:
        iterator = iter(items)
        assert next(iterator) == 0
        assert fourth.wait(60)  # 1 and 2 wait to be taken, 3 for room
        assert next(iterator) == 1
    assert len(made) <= 6


def test_whatever_goes_wrong_in_the_source_reaches_whoever_iterates() -> None:
    class Odd(Exception):
        """An error that nobody thought of."""

    def numbers() -> Generator[int, None, None]:
        yield 1
        raise Odd("the file")

    with Prefetch(numbers(), 8) as items:
        iterator = iter(items)
        assert next(iterator) == 1
        with pytest.raises(Odd, match="the file"):
            next(iterator)


def test_leaving_early_closes_the_source_and_ends_the_thread() -> None:
    ahead, closed = threading.Event(), threading.Event()

    def numbers() -> Generator[int, None, None]:
        try:
            yield from range(3)
            ahead.set()
            yield from range(10**9)
        finally:
            closed.set()

    with Prefetch(numbers(), 2) as items:
        assert next(iter(items)) == 0
        assert ahead.wait(60)  # two wait to be taken, and the fourth for room, as long as nobody leaves
    assert closed.is_set()
    assert not [thread for thread in threading.enumerate() if thread.name == "tiktok-tui-prefetch"]
