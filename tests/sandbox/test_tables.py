"""TikTok's names as its pages list them, and as the program under test has them."""

from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from tiktok_tui.events import names
from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.sandbox import tables


def test_the_tables_are_those_of_tiktoks_pages(snapshot: SnapshotAssertion) -> None:
    public = {name: value for name, value in vars(tables).items() if name.isupper()}
    assert {
        name: sorted(value) if isinstance(value, frozenset) else value for name, value in public.items()
    } == snapshot


def test_the_program_sends_nothing_that_the_sandbox_would_refuse() -> None:
    assert set(CURRENCIES) == tables.CURRENCIES
    assert set(names.ACCEPTED) == tables.STANDARD_EVENTS | tables.LEGACY_EVENTS
    assert set(names.RESERVED) == tables.RESERVED_EVENTS
