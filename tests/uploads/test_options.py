"""How long an upload waits between tries."""

from __future__ import annotations

from tiktok_tui.uploads.options import Options, RetryPolicy


def test_waits_double_up_to_a_bound_and_throttling_waits_for_the_minute_quota() -> None:
    policy = RetryPolicy()
    assert [policy.wait(tries, throttled=True) for tries in range(1, 9)] == [1, 2, 4, 8, 16, 32, 300, 300]
    assert [policy.wait(tries, throttled=False) for tries in (1, 5, 9, 10_000)] == [1, 16, 60, 60]
    assert policy.wait(1, throttled=False, asked=5) == 5
    assert policy.wait(4, throttled=False, asked=5) == 8
    assert policy.wait(1, throttled=False, asked=86_400) == 300


def test_unless_somebody_says_otherwise() -> None:
    assert RetryPolicy() == RetryPolicy(1, 60, 300, 6, first_contact=45, outage=1800, claimed=0.5, hopeless=200)
    assert Options() == Options(None, "", False, False, False, in_flight_max=8, sheet=None)


def test_options_are_read_as_they_were_written_and_those_of_a_later_version_ignored() -> None:
    options = Options(3, "T1", True, True, True, 2, "Orders")
    assert Options.from_json(options.to_json()) == options
    assert Options.from_json('{"limit": 3, "of_a_later_version": 7}') == Options(limit=3)
