"""Recipients of events as the ledger distinguishes them: by the API's address and the test event code."""

from __future__ import annotations

from tiktok_tui.uploads.ledger.addresses import normalised
from tiktok_tui.uploads.ledger.database import Ledger


def find(ledger: Ledger, base_url: str, test_event_code: str) -> int | None:
    """The number of the recipient, None if nothing was ever sent to it."""
    number = ledger.number(
        "SELECT number FROM recipients WHERE base_url = ? AND test_event_code = ?",
        (normalised(base_url), test_event_code),
    )
    return number or None


def find_or_add(ledger: Ledger, base_url: str, test_event_code: str) -> int | None:
    """The number of the recipient, added if it is new. Needs a transaction of the caller's."""
    ledger.write(
        "INSERT OR IGNORE INTO recipients (base_url, test_event_code) VALUES (?, ?)",
        (normalised(base_url), test_event_code),
    )
    return find(ledger, base_url, test_event_code)
