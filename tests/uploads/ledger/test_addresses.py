"""One address is one recipient, however it is spelt."""

from __future__ import annotations

import pytest

from tests.uploads.ledgers import EVENTS, NOW, accept, begin
from tiktok_tui.uploads.ledger import screening
from tiktok_tui.uploads.ledger.addresses import normalised
from tiktok_tui.uploads.ledger.database import Ledger

LOCAL = "http://127.0.0.1:18901/open_api/v1.3"
REAL = "https://business-api.tiktok.com/open_api/v1.3"


@pytest.mark.parametrize(
    ("spelt", "address"),
    [
        ("HTTP://127.0.0.1:18901/open_api/v1.3", LOCAL),
        ("http://localhost:18901/open_api/v1.3/", LOCAL),
        ("http://[::1]:18901/open_api/v1.3", LOCAL),
        ("http://127.0.0.1:018901//open_api//v1.3", LOCAL),
        (f" {LOCAL} ", LOCAL),
        ("http://shop.example:80", "http://shop.example"),
        ("https://Business-API.TikTok.com:443/open_api/v1.3", REAL),
        ("https://business-api.tiktok.com./open_api/v1.3/", REAL),
        ("https://business-api.tiktok.com/x/../open%5Fapi/./v1%2e3", REAL),
        ("http://[0:0:0:0:0:0:0:1]:18901/open_api/v1.3", LOCAL),
        (REAL, REAL),
        ("https://business-api.tiktok.com:8443/open_api/v1.3", "https://business-api.tiktok.com:8443/open_api/v1.3"),
        ("http://127.0.0.1:443/x", "http://127.0.0.1:443/x"),
        ("http://127.0.0.1:18901/Open_API/v1.3", "http://127.0.0.1:18901/Open_API/v1.3"),
        ("https://[2001:DB8::1]/x", "https://[2001:db8::1]/x"),
    ],
)
def test_an_address_has_one_spelling(spelt: str, address: str) -> None:
    assert normalised(spelt) == address
    assert normalised(address) == address


@pytest.mark.parametrize("first", [LOCAL, "HTTP://localhost:018901//open_api/v1.3/"])
def test_what_was_accepted_under_one_spelling_is_skipped_under_another(ledger: Ledger, first: str) -> None:
    accept(ledger, begin(ledger, url=first), EVENTS)
    for spelt in ("HTTP://localhost:018901//open_api/v1.3/", LOCAL):
        assert screening.screen(ledger, begin(ledger, url=spelt), EVENTS, NOW).skipped == len(EVENTS)
