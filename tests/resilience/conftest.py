"""Tests that nothing is lost, sent twice or let in: a short form for every day, a long one with `--long`.

Each test that tries a fault reports how it ended; `pytest tests/resilience` prints that as a table.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.resilience.effort import Effort, Report
from tests.support.uploads import home, scenario

__all__ = ["home", "scenario"]

ROW = "fault tried"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="try every fault many times; takes hours")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give a test that tries a fault thousands of times the time for it."""
    if config.getoption("--long", default=False):
        for item in items:
            item.add_marker(pytest.mark.timeout(7200))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    rows = [
        value
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
        if name == ROW
    ]
    if rows:
        terminalreporter.section("faults")
        terminalreporter.line("| fault | times tried | outcome | events lost | events sent twice |")
        terminalreporter.line("|---|---:|---|---:|---:|")
        for row in rows:
            terminalreporter.line(f"| {' | '.join(map(str, row))} |")


@pytest.fixture
def effort(request: pytest.FixtureRequest) -> Effort:
    """Long when `--long` was given."""
    # The option is not known where pytest was started for all tests at once.
    return Effort(bool(request.config.getoption("--long", default=False)))


@pytest.fixture
def long(request: pytest.FixtureRequest) -> None:
    """For tests of the long form only."""
    if not request.config.getoption("--long", default=False):
        pytest.skip("of the long form: --long")


@pytest.fixture
def report(record_property: Callable[[str, object], None]) -> Report:
    """Adds a line to the table."""

    def add(fault: str, times: int, outcome: str, lost: int = 0, twice: int = 0) -> None:
        assert (lost, twice) == (0, 0), fault
        record_property(ROW, [fault, times, outcome, lost, twice])

    return add
