"""Texts that Python decides are decided once, however many there are."""

from __future__ import annotations

import json

import pytest

from tests.prepare.conftest import Check
from tiktok_tui.events.destination import EventSource
from tiktok_tui.prepare.lookups import lookups


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_any_number_of_texts_is_looked_up_each_once(check: Check, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(lookups, "BATCH", 2)
    addresses = [f"2001:4860:4860::{number}" for number in range(count)]
    header = ("event", "timestamp", "email", "page_url", "ip")
    rows = [("Lead", "2026-11-20", "a@b.cd", "https://x.yz/", address) for address in addresses]
    prepared = check(header, *rows, event_source=EventSource.WEB)
    assert [json.loads(event.body)["user"]["ip"] for chunk in prepared.events() for event in chunk] == addresses
