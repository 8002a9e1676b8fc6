"""Countries, zones, phone numbers and IP addresses: a line in a file of `listed/` for each with its reading.

A name that is dropped from a table is no error anywhere; it only sends the numbers of its people to another country.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tiktok_tui.events.notations.zones import zone_for
from tiktok_tui.events.rules import rules_in
from tiktok_tui.prepare.lookups.addresses import read_ip
from tiktok_tui.prepare.lookups.countries import country_for
from tiktok_tui.prepare.lookups.phones import read_phones

FOLDER = Path(__file__).parent / "listed"


def _phones(words: str) -> list[object]:
    """The numbers and the broken rules of a cell, given behind its region and a colon."""
    region, _, text = words.partition(":")
    read = read_phones(text, region)
    return [list(read.numbers), [rule.name for rule in rules_in(read.bits)]]


def _address(text: str) -> list[object]:
    address, bits = read_ip(text)
    return [address, [rule.name for rule in rules_in(bits)]]


LISTED: dict[str, Callable[[str], object]] = {
    "countries": country_for,
    "zones": zone_for,
    "phones": _phones,
    "addresses": _address,
}


@pytest.mark.parametrize("name", LISTED)
def test_what_is_made_of_each_text_is_listed(name: str) -> None:
    lines = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").split("\n") if line]
    assert [[text, LISTED[name](text)] for text, _ in lines] == lines
