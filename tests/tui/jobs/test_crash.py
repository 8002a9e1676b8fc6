"""A fault of the app itself: its line on the screen, the way to it in the log, and none of the data."""

from __future__ import annotations

import logging

import pytest

from tiktok_tui.tui.jobs.crash import Crash


def outer() -> None:
    inner("jane@customers.example")


def inner(cell: str) -> None:
    raise ValueError(cell)


def test_the_log_has_the_way_to_the_fault_the_last_step_first(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(ValueError, match="jane") as caught:
        outer()
    with caplog.at_level(logging.ERROR):
        crash = Crash(caught.value)
    (record,) = caplog.records
    way = [step.split(" ")[-1] for step in record.getMessage().removeprefix("ValueError: ").split(" < ")]
    assert way == ["inner", "outer", "test_the_log_has_the_way_to_the_fault_the_last_step_first"]
    line = inner.__code__.co_firstlineno + 1
    assert crash.what == f"Something went wrong inside tiktok-tui (ValueError in test_crash.py, line {line})."
    assert "jane" not in record.getMessage() + str(crash)
    assert Crash(ValueError("no traceback")).what.endswith("(ValueError in an unknown line).")
    assert crash.remedy == "Nothing that was accepted is lost. The log has the details: tiktok-tui locate log."
