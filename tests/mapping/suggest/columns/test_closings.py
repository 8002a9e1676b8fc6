"""The time of a deal is that when it was won."""

from __future__ import annotations

from tests.mapping.suggest.small_files import mapped

_DATES = ["2026-05-01", "2026-05-02"], ["2026-06-01", "2026-06-02"], ["2026-07-01", "2026-07-02"]


def _time(*names: str) -> tuple[str, ...]:
    dates = dict(zip(names, _DATES, strict=False))
    return (
        mapped({**dates, "Stage": ["Closed won", "Closed lost"], "Email": ["a@b.co", "c@d.co"]})
        .fields["timestamp"]
        .columns
    )


def test_of_two_times_of_an_end_the_first_is_taken_unless_one_says_won() -> None:
    assert _time("Created", "Close date", "Closing date") == ("Close date",)
    assert _time("Created", "Close date", "Won date") == ("Won date",)
