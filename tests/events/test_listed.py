"""Words of tables that files may hold, each with what it means: a line in a file of `listed/` for each.

A word that is dropped from a table, or means something else, changes what is sent, and no error tells of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.listed import decided
from tiktok_tui.events.names import nearest
from tiktok_tui.events.notations.halves_of_day import in_english
from tiktok_tui.events.notations.money_headers import currencies_in_header, without_currency
from tiktok_tui.events.notations.money_signs import shared_sign
from tiktok_tui.events.notations.month_names import MONTHS, month_in_english
from tiktok_tui.events.notations.zone_marks import offset_of, offset_said
from tiktok_tui.events.notations.zones import zone_for, zone_in_words

FOLDER = Path(__file__).parent / "listed"
LISTED: dict[str, Callable[[str], object]] = {
    "zone_for": zone_for,
    "zone_in_words": zone_in_words,
    "offset_said": offset_said,
    "offset_of": lambda name: offset_of(name, "UTC"),
    "month_in_english": lambda text: month_in_english(text, MONTHS),
    "halves_of_day": in_english,
    "nearest": nearest,
    "shared_sign": shared_sign,
    "currencies_in_header": lambda header: " ".join(currencies_in_header(header)),
    "without_currency": without_currency,
}


@pytest.mark.parametrize("name", LISTED)
def test_what_is_decided_is_listed(name: str) -> None:
    found, lines = decided(FOLDER / f"{name}.tsv", LISTED[name])
    assert found == lines
