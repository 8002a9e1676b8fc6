"""No log holds an address with a secret in it, or a header."""

from __future__ import annotations

import logging

import pytest

from tiktok_tui.tiktok import http_logs


@pytest.mark.parametrize("name", ["httpx", "httpcore", "httpcore.http11"])
def test_requests_are_not_logged(name: str) -> None:
    for each in ("httpx", "httpcore"):
        logging.getLogger(each).setLevel(logging.DEBUG)
    http_logs.silence()
    assert not logging.getLogger(name).isEnabledFor(logging.INFO)
    assert logging.getLogger(name).isEnabledFor(logging.WARNING)
