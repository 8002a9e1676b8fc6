"""A home with one destination, uploads to the sandbox with short waits, and a ledger by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.uploads import home, scenario
from tiktok_tui.accounts.home import Home
from tiktok_tui.uploads.ledger.database import Ledger

__all__ = ["home", "ledger", "scenario"]


@pytest.fixture
def ledger(home: Home) -> Iterator[Ledger]:
    """The home's ledger, open; in it no recipient has the number of a run."""
    with Ledger(home.ledger) as opened:
        opened.write("INSERT INTO recipients VALUES (1000, 'https://earlier.example', '')")
        yield opened
