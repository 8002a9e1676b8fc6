"""Processor time of an upload beside making its events and the network: cutting, claims, ledger, filing."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.uploads.ledgers import begun, everybody_lives
from tiktok_tui.events.destination import EventSource
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.query.marks import KIND_BITS, ORDERED, OWN_ID
from tiktok_tui.tiktok.answers import Answer
from tiktok_tui.uploads.ledger.archive import file_accepted
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.sending.garbage import collected_rarely
from tiktok_tui.uploads.sending.loop import upload

BATCHES = 200
BODY = b'{"event":"Purchase","event_time":1790000000,"event_id":"' + b"x" * 600 + b'"}'


class Accepting:
    """Stands in for TikTok: every request is accepted at once."""

    def track(self, body: bytes) -> Answer:
        """Accept it."""
        return Answer(0, "r", "OK", {}, 0.0)


def ready(*, own_ids: bool) -> Iterator[list[Event]]:
    """Orders with two identifiers, one of them in four fifths; their IDs are the file's own, or made."""
    chance = random.Random(5)
    flag = OWN_ID if own_ids else 0

    def mark(kind: int) -> int:
        return chance.getrandbits(47) << KIND_BITS | kind | flag

    for start in range(0, BATCHES * 1000, 1000):
        yield [
            Event(
                row,
                "7200000000000000001",
                chance.randbytes(16),
                BODY,
                (mark(0) if chance.random() > 0.2 else None, mark(0), mark(ORDERED), None, mark(ORDERED)),
            )
            for row in range(start, start + 1000)
        ]


def microseconds(*, own_ids: bool) -> tuple[float, float]:
    """Processor time that sending and that filing an event take of the thread that does it."""
    chunks = list(ready(own_ids=own_ids))
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.sqlite") as ledger:
        run = begun(ledger)
        began = time.thread_time()
        with collected_rarely():
            updates = upload(
                iter(chunks),
                run,
                EventSource.OFFLINE,
                Accepting(),
                ledger,
                Control(),
                reread=lambda: chunks,
                unattended=everybody_lives,
            )
            for _ in updates:
                pass
        sent = time.thread_time()
        file_accepted(ledger, run.number)
        filed = time.thread_time()
        assert ledger.number("SELECT count(*) FROM accepted") == 1000 * BATCHES
    return (sent - began) * 1e3 / BATCHES, (filed - sent) * 1e3 / BATCHES
