"""Fixtures that several folders of tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.sandbox import Sandbox


@pytest.fixture(scope="session")
def _running_sandbox() -> Iterator[Sandbox]:
    with Sandbox.start() as running:
        yield running


@pytest.fixture
def sandbox(_running_sandbox: Sandbox) -> Sandbox:
    """The session's sandbox, as new: no faults, no events, the accounts of `tiktok_tui.sandbox.known`."""
    _running_sandbox.reset()
    return _running_sandbox
