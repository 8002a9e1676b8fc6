"""Counts the events of a checked file that an upload would not send, before it is begun."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination
from tiktok_tui.prepare.event import first_of
from tiktok_tui.uploads.connection import sandbox_url
from tiktok_tui.uploads.ledger import archive, recipients
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.screening import Sender, kept_marks, known, screen
from tiktok_tui.uploads.ledger.suspects import Suspects
from tiktok_tui.uploads.run import LeftOut

if TYPE_CHECKING:
    from tiktok_tui.prepare.prepare import Prepared


def count_already_sent(
    home: Home,
    prepared: Prepared,
    destination: Destination,
    *,
    api_url: str,
    test_event_code: str = "",
    limit: int | None = None,
) -> LeftOut:
    """How many of the sendable events, or of the first `limit`, would not be sent now. Reads all of them.

    TikTok accepted them in the last 30 days (`skipped`), or they look like accepted ones under other IDs (`similar`).
    """
    if not home.ledger.exists():
        return LeftOut()
    api_url = sandbox_url() if destination.sandbox else api_url
    with Ledger(home.ledger) as ledger:
        recipient = recipients.find(ledger, api_url, test_event_code)
        if recipient is None:
            return LeftOut()
        archive.file_all(ledger)
        sender, now = Sender(0, recipient, send_doubtful=True), time.time()
        skipped, suspects = 0, Suspects()
        for events in first_of(prepared.events(), limit):
            screened = screen(ledger, sender, events, now)
            skipped += screened.skipped
            suspects.add(screened.similar)
        if suspects:
            explained = suspects.explained(prepared.events(), lambda events: known(ledger, sender, events, now))
            suspects.settle(explained, lambda events: kept_marks(ledger, sender, events, now))
        return LeftOut(skipped, similar=suspects.held.total())
