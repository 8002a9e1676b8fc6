"""How many batches may be in flight."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tiktok_tui.uploads.sending.window import Window


@given(st.integers(1, 16), st.lists(st.booleans(), max_size=200))
def test_the_window_stays_within_its_bounds(most: int, answers: list[bool]) -> None:
    window = Window(most)
    for now, throttled in enumerate(answers):
        before = window.size
        if throttled:
            window.throttled(float(now), float(now))
            assert window.size == 1 or before - 1 <= 2 * window.size <= before + 1
        else:
            window.accepted()
            assert window.size >= before
        assert 1 <= window.size <= most


def test_batches_that_left_before_a_halving_do_not_halve_again() -> None:
    window = Window(8)
    for _ in range(8):
        window.accepted()
    assert [window.throttled(1.0, 2.0), window.throttled(1.5, 2.1), window.throttled(2.5, 3.0)] == [True, False, True]
    assert window.size == 2
    assert window.throttled(3.0, 3.5), "one that left with the halving is none of those before"


def test_it_grows_by_one_a_round_once_there_has_been_throttling() -> None:
    window = Window(16)
    grown = [window.size]
    for _ in range(4):
        window.accepted()
        grown.append(window.size)
    assert grown == [4, 5, 6, 7, 8]
    window.throttled(1.0, 1.0)
    grown = [window.size]
    for _ in range(5):
        window.accepted()
        grown.append(window.size)
    assert grown == [4, 4, 4, 4, 4, 5]
