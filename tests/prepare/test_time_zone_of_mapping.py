from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tiktok_tui.events.destination import Destination
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping import toml
from tiktok_tui.prepare.prepare import prepare

SHOP = Destination("shop", "Shop", event_set_id="7654321098765432109", fixed_event="Lead", time_zone="Europe/Paris")


@pytest.mark.parametrize(
    ("column", "keys", "hours_from_utc"),
    [
        ("when", "", 2),
        ("when", ', time_zone = "UTC"', 0),
        ("when", ', time_zone = "America/New_York"', -4),
        ("when (UTC)", "", 0),
        ("when (UTC)", ', time_zone = "Europe/Paris"', 2),
    ],
)
def test_the_mapping_s_zone_goes_before_the_header_s_and_the_destination_s(
    tmp_path: Path, column: str, keys: str, hours_from_utc: int
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(f"email,{column}\njane@example.com,2026-07-02 15:04:00\n")
    mapping = toml.loads(
        f'[fields]\nemail = {{ column = "email" }}\ntimestamp = {{ column = "{column}"{keys} }}\n', where="test"
    )
    now = datetime(2026, 7, 5, tzinfo=UTC)
    with open_table(str(file), scratch=tmp_path) as table, prepare(table, mapping, SHOP, now=now) as prepared:
        ((event,),) = prepared.events()
    expected = datetime(2026, 7, 2, 15, 4, tzinfo=UTC).timestamp() - hours_from_utc * 3600
    assert json.loads(event.body)["event_time"] == expected
