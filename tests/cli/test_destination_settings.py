"""The settings of a destination from the options of a command."""

from __future__ import annotations

from dataclasses import replace

from tests.support.setups import SHOP
from tiktok_tui.cli.destination_settings import changed

NAMED = replace(SHOP, event_set_name="Store sales")


def test_an_event_set_keeps_its_name_until_another_one_takes_its_place() -> None:
    assert changed(NAMED, {"currency": "USD"}) == replace(NAMED, currency="USD")
    other = "7200000000000000042"
    assert changed(NAMED, {"event_set_id": other}) == replace(NAMED, event_set_id=other, event_set_name="")
    assert changed(NAMED, {"event_set_id": other, "event_set_name": "Tills"}) == replace(
        NAMED, event_set_id=other, event_set_name="Tills"
    )
