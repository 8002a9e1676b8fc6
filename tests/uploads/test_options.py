"""How long an upload waits between tries."""

from __future__ import annotations

from tiktok_tui.uploads.options import RetryPolicy


def test_waits_double_up_to_a_bound_and_throttling_waits_for_the_minute_quota() -> None:
    policy = RetryPolicy()
    assert [policy.wait(tries, throttled=True) for tries in range(1, 9)] == [1, 2, 4, 8, 16, 32, 300, 300]
    assert [policy.wait(tries, throttled=False) for tries in (1, 5, 9, 10_000)] == [1, 16, 60, 60]
    assert policy.wait(1, throttled=False, asked=5) == 5
    assert policy.wait(1, throttled=False, asked=86_400) == 300
