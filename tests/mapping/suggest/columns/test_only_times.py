"""The time of the event where no column is called so: the beginning of a call, in the zone that its name gives."""

from __future__ import annotations

from tests.mapping.suggest.small_files import mapped

_LOCAL, _UTC = ["2026-06-01 10:00:00", "2026-06-02 11:00:00"], ["2026-06-01 08:00:00", "2026-06-02 09:00:00"]
_CALLS = {"Caller ID": ["+12065550101", "+12065550102"], "Duration": ["65", "12"]}


def test_of_two_beginnings_of_a_call_the_one_whose_zone_is_named_is_taken() -> None:
    ends = {"End time": _LOCAL}
    one = mapped({**_CALLS, "Start time": _LOCAL, **ends}).fields["timestamp"]
    assert one.columns == ("Start time",)
    both = mapped({**_CALLS, "Start time": _LOCAL, "Start time (UTC)": _UTC, **ends}).fields["timestamp"]
    assert (both.columns, both.time_zone) == (("Start time (UTC)",), "UTC")
    assert "timestamp" not in mapped({**_CALLS, "Start time": _LOCAL, "Begin, start": _LOCAL, **ends}).fields
    assert "timestamp" not in mapped({"Phone": ["+12065550101"] * 2, "Start time": _LOCAL, **ends}).fields
