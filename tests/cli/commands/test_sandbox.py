"""`sandbox`: a port that cannot be had is in the exit code."""

from __future__ import annotations

from tests.support.commands import Run


def test_a_port_that_cannot_be_listened_on(cli: Run) -> None:
    outcome = cli("sandbox", "--port", "65536")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("cannot listen on port 65536: ")
