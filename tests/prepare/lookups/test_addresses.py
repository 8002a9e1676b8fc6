"""IP addresses that SQL does not decide are judged in Python."""

from __future__ import annotations

import pytest

from tiktok_tui.events.rules import BIT
from tiktok_tui.prepare.lookups.addresses import read_ip


@pytest.mark.parametrize(
    ("text", "sent", "rule"),
    [
        ("2001:4860:4860::8888", "2001:4860:4860::8888", None),
        ("::ffff:8.8.8.8", "8.8.8.8", None),
        ("192.168.1.1", None, "ip.private"),
        ("172.16.0.1", None, "ip.private"),
        ("fe80::1", None, "ip.private"),
        ("224.0.0.1", None, "ip.private"),
        ("fe80::1%eth0", None, "ip.invalid"),
        ("8.8.8", None, "ip.invalid"),
    ],
)
def test_address(text: str, sent: str | None, rule: str | None) -> None:
    assert read_ip(text) == (sent, BIT[rule] if rule else 0)
